package page

import (
	"testing"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/protocol"
)

// That a picture is withheld is told by another goroutine, and may come when somebody else stands in its slot already.
func TestWhatIsWithheldIsOfWhoWasThere(t *testing.T) {
	gone, here := new(sfu.Source), new(sfu.Source)
	s := Stage{slots: map[string]shown{"4": {source: here, slot: protocol.Slot{Mid: "4", Seat: "m1"}}}}
	if s.Withhold("4", gone, true) || s.Withhold("5", here, true) || s.Slots().Slots[0].Withheld {
		t.Error("withheld, and it was another's picture")
	}
	if !s.Withhold("4", here, true) || !s.Slots().Slots[0].Withheld {
		t.Error("not withheld")
	}
}
