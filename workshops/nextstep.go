package workshops

import (
	"context"
	"fmt"
	"slices"

	"coupdemain/internal/accounts"
)

// maxSuggested is how many series are suggested at the most.
const maxSuggested = 3

// NextStep suggests what comes next for a person: series of the same office, of the same level or the next, that have
// a place left for the way they come, the nearest first.
func (s *Service) NextStep(ctx context.Context, by accounts.Person, enrolmentID string) (n NextStep, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		e, series, err := ownEnrolment(tx, by, enrolmentID)
		if err != nil {
			return err
		}
		p, err := presence(tx, series.ID)
		if err != nil {
			return err
		}
		for _, row := range p.Rows {
			n.Alone = n.Alone || row.Enrolment.ID == e.ID && row.Present*2 < row.Held
		}
		at := now()
		others, err := tx.SeriesOf(by.Organization.ID, at, at)
		if err != nil {
			return err
		}
		for _, other := range others {
			if len(n.Series) < maxSuggested && other.follows(series) && other.free(e.Mode) > 0 {
				n.Series = append(n.Series, other)
			}
		}
		n.Alone = n.Alone || len(n.Series) == 0
		return nil
	})
	if err != nil {
		return NextStep{}, fmt.Errorf("next step of enrolment %s: %w", enrolmentID, err)
	}
	return n, nil
}

// follows tells whether a series may come after another: something else, as hard or one step harder.
func (l Listed) follows(done Series) bool {
	step := slices.Index(Levels, l.Level) - slices.Index(Levels, done.Level)
	return l.ID != done.ID && l.PathID != done.PathID && l.Next.ID != "" && (step == 0 || step == 1)
}

// free is how many places of a mode are left.
func (l Listed) free(m Mode) int {
	if m == OnSite {
		return l.FreeOnSite
	}
	return l.FreeRemote
}
