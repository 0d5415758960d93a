// Package notice tells people what workshops wrote down to tell them: it chooses the way, e-mail or text message, finds
// the words, and hands over. What cannot be told by a machine any more is handed back, to be told by somebody.
package notice

import (
	"context"
	"errors"
	"fmt"

	"coupdemain/internal/mail"
	"coupdemain/internal/outbox"
	"coupdemain/internal/sms"
	"coupdemain/workshops"
)

// Notices is where a notice and all that its words are made of are looked up, as things stand now; a *workshops.Service
// is one. The error is workshops.ErrNotFound for what is gone.
type Notices interface {
	TellingOf(ctx context.Context, noticeID string) (workshops.Telling, error)
}

// Mailer sends e-mail; a *mail.Server is one.
type Mailer interface {
	Send(ctx context.Context, m mail.Message) error
}

// Teller is an outbox.Carrier. It never changes once made.
type Teller struct {
	Notices  Notices
	Words    Words
	Language string // of Words
	Origin   string // public address of the pages, "https://aide.example.org"
	Mail     Mailer // nil: no e-mail is sent
	Texts    sms.Provider
}

// Carry implements outbox.Carrier.
func (t *Teller) Carry(ctx context.Context, m outbox.Message) error {
	telling, err := t.Notices.TellingOf(ctx, m.ID)
	if errors.Is(err, workshops.ErrNotFound) {
		return outbox.ErrNobody
	}
	if err != nil {
		return fmt.Errorf("notice %s: %w", m.ID, err)
	}
	way, ok := t.way(telling)
	if !ok {
		return outbox.ErrByHand
	}
	c := newComposer(t.Words, t.Language, t.Origin, telling)
	if way == workshops.ByText {
		text, err := c.text()
		if err != nil {
			return fmt.Errorf("notice %s: %w", m.ID, err)
		}
		return t.Texts.Send(ctx, text)
	}
	message, err := c.mail()
	if err != nil {
		return fmt.Errorf("notice %s: %w", m.ID, err)
	}
	return t.Mail.Send(ctx, message)
}

// way is how to tell it, of the ways to the person and those that this server has. A sheet does not fit a text message;
// what is of today is seen sooner on a telephone.
func (t *Teller) way(telling workshops.Telling) (workshops.Channel, bool) {
	can := map[workshops.Channel]bool{}
	for _, channel := range telling.Enrolment.Channels() {
		can[channel] = true
	}
	byMail := t.Mail != nil && can[workshops.ByEmail]
	byText := t.Texts != nil && can[workshops.ByText] && telling.Kind != workshops.Sheet
	switch {
	case byText && (ofToday(telling) || !byMail):
		return workshops.ByText, true
	case byMail:
		return workshops.ByEmail, true
	}
	return "", false
}

// ofToday tells whether a notice is of a session on the day that it goes out.
func ofToday(t workshops.Telling) bool {
	if t.Session.ID == "" {
		return false
	}
	left := t.Session.StartsAt.Sub(t.DueAt)
	return left >= 0 && left.Hours() < 16
}
