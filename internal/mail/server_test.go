package mail

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/mail/mailtest"
)

var sentAt = time.Date(2027, 1, 10, 9, 30, 0, 0, time.UTC)

func letterTo(address string) Message {
	return Message{
		ID: "notice-1", Date: sentAt, To: address, ToName: "Odette Lafon 🌻", Subject: "Votre atelier : « ma boîte aux lettres »",
		Text: "Bonjour,\n\nÀ mardi.\n.\n", HTML: "<p>À mardi.</p>",
		Attachments: []Attachment{
			{"feuille.pdf", "application/pdf", []byte("%PDF-1.7\n\x00\xff")}, {"ateliers.ics", "text/calendar; charset=utf-8", []byte("BEGIN:VCALENDAR\r\n")},
		},
	}
}

// read is a mail as its reader's program takes it apart: its header, and its parts by media type.
func read(t *testing.T, raw string) (netmail.Header, map[string]string) {
	t.Helper()
	message, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	var walk func(contentType, encoding string, body io.Reader)
	walk = func(contentType, encoding string, body io.Reader) {
		kind, params, err := mime.ParseMediaType(contentType)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(kind, "multipart/") {
			for inner := multipart.NewReader(body, params["boundary"]); ; {
				part, err := inner.NextRawPart()
				if err != nil {
					return
				}
				walk(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part)
			}
		}
		switch strings.ToLower(encoding) {
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		}
		content, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		parts[kind] = string(content)
	}
	walk(message.Header.Get("Content-Type"), message.Header.Get("Content-Transfer-Encoding"), message.Body)
	return message.Header, parts
}

func TestWhatArrives(t *testing.T) {
	office := mailtest.Open(t, nil, mailtest.Options{})
	server := submitting(office)
	for range 2 {
		if err := server.Send(t.Context(), letterTo("odette@example.org")); err != nil {
			t.Fatal(err)
		}
	}
	office.WaitFor(t, 2)
	taken := office.Taken()
	if len(taken) != 2 {
		t.Fatalf("%d mails taken", len(taken))
	}
	header, parts := read(t, taken[0].Mail)
	again, _ := read(t, taken[1].Mail)
	if header.Get("Message-ID") != again.Get("Message-ID") || header.Get("Date") != again.Get("Date") || !strings.HasSuffix(header.Get("Message-ID"), "@example.org>") {
		t.Errorf("a repeat cannot be told: %q of %q, %q of %q", header.Get("Message-ID"), header.Get("Date"), again.Get("Message-ID"), again.Get("Date"))
	}
	if server.MessageID("notice-1") == server.MessageID("notice-2") {
		t.Error("two messages have one Message-ID")
	}
	to, err := header.AddressList("To")
	if err != nil || *to[0] != (netmail.Address{Name: "Odette Lafon 🌻", Address: "odette@example.org"}) {
		t.Errorf("to %v, %v", to, err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(header.Get("Subject"))
	if err != nil || subject != "Votre atelier : « ma boîte aux lettres »" || header.Get("Auto-Submitted") != "auto-generated" {
		t.Errorf("subject %q, %v; %v", subject, err, header)
	}
	want := map[string]string{
		"text/plain": "Bonjour,\r\n\r\nÀ mardi.\r\n.\r\n", "text/html": "<p>À mardi.</p>",
		"application/pdf": "%PDF-1.7\n\x00\xff", "text/calendar": "BEGIN:VCALENDAR\r\n",
	}
	for kind, content := range want {
		if got := strings.ReplaceAll(parts[kind], "\r\n", "\n"); got != strings.ReplaceAll(content, "\r\n", "\n") {
			t.Errorf("%s: %q", kind, parts[kind])
		}
	}
}

// What a form let in stays inside its header.
func TestNoHeaderIsSmuggledIn(t *testing.T) {
	office := mailtest.Open(t, nil, mailtest.Options{})
	m := letterTo("odette@example.org")
	m.ToName, m.Subject = "Odette\r\nBcc: all@example.org", "Bonjour\nX-Spam: no\r\n\r\nbody"
	if err := submitting(office).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	office.WaitFor(t, 1)
	header, _ := read(t, office.Taken()[0].Mail)
	if header.Get("Bcc") != "" || header.Get("X-Spam") != "" {
		t.Errorf("%v", header)
	}
	for _, address := range []string{"", "odette", "odette@example.org\r\nRCPT TO:<all@example.org>", `"a> ORCPT=b@example.org"@`} {
		var refused *Error
		if err := submitting(office).Send(t.Context(), letterTo(address)); !errors.As(err, &refused) || !refused.Permanent() {
			t.Errorf("%q: %v", address, err)
		}
	}
	if n := len(office.Taken()); n != 1 {
		t.Errorf("%d mails taken", n)
	}
}

func TestHowItFails(t *testing.T) {
	tests := map[string]struct{ permanent, doubtful bool }{
		"rcpt-busy": {}, "rcpt-unknown": {permanent: true}, "rcpt-drop": {}, "rcpt-stall": {},
		"data-busy": {}, "data-refuse": {permanent: true}, "data-take-and-drop": {doubtful: true}, "data-drop": {doubtful: true},
		"data-take-and-stall": {doubtful: true},
	}
	plan := mailtest.Deeds{}
	for deed := range tests {
		plan[deed+"@example.org"] = []string{deed}
	}
	office := mailtest.Open(t, plan, mailtest.Options{})
	for deed, want := range tests {
		t.Run(deed, func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			if strings.HasSuffix(deed, "stall") {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, time.Second)
				defer cancel()
			}
			var failed *Error
			err := submitting(office).Send(ctx, letterTo(deed+"@example.org"))
			if !errors.As(err, &failed) || failed.Permanent() != want.permanent || failed.Doubtful() != want.doubtful {
				t.Errorf("%v: %+v; want %+v", err, failed, want)
			}
		})
	}
}

func TestNobodyAnswers(t *testing.T) {
	var failed *Error
	err := (&Server{Host: "127.0.0.1", Port: 1, Security: Clear, From: "a@example.org"}).Send(t.Context(), letterTo("odette@example.org"))
	if !errors.As(err, &failed) || failed.Permanent() || failed.Doubtful() {
		t.Errorf("%v", err)
	}
}

func TestSecurity(t *testing.T) {
	roots, certificate, key := certified(t)
	options := mailtest.Options{Certificate: certificate, Key: key, Auth: true}
	startTLS := mailtest.Options{Certificate: certificate, Key: key, Auth: true, STARTTLS: true}
	for name, tt := range map[string]struct {
		options mailtest.Options
		spoil   func(*Server)
		works   bool
	}{
		"TLS":                          {options, func(s *Server) { s.Security = TLS }, true},
		"STARTTLS":                     {startTLS, func(s *Server) { s.Security = STARTTLS }, true},
		"wrong password":               {startTLS, func(s *Server) { s.Security, s.Password = STARTTLS, "other" }, false},
		"unknown authority":            {startTLS, func(s *Server) { s.Security, s.Roots = STARTTLS, nil }, false},
		"not the name it is sought by": {startTLS, func(s *Server) { s.Security, s.Host = STARTTLS, "localhost" }, false},
		"no STARTTLS there":            {mailtest.Options{}, func(s *Server) { s.Security = STARTTLS }, false},
		"TLS where there is none":      {mailtest.Options{}, func(s *Server) { s.Security = TLS }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			office := mailtest.Open(t, nil, tt.options)
			server := submitting(office)
			server.Username, server.Password, server.Roots = "coup", "main", roots
			tt.spoil(server)
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			for _, err := range []error{server.Try(ctx), server.Send(ctx, letterTo("odette@example.org"))} {
				var failed *Error
				if (err == nil) != tt.works || err != nil && (!errors.As(err, &failed) || failed.Permanent()) {
					t.Errorf("%v", err)
				}
				if err != nil && strings.Contains(err.Error(), server.Password) {
					t.Errorf("a password is told: %v", err)
				}
			}
			if tt.works {
				office.WaitFor(t, 1)
			}
			taken := office.Taken()
			if !tt.works && len(taken) > 0 || tt.works && (len(taken) != 1 || !taken[0].TLS || taken[0].User != "coup") {
				t.Errorf("%d taken: %+v", len(taken), taken)
			}
		})
	}
}

func TestLetter(t *testing.T) {
	l := Letter{Language: "fr", Title: "Bonjour <Odette> & cie", Blocks: []Block{
		{Heading: "Votre code", Text: []string{strings.Repeat("mot ", 40)}, Big: "4829 1375", Link: "https://aide.example.org/c/48291375"},
		{List: []string{"mardi 12 janvier, à 10 h", ""}, Numbered: []string{strings.Repeat("Allumez ", 20), "Tapez"}},
	}, Foot: []string{"Une question ?"}}
	html, err := l.HTML()
	if err != nil || !strings.Contains(html, "Bonjour &lt;Odette&gt; &amp; cie") || !strings.Contains(html, `href="https://aide.example.org/c/48291375"`) {
		t.Errorf("%v: %s", err, html)
	}
	text := l.Text()
	for _, want := range []string{"VOTRE CODE", "    4829 1375", "- mardi", "1. Allumez", "\n   Allumez", "2. Tapez", "Une question ?"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in:\n%s", want, text)
		}
	}
	if slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool { return len([]rune(line)) > textWidth }) {
		t.Errorf("a line is too long:\n%s", text)
	}
}
