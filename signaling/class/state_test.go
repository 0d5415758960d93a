package class

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"coupdemain/signaling/protocol"
)

func FuzzReadState(f *testing.F) {
	s := newState(Class{})
	s.plan(Class{ID: "session", Steps: 3, People: []Person{{ID: "anne", Name: "Anne"}}})
	saved, err := json.Marshal(s)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(saved)
	for _, damage := range [][2]string{
		{`"members":[`, `"members":[null,`}, {`"said":{}`, `"said":null`}, {`"asides":{}`, `"asides":null`}, {`"seat":"p1"`, `"seat":""`},
		{`"asked":"nobody"`, `"asked":""`}, {`"counts":{}`, `"counts":null`}, {`"secret":"`, `"secret":"","x":"`}, {`"numbers":{"p":1}`, `"numbers":null`},
		{`"session"`, `"another"`}, {`"role":"participant"`, `"role":"king"`}, {`"asides":{}`, `"asides":{"m7":"p9"}`},
	} {
		damaged := strings.Replace(string(saved), damage[0], damage[1], 1)
		if damaged == string(saved) {
			f.Fatalf("no %s in %s", damage[0], saved)
		}
		f.Add([]byte(damaged))
	}
	f.Add([]byte("null"))
	f.Add(saved[:len(saved)/2])
	f.Fuzz(func(t *testing.T, saved []byte) {
		s, err := readState("session", saved)
		if err != nil {
			return
		}
		r := newRoom(NewHub(Config{Store: &disk{}, Register: &disk{}}), s)
		paul := comes(t, r, Holder{Role: protocol.ClassMediator, Mediator: Mediator{ID: "paul", FirstName: "Paul"}})
		for name, m := range protocol.ClientMessages {
			if name != "leave" {
				r.handle(paul, m, began)
			}
			for _, of := range r.Members {
				if field := reflect.ValueOf(m).FieldByName("Seat"); field.IsValid() {
					aimed := reflect.New(reflect.TypeOf(m)).Elem()
					aimed.Set(reflect.ValueOf(m))
					aimed.FieldByName("Seat").SetString(of.Seat)
					r.handle(paul, aimed.Interface().(protocol.ClientMessage), began)
				}
			}
		}
		r.Tick(began)
		r.Settle(began)
		r.scene(paul, 0)
	})
}
