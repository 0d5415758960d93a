package sms

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFit(t *testing.T) {
	long := func(text string, n int) string { return strings.Repeat(text, n) }
	tests := map[string]struct {
		text string
		want Fitted
	}{
		"French in the alphabet":       {"Voilà où était l’été : à 10 €, É è ù ì ò", Fitted{"Voilà où était l’été : à 10 €, É è ù ì ò", false, 1}},
		"no sign lacking":              {"Été, où, à : 10 € [oui]", Fitted{"Été, où, à : 10 € [oui]", true, 1}},
		"accents that cost nothing":    {"Bientôt ça recommence", Fitted{"Bientôt ça recommence", false, 1}},
		"accents that cost a part":     {long("Bientôt, ça va ", 5), Fitted{long("Bientot, ca va ", 5), true, 1}},
		"every French sign":            {"ÀÂÇÈÉÊËÎÏÔŒÙÛÜŸ àâçèéêëîïôœùûüÿ « » ’ … – " + long("a", 60), Fitted{`AAÇEÉEEIIOOEUUÜY àacèéeeiiooeùuüy " " ' ... - ` + long("a", 60), true, 1}},
		"160":                          {long("a", 160), Fitted{long("a", 160), true, 1}},
		"161":                          {long("a", 161), Fitted{long("a", 161), true, 2}},
		"306":                          {long("a", 306), Fitted{long("a", 306), true, 2}},
		"307":                          {long("a", 307), Fitted{long("a", 307), true, 3}},
		"80 euros":                     {long("€", 80), Fitted{long("€", 80), true, 1}},
		"81 euros, none cut in two":    {long("€", 81), Fitted{long("€", 81), true, 2}},
		"153 euros":                    {long("€", 153), Fitted{long("€", 153), true, 3}},
		"70 in UCS-2":                  {long("я", 70), Fitted{long("я", 70), false, 1}},
		"71 in UCS-2":                  {long("я", 71), Fitted{long("я", 71), false, 2}},
		"35 flowers, two units each":   {long("🌻", 35), Fitted{long("🌻", 35), false, 1}},
		"67 flowers, none cut in two":  {long("🌻", 67), Fitted{long("🌻", 67), false, 3}},
		"taken apart, put together":    {"e\u0301te\u0301", Fitted{"été", true, 1}},
		"controls and directions gone": {"a\x00\x1b\u202eb\r\nc", Fitted{"ab\nc", true, 1}},
		"nothing":                      {"", Fitted{"", true, 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Fit(tt.text); got != tt.want {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
		})
	}
	if n := utf8.RuneCountInString(basic) + utf8.RuneCountInString(extension); n != 127+10 {
		t.Errorf("%d signs in the alphabet, want 127 beside the escape, and 10", n)
	}
}

func FuzzFit(f *testing.F) {
	f.Add("Bientôt, ça va 🌻 € «\u00a0oui\u00a0»")
	f.Fuzz(func(t *testing.T, text string) {
		got := Fit(text)
		if got.Parts < 1 || !utf8.ValidString(got.Text) {
			t.Errorf("%+v", got)
		}
		if got.GSM && strings.ContainsFunc(got.Text, func(r rune) bool { return !strings.ContainsRune(basic+extension, r) }) {
			t.Errorf("a sign that the alphabet lacks: %q", got.Text)
		}
		if again := Fit(got.Text); again != got {
			t.Errorf("%+v, made ready again %+v", got, again)
		}
	})
}
