package class

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/signaling/protocol"
)

// state is what is kept of a class on disk: enough to put everyone back in
// their place after a restart.
type state struct {
	Class  Class  `json:"class"`
	Secret string `json:"secret"` // opens the hall
	// PocketSecret opens the seats of telephones in the hall, which all who are there read off the big screen: it must
	// not open the hall.
	PocketSecret string `json:"pocketSecret"`

	Members []*member `json:"members"`
	Step    int       `json:"step"`
	Stage   stage     `json:"stage"`
	Forward string    `json:"forward"`
	Quiet   bool      `json:"quiet"`  // whoever comes in now has no voice
	Closed  bool      `json:"closed"` // the door
	Leader  string    `json:"leader"`
	// Asides are the people spoken with alone, by mediator.
	Asides  map[string]string `json:"asides"`
	Counts  map[int]int       `json:"counts"` // hands shown in the hall, by step
	Began   time.Time         `json:"began"`  // when the first person was let in
	Ended   time.Time         `json:"ended"`  // zero while it goes on
	Numbers map[string]int    `json:"numbers"`
}

// stage is what everyone sees large.
type stage struct {
	Kind protocol.StageKind `json:"kind"`
	Seat string             `json:"seat"`
}

// member is one seat, whoever's browsers are in it at the moment.
type member struct {
	Seat string             `json:"seat"`
	Role protocol.ClassRole `json:"role"`
	ID   string             `json:"id"` // enrolment or account; "" for the hall
	Name string             `json:"name"`

	How      protocol.How `json:"how"`
	In       bool         `json:"in"`     // was let in
	Out      bool         `json:"out"`    // was sent out
	Device   []byte       `json:"device"` // hash of the secret of the device that was let in
	Pocket   bool         `json:"pocket"`
	Since    time.Time    `json:"since"` // of How, In and Out
	Late     bool         `json:"late"`
	Said     map[int]said `json:"said"` // how far they are, by step
	Hand     time.Time    `json:"hand"`
	Silenced bool         `json:"silenced"`
	Signs    bool         `json:"signs"`
	Mood     string       `json:"mood"`

	Asked   protocol.ShowTo `json:"asked"`
	Consent protocol.ShowTo `json:"consent"`

	in, door *seat     // the page that is in, and one that waits at the door; nil for none
	circle   string    // of the last settling: "" the class, else the mediator who is aside
	heard    time.Time // when they were last heard speaking

	knocks, loads *rate.Limiter // of joinings, out of the class and in it
	writing       *rate.Limiter
}

// said is how far somebody is with a step.
type said struct {
	Progress protocol.Progress `json:"progress"`
	At       time.Time         `json:"at"`
}

func newState(planned Class) *state {
	return &state{
		Class: planned, Secret: newSecret(), PocketSecret: newSecret(), Stage: stage{Kind: protocol.StageStep},
		Asides: map[string]string{}, Counts: map[int]int{}, Numbers: map[string]int{},
	}
}

func newSecret() string { return strings.ToLower(rand.Text()) }

// readState reads what was saved of the class of that ID. What an older version did not say is as in a new class; what
// cannot be is an error.
func readState(id string, saved []byte) (*state, error) {
	s := newState(Class{})
	if err := json.Unmarshal(saved, s); err != nil {
		return nil, fmt.Errorf("state of a class: %w", err)
	}
	seats := map[string]bool{"": true}
	for _, m := range s.Members {
		if m == nil || seats[m.Seat] || !slices.Contains(m.Role.Values(), string(m.Role)) {
			return nil, fmt.Errorf("state of a class: a seat without a name, or twice")
		}
		seats[m.Seat] = true
		m.prepare()
	}
	if s.Class.ID != id || s.Secret == "" || s.PocketSecret == "" || s.Asides == nil || s.Counts == nil || s.Numbers == nil {
		return nil, fmt.Errorf("state of a class: incomplete")
	}
	return s, nil
}

// prepare gives a member what is not saved.
func (m *member) prepare() {
	m.knocks = rate.NewLimiter(rate.Every(knockEvery), knockBurst)
	m.loads = rate.NewLimiter(rate.Every(loadEvery), loadBurst)
	m.writing = rate.NewLimiter(rate.Every(writeEvery), writeBurst)
	if m.Said == nil {
		m.Said = map[int]said{}
	}
	for _, to := range []*protocol.ShowTo{&m.Asked, &m.Consent} {
		if !slices.Contains(to.Values(), string(*to)) {
			*to = protocol.ShowNobody
		}
	}
}

// add makes a seat: p1, p2… for people, m1… for mediators, h1 for the hall.
func (s *state) add(role protocol.ClassRole, id, name string) *member {
	letter := string(role[0])
	s.Numbers[letter]++
	m := &member{
		Seat: fmt.Sprintf("%s%d", letter, s.Numbers[letter]), Role: role, ID: id, Name: name, How: protocol.HowAbsent,
	}
	m.prepare()
	s.Members = append(s.Members, m)
	return m
}

// member is who has that seat, nil for nobody.
func (s *state) member(seat string) *member {
	for _, m := range s.Members {
		if m.Seat == seat {
			return m
		}
	}
	return nil
}

// of is the member of that role and ID, nil for nobody.
func (s *state) of(role protocol.ClassRole, id string) *member {
	for _, m := range s.Members {
		if m.Role == role && m.ID == id {
			return m
		}
	}
	return nil
}

// person is the participant of that enrolment, nil for nobody.
func (s *state) person(id string) *member { return s.of(protocol.ClassParticipant, id) }

// plan takes over what was planned, as it is now: somebody enrolled a minute ago has a seat.
func (s *state) plan(planned Class) {
	s.Class = planned
	s.Step = min(s.Step, max(planned.Steps-1, 0))
	for _, p := range planned.People {
		m := s.person(p.ID)
		if m == nil {
			m = s.add(protocol.ClassParticipant, p.ID, p.Name)
		}
		m.Name = p.Name
	}
	s.Members = slices.DeleteFunc(s.Members, func(m *member) bool {
		gone := m.Role == protocol.ClassParticipant && !slices.ContainsFunc(planned.People, func(p Person) bool { return p.ID == m.ID })
		return gone && !m.In && m.How == protocol.HowAbsent && m.door == nil
	})
}

// planned is what was planned of that member.
func (s *state) planned(m *member) Person {
	for _, p := range s.Class.People {
		if m.Role == protocol.ClassParticipant && p.ID == m.ID {
			return p
		}
	}
	return Person{}
}

// progress is how far somebody is with the current step.
func (s *state) progress(m *member) said {
	if now, ok := m.Said[s.Step]; ok {
		return now
	}
	return said{Progress: protocol.ProgressNone}
}

// done counts the steps that somebody did.
func (m *member) done() (n int) {
	for _, s := range m.Said {
		if s.Progress == protocol.ProgressDone {
			n++
		}
	}
	return n
}
