package web

import (
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// maxList bounds, in bytes, a list to import: ten thousand lines, each as long as any of its fields may be.
const maxList = 8 << 20

// The columns of a list, in the order that export writes them; the first is the one that has to be there.
var listColumns = []string{"name", "companion", "phone", "email", "address", "mode", "device", "arrangements", "remark", "sentby"}

// importPage takes a list of people, all or none, and tells every fault by its line.
type importPage struct {
	frame
	At      string
	Series  workshops.Series
	Key     string
	Fault   string // of the file as a whole
	Faults  []lineFault
	More    int // faults not shown
	Columns []string
}

// lineFault is one fault in words.
type lineFault struct {
	Line         int
	Column, Text string
}

// faultsShown is how many faults are listed: whoever has that many mends the file and comes back.
const faultsShown = 200

func (s *site) showImport(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.importPeople(w, r, by, http.StatusOK, nil, nil)
}

// saveImport enrols everybody on a list, or nobody.
func (s *site) saveImport(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	if err := r.ParseMultipartForm(formInMemory); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			s.importPeople(w, r, by, http.StatusRequestEntityTooLarge, said("import.error.large"), nil)
			return
		}
		s.refuseForm(w, r, err)
		return
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	file, _, err := r.FormFile("list")
	if err != nil {
		s.importPeople(w, r, by, http.StatusUnprocessableEntity, said("import.error.none"), nil)
		return
	}
	defer func() { _ = file.Close() }()
	rows, fault := s.readList(file)
	if fault != nil {
		s.importPeople(w, r, by, http.StatusUnprocessableEntity, fault, nil)
		return
	}
	made, err := s.workshops.Import(r.Context(), by, id, r.PostFormValue("key"), rows)
	var wrong *workshops.ImportError
	switch {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/series/"+id, "import", fmt.Sprint(len(made)))
	case errors.As(err, &wrong):
		s.importPeople(w, r, by, http.StatusUnprocessableEntity, said("import.error.lines"), wrong.Faults)
	case mends(err) != nil:
		s.importPeople(w, r, by, http.StatusUnprocessableEntity, said("import.error.many"), nil)
	default:
		s.refuseWorkshop(w, r, err)
	}
}

func (s *site) importPeople(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, fault sentence, faults []workshops.LineFault) {
	series, err := s.workshops.Series(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.show(w, r, status, "import", func(p *pages) (any, error) {
		page := importPage{At: "home", Series: series.Series, Key: rand.Text()}
		if page.frame, err = s.workshopFrame(p, by, "import.title"); err != nil {
			return nil, err
		}
		words := &wording{p: p}
		for _, column := range listColumns {
			page.Columns = append(page.Columns, words.text("import.column."+column))
		}
		if fault != nil {
			if page.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		page.More = max(0, len(faults)-faultsShown)
		for _, one := range faults[:min(len(faults), faultsShown)] {
			column := string(one.Field)
			if slices.Contains(listColumns, column) {
				column = words.text("import.column." + column)
			}
			page.Faults = append(page.Faults, lineFault{one.Line, column, words.text(problemKeys[one.Problem])})
		}
		return page, words.err
	})
}

// maxColumns bounds the columns of a list; those whose names are not known are passed over.
const maxColumns = 100

// readList reads a list as spreadsheets write them in France: semicolons or commas, UTF-8 or Windows-1252, the first
// line naming the columns in any order. A fault is of the file as a whole.
func (s *site) readList(file io.Reader) (rows []workshops.Row, fault sentence) {
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, said("import.error.read")
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		if text, err = charmap.Windows1252.NewDecoder().Bytes(text); err != nil {
			return nil, said("import.error.read")
		}
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord, reader.TrimLeadingSpace = -1, true
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if bytes.Count(first, []byte(";")) >= bytes.Count(first, []byte(",")) {
		reader.Comma = ';'
	}
	header, err := reader.Read()
	if err != nil {
		return nil, said("import.error.empty")
	}
	if len(header) > maxColumns {
		return nil, said("import.error.header")
	}
	columns := s.columnsOf(header)
	if !slices.Contains(columns, "name") {
		return nil, said("import.error.header")
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return nil, atLine("import.error.quote", broken.StartLine)
		}
		if err != nil {
			return nil, said("import.error.read")
		}
		line, _ := reader.FieldPos(0)
		if row := s.rowOf(columns, record); strings.Join(record, "") != "" {
			row.Line = line
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil, said("import.error.empty")
	}
	return rows, nil
}

func atLine(key string, line int) sentence {
	return func(p *pages) (string, error) { return p.catalogue.Text(key, "line", line) }
}

// columnsOf names each column of a header, in either language; "" for one that is passed over.
func (s *site) columnsOf(header []string) []string {
	columns := make([]string, len(header))
	for i, title := range header {
		for _, column := range listColumns {
			if s.means(title, "import.column."+column) {
				columns[i] = column
			}
		}
	}
	return columns
}

// means tells whether a text says a key's sentence, in any language, whatever its case.
func (s *site) means(text, key string) bool {
	for _, p := range s.pages {
		if sentence, err := p.catalogue.Text(key); err == nil && strings.EqualFold(strings.TrimSpace(text), sentence) {
			return true
		}
	}
	return false
}
