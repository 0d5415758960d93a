// Package audit is the log of what has to be answered for: who let somebody in and for how long a screen was seen, who
// signed in or was refused, who changed which account. It holds no content of any help, no code, no name of a person
// helped, and no network address. Entries are only added, and expire after a year.
//
// Other packages declare what they have to tell; this one knows none of them.
package audit

import (
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"
)

// Kept is how long an entry is kept.
const Kept = 365 * 24 * time.Hour

// What names what happened.
type What string

// What is written down.
const (
	HelpAdmitted   What = "help-admitted"    // By let the person in
	HelpTurnedAway What = "help-turned-away" // By did not
	HelpEnded      What = "help-ended"       // Detail is the reason, Lasted how long the screen was seen

	HelpDoubted     What = "help-doubted"     // the person did not expect By's call
	HelpJoined      What = "help-joined"      // the person agreed that About helps too
	HelpHandedOver  What = "help-handed-over" // By took over from About
	HelpInterpreted What = "help-interpreted" // the person agreed to an interpreter

	SignedIn            What = "signed-in"
	SignInRefused       What = "sign-in-refused" // About is the account; By is nobody
	SignedOut           What = "signed-out"
	SignedOutEverywhere What = "signed-out-everywhere"
	PasswordChanged     What = "password-changed"
	PasswordLink        What = "password-link" // By made a link with which About chooses a password
	AccountAdded        What = "account-added" // Detail is the role
	AccountDeactivated  What = "account-deactivated"
	AccountReactivated  What = "account-reactivated"
	RoleChanged         What = "role-changed" // Detail is the new role
	OrganizationChanged What = "organization-changed"

	ConcernReported What = "concern-reported" // Help is the reference that was given; Organization the help's, if there is one
	ConcernDealt    What = "concern-dealt"    // By has dealt with it
	ConcernReopened What = "concern-reopened"

	FamilyMade     What = "family-made"    // By, for Organization
	FamilyRenewed  What = "family-renewed" // By is nobody where a relative did it
	FamilyClosed   What = "family-closed"
	FamilyReopened What = "family-reopened"
	FamilyNewCard  What = "family-new-card"
)

// All are all that is written down.
var All = []What{
	HelpAdmitted, HelpTurnedAway, HelpEnded, HelpDoubted, HelpJoined, HelpHandedOver, HelpInterpreted,
	SignedIn, SignInRefused, SignedOut, SignedOutEverywhere, PasswordChanged, PasswordLink,
	AccountAdded, AccountDeactivated, AccountReactivated, RoleChanged, OrganizationChanged,
	ConcernReported, ConcernDealt, ConcernReopened,
	FamilyMade, FamilyRenewed, FamilyClosed, FamilyReopened, FamilyNewCard,
}

// Entry is one thing that happened. By and About are accounts' IDs.
type Entry struct {
	ID           string
	At           time.Time // UTC, to the millisecond
	What         What
	By           string // empty: somebody not signed in, or the command line
	About        string // the account concerned, if it is not By's
	Organization string // the organization concerned
	Help         string // a help's reference
	Detail       string // one word, as What says
	Lasted       time.Duration
	From         string // see Log.Place
}

// Line is an entry with the names that its IDs have today; empty where there is none.
type Line struct {
	Entry
	ByName, AboutName, OrganizationName string
}

// Cursor is a place between two lines; the zero value is before the newest.
type Cursor struct {
	At time.Time
	ID string
}

// Store keeps entries. Every method may be called from any goroutine.
type Store interface {
	// Append adds an entry; when it returns nil the entry survives kill -9, and nothing changes it any more.
	Append(ctx context.Context, e Entry) error
	// Lines lists at most so many entries older than a cursor, newest first: of an organization's people, or of all if
	// that is empty.
	Lines(ctx context.Context, organization string, older Cursor, most int) ([]Line, error)
	// Expire removes the entries from before a time, which is Kept ago or more: the store refuses to remove others.
	Expire(ctx context.Context, before time.Time) error
}

// waiting bounds the entries that wait to be written; they come no faster than passwords are hashed.
const waiting = 256

// Log writes entries. Its methods may be called from any goroutine.
type Log struct {
	store Store
	key   []byte
	log   *slog.Logger
	soon  chan Entry
	lost  atomic.Uint64
}

// New makes a log over a store; places are hidden under a key derived from the server's secret (RFC 5869).
func New(store Store, secret []byte, log *slog.Logger) (*Log, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "coupdemain audit places", sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("audit: key: %w", err)
	}
	return &Log{store: store, key: key, log: log, soon: make(chan Entry, waiting)}, nil
}

// Record writes an entry, with an ID and the time of now, even if ctx is done: what happened has happened. A failure is
// logged and counted.
func (l *Log) Record(ctx context.Context, e Entry) { l.append(context.WithoutCancel(ctx), dated(e)) }

// RecordSoon has Run write an entry, so that whoever asks cannot tell from the time taken whether there was one. Should
// too many wait, it is lost and counted.
func (l *Log) RecordSoon(e Entry) {
	select {
	case l.soon <- dated(e):
	default:
		l.lost.Add(1)
	}
}

// Lines lists the newest entries after a cursor.
func (l *Log) Lines(ctx context.Context, organization string, older Cursor, most int) ([]Line, error) {
	return l.store.Lines(ctx, organization, older, most)
}

// Run writes what RecordSoon was given and removes what is too old, until ctx is done.
func (l *Log) Run(ctx context.Context) error {
	daily := time.NewTicker(24 * time.Hour)
	defer daily.Stop()
	l.expire(ctx)
	for {
		select {
		case e := <-l.soon:
			l.append(ctx, e)
		case <-daily.C:
			l.expire(ctx)
		case <-ctx.Done():
			for len(l.soon) > 0 {
				l.append(context.WithoutCancel(ctx), <-l.soon)
			}
			return nil
		}
	}
}

func (l *Log) append(ctx context.Context, e Entry) {
	if err := l.store.Append(ctx, e); err != nil {
		l.lost.Add(1)
		l.log.Error("audit entry not written", "what", e.What, "error", err)
	}
}

func (l *Log) expire(ctx context.Context) {
	if err := l.store.Expire(ctx, time.Now().Add(-Kept)); err != nil && ctx.Err() == nil {
		l.log.Error("old audit entries not removed", "error", err)
	}
}

// Drops counts the entries that could not be written.
func (l *Log) Drops() map[string]uint64 { return map[string]uint64{"not_written": l.lost.Load()} }

// Place stands for a network: the same one gives the same eight letters, and nobody without the key learns which it is.
func (l *Log) Place(from netip.Addr) string {
	from = from.Unmap().WithZone("")
	if !from.IsValid() {
		return ""
	}
	bits := 24
	if from.Is6() {
		bits = 48
	}
	network, _ := from.Prefix(bits) // Never more bits than the address has.
	mac := hmac.New(sha256.New, l.key)
	mac.Write([]byte(network.String()))
	return strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil)[:5]))
}

func dated(e Entry) Entry {
	e.ID, e.At = strings.ToLower(rand.Text()), time.Now().UTC().Truncate(time.Millisecond)
	return e
}
