package plaintext

import "regexp"

// formula is where a spreadsheet would begin to read a formula: at a cell's beginning, behind whatever is not seen, and
// behind what ends a cell or a line where the file is read with another separator than it was written with.
var formula = regexp.MustCompile(`(^|[;,\t\n]|\r\n?)([ \x{a0}\x{200b}\x{202f}\x{feff}"']*[=+\-@|%\x{2212}\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}])`)

// Cell is a text that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe is put before whatever
// would begin one.
func Cell(text string) string { return formula.ReplaceAllString(text, "$1'$2") }
