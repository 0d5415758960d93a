package sms

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// The GSM 7-bit default alphabet and its extension (3GPP TS 23.038, section 6.2.1). A character of the extension takes
// two places.
const (
	basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	extension = "\f^{}\\[~]|€"
)

// How much fits in one part, and in each of several, whose header takes its share (3GPP TS 23.040, section 9.2.3.24).
const (
	septetsAlone, septetsEach = 160, 153
	unitsAlone, unitsEach     = 70, 67
)

// substitutes are how a character is written where the alphabet has no such sign, beyond leaving out its accent.
var substitutes = map[rune]string{
	'œ': "oe", 'Œ': "OE", '’': "'", '‘': "'", '‚': ",", '“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`,
	'–': "-", '—': "-", '\u2011': "-", '…': "...", '•': "-", '·': ".", '°': "o", '\u00a0': " ", '\u202f': " ", '\u2009': " ", '\t': " ",
}

// Fitted is a text as it will go.
type Fitted struct {
	Text  string
	GSM   bool // in the 7-bit alphabet; otherwise in UCS-2
	Parts int
}

// Fit makes a text ready. Signs that the 7-bit alphabet lacks (ê, ç, ô, ’) are written more simply if that makes fewer
// parts, and left alone if not; control characters go.
func Fit(text string) Fitted {
	text = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, norm.NFC.String(text))
	if parts, ok := gsmParts(text); ok {
		return Fitted{text, true, parts}
	}
	wide := ucsParts(text)
	plain := simpler(text)
	if parts, ok := gsmParts(plain); ok && parts < wide {
		return Fitted{plain, true, parts}
	}
	return Fitted{text, false, wide}
}

// simpler writes what the 7-bit alphabet lacks with what it has, where there is a way.
func simpler(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch substitute, known := substitutes[r]; {
		case strings.ContainsRune(basic, r) || strings.ContainsRune(extension, r):
			out.WriteRune(r)
		case known:
			out.WriteString(substitute)
		default:
			bare := []rune(norm.NFD.String(string(r)))
			out.WriteRune(bare[0])
		}
	}
	return out.String()
}

// gsmParts counts the parts in the 7-bit alphabet; false if a sign is not in it. Characters of the extension are not
// split over two parts, so that a part may be one short.
func gsmParts(text string) (int, bool) {
	total, parts, left := 0, 1, septetsEach
	for _, r := range text {
		width := 1
		switch {
		case strings.ContainsRune(extension, r):
			width = 2
		case !strings.ContainsRune(basic, r):
			return 0, false
		}
		total += width
		if width > left {
			parts, left = parts+1, septetsEach
		}
		left -= width
	}
	if total <= septetsAlone {
		return 1, true
	}
	return parts, true
}

// ucsParts counts the parts in UCS-2, where a character beyond the first plane takes two units that stay together.
func ucsParts(text string) int {
	total, parts, left := 0, 1, unitsEach
	for _, r := range text {
		width := utf16.RuneLen(r)
		total += width
		if width > left {
			parts, left = parts+1, unitsEach
		}
		left -= width
	}
	if total <= unitsAlone {
		return 1
	}
	return parts
}
