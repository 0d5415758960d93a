// Package paper makes the documents that an office prints and posts, as PDF: the sheet by which a person joins a
// workshop, the list that people sign, the certificate at the end. It takes plain facts and a language's sentences, and
// knows nothing of workshops, pages or databases.
//
// A PDF made here is not tagged. What a sheet says is first put together as a Sheet's Content, which is also what the
// accessible page and the e-mail of the same sheet are made of, pictures included.
//
// The type is Atkinson Hyperlegible, never below 14 points. Names may be in any script: what that type lacks is set in
// DejaVu Sans (Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic and more), what both lack (emoji, Chinese) is left
// out, and a name of which nothing is left becomes a line to write it on by hand.
package paper

// Device is what a person follows a workshop with.
type Device string

// The devices.
const (
	Computer Device = "computer"
	Tablet   Device = "tablet"
	Phone    Device = "phone"
)

// Words are a language's sentences, such as *locales.Catalogue: pairs are placeholders and their values. It must be
// usable from any goroutine.
type Words interface {
	Text(key string, pairs ...any) (string, error)
}
