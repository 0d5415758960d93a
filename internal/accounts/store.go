package accounts

import (
	"context"
	"crypto/sha256"
	"time"
)

// Digest is the SHA-256 of a token. Tokens themselves are never stored: whoever reads the database cannot sign in.
type Digest [sha256.Size]byte

// Session is a browser that is signed in. Times are UTC, to the millisecond.
type Session struct {
	Digest     Digest
	PersonID   string
	CreatedAt  time.Time
	LastSeenAt time.Time
}

// PasswordLink lets a person choose a password, once.
type PasswordLink struct {
	Digest    Digest
	PersonID  string
	ExpiresAt time.Time
}

// Store keeps accounts. Every method may be called from any goroutine, is one transaction (all of it happened, or
// nothing), and ends early with an error when ctx ends.
type Store interface {
	// CreatePerson adds a person, whose organization is found by its Key or made with the ID given, and ends the first
	// run for good. It returns the person with the organization as it is stored. The error is ErrEmailTaken when the
	// address has an account; nothing is made then, nor is the organization.
	CreatePerson(ctx context.Context, p Person, passwordHash string) (Person, error)
	// CreateFirstPerson does the same for the very first person, and only for the token kept by SetFirstRun. The error
	// is ErrFirstRun when anybody exists or the token is another: of two racing calls, one wins.
	CreateFirstPerson(ctx context.Context, p Person, passwordHash string, token Digest) (Person, error)
	// OrganizationByKey finds an organization by its Key. The error is ErrNotFound.
	OrganizationByKey(ctx context.Context, key string) (Organization, error)
	// Credentials finds a person and their password hash by normalised e-mail address. The error is ErrNotFound.
	Credentials(ctx context.Context, email string) (Person, string, error)
	// SetPassword replaces a person's password hash and deletes all their sessions but the one kept. The error is
	// ErrNotFound for an unknown person.
	SetPassword(ctx context.Context, personID, passwordHash string, keep Digest) error

	// People lists the accounts of an organization, or all if that is empty, by organization and name.
	People(ctx context.Context, organizationID string) ([]Person, error)
	// PersonByID finds a person. The error is ErrNotFound.
	PersonByID(ctx context.Context, id string) (Person, error)
	// SetRole changes a person's role. The error is ErrNotFound, or ErrLastAdmin where no active administrator would be
	// left: nothing is changed then.
	SetRole(ctx context.Context, id string, role Role) error
	// SetDeactivated deactivates a person as of a time, and deletes their sessions and password link; the zero time
	// reactivates them. The error is ErrNotFound or ErrLastAdmin, as for SetRole.
	SetDeactivated(ctx context.Context, id string, at time.Time) error
	// SetPasswordLink keeps a person's link in place of any before. The error is ErrNotFound for an unknown person.
	SetPasswordLink(ctx context.Context, l PasswordLink) error
	// PasswordLink finds a link, expired or not, and its person. The error is ErrNotFound.
	PasswordLink(ctx context.Context, d Digest) (PasswordLink, Person, error)
	// UsePasswordLink sets the password hash of a link's person, and deletes the link and all their sessions. The error
	// is ErrNotFound: of two racing calls, one wins.
	UsePasswordLink(ctx context.Context, d Digest, passwordHash string) error
	// Organizations lists all, by name.
	Organizations(ctx context.Context) ([]Organization, error)
	// SetOrganization replaces what is kept under an organization's ID. The error is ErrNotFound, or ErrNameTaken when
	// another has its Key.
	SetOrganization(ctx context.Context, o Organization) error

	// SetFirstRun keeps the token of the first-run link in place of any before, as long as nobody exists; it returns
	// false, and keeps nothing, once somebody does.
	SetFirstRun(ctx context.Context, token Digest) (needed bool, err error)
	// FirstRun tells whether the token is the one kept and nobody exists yet.
	FirstRun(ctx context.Context, token Digest) (bool, error)

	// CreateSession adds a session. The error is ErrNotFound for an unknown person.
	CreateSession(ctx context.Context, s Session) error
	// Session finds a session, expired or not, and its person. The error is ErrNotFound.
	Session(ctx context.Context, d Digest) (Session, Person, error)
	// TouchSession moves the time a session was last seen, never back. A session that is gone stays so: no error.
	TouchSession(ctx context.Context, d Digest, seen time.Time) error
	// DeleteSession removes a session. One that is gone is no error.
	DeleteSession(ctx context.Context, d Digest) error
	// DeleteSessions removes all the sessions of a person. None is no error.
	DeleteSessions(ctx context.Context, personID string) error
	// DeleteExpired removes the sessions last seen before one time or created before the other.
	DeleteExpired(ctx context.Context, seenBefore, createdBefore time.Time) error
}
