package activity

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"coupdemain/internal/plaintext"
)

// between separates the values of a field that has several; none of La Coop's values holds it.
const between = "|"

// byteOrderMark has Excel read the table as UTF-8; other programs pass over it (Unicode 16.0, section 23.8).
const byteOrderMark = "\uFEFF"

// Columns are the table's: La Coop's fields, and one column for each way of counting beneficiaries.
func Columns() []string {
	columns := []string{
		"type", "date", "duree", "type_lieu", "structure_id", "lieu_code_postal", "lieu_commune", "lieu_code_insee", "materiel",
		"autonomie", "oriente_vers_structure", "structure_de_redirection", "thematiques", "tags", "precisions_demarche", "notes",
		"titre_atelier", "niveau_atelier", "beneficiaires",
	}
	columns = append(columns, prefixed("genres_", Genders)...)
	columns = append(columns, prefixed("tranches_age_", AgeBands)...)
	return append(columns, prefixed("statuts_", Statuses)...)
}

func prefixed[V ~string](group string, all []V) (columns []string) {
	for _, v := range all {
		columns = append(columns, group+string(v))
	}
	return columns
}

// WriteTable writes reports as CSV (RFC 4180) under La Coop's names and values. What somebody typed cannot become a
// formula: see plaintext.Cell.
func WriteTable(w io.Writer, lines []Line) error {
	buffered := bufio.NewWriter(w)
	if _, err := buffered.WriteString(byteOrderMark); err != nil {
		return fmt.Errorf("table of reports: %w", err)
	}
	table := csv.NewWriter(buffered)
	table.UseCRLF = true
	rows := [][]string{Columns()}
	for _, l := range lines {
		rows = append(rows, l.row())
	}
	if err := table.WriteAll(rows); err != nil {
		return fmt.Errorf("table of reports: %w", err)
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("table of reports: %w", err)
	}
	return nil
}

func (r Report) row() []string {
	referred := "non"
	if r.Referred {
		referred = "oui"
	}
	tags := make([]string, len(r.Tags))
	for i, tag := range r.Tags {
		tags[i] = strings.ReplaceAll(tag, between, " ")
	}
	row := []string{
		string(r.Kind), r.Date.Format("2006-01-02"), strconv.Itoa(r.Minutes), string(r.Place.Kind), plaintext.Cell(r.Place.StructureID),
		plaintext.Cell(r.Place.PostalCode), plaintext.Cell(r.Place.Town), plaintext.Cell(r.Place.INSEE), joined(r.Equipment), string(r.Autonomy), referred,
		string(r.Structure), joined(r.thematiques()), plaintext.Cell(strings.Join(tags, between)), plaintext.Cell(r.ErrandDetails), plaintext.Cell(r.Notes),
		plaintext.Cell(r.Workshop.Title), string(r.Workshop.Level), strconv.Itoa(r.Beneficiaries.Total),
	}
	row = append(row, counts(r.Beneficiaries.Genders, Genders)...)
	row = append(row, counts(r.Beneficiaries.Ages, AgeBands)...)
	return append(row, counts(r.Beneficiaries.Statuses, Statuses)...)
}

// thematiques are the themes and, as La Coop has them, the sub-themes beside them.
func (r Report) thematiques() []string {
	var all []string
	for _, t := range r.Themes {
		all = append(all, string(t))
	}
	for _, e := range r.Errands {
		all = append(all, string(e))
	}
	return all
}

func joined[V ~string](values []V) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return strings.Join(texts, between)
}

// counts are those of one group; empty where nobody was counted.
func counts[V ~string](counted map[V]int, all []V) []string {
	row := make([]string, len(all))
	for i, v := range all {
		if len(counted) > 0 {
			row[i] = strconv.Itoa(counted[v])
		}
	}
	return row
}
