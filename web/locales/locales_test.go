package locales

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func loaded(t *testing.T) map[string]*Catalogue {
	t.Helper()
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLanguagesSayTheSame(t *testing.T) {
	all := loaded(t)
	placeholder := regexp.MustCompile(`\{\w+\}`)
	for _, language := range Languages {
		for key, sentence := range all[Default].words {
			other, ok := all[language].words[key]
			if !ok {
				t.Errorf("%s: no %q", language, key)
				continue
			}
			want, got := placeholder.FindAllString(sentence, -1), placeholder.FindAllString(other, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
				t.Errorf("%s: %q has placeholders %v, %s has %v", language, key, got, Default, want)
			}
		}
		for key, sentence := range all[language].words {
			if _, ok := all[Default].words[key]; !ok {
				t.Errorf("%s: %q is not in %s", language, key, Default)
			}
			if strings.TrimSpace(sentence) == "" {
				t.Errorf("%s: %q says nothing", language, key)
			}
		}
	}
}

func TestPluralsComeInTwos(t *testing.T) {
	for language, c := range loaded(t) {
		for key, sentence := range c.words {
			base, other := strings.CutSuffix(key, ".other")
			if _, ok := c.words[base+".one"]; other && strings.Contains(sentence, "{n}") && !ok {
				t.Errorf("%s: %q has no singular", language, base)
			}
		}
	}
}

// French typography, Imprimerie nationale: a narrow no-break space before ; ? !, a no-break space before : and inside
// guillemets, a curved apostrophe.
func TestFrenchTypography(t *testing.T) {
	faults := map[string]*regexp.Regexp{
		"straight apostrophe or quotation mark": regexp.MustCompile(`['"]`),
		"no narrow no-break space before ; ? !": regexp.MustCompile(`(^|[^\x{202f}\x{a0}])[;?!]`),
		"no no-break space before a colon":      regexp.MustCompile(`[^\x{a0}\d/]:|[^\x{a0}\d]:[^\d/]`),
		"no no-break space inside guillemets":   regexp.MustCompile(`«[^\x{a0}\x{202f}]|[^\x{a0}\x{202f}]»`),
		"three dots for an ellipsis":            regexp.MustCompile(`\.\.\.`),
		"two spaces":                            regexp.MustCompile(`  `),
	}
	for key, sentence := range loaded(t)["fr"].words {
		for name, fault := range faults {
			if fault.MatchString(sentence) {
				t.Errorf("%s: %s: %q", key, name, sentence)
			}
		}
	}
}

func TestText(t *testing.T) {
	c := &Catalogue{Language: "fr", words: map[string]string{
		"hello": "Bonjour {name}", "left.one": "Il reste {n} minute", "left.other": "Il reste {n} minutes",
	}}
	if got, err := c.Text("hello", "name", "Odette"); got != "Bonjour Odette" || err != nil {
		t.Errorf("Text = %q, %v", got, err)
	}
	if _, err := c.Text("absent"); err == nil {
		t.Error("a key that is not there gives no error")
	}
	for n, want := range map[int]string{0: "Il reste 0 minute", 1: "Il reste 1 minute", 2: "Il reste 2 minutes"} {
		if got, err := c.Count("left", n); got != want || err != nil {
			t.Errorf("Count(%d) = %q, %v; want %q", n, got, err, want)
		}
	}
	if got := c.Part("hel"); len(got) != 1 || got["hello"] == "" {
		t.Errorf("Part = %v", got)
	}
}
