package main

import (
	"fmt"
	"log/slog"

	"coupdemain/internal/config"
	"coupdemain/internal/notice"
	"coupdemain/internal/outbox"
	"coupdemain/internal/store"
	"coupdemain/web/locales"
	"coupdemain/workshops"
)

// newOutbox puts together what tells people: what workshops wrote down to tell, the words, and the ways that the settings
// give. Without any, every notice goes to the office's list, to be told by telephone or by post.
func newOutbox(s config.Serve, publicURL string, db *store.DB, taught *workshops.Service, log *slog.Logger) (*outbox.Outbox, error) {
	catalogues, err := locales.Load()
	if err != nil {
		return nil, fmt.Errorf("notices: %w", err)
	}
	teller := &notice.Teller{Notices: taught, Words: catalogues[locales.Default], Language: locales.Default, Origin: publicURL}
	if s.Mail != nil {
		teller.Mail = s.Mail
	}
	if s.SMS != nil {
		teller.Texts = s.SMS
	}
	return outbox.New(db.Outbox(), teller, log, outbox.Options{}), nil
}
