package workshops

import (
	"encoding/csv"
	"fmt"
	"io"

	"coupdemain/internal/plaintext"
)

// WriteCSV writes rows as a spreadsheet reads them in France: UTF-8 with its mark, semicolons, and no cell that would
// be run as a formula: see plaintext.Cell.
func WriteCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write a list: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = plaintext.Cell(cell)
		}
		if err := out.Write(safe); err != nil {
			return fmt.Errorf("write a list: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write a list: %w", err)
	}
	return nil
}
