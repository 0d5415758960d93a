package main

import (
	"context"
	"errors"
	"fmt"

	"coupdemain/internal/family"
	rooms "coupdemain/signaling/family"
)

// relatives answers the live rooms of families from the families as they were made.
type relatives struct{ families *family.Service }

// Family implements the Register of signaling/family.
func (r relatives) Family(ctx context.Context, id string) (rooms.Family, error) {
	f, err := r.families.Open(ctx, id)
	if errors.Is(err, family.ErrNotFound) {
		return rooms.Family{}, rooms.ErrUnknown
	}
	if err != nil {
		return rooms.Family{}, fmt.Errorf("relatives: %w", err)
	}
	made := rooms.Family{ID: f.ID, Name: f.Name, Hour: f.Hour, Phone: f.Phone, ValidUntil: f.ValidUntil}
	for _, m := range f.Members {
		made.Members = append(made.Members, rooms.Member{ID: m.ID, Name: m.Name, Card: m.Drawing})
	}
	return made, nil
}
