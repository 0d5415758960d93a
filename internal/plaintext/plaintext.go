// Package plaintext makes what people type fit to be kept and shown: one line, or several, or what is still being typed;
// and fit to be a cell of a table. It takes out, without a word, what cannot be seen and what would turn the direction of
// the words around it; nobody types those on purpose.
package plaintext

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Line is a text on one line, single spaces between its words.
func Line(typed string) string {
	return strings.Join(strings.Fields(strings.Map(shown, norm.NFC.String(strings.ToValidUTF8(typed, "")))), " ")
}

// Lines is a text of several lines: none begins the text or ends it blank, and no more than one blank line follows
// another.
func Lines(typed string) string {
	typed = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(typed, ""), "\r\n", "\n"), "\r", "\n")
	var kept []string
	for line := range strings.SplitSeq(norm.NFC.String(typed), "\n") {
		line = strings.TrimRightFunc(strings.Map(shown, line), unicode.IsSpace)
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimRight(strings.Join(kept, "\n"), "\n")
}

// Typed is a text that is still being typed: every space of it stays, at its ends too. Only controls go, but for tabs and
// the ends of lines, and what turns the direction of writing (Unicode Standard Annex 9, explicit formatting).
func Typed(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, text)
}

// shown drops controls, line separators and the marks that turn the direction of what follows, by which a text can pass
// for another (Unicode Technical Report 36, section 2.3). The two joiners stay: Persian and Indian scripts need them.
func shown(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r == '\u200c' || r == '\u200d':
		return r
	case unicode.In(r, unicode.Zl, unicode.Zp):
		return ' '
	case unicode.In(r, unicode.C):
		return -1
	}
	return r
}
