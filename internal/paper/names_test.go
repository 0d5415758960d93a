package paper

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Every script there is, marks piled up, directions turned, and what is not text at all.
var names = map[string]string{ // what is shown of it; empty: a line to write on
	"Odette Lafon": "Odette Lafon", "Zoë Ó’Brien-Šťastná Œuvrard": "Zoë Ó’Brien-Šťastná Œuvrard", "Nguyễn Thị Hạnh": "Nguyễn Thị Hạnh",
	"Михаил Ґалаґан": "Михаил Ґалаґан", "Ελένη Παπαδοπούλου": "Ελένη Παπαδοπούλου", "Արամ Խաչատրյան": "Արամ Խաչատրյան", "გიორგი": "გიორგი",
	"🌻 Odette 👵🏽": "Odette", "王小明 Wang": "Wang", "🌻": "", "王小明": "", "किरण": "", "": "", "\x00\u202e\ufeff": "", "e\u0301lodie": "élodie",
	"Anne\nMarie\tLise": "Anne Marie Lise", strings.Repeat("Interminable", 30): "Interminable",
}

func TestNamesInEveryScript(t *testing.T) {
	words := french(t)
	all, err := faces()
	if err != nil {
		t.Fatal(err)
	}
	list := AttendanceList{Title: "Ateliers", When: "mardi"}
	var sheets []Sheet
	var certificates []Certificate
	for name, want := range names {
		if want == "" || len(want) != len(name) { // The others are set as the list sets them.
			sheet := odette()
			sheet.Name, sheet.Companion = name, name
			sheets = append(sheets, sheet)
		}
		list.People = append(list.People, Attendee{Name: name, Companion: name})
		certificates = append(certificates, Certificate{Name: name, Title: "Ateliers", Attended: 1, Sessions: 2})
		if got := shown(all, name); got != want && !strings.HasPrefix(got, want+"Inter") {
			t.Errorf("%q is shown as %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"فاطمة الزهراء", "משה כהן"} { // Read back from right to left or left to right, as the reader likes.
		sheet := odette()
		sheet.Name = name
		sheets = append(sheets, sheet)
		list.People = append(list.People, Attendee{Name: name})
		if got := shown(all, name); got != name {
			t.Errorf("%q is shown as %q", name, got)
		}
	}
	for document, made := range map[string]func() ([]byte, error){
		"sheets":       func() ([]byte, error) { return Sheets(words, "fr", sheets) },
		"list":         func() ([]byte, error) { return Attendance(words, "fr", list) },
		"certificates": func() ([]byte, error) { return Certificates(words, "fr", certificates) },
	} {
		pdf, err := made()
		if err != nil {
			t.Fatalf("%s: %v", document, err)
		}
		texts, _ := pages(t, pdf)
		whole := strings.Join(texts, " ")
		for _, want := range names {
			if len(want) < 40 && document != "sheets" {
				expectText(t, whole, want)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Odette 🌻 فاطمة mardi 12 janvier")
	p, err := newPress("P", "fr", "")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const width = 60
		s := p.as(textSize, false, ink)
		for _, l := range p.fold(text, s, width) {
			if utf8.RuneCountInString(l) > 1 && p.measure(l, s) > width+0.01 {
				t.Errorf("%q is wider than a line", l)
			}
		}
		if short := p.shorten(text, s, width); p.measure(short, s) > width {
			t.Errorf("%q is wider than a line", short)
		}
	})
}
