package web

import (
	"net/http"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// rowOf reads one line of a list. Choices are in words, as export writes them; one that is not known stays as it is, for
// the domain to refuse by its line.
func (s *site) rowOf(columns, record []string) (row workshops.Row) {
	cells := map[string]string{}
	for i, cell := range record {
		if i < len(columns) && columns[i] != "" {
			cells[columns[i]] = unquoted(cell)
		}
	}
	row.Details = workshops.Details{
		Name: cells["name"], Companion: cells["companion"], Phone: cells["phone"], Email: cells["email"], Address: cells["address"],
		Mode:   workshops.Mode(s.valueOf(cells["mode"], "enrolment.mode", []string{string(workshops.OnSite), string(workshops.Remote)})),
		Device: workshops.Device(s.valueOf(cells["device"], "enrolment.device", stringsOf(workshops.Devices))),
		Remark: cells["remark"], SentBy: cells["sentby"],
	}
	for text := range strings.SplitSeq(cells["arrangements"], ",") {
		if text = strings.TrimSpace(text); text != "" {
			value := s.valueOf(text, "enrolment.arrangement", stringsOf(workshops.Arrangements))
			row.Arrangements = append(row.Arrangements, workshops.Arrangement(value))
		}
	}
	return row
}

// unquoted takes off the quote that export puts before what a spreadsheet would run.
func unquoted(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && strings.ContainsAny(rest[:min(1, len(rest))], "=+-@|%\t\r") {
		return rest
	}
	return cell
}

// valueOf is the value whose words are these; the words themselves if there is none.
func (s *site) valueOf(text, group string, values []string) string {
	for _, v := range values {
		if text == v || s.means(text, group+"."+v) {
			return v
		}
	}
	return strings.TrimSpace(text)
}

// showPeopleList is everybody in a series, for a spreadsheet.
func (s *site) showPeopleList(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	people, err := s.workshops.People(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	words := &wording{p: s.pages[languageOf(r)]}
	var header []string
	for _, column := range append(listColumns, "state", "since") {
		header = append(header, words.text("import.column."+column))
	}
	rows := [][]string{header}
	for _, e := range people {
		if e.State != workshops.Erased {
			rows = append(rows, words.personCells(e))
		}
	}
	s.table(w, r, words, "inscrits", rows)
}

// personCells are one person's line.
func (w *wording) personCells(e workshops.Enrolment) []string {
	device := ""
	if e.Device != "" {
		device = w.text("enrolment.device." + string(e.Device))
	}
	var arrangements []string
	for _, a := range e.Arrangements {
		arrangements = append(arrangements, w.text("enrolment.arrangement."+string(a)))
	}
	return []string{
		e.Name, e.Companion, e.Phone, e.Email, e.Address, w.text("enrolment.mode." + string(e.Mode)), device,
		strings.Join(arrangements, ", "), e.Remark, e.SentBy, w.text("enrolment.state." + string(e.State)), w.p.moment(e.CreatedAt),
	}
}

// table answers with rows for a spreadsheet.
func (s *site) table(w http.ResponseWriter, r *http.Request, words *wording, name string, rows [][]string) {
	if words.err != nil {
		s.failed(w, r, words.err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.csv"`)
	_ = workshops.WriteCSV(w, rows) // A browser that has gone needs no list.
}
