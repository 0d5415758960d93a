package plaintext

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLine(t *testing.T) {
	for typed, want := range map[string]string{
		"":                               "",
		"  deux   mots\t\r\n":            "deux mots",
		"e\u0301te\u0301":                "été",
		"fac\u202eture":                  "facture",
		"a\x00b\xffc":                    "abc",
		"une\u2028ligne":                 "une ligne",
		"\u0646\u0645\u06cc\u200c\u062e": "\u0646\u0645\u06cc\u200c\u062e",
	} {
		if got := Line(typed); got != want {
			t.Errorf("Line(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	for typed, want := range map[string]string{
		"":                              "",
		"\r\n\n un\r\ndeux \r\n\r\n":    " un\ndeux",
		"un\n\n\n\ndeux\rtrois":         "un\n\ndeux\ntrois",
		"Elle a dit\u202e :\n- « oui »": "Elle a dit :\n- « oui »",
	} {
		if got := Lines(typed); got != want {
			t.Errorf("Lines(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"":                                 "",
		" Voici ":                          " Voici ",
		"un\n\tdeux\r\n\n":                 "un\n\tdeux\n\n",
		"fac\u202eture\u2069":              "facture",
		"a\x00\u0085b":                     "ab",
		"e\u0301 \u0646\u06cc\u200c\u062e": "e\u0301 \u0646\u06cc\u200c\u062e",
		"👩\u200d🦳":                         "👩\u200d🦳",
	} {
		if got := Typed(typed); got != want {
			t.Errorf("Typed(%q) = %q, want %q", typed, got, want)
		}
	}
}

func FuzzPlaintext(f *testing.F) {
	f.Add("a\r\n\x00\u202eb")
	f.Fuzz(func(t *testing.T, typed string) {
		line, lines := Line(typed), Lines(typed)
		if !utf8.ValidString(line) || !utf8.ValidString(lines) || strings.ContainsAny(line, "\n\r\t") || strings.ContainsAny(lines, "\r\u202e") {
			t.Errorf("%q: %q, %q", typed, line, lines)
		}
		if again := Line(line); again != line {
			t.Errorf("Line of %q is %q", line, again)
		}
	})
}
