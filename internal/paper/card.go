package paper

import (
	"fmt"
	"strconv"
)

// Card is the facts of the card that opens a family's room for one person. What is empty is left out.
type Card struct {
	Name         string // whose it is
	Family       string
	Organization string // that made it
	Hour         string // when they agreed to meet, in their words
	Phone        string // to ring when nobody answers
	Code         string // in fours: "4829 1375"
	// Address is what is typed, without https://; Link is what the QR code opens.
	Address, Link string
}

// cardSteps is how many gestures a card explains.
const cardSteps = 4

// Cards makes one PDF of cards, A4 upright, in large type, each on a leaf of its own.
func Cards(words Words, language string, cards []Card) ([]byte, error) {
	return printed(words, language, "family.card.document", cards)
}

// Content puts a card into words. The error names a sentence that the language lacks.
func (c Card) Content(words Words) (Content, error) {
	p := &phrases{words: words}
	made := Content{
		Organization: c.Organization, Kind: p.say("family.card.kind"), Title: c.Family, For: p.say("sheet.for", "name", c.Name),
		Lead:        p.say("family.card.lead"),
		CodeHeading: p.say("sheet.code"), Code: c.Code, CodeHint: p.say("family.card.code.hint"),
		AddressHeading: p.say("sheet.address"), Address: c.Address, Link: c.Link, LinkHint: p.say("sheet.link"),
		ReadyHeading: p.say("family.card.how"), TryHeading: p.say("family.card.lost"),
		Try: p.say("family.card.lost.text", "organization", c.Organization), Device: Tablet,
	}
	if c.Hour != "" {
		made.DatesHeading, made.Dates = p.say("family.card.hour"), []string{c.Hour}
	}
	if c.Phone != "" {
		made.StuckHeading, made.Phone, made.Stuck = p.say("family.card.nobody"), c.Phone, []string{p.say("family.card.nobody.text")}
	}
	for i := range cardSteps {
		made.Ready = append(made.Ready, p.say("family.card.how."+strconv.Itoa(i+1)))
	}
	if p.err != nil {
		return Content{}, fmt.Errorf("card: %w", p.err)
	}
	return made, nil
}

func (c Card) foot() (name, phone string) { return c.Name, "" }
