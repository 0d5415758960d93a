package paper

import "testing"

func TestVisual(t *testing.T) {
	for line, want := range map[string]string{
		"Odette Lafon":     "Odette Lafon",
		"":                 "",
		"Pour משה, demain": "Pour השמ, demain",
		"محمد":             "\ufeaa\ufee4\ufea4\ufee3", // meem initial, hah medial, meem medial, dal final, from right to left
		"سلام":             "\ufee1\ufefc\ufeb3",       // seen initial, lam-alef final, meem isolated
		"دار":              "\ufead\ufe8d\ufea9",       // letters that do not join the next one
		"Pour فاطمة (12)":  "Pour \ufe94\ufee4\ufec3\ufe8e\ufed3 (12)",
	} {
		if got := visual(line); got != want {
			t.Errorf("%q is seen as %+q, want %+q", line, got, want)
		}
	}
}

func FuzzVisual(f *testing.F) {
	f.Add("Pour فاطمة (12) משה 🌻\u202e")
	f.Fuzz(func(_ *testing.T, line string) { visual(line) })
}
