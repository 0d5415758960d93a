package activity

import (
	"context"
	"time"
)

// Line is a report and the name that its person has today.
type Line struct {
	Report
	PersonName string
}

// Store keeps reports. Every method may be called from any goroutine, is one transaction, and ends early with an error
// when ctx ends. A deleted report is found by OfHelp and Restore only.
type Store interface {
	// Add adds a report; its organization is that of its person. The error is ErrExists when that person has one of that
	// help, even a deleted one, ErrNotFound for an unknown person.
	Add(ctx context.Context, r Report) error
	// Save replaces what a report says; its person, organization and help stay. The error is ErrNotFound.
	Save(ctx context.Context, r Report) error
	// Report finds a report. The error is ErrNotFound.
	Report(ctx context.Context, id string) (Line, error)
	// OfHelp finds a person's report of a help, deleted or not. The error is ErrNotFound.
	OfHelp(ctx context.Context, personID, help string) (Report, error)
	// Drafts lists a person's unfinished reports, oldest first, at most so many.
	Drafts(ctx context.Context, personID string, most int) ([]Report, error)
	// Latest lists a person's reports finished last, newest first, at most so many.
	Latest(ctx context.Context, personID string, most int) ([]Report, error)
	// Month lists the finished reports of a month by day: a person's if personID is not empty, else an organization's.
	Month(ctx context.Context, personID, organizationID string, month Month) ([]Line, error)
	// Months lists the months that have finished reports, newest first; of whom is as in Month.
	Months(ctx context.Context, personID, organizationID string) ([]Month, error)

	// Delete takes a report away; the error is ErrNotFound. Restore brings back one deleted since a time; else the error
	// is ErrNotFound.
	Delete(ctx context.Context, id string, at time.Time) error
	Restore(ctx context.Context, id, personID string, since time.Time) error
	// Forget erases the reports deleted before one time, and of those about a day before another all that could be about
	// somebody: the help's reference, tags, details, notes, and how the beneficiaries were counted, but for the total.
	Forget(ctx context.Context, deleted, day time.Time) error
}
