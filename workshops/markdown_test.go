package workshops

import (
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	for source, want := range map[string]string{
		"Appuyez **une fois**.":            "<p>Appuyez <strong>une fois</strong>.</p>\n",
		"1. Ouvrir\n2. Lire":               "<ol>\n<li>Ouvrir</li>\n<li>Lire</li>\n</ol>\n",
		"<script>alert(1)</script>":        "<!-- raw HTML omitted -->\n",
		"Un <b onclick=x>mot</b>":          "<p>Un <!-- raw HTML omitted -->mot<!-- raw HTML omitted --></p>\n",
		"[ici](javascript:alert(1))":       "<p><a href=\"\">ici</a></p>\n",
		"![x](data:text/html;base64,PHN2)": "<p><img src=\"\" alt=\"x\"></p>\n",
		"[site](https://example.org?a&b)":  "<p><a href=\"https://example.org?a&amp;b\">site</a></p>\n",
	} {
		if got := HTML(source); got != want {
			t.Errorf("%q:\n%q, want\n%q", source, got, want)
		}
	}
}

func TestPlainText(t *testing.T) {
	for source, want := range map[string]string{
		"Appuyez **une\nfois** sur `Ctrl`.":         "Appuyez une fois sur Ctrl.",
		"Avant :\n\n3. Ouvrir\n4. *Lire*\n\nAprès.": "Avant :\n3. Ouvrir\n4. Lire\nAprès.",
		"- un\n- deux\n\n  encore":                  "– un\n– deux\nencore",
		"A \\* B &amp; C &#233;":                    "A * B & C é",
		"`A \\* &amp;`":                             "A \\* &amp;",
		"<https://example.org>":                     "https://example.org",
		"<b>gras</b>":                               "gras",
		"![une souris](x.png)":                      "une souris",
		"":                                          "",
	} {
		if got := PlainText(source); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

// shippedExample is a module as it ships.
const shippedExample = `---
title: La souris
level: debutant
goal: Déplacer la flèche.
equipment: [ordinateur]
themes: [prendre_en_main_du_materiel]
---

## Prendre la souris

Posez la main **à plat**.

- Le doigt reste léger.

![Une main sur une souris](souris-01.svg)

## Cliquer

Appuyez une fois.

![Un doigt qui appuie](souris-02.svg)
`

func TestShippedModuleIsParsed(t *testing.T) {
	m, err := parseModule(shippedExample)
	if err != nil {
		t.Fatal(err)
	}
	want := Module{
		Title: "La souris", Level: Beginner, Goal: "Déplacer la flèche.", Equipment: []Device{Computer},
		Themes: []Theme{"prendre_en_main_du_materiel"}, Steps: []Step{
			{"Prendre la souris", "Posez la main **à plat**.\n\n- Le doigt reste léger.", "souris-01.svg", "Une main sur une souris"},
			{"Cliquer", "Appuyez une fois.", "souris-02.svg", "Un doigt qui appuie"},
		},
	}
	if !m.equal(want) {
		t.Errorf("%+v\nwant %+v", m, want)
	}
	for name, change := range map[string][2]string{
		"no front matter":       {"---\n", ""},
		"a field nobody knows":  {"goal:", "but:"},
		"no field":              {"level: debutant", "level"},
		"no level":              {"debutant", "facile"},
		"text before the steps": {"## Prendre", "Bonjour.\n\n## Prendre"},
		"no step":               {"## ", "### "},
		"a step without words":  {"Appuyez une fois.\n", ""},
		"no picture":            {"![Un doigt qui appuie](souris-02.svg)\n", ""},
		"no alternative":        {"Un doigt qui appuie", ""},
		"two pictures":          {"Appuyez une fois.", "![a](b.svg)"},
		"no title":              {"La souris", ""},
		"far too long":          {"Posez", strings.Repeat("x", maxShipped)},
	} {
		if m, err := parseModule(strings.ReplaceAll(shippedExample, change[0], change[1])); err == nil {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

func FuzzModule(f *testing.F) {
	f.Add(shippedExample)
	f.Add("---\ntitle: x\n---\n## a\n![](b)")
	f.Add("---\n---\n## \n## ")
	f.Fuzz(func(t *testing.T, source string) {
		m, err := parseModule(source)
		if err != nil {
			return
		}
		if m.Title == "" || len(m.Steps) == 0 {
			t.Fatalf("%q gave %+v", source, m)
		}
		for _, step := range m.Steps {
			if step.Title == "" || step.Text == "" || step.Picture == "" || step.Alternative == "" {
				t.Fatalf("%q gave the step %+v", source, step)
			}
			if html := strings.ToLower(HTML(step.Text)); strings.Contains(html, "<script") || strings.Contains(html, "href=\"javascript:") {
				t.Fatalf("%q gave %s", step.Text, html)
			}
			PlainText(step.Text)
		}
	})
}
