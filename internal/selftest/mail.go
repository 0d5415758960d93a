package selftest

import (
	"context"
	"time"
)

// mailWithin bounds the conversation with the server that takes e-mail.
const mailWithin = 20 * time.Second

// tryMail asks the server that takes e-mail whether it would, without sending any.
func tryMail(ctx context.Context, s Settings, say teller) {
	if s.MailServer == "" {
		say(Note, "mail.off")
		return
	}
	ctx, cancel := context.WithTimeout(ctx, mailWithin)
	defer cancel()
	if err := s.Mail(ctx); err != nil {
		say(Mend, "mail.error", "server", s.MailServer, "error", err)
		return
	}
	say(Fine, "mail", "server", s.MailServer)
}
