package workshops

import (
	"strings"
	"testing"
)

func TestWhatShipsIsRead(t *testing.T) {
	modules, err := shippedModules()
	if err != nil {
		t.Fatal(err)
	}
	if len(modules) < 6 {
		t.Errorf("%d modules, want at least six", len(modules))
	}
	for _, m := range modules {
		if len(m.Themes) == 0 {
			t.Errorf("%s has no theme for the activity report", m.ID)
		}
		for _, step := range m.Steps {
			if html := HTML(step.Text); !strings.Contains(html, "<p>") && !strings.Contains(html, "<li>") || PlainText(step.Text) == "" {
				t.Errorf("%s, step %q: %s", m.ID, step.Title, html)
			}
		}
	}
}
