package mail

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// Letter is what a message says, in plain parts: made into plain text and into HTML that say the same, in type large
// enough to be read by whoever reads badly. It has no picture and loads nothing from anywhere.
type Letter struct {
	Language string // as in <html lang>
	Title    string
	Blocks   []Block
	Foot     []string // small print is no smaller, only last
}

// Block is a part of a letter under its own heading. Every field may be empty; they are shown in this order.
type Block struct {
	Heading  string
	Text     []string // paragraphs
	Big      string   // a code or a number to be copied, alone on its line
	Link     string   // an address, shown whole
	List     []string
	Numbered []string
}

//go:embed letter.html
var letterHTML string

var letterTemplate = template.Must(template.New("letter").Parse(letterHTML))

// HTML is the letter as an HTML document.
func (l Letter) HTML() (string, error) {
	var out bytes.Buffer
	if err := letterTemplate.Execute(&out, l); err != nil {
		return "", fmt.Errorf("letter %q: %w", l.Title, err)
	}
	return out.String(), nil
}

// textWidth is where plain text is folded, in characters (RFC 5322, section 2.1.1, asks for less than 78).
const textWidth = 72

// Text is the letter as plain text.
func (l Letter) Text() string {
	var out strings.Builder
	paragraph := func(first, rest, text string) {
		if text != "" {
			out.WriteString(fold(first, rest, text) + "\n\n")
		}
	}
	paragraph("", "", l.Title)
	for _, b := range l.Blocks {
		if b.Heading != "" {
			paragraph("", "", strings.ToUpper(b.Heading))
		}
		for _, text := range b.Text {
			paragraph("", "", text)
		}
		if b.Big != "" {
			paragraph("    ", "    ", b.Big)
		}
		if b.Link != "" {
			out.WriteString(b.Link + "\n\n") // Not folded: it would open no more.
		}
		for _, item := range b.List {
			paragraph("- ", "  ", item)
		}
		for i, item := range b.Numbered {
			number := fmt.Sprintf("%d. ", i+1)
			paragraph(number, strings.Repeat(" ", len(number)), item)
		}
	}
	for _, text := range l.Foot {
		paragraph("", "", text)
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// fold breaks a text at ordinary spaces only: a no-break space holds in mail too. Each line begins with its indent.
func fold(first, rest, text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
	if len(words) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString(first + words[0])
	width := utf8.RuneCountInString(first + words[0])
	for _, word := range words[1:] {
		n := utf8.RuneCountInString(word)
		if width+1+n > textWidth {
			out.WriteString("\n" + rest + word)
			width = utf8.RuneCountInString(rest) + n
			continue
		}
		out.WriteString(" " + word)
		width += 1 + n
	}
	return out.String()
}
