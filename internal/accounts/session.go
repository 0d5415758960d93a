package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"golang.org/x/text/unicode/norm"
)

// How long a session lasts: so long unused, and so long in all.
const (
	SessionIdle     = 14 * 24 * time.Hour
	SessionAbsolute = 60 * 24 * time.Hour
)

// touchEvery is how late the stored time of last use may be, so that a page seen is not a row written.
const touchEvery = time.Hour

// tokenBytes is the size of a session or first-run token before its base64url encoding.
const tokenBytes = 32

// SignIn checks a password and opens a session. The token goes into the browser's cookie. An unknown account and a
// wrong password take the same time and give the same ErrCredentials; a *TooManyError says how long to wait.
func (s *Service) SignIn(ctx context.Context, email, password string, from netip.Addr) (string, Person, error) {
	email, problem := normalEmail(email)
	if problem != "" || len(password) > maxPasswordBytes {
		return "", Person{}, ErrCredentials // Nothing is given away: no account can have these.
	}
	if err := s.limits.take(email, from); err != nil {
		return "", Person{}, err
	}
	person, err := s.check(ctx, email, password, from)
	if err != nil {
		return "", Person{}, err
	}
	s.limits.welcome(email, from)

	at := now()
	if err := s.store.DeleteExpired(ctx, at.Add(-SessionIdle), at.Add(-SessionAbsolute)); err != nil {
		return "", Person{}, fmt.Errorf("sign in %s: %w", person.ID, err)
	}
	token, digest := newToken()
	session := Session{Digest: digest, PersonID: person.ID, CreatedAt: at, LastSeenAt: at}
	if err := s.store.CreateSession(ctx, session); err != nil {
		return "", Person{}, fmt.Errorf("sign in %s: %w", person.ID, err)
	}
	s.audit.Record(ctx, Event{Act: SignedIn, By: person.ID, From: from})
	return token, person, nil
}

// check finds the person whose password this is, and who may sign in. The error is ErrCredentials.
func (s *Service) check(ctx context.Context, email, password string, from netip.Addr) (Person, error) {
	person, hash, err := s.store.Credentials(ctx, email)
	if errors.Is(err, ErrNotFound) {
		hash = noHash
	} else if err != nil {
		return Person{}, fmt.Errorf("sign in: %w", err)
	}
	ok, err := s.hasher.matches(ctx, hash, norm.NFC.String(password))
	if err != nil {
		return Person{}, fmt.Errorf("sign in: %w", err)
	}
	if !ok || !person.DeactivatedAt.IsZero() {
		if person.ID != "" {
			s.audit.Record(ctx, Event{Act: SignInRefused, About: person.ID, From: from})
		}
		return Person{}, ErrCredentials
	}
	return person, nil
}

// Person is who holds a session's token. Each use makes the session last SessionIdle more, up to SessionAbsolute in
// all. The error is ErrNoSession.
func (s *Service) Person(ctx context.Context, token string) (Person, error) {
	_, person, err := s.session(ctx, token)
	return person, err
}

func (s *Service) session(ctx context.Context, token string) (Session, Person, error) {
	session, person, err := s.store.Session(ctx, digestOf(token))
	if errors.Is(err, ErrNotFound) {
		return Session{}, Person{}, ErrNoSession
	}
	if err != nil {
		return Session{}, Person{}, fmt.Errorf("session: %w", err)
	}
	at := now()
	if at.Sub(session.LastSeenAt) >= SessionIdle || at.Sub(session.CreatedAt) >= SessionAbsolute || !person.DeactivatedAt.IsZero() {
		return Session{}, Person{}, ErrNoSession
	}
	if at.Sub(session.LastSeenAt) >= touchEvery {
		if err := s.store.TouchSession(ctx, session.Digest, at); err != nil {
			return Session{}, Person{}, fmt.Errorf("session of %s: %w", person.ID, err)
		}
	}
	return session, person, nil
}

// SignOut ends the session of a token. One that is over is no error.
func (s *Service) SignOut(ctx context.Context, token string) error {
	_, person, err := s.session(ctx, token)
	if errors.Is(err, ErrNoSession) {
		return nil
	}
	if err == nil {
		err = s.store.DeleteSession(ctx, digestOf(token))
	}
	if err != nil {
		return fmt.Errorf("sign out: %w", err)
	}
	s.audit.Record(ctx, Event{Act: SignedOut, By: person.ID})
	return nil
}

// SignOutEverywhere ends all the sessions of a person, who asked for it.
func (s *Service) SignOutEverywhere(ctx context.Context, personID string) error {
	return s.signOutEverywhere(ctx, Event{By: personID}, personID)
}

func (s *Service) signOutEverywhere(ctx context.Context, e Event, personID string) error {
	if err := s.store.DeleteSessions(ctx, personID); err != nil {
		return fmt.Errorf("sign out %s everywhere: %w", personID, err)
	}
	e.Act = SignedOutEverywhere
	s.audit.Record(ctx, e)
	return nil
}

// ChangePassword replaces the password of whoever holds a session, and ends their other sessions. from is counted as
// for SignIn. The error is ErrNoSession, ErrCredentials for a wrong old password, a *TooManyError, or an *InvalidError
// about the new one.
func (s *Service) ChangePassword(ctx context.Context, token, old, new string, from netip.Addr) error {
	session, person, err := s.session(ctx, token)
	if err != nil {
		return err
	}
	new, problem := normalPassword(new)
	if problem != "" {
		return &InvalidError{[]Fault{{FieldPassword, problem}}}
	}
	if len(old) > maxPasswordBytes {
		return ErrCredentials
	}
	if err := s.limits.take(person.Email, from); err != nil {
		return err
	}
	if _, err := s.check(ctx, person.Email, old, from); err != nil {
		return err
	}
	hash, err := s.hasher.hash(ctx, new)
	if err != nil {
		return err
	}
	if err := s.store.SetPassword(ctx, person.ID, hash, session.Digest); err != nil {
		return fmt.Errorf("change the password of %s: %w", person.ID, err)
	}
	s.audit.Record(ctx, Event{Act: PasswordChanged, By: person.ID})
	return nil
}

// newToken is a secret of 256 bits and what is stored of it.
func newToken() (string, Digest) {
	secret := make([]byte, tokenBytes)
	rand.Read(secret)
	token := base64.RawURLEncoding.EncodeToString(secret)
	return token, digestOf(token)
}

// digestOf needs no salt and no slow hash: what it hides is 256 random bits, not a password.
func digestOf(token string) Digest { return sha256.Sum256([]byte(token)) }
