package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Message is one e-mail to one person.
type Message struct {
	// ID makes the Message-ID: the same one for a repeat, so that mailboxes can tell. It is not shown as it is.
	ID      string
	Date    time.Time
	To      string // address
	ToName  string // may be empty
	ReplyTo string // address; empty: nobody reads answers to From but its owner
	Subject string
	Text    string
	HTML    string // the same words; empty: text alone
	// Attachments come in this order.
	Attachments []Attachment
}

// Attachment is a file that goes with a message.
type Attachment struct {
	Name    string // "feuille.pdf"
	Type    string // media type, with its parameters
	Content []byte
}

// MessageID is the Message-ID of a message, without its angle brackets: as long as the ID is the same, so is this.
func (s *Server) MessageID(id string) string {
	sum := sha256.Sum256([]byte(id))
	_, domain, _ := strings.Cut(s.From, "@")
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

// format puts a message in the library's terms.
func (s *Server) format(m Message) (*gomail.Msg, error) {
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := out.FromFormat(oneLine(s.FromName), s.From); err != nil {
		return nil, fmt.Errorf("from: %w", err)
	}
	if err := out.AddToFormat(oneLine(m.ToName), m.To); err != nil {
		return nil, fmt.Errorf("to: %w", err)
	}
	if m.ReplyTo != "" {
		if err := out.ReplyTo(m.ReplyTo); err != nil {
			return nil, fmt.Errorf("reply to: %w", err)
		}
	}
	out.SetMessageIDWithValue(s.MessageID(m.ID))
	out.SetDateWithValue(m.Date)
	out.Subject(oneLine(m.Subject))
	out.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no absence message answers it.
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		out.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	for _, a := range m.Attachments {
		if err := out.AttachReader(a.Name, bytes.NewReader(a.Content), gomail.WithFileContentType(gomail.ContentType(a.Type))); err != nil {
			return nil, fmt.Errorf("attachment %s: %w", a.Name, err)
		}
	}
	return out, nil
}

// oneLine keeps a header one line, whatever somebody typed in a form.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }), " ")
}
