package plaintext

import "testing"

func TestCell(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		"Rose-Marie, 3 = 2 + 1":     "Rose-Marie, 3 = 2 + 1",
		"l’été : 10 %":              "l’été : 10 %",
		"=1+1":                      "'=1+1",
		"+33612345678":              "'+33612345678",
		" \t@SUM(A1)":               " \t'@SUM(A1)",
		"\u00a0\u200b\ufeff-2":      "'\u00a0\u200b\ufeff-2",
		"\u2212 2":                  "'\u2212 2",
		"＝1":                        "'＝1",
		"|cmd":                      "'|cmd",
		"Rose;=HYPERLINK(A1)":       "Rose;'=HYPERLINK(A1)",
		"Rose, =1":                  "Rose,' =1",
		"un\r\n- deux":              "un\r\n'- deux",
		`"=1`:                       `'"=1`,
		"; ;=1":                     "; ;'=1",
		"rendez-vous;merci,\n beau": "rendez-vous;merci,\n beau",
	} {
		if got := Cell(text); got != want {
			t.Errorf("Cell(%q) = %q, want %q", text, got, want)
		}
	}
}
