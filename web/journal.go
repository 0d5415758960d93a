package web

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
)

// journalLines is how many lines a page of the audit log has.
const journalLines = 50

// journalPage is a part of the audit log, newest first.
type journalPage struct {
	frame
	Lines []journalLine
	Older string // the query of the next page; "" on the last
	Newer bool   // this is not the first
}

// journalLine is one entry in words.
type journalLine struct {
	At   time.Time
	When string
	Text string
}

func (s *site) showJournal(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	older := cursorOf(r.URL.Query())
	organization := ""
	if by.Role != accounts.Admin {
		organization = by.Organization.ID
	}
	lines, err := s.audit.Lines(r.Context(), organization, older, journalLines+1)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	page := journalPage{Newer: older != audit.Cursor{}}
	if len(lines) > journalLines {
		lines = lines[:journalLines]
		page.Older = queryOf(lines[journalLines-1])
	}
	s.show(w, r, http.StatusOK, "journal", func(p *pages) (any, error) {
		if page.frame, err = p.frame("journal.title"); err != nil {
			return nil, err
		}
		page.of(by, "/espace/journal")
		page.Lines = nil
		for _, line := range lines {
			text, err := p.told(line)
			if err != nil {
				return nil, err
			}
			local := line.At.Local()
			page.Lines = append(page.Lines, journalLine{local, local.Format(p.clock()), text})
		}
		return page, nil
	})
}

// clock is how a moment is written in the reader's language.
func (p *pages) clock() string {
	if p.catalogue.Language == "fr" {
		return "02/01/2006, 15\u00a0h\u00a004"
	}
	return "2 January 2006, 15:04"
}

// told puts an entry in words: journal.{what}, or journal.{what}.other where it was done to somebody else, or
// journal.help-ended.unseen, or journal.family-….relative where somebody did it by their card.
func (p *pages) told(l audit.Line) (string, error) {
	key := "journal." + string(l.What)
	var pairs []any
	for placeholder, value := range map[string]string{
		"by": l.ByName, "about": l.AboutName, "organization": l.OrganizationName, "help": l.Help, "place": l.From,
	} {
		if value == "" {
			var err error
			if value, err = p.catalogue.Text("journal.unknown." + placeholder); err != nil {
				return "", err
			}
		}
		pairs = append(pairs, placeholder, value)
	}
	switch l.What {
	case audit.HelpEnded:
		if l.Lasted == 0 {
			key += ".unseen"
		}
		lasted, err := p.catalogue.Count("journal.time", minutes(l.Lasted))
		if err != nil {
			return "", err
		}
		pairs = append(pairs, "time", lasted)
	case audit.AccountAdded, audit.RoleChanged:
		role, err := p.catalogue.Text("role." + l.Detail)
		if err != nil {
			return "", err
		}
		pairs = append(pairs, "role", role)
	case audit.FamilyRenewed, audit.FamilyClosed, audit.FamilyReopened, audit.FamilyNewCard:
		if l.By == "" {
			key += ".relative"
		}
	case audit.SignedOutEverywhere:
		if l.About != "" {
			key += ".other"
		}
	}
	return p.catalogue.Text(key, pairs...)
}

// cursorOf reads what queryOf wrote; whatever else is typed is the first page.
func cursorOf(q url.Values) audit.Cursor {
	at, err := strconv.ParseInt(q.Get("avant"), 10, 64)
	if err != nil || q.Get("apres") == "" {
		return audit.Cursor{}
	}
	return audit.Cursor{At: time.UnixMilli(at).UTC(), ID: q.Get("apres")}
}

func queryOf(last audit.Line) string {
	return "?" + url.Values{"avant": {strconv.FormatInt(last.At.UnixMilli(), 10)}, "apres": {last.ID}}.Encode()
}
