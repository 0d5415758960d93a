package main

import (
	"context"
	"errors"
	"fmt"

	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// register answers class.Register from the workshops.
type register struct{ taught *workshops.Service }

// Class implements class.Register. It opens early, for whoever runs it; the pages let the others in when their code does.
func (r register) Class(ctx context.Context, id string) (class.Class, error) {
	live, err := r.taught.Live(ctx, id)
	if errors.Is(err, workshops.ErrNotFound) || errors.Is(err, workshops.ErrState) {
		return class.Class{}, class.ErrUnknown
	}
	if err != nil {
		return class.Class{}, fmt.Errorf("register: %w", err)
	}
	session := live.Session
	c := class.Class{
		ID: id, Title: live.Series.Title, Phone: live.Series.Phone,
		Opens: session.SetUp(), Starts: session.StartsAt, Ends: session.EndsAt, Closes: session.Closes(),
		Steps: min(len(live.Module.Steps), protocol.MaxSteps),
	}
	if live.Module.Title != "" {
		c.Title = live.Module.Title
	}
	for _, e := range live.People {
		person := class.Person{
			ID: e.ID, Name: e.Name, Companion: e.Companion, OnSite: e.Mode == workshops.OnSite, Next: live.Next, Arrangements: []string{},
		}
		for _, a := range e.Arrangements {
			person.Arrangements = append(person.Arrangements, string(a))
		}
		c.People = append(c.People, person)
	}
	return c, nil
}

// cameBy are the ways of coming to a class, as attendance has them.
var cameBy = map[protocol.How]workshops.Mode{
	protocol.HowRemote: workshops.Remote, protocol.HowOnSite: workshops.OnSite, protocol.HowByPhone: workshops.ByPhone,
}

// felt are the moods of a class, as attendance has them.
var felt = map[protocol.Mood]workshops.Mood{
	protocol.MoodGood: workshops.GoodMood, protocol.MoodFair: workshops.FairMood, protocol.MoodPoor: workshops.PoorMood,
}

// Attended implements class.Register.
func (r register) Attended(ctx context.Context, id string, all []class.Attended) error {
	var came []workshops.Attended
	for _, one := range all {
		if mode, ok := cameBy[one.How]; ok {
			came = append(came, workshops.Attended{
				EnrolmentID: one.Person, Mode: mode, Companion: one.Companion, Steps: one.Steps, Mood: felt[one.Mood],
			})
		}
	}
	err := r.taught.RecordLive(ctx, id, came)
	switch {
	case errors.Is(err, workshops.ErrNotFound), errors.Is(err, workshops.ErrState):
		return fmt.Errorf("register: %w: %w", class.ErrUnknown, err)
	case err != nil:
		return fmt.Errorf("register: %w", err)
	}
	return nil
}
