// Package locales is the one catalogue of everything shown on a screen: the pages take their words from it, and the
// live surfaces get the part that they need written into their page. French is whole by definition, English beside it.
package locales

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// Default is the language of whoever has not chosen: the words on the screen are those said on the telephone.
const Default = "fr"

// Languages are those there is a catalogue for.
var Languages = []string{Default, "en"}

// A sentence is in the file named after the first word of its key: "door.title" in door.json.
//
//go:embed fr/*.json en/*.json
var files embed.FS

// Catalogue is one language's sentences by key ("door.title"). It never changes once loaded.
type Catalogue struct {
	Language string // as in <html lang>
	words    map[string]string
}

// Load reads the catalogues, by language.
func Load() (map[string]*Catalogue, error) {
	all := make(map[string]*Catalogue, len(Languages))
	for _, language := range Languages {
		c, err := load(language)
		if err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", language, err)
		}
		all[language] = c
	}
	return all, nil
}

func load(language string) (*Catalogue, error) {
	entries, err := files.ReadDir(language)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{Language: language, words: map[string]string{}}
	for _, entry := range entries {
		text, err := files.ReadFile(path.Join(language, entry.Name()))
		if err != nil {
			return nil, err
		}
		var part map[string]string
		if err := json.Unmarshal(text, &part); err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name(), err)
		}
		first := strings.TrimSuffix(entry.Name(), "json")
		for key, sentence := range part {
			if !strings.HasPrefix(key, first) {
				err = errors.Join(err, fmt.Errorf("%s: %q belongs elsewhere", entry.Name(), key))
			}
			c.words[key] = sentence
		}
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Text is the sentence of a key; pairs are placeholder names, each followed by its value. The error names a key that
// is not there.
func (c *Catalogue) Text(key string, pairs ...any) (string, error) {
	sentence, ok := c.words[key]
	if !ok {
		return "", fmt.Errorf("catalogue %s: no key %q", c.Language, key)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		sentence = strings.ReplaceAll(sentence, fmt.Sprintf("{%v}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	return sentence, nil
}

// Count is the sentence of key+".one" or key+".other" for n things, n in place of {n}. French says none in the
// singular (Unicode CLDR, plural rules).
func (c *Catalogue) Count(key string, n int, pairs ...any) (string, error) {
	form := ".other"
	if n == 1 || n == 0 && c.Language == "fr" {
		form = ".one"
	}
	return c.Text(key+form, append([]any{"n", strconv.Itoa(n)}, pairs...)...)
}

// Part is the sentences whose key begins with one of the prefixes, for a page that says them itself.
func (c *Catalogue) Part(prefixes ...string) map[string]string {
	part := map[string]string{}
	for key, sentence := range c.words {
		for _, prefix := range prefixes {
			if strings.HasPrefix(key, prefix) {
				part[key] = sentence
			}
		}
	}
	return part
}
