package workshops

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"coupdemain/internal/accounts"
)

// MaxPicture is the largest picture that is taken, in bytes.
const MaxPicture = 2 << 20

// AddPicture keeps a picture (PNG, JPEG or WebP, told by its bytes, up to MaxPicture). The error is an
// *accounts.InvalidError.
func (s *Service) AddPicture(ctx context.Context, by accounts.Person, data []byte) (Picture, error) {
	p := Picture{ID: newID(), OrganizationID: by.Organization.ID, Type: pictureType(data), Data: data}
	var f faults
	f.expect(len(data) <= MaxPicture, FieldPicture, accounts.TooLong)
	f.expect(p.Type != "", FieldPicture, NotAPic)
	err := f.err()
	if err == nil {
		err = s.store.Update(ctx, func(tx Tx) error { return tx.AddPicture(p) })
	}
	if err != nil {
		return Picture{}, fmt.Errorf("add a picture: %w", err)
	}
	return p, nil
}

// pictureType tells a picture by its first bytes; SVG is not taken, since it can hold a script.
func pictureType(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case len(data) > 12 && bytes.HasPrefix(data, []byte("RIFF")) && bytes.Equal(data[8:12], []byte("WEBP")):
		return "image/webp"
	}
	return ""
}

// Picture is a step's picture, for whoever has its ID. One that ships is SVG of our own.
func (s *Service) Picture(ctx context.Context, id string) (p Picture, err error) {
	if p, err := shippedPicture(id); err == nil {
		return p, nil
	}
	err = s.store.View(ctx, func(tx Tx) error {
		p, err = tx.Picture(id)
		return err
	})
	if err != nil {
		return Picture{}, fmt.Errorf("picture: %w", err)
	}
	return p, nil
}

// checkPictures adds the steps whose picture is not there, or is another organization's.
func (m *Module) checkPictures(tx ModuleTx, f *faults) error {
	for i, step := range m.Steps {
		if step.Picture == "" {
			continue
		}
		if _, err := shippedPicture(step.Picture); err == nil {
			continue
		}
		p, err := tx.Picture(step.Picture)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if err != nil || p.OrganizationID != m.OrganizationID {
			f.add(stepField(i, FieldPicture), NotOneOf)
		}
	}
	return nil
}
