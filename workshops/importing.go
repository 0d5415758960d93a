package workshops

import (
	"fmt"

	"coupdemain/internal/accounts"
)

// Row is one line of a list to import. Line is its number in the file, from 1, as the fault is told by.
type Row struct {
	Line int
	Details
}

// LineFault is a fault of one line.
type LineFault struct {
	Line int
	accounts.Fault
}

// ImportError names every fault of a list, by line; nothing of it was taken.
type ImportError struct{ Faults []LineFault }

// Error counts the faults. It holds no value.
func (e *ImportError) Error() string { return fmt.Sprintf("%d faults in the list", len(e.Faults)) }
