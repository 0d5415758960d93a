package paper

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"coupdemain/web/locales"
)

// french is the catalogue that the documents are in.
func french(t testing.TB) Words { return language(t, "fr") }

// catalogues are read once for all tests.
var catalogues = sync.OnceValues(locales.Load)

func language(t testing.TB, name string) Words {
	t.Helper()
	all, err := catalogues()
	if err != nil {
		t.Fatal(err)
	}
	return all[name]
}

// odette is a person who follows from home, sixteen times.
func odette() Sheet {
	s := Sheet{
		Name: "Odette Lafon", Title: "Ma boîte mail et mes démarches", Organization: "France Services de Sainte-Foy-la-Grande",
		Phone: "05 57 00 00 00", Device: Computer, Code: "4829 1375", Address: "aide.example.org", Link: "https://aide.example.org/c/48291375",
	}
	for day := range 16 {
		s.Dates = append(s.Dates, fmt.Sprintf("mardi %d janvier, de 10 h à 11 h", day+1))
	}
	return s
}

// tool runs one of poppler's or zbar's programs on a file that it is given first.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v (is poppler-utils, or zbar-tools, installed?)", name, err)
	}
	return string(out)
}

// pages is a PDF's text, page by page, as poppler reads it; whatever is below the smallest type is a fault.
func pages(t *testing.T, pdf []byte) (texts []string, file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, size := range regexp.MustCompile(`<fontspec [^>]*size="(\d+)"`).FindAllStringSubmatch(tool(t, "pdftohtml", "-xml", "-stdout", "-i", "-zoom", "1", file), -1) {
		if points, err := strconv.Atoi(size[1]); err != nil || points < smallest {
			t.Errorf("type of %s points", size[1])
		}
	}
	texts = strings.Split(tool(t, "pdftotext", "-layout", file, "-"), "\f")
	return texts[:len(texts)-1], file
}

// plain is a text as a reader of PDF may give it back: spaces and line breaks are not told apart.
func plain(text string) string {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
	return strings.Join(strings.Fields(text), " ")
}

func expectText(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(plain(text), plain(w)) {
			t.Errorf("no %q in:\n%s", w, text)
		}
	}
}

func TestSheetIsReadBack(t *testing.T) {
	for _, device := range []Device{Computer, Tablet, Phone} {
		t.Run(string(device), func(t *testing.T) {
			sheet := odette()
			sheet.Device = device
			pdf, err := Sheets(french(t), "fr", []Sheet{sheet})
			if err != nil {
				t.Fatal(err)
			}
			texts, file := pages(t, pdf)
			if len(texts) != 2 {
				t.Errorf("%d pages, want the two sides of a leaf", len(texts))
			}
			content, err := sheet.Content(french(t))
			if err != nil {
				t.Fatal(err)
			}
			raw := tool(t, "pdftotext", "-raw", file, "-")
			expectText(t, raw, content.For, content.Title, content.Code, content.Address, content.Phone, content.Lead, content.Stuck[0], content.Try, content.StepsLead)
			expectText(t, raw, append(content.Ready, content.Dates...)...)
			for _, step := range content.Steps {
				expectText(t, raw, step.Title, step.Text)
			}
			if len(content.Steps) != 6 || content.Steps[0].Scene != Power {
				t.Errorf("%d steps", len(content.Steps))
			}
		})
	}
}

func TestQRCodeIsReadBack(t *testing.T) {
	var sheets []Sheet
	for i := range 3 {
		sheet := odette()
		sheet.Code = fmt.Sprintf("4829 137%d", i)
		sheet.Link = "https://aide.example.org/c/" + strings.ReplaceAll(sheet.Code, " ", "")
		sheets = append(sheets, sheet)
	}
	sheets[2].LargePrint = true
	pdf, err := Sheets(french(t), "fr", sheets)
	if err != nil {
		t.Fatal(err)
	}
	texts, file := pages(t, pdf)
	prefix := filepath.Join(filepath.Dir(file), "page")
	tool(t, "pdftoppm", "-r", "100", "-gray", "-png", file, prefix)
	found := 0
	for number, text := range texts {
		index := slices.IndexFunc(sheets, func(s Sheet) bool {
			return strings.Contains(text, s.Code) && strings.Contains(text, "Votre code personnel")
		})
		if index < 0 {
			continue
		}
		found++
		if number%2 == 1 {
			t.Errorf("sheet %d begins on the back of a leaf, page %d", index, number+1)
		}
		picture := fmt.Sprintf("%s-%0*d.png", prefix, len(strconv.Itoa(len(texts))), number+1)
		if got := strings.TrimSpace(tool(t, "zbarimg", "-q", "--raw", picture)); got != sheets[index].Link {
			t.Errorf("the QR code of %s opens %q", sheets[index].Code, got)
		}
	}
	if found != len(sheets) {
		t.Errorf("%d sheets found on %d pages", found, len(texts))
	}
}

func TestOnSite(t *testing.T) {
	sheet := odette()
	sheet.Place = []string{"France Services, salle du rez-de-chaussée", "33220 Sainte-Foy-la-Grande"}
	pdf, err := Sheets(french(t), "fr", []Sheet{sheet})
	if err != nil {
		t.Fatal(err)
	}
	texts, _ := pages(t, pdf)
	if len(texts) != 1 || strings.Contains(texts[0], sheet.Code) {
		t.Errorf("%d pages: %s", len(texts), texts)
	}
	expectText(t, texts[0], sheet.Place...)
}

func TestAttendance(t *testing.T) {
	list := AttendanceList{
		Title: "Ma boîte mail", Module: "Ranger ses fichiers", Organization: "France Services", When: "mardi 12 janvier 2027, de 10 h à 11 h",
		Where: "3 place de la Mairie", Mediators: []string{"Philippe Martin", "Aïcha Saïd"}, Blank: 2,
		People: []Attendee{{Name: "Odette Lafon", Companion: "Paul Lafon"}, {Name: "Jeanne", Remote: true, Joined: true}, {Name: "Léon", Remote: true}, {Name: "Lucie", ByPhone: true}},
	}
	for i := range 20 {
		list.People = append(list.People, Attendee{Name: fmt.Sprint("Personne ", i)})
	}
	pdf, err := Attendance(french(t), "fr", list)
	if err != nil {
		t.Fatal(err)
	}
	texts, _ := pages(t, pdf)
	whole := strings.Join(texts, " ")
	expectText(t, whole, "Feuille d’émargement", list.Module, list.When, list.Where, "Philippe Martin, Aïcha Saïd", "2 Paul Lafon", "27", "au téléphone", "constatées par")
	if n := strings.Count(whole, "connexion constatée"); n != 1 || len(texts) < 2 {
		t.Errorf("%d seen to have joined, %d pages", n, len(texts))
	}
}

func TestCertificates(t *testing.T) {
	c := Certificate{
		Name: "Odette Lafon", Title: "Premiers pas", Organization: "France Services", Town: "Sainte-Foy-la-Grande", Period: "du 12 janvier au 5 mars 2027",
		Attended: 14, Sessions: 16, On: "8 mars 2027", SignedBy: "Philippe Martin",
	}
	for i := range 25 {
		c.Modules = append(c.Modules, fmt.Sprint("Module ", i+1))
	}
	pdf, err := Certificates(french(t), "fr", []Certificate{c, c})
	if err != nil {
		t.Fatal(err)
	}
	texts, _ := pages(t, pdf)
	if len(texts) != 2 {
		t.Fatalf("%d pages", len(texts))
	}
	expectText(t, texts[1], c.Name, "14 séances sur 16", c.Period, "Fait à Sainte-Foy-la-Grande, le 8 mars 2027", "Module 20", "…", c.SignedBy)
}

// The same sentences are there in every language, for every device.
func TestContentInEveryLanguage(t *testing.T) {
	for _, name := range locales.Languages {
		for _, device := range []Device{Computer, Tablet, Phone, ""} {
			sheet := odette()
			sheet.Device, sheet.InWriting, sheet.Companion = device, true, "Paul"
			for _, place := range [][]string{nil, {"Mairie"}} {
				sheet.Place = place
				if _, err := sheet.Content(language(t, name)); err != nil {
					t.Errorf("%s, %s: %v", name, device, err)
				}
			}
		}
	}
}

func TestPicturesAreSVG(t *testing.T) {
	for _, device := range []Device{Computer, Tablet, Phone} {
		for _, scene := range Scenes {
			svg := Picture(scene, device, `"Un bouton" <b>`)
			var root struct {
				XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
				Label   string   `xml:"aria-label,attr"`
				Paths   []struct {
					D string `xml:"d,attr"`
				} `xml:"path"`
			}
			if err := xml.NewDecoder(strings.NewReader(svg)).Decode(&root); err != nil || root.Label != `"Un bouton" <b>` || len(root.Paths) < 3 {
				t.Errorf("%s, %s: %v, %d paths, %q", scene, device, err, len(root.Paths), root.Label)
			}
		}
	}
}

// No sentences, no document: better none than one with holes.
func TestMissingSentence(t *testing.T) {
	if _, err := Sheets(none{}, "fr", []Sheet{odette()}); err == nil {
		t.Error("a sheet without words was made")
	}
	if _, err := odette().Content(none{}); err == nil {
		t.Error("content without words was made")
	}
}

type none struct{}

func (none) Text(key string, _ ...any) (string, error) {
	return "", fmt.Errorf("no %q: %w", key, io.EOF)
}
