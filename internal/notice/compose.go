package notice

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"coupdemain/internal/calendar"
	"coupdemain/internal/mail"
	"coupdemain/internal/paper"
	"coupdemain/internal/sms"
	"coupdemain/workshops"
)

// composer puts one telling into words.
type composer struct {
	speech
	t        workshops.Telling
	language string
	origin   string
	pairs    []any // what the sentences of this notice may name
}

// newComposer looks up what the sentences name once. What a reminder, a change or a cancellation is of is its session;
// what a place is of is the next one.
func newComposer(words Words, language, origin string, t workshops.Telling) *composer {
	c := &composer{speech: speech{words: words}, t: t, language: language, origin: origin}
	session := t.Session
	if session.ID == "" && len(t.Sessions) > 0 {
		session = t.Sessions[0]
	}
	c.pairs = []any{
		"name", t.Enrolment.Name, "title", t.Series.Title, "when", c.slot(session.Slot()), "was", c.slot(t.Was), "code", t.Code,
		"phone", t.Series.Phone, "venue", strings.Join(place(t.Series.Venue), ", "),
	}
	return c
}

// key is the beginning of the keys of this notice's sentences.
func (c *composer) key() string {
	key := "notice." + string(c.t.Kind)
	switch {
	case c.t.Kind == workshops.Change && c.t.SessionID == "":
		key += ".place"
	case c.t.Kind == workshops.Change && c.t.Was == (workshops.Slot{}):
		key += ".added"
	}
	return key
}

func (c *composer) onSite() bool { return c.t.Enrolment.Mode == workshops.OnSite }

// text is the notice as a text message: no link, the number and the code.
func (c *composer) text() (sms.Text, error) {
	key := c.key() + ".sms"
	switch c.t.Kind {
	case workshops.Confirmation, workshops.PlaceFree, workshops.Reminder:
		if c.onSite() {
			key += ".onsite"
		}
	}
	pairs := slices.Clone(c.pairs)
	for i := 1; i < len(pairs); i += 2 {
		if value, ok := pairs[i].(string); ok {
			pairs[i] = brief(value)
		}
	}
	text := sms.Text{ID: c.t.ID, To: c.t.Enrolment.Phone, Body: c.say(key, pairs...)}
	return text, c.err
}

// longest bounds what somebody typed, such as a title, within a text message, in runes.
const longest = 60

// dotted is what a telephone would make a link of: "impots.gouv.fr", in a title.
var dotted = regexp.MustCompile(`\.(\pL)`)

// brief is what somebody typed as it may stand in a text message: not too long, and not a link.
func brief(text string) string {
	text = dotted.ReplaceAllString(text, ". $1")
	if runes := []rune(text); len(runes) > longest {
		text = strings.TrimSpace(string(runes[:longest-3])) + "..."
	}
	return text
}

// mail is the notice as an e-mail.
func (c *composer) mail() (mail.Message, error) {
	key := c.key()
	letter := mail.Letter{Language: c.language, Title: c.say(key+".subject", c.pairs...)}
	first := mail.Block{Text: []string{c.say(key+".text", c.pairs...)}}
	if c.t.Reason != "" {
		first.Text = append(first.Text, c.say("notice.reason", "reason", c.t.Reason))
	}
	letter.Blocks = append(letter.Blocks, first)
	m := mail.Message{ID: c.t.ID, Date: c.t.DueAt, To: c.t.Enrolment.Email, ToName: c.t.Enrolment.Name, Subject: letter.Title}
	if c.t.Kind == workshops.Sheet {
		if err := c.sheet(&letter, &m); err != nil {
			return mail.Message{}, err
		}
	} else {
		c.facts(&letter)
	}
	if c.withCalendar() {
		file, err := Calendar(c.words, c.t, c.origin)
		if err != nil {
			return mail.Message{}, err
		}
		m.Attachments = append(m.Attachments, mail.Attachment{Name: c.say("notice.file.calendar") + ".ics", Type: calendar.MediaType, Content: file})
	}
	letter.Foot = []string{c.t.Organization, c.say("notice.foot", c.pairs...)}
	m.Text = letter.Text()
	var err error
	if m.HTML, err = letter.HTML(); err != nil {
		return mail.Message{}, err
	}
	return m, c.err
}

// withCalendar tells whether the dates have changed for this person.
func (c *composer) withCalendar() bool {
	switch c.t.Kind {
	case workshops.Confirmation, workshops.PlaceFree, workshops.Change, workshops.Cancellation:
		return len(c.t.Sessions) > 0 || c.t.Session.State == workshops.Cancelled
	}
	return false
}

// facts are where, when, the code, and the number to call.
func (c *composer) facts(letter *mail.Letter) {
	add := func(b mail.Block) { letter.Blocks = append(letter.Blocks, b) }
	if c.t.Kind == workshops.OnWaitList {
		return
	}
	switch {
	case c.onSite():
		add(mail.Block{Heading: c.say("notice.place"), Text: place(c.t.Series.Venue)})
	case c.t.Code != "" && c.t.Kind != workshops.Cancellation:
		add(mail.Block{Heading: c.say("notice.code"), Text: []string{c.say("notice.code.text", "address", host(c.origin))}, Big: c.t.Code, Link: link(c.origin, c.t.Code)})
	}
	if c.t.Kind != workshops.Reminder && len(c.t.Sessions) > 0 {
		heading := "notice.dates"
		if c.t.SessionID != "" {
			heading = "notice.dates.next"
		}
		var all []string
		for _, one := range c.t.Sessions {
			all = append(all, c.slot(one.Slot()))
		}
		add(mail.Block{Heading: c.say(heading), List: all})
	}
	add(mail.Block{Heading: c.say("notice.stuck"), Text: []string{c.say("notice.stuck.text")}, Big: c.t.Series.Phone})
}

// sheet is the joining sheet as the letter itself, and as a file to print.
func (c *composer) sheet(letter *mail.Letter, m *mail.Message) error {
	facts, err := Sheet(c.words, c.t, c.origin)
	if err != nil {
		return err
	}
	content, err := facts.Content(c.words)
	if err != nil {
		return err
	}
	letter.Blocks = append(letter.Blocks, asBlocks(content)...)
	file, err := paper.Sheets(c.words, c.language, []paper.Sheet{facts})
	if err != nil {
		return fmt.Errorf("sheet of %s: %w", c.t.Enrolment.ID, err)
	}
	m.Attachments = append(m.Attachments, mail.Attachment{Name: c.say("notice.file.sheet") + ".pdf", Type: "application/pdf", Content: file})
	return nil
}

// sentence is a heading as a sentence of its own.
func sentence(heading string) string {
	if strings.ContainsAny(heading[max(len(heading)-1, 0):], "?!.") {
		return heading
	}
	return heading + "."
}

// asBlocks is a sheet's content as the parts of a letter, in the same order.
func asBlocks(c paper.Content) []mail.Block {
	var steps []string
	for _, step := range c.Steps {
		steps = append(steps, sentence(step.Title)+" "+step.Text)
	}
	blocks := []mail.Block{
		{Text: []string{c.Kind + " " + c.Lead}},
		{Heading: c.CodeHeading, Text: []string{c.CodeHint}, Big: c.Code},
		{Heading: c.AddressHeading, Text: []string{c.Address}, Link: c.Link},
		{Heading: c.PlaceHeading, Text: c.Place},
		{Heading: c.DatesHeading, List: c.Dates},
		{Heading: c.StuckHeading, Text: c.Stuck, Big: c.Phone},
		{Heading: c.ReadyHeading, List: c.Ready},
		{Heading: c.TryHeading, Text: []string{c.Try}},
		{Heading: c.StepsHeading, Text: []string{c.StepsLead}, Numbered: steps},
	}
	var said []mail.Block
	for _, b := range blocks {
		if strings.Join(b.Text, "") != "" || b.Big != "" || len(b.List)+len(b.Numbered) > 0 {
			said = append(said, b)
		}
	}
	return said
}
