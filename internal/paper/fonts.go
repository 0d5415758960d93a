package paper

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/dejavu/dejavusansbold"
	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// Atkinson Hyperlegible, Braille Institute, SIL Open Font License 1.1 (fonts/LICENSE).
var (
	//go:embed fonts/AtkinsonHyperlegible-Regular.ttf
	regular []byte
	//go:embed fonts/AtkinsonHyperlegible-Bold.ttf
	bold []byte
)

// face is a family of the two weights that are used.
type face struct {
	name    string
	weights map[string][]byte // by fpdf's style: "" and "B"
	glyphs  *sfnt.Font
}

// faces are in the order in which they are asked for a sign.
var faces = sync.OnceValues(func() ([]face, error) {
	all := []face{
		{name: "atkinson", weights: map[string][]byte{"": regular, "B": bold}},
		{name: "dejavu", weights: map[string][]byte{"": dejavusans.TTF, "B": dejavusansbold.TTF}},
	}
	for i := range all {
		parsed, err := sfnt.Parse(all[i].weights["B"])
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", all[i].name, err)
		}
		all[i].glyphs = parsed
	}
	return all, nil
})

// register makes a face known to a document. fpdf writes into what it is given, so it gets its own.
func (f face) register(pdf *fpdf.Fpdf) {
	for style, file := range f.weights {
		pdf.AddUTF8FontFromBytes(f.name, style, slices.Clone(file))
	}
}

// has tells whether the face can show a sign.
func (f face) has(r rune, buffer *sfnt.Buffer) bool {
	glyph, err := f.glyphs.GlyphIndex(buffer, r)
	return err == nil && glyph != 0
}

// run is a stretch of text in one face.
type run struct {
	face int
	text string
}

// typeset splits a line into stretches of one face each, in the order in which they are seen.
func typeset(all []face, text string) []run {
	var buffer sfnt.Buffer
	var runs []run
	for _, r := range visual(text) {
		chosen := faceOf(all, &r, &buffer)
		if chosen < 0 {
			continue
		}
		last := len(runs) - 1
		if r == ' ' && last >= 0 && strings.HasSuffix(runs[last].text, " ") {
			continue // What stood between was left out.
		}
		if last >= 0 && (runs[last].face == chosen || r == ' ') {
			runs[last].text += string(r)
			continue
		}
		runs = append(runs, run{chosen, string(r)})
	}
	return runs
}

// faceOf is the first face that has a sign; none for one that is left out, or is not seen. A no-break space becomes one
// as wide as a space.
func faceOf(all []face, r *rune, buffer *sfnt.Buffer) int {
	switch *r {
	case '\u00a0', '\u202f', '\u2009', '\t', '\n':
		*r = ' '
	case '\u2011':
		*r = '-'
	}
	if unicode.IsControl(*r) || unicode.Is(unicode.Cf, *r) || unicode.Is(unicode.Variation_Selector, *r) || *r > 0xffff {
		return -1 // Beyond the first plane fpdf does not write fonts.
	}
	return slices.IndexFunc(all, func(f face) bool { return f.has(*r, buffer) })
}

// shown is what can be seen of a text, in the order in which it is read: nothing, where no face has any of its letters.
func shown(all []face, text string) string {
	var buffer sfnt.Buffer
	text = strings.Map(func(r rune) rune {
		if faceOf(all, &r, &buffer) < 0 {
			return -1
		}
		return r
	}, norm.NFC.String(text))
	return strings.Join(strings.Fields(text), " ")
}
