package activity

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"
)

// read gives a table's rows by column.
func read(t *testing.T, text string) (rows []map[string]string) {
	t.Helper()
	text, marked := strings.CutPrefix(text, "\uFEFF")
	if !marked || !strings.HasSuffix(text, "\r\n") {
		t.Errorf("no byte order mark, or another end of line: %q", text)
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestTable(t *testing.T) {
	r := whole()
	r.Equipment, r.Autonomy, r.Referred, r.Structure = []Equipment{Computer, Phone}, "autonome", true, "administration"
	r.Themes, r.Errands = []Theme{"email", Errands}, []Errand{"logement", "argent_impots"}
	r.Tags, r.Notes = []string{"a|b", "c"}, "deux \"lignes\",\net la suite"
	r.Workshop, r.Beneficiaries = Workshop{"=HYPERLINK(\"x\")", "debutant"}, Beneficiaries{Total: 2, Genders: map[Gender]int{"feminin": 2}}
	var out bytes.Buffer
	if err := WriteTable(&out, []Line{{Report: r}, {Report: whole()}}); err != nil {
		t.Fatal(err)
	}
	rows := read(t, out.String())
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	for column, want := range map[string]string{
		"type": "individuel", "date": "2026-03-17", "duree": "45", "type_lieu": "a_distance", "lieu_commune": "Libourne",
		"materiel": "ordinateur|telephone", "autonomie": "autonome", "oriente_vers_structure": "oui",
		"structure_de_redirection": "administration", "thematiques": "email|aide_aux_demarches_administratives|logement|argent_impots",
		"tags": "a b|c", "notes": "deux \"lignes\",\net la suite", "titre_atelier": "'=HYPERLINK(\"x\")", "niveau_atelier": "debutant",
		"beneficiaires": "2", "genres_feminin": "2", "genres_masculin": "0", "tranches_age_soixante_dix_plus": "", "statuts_retraite": "",
	} {
		if got := rows[0][column]; got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	if rows[1]["oriente_vers_structure"] != "non" || rows[1]["materiel"] != "" {
		t.Errorf("the second: %v", rows[1])
	}
}

// Whatever is typed comes back as it was but for apostrophes, and begins no formula, whatever separates cells.
func FuzzTable(f *testing.F) {
	for _, seed := range []string{"=1+1", " \t@SUM(A1)", "-", "＝1", "l’été\r\n+33", "\"", "a,b;c|d", "'=1", "a;=1", "a\n- b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		r := whole()
		r.Date = time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)
		r.Notes, r.Place.Town, r.Tags = typed, typed, []string{typed}
		r.normalise(today, false)
		var out bytes.Buffer
		if err := WriteTable(&out, []Line{{Report: r}}); err != nil {
			t.Fatal(err)
		}
		row := read(t, out.String())[0]
		for column, value := range row {
			for cell := range strings.FieldsFuncSeq(value, func(r rune) bool { return strings.ContainsRune(";,\t\r\n", r) }) {
				if cell = strings.TrimLeft(cell, " "); cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
					t.Errorf("%s begins a formula: %q", column, value)
				}
			}
		}
		if got := row["notes"]; strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(r.Notes, "'", "") {
			t.Errorf("notes %q came back as %q", r.Notes, got)
		}
	})
}
