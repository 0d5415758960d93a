package protocol

import "slices"

// Mark is what was drawn on the picture.
type Mark struct {
	Kind MarkKind `json:"kind"`
	Spot          // a ring's or circle's middle, an arrow's tail
	// ToX and ToY are an arrow's head, or a place on a circle's edge; a ring has none.
	ToX float64 `json:"toX"`
	ToY float64 `json:"toY"`
}

func (m Mark) validate() error {
	return firstError(valid("kind", m.Kind), m.Spot.validate(), share("toX", m.ToX), share("toY", m.ToY))
}

// MarkKind is the form of a mark.
type MarkKind string

// The forms of a mark.
const (
	Ring   MarkKind = "ring" // where a press landed
	Arrow  MarkKind = "arrow"
	Circle MarkKind = "circle"
)

// Values lists every MarkKind.
func (MarkKind) Values() []string { return []string{"ring", "arrow", "circle"} }

// MaxMarks is how many marks stand at once; the oldest give way.
const MaxMarks = 20

// WithMark is the marks that stand once one more is drawn: a ring takes the place
// of the ring before.
func WithMark(marks []Mark, drawn Mark) []Mark {
	stand := slices.DeleteFunc(slices.Clone(marks), func(old Mark) bool { return drawn.Kind == Ring && old.Kind == Ring })
	stand = append(stand, drawn)
	return stand[max(0, len(stand)-MaxMarks):]
}

// WithoutMarks is the marks that stand once some are erased.
func WithoutMarks(marks, erased []Mark) []Mark {
	return slices.DeleteFunc(slices.Clone(marks), func(old Mark) bool { return slices.Contains(erased, old) })
}
