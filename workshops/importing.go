package workshops

import (
	"context"
	"errors"
	"fmt"

	"coupdemain/internal/accounts"
)

// maxRows bounds a list to import.
const maxRows = 10_000

// Row is one line of a list to import. Line is its number in the file, from 1, as a fault is told by.
type Row struct {
	Line int
	Details
}

// LineFault is a fault of one line.
type LineFault struct {
	Line int
	accounts.Fault
}

// ImportError names every fault of a list, by line; nothing of it was taken.
type ImportError struct{ Faults []LineFault }

// Error counts the faults. It holds no value.
func (e *ImportError) Error() string { return fmt.Sprintf("%d faults in the list", len(e.Faults)) }

// Import enrols all rows in order, or none. key is as NewEnrolment.Key, for the whole list. The error is an
// *ImportError, an *accounts.InvalidError (key; too many rows), ErrNotFound or ErrClosed.
func (s *Service) Import(ctx context.Context, by accounts.Person, seriesID, key string, rows []Row) (all []Enrolment, err error) {
	var f faults
	f.expect(minKey <= len(key) && len(key) <= maxKey/2, FieldKey, accounts.Missing)
	f.expect(len(rows) <= maxRows, FieldKey, TooMany)
	if err := f.err(); err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	err = s.store.Update(ctx, func(tx Tx) error {
		series, err := ownSeries(tx, by, seriesID)
		if err != nil {
			return err
		}
		if err := checkRows(rows, series); err != nil {
			return err
		}
		for _, row := range rows {
			n := NewEnrolment{Key: fmt.Sprintf("%s %d", key, row.Line), Details: row.Details}
			e, err := s.enrol(tx, series, request{NewEnrolment: n, origin: ByOffice, scope: "import " + by.Organization.ID})
			if err != nil {
				return err
			}
			all = append(all, e)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("import into series %s: %w", seriesID, err)
	}
	return all, nil
}

// checkRows tells the faults of all rows at once.
func checkRows(rows []Row, series Series) error {
	var wrong ImportError
	lines := map[int]bool{}
	for _, row := range rows {
		var f faults
		row.check(&f, series)
		f.expect(!lines[row.Line], FieldKey, NotOneOf)
		lines[row.Line] = true
		for _, fault := range f {
			wrong.Faults = append(wrong.Faults, LineFault{row.Line, fault})
		}
	}
	if len(wrong.Faults) > 0 {
		return &wrong
	}
	return nil
}

// CheckImport tells what Import would find wrong with a list, and changes nothing: nil, an *ImportError or ErrNotFound.
func (s *Service) CheckImport(ctx context.Context, by accounts.Person, seriesID string, rows []Row) error {
	err := s.store.View(ctx, func(tx Tx) error {
		series, err := ownSeries(tx, by, seriesID)
		if err != nil {
			return err
		}
		return checkRows(rows, series)
	})
	var wrong *ImportError
	if err != nil && !errors.As(err, &wrong) {
		return fmt.Errorf("check a list for series %s: %w", seriesID, err)
	}
	return err
}
