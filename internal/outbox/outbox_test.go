package outbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// memory is a Store that forgets when the test ends.
type memory struct {
	mu       sync.Mutex
	messages map[string]*kept
	faults   int // how many times Settle is to fail
}

type kept struct {
	Message
	outcome Outcome // Waiting until it is settled otherwise
	claimed bool
	history []Outcome
}

// holding is a store with a message due now for each ID.
func holding(ids ...string) *memory {
	s := &memory{messages: map[string]*kept{}}
	for _, id := range ids {
		s.messages[id] = &kept{Message: Message{ID: id, Due: time.Now()}, outcome: Outcome{State: Waiting, Next: time.Now()}}
	}
	return s
}

func (s *memory) Claim(_ context.Context, now, until time.Time, most int) (claimed []Message, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.messages {
		if k.outcome.State != Waiting || k.outcome.Next.After(now) || len(claimed) == most {
			continue
		}
		if k.claimed {
			k.Doubts++
		}
		k.claimed, k.outcome.Next = true, until
		k.Attempts++
		claimed = append(claimed, k.Message)
	}
	return claimed, nil
}

func (s *memory) Settle(_ context.Context, m Message, o Outcome) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults > 0 {
		s.faults--
		return errors.New("the disk is full")
	}
	k := s.messages[m.ID]
	if k.Attempts == m.Attempts || o.State == Sent {
		k.outcome, k.Doubts, k.claimed = o, o.Doubts, false
		k.history = append(k.history, o)
	}
	return nil
}

func (s *memory) NextDue(context.Context) (next time.Time, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.messages {
		if k.outcome.State == Waiting && (next.IsZero() || k.outcome.Next.Before(next)) {
			next = k.outcome.Next
		}
	}
	return next, nil
}

// after is how a message stands.
func (s *memory) of(id string) kept {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *s.messages[id]
}

// carrying is a Carrier that answers with what it is given, in order and then the last for ever, and notes when it was
// asked.
type carrying struct {
	mu      sync.Mutex
	answers []error
	at      []time.Duration // since the first message was due
}

func (c *carrying) Carry(_ context.Context, m Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	answer := c.answers[min(len(c.at), len(c.answers)-1)]
	c.at = append(c.at, time.Since(m.Due))
	return answer
}

type carrierFunc func(ctx context.Context, m Message) error

func (f carrierFunc) Carry(ctx context.Context, m Message) error { return f(ctx, m) }

type permanent struct{ error }

func (permanent) Permanent() bool { return true }

type doubtful struct{ error }

func (doubtful) Doubtful() bool { return true }

// running runs an outbox for so long, in a bubble of its own time.
func running(o *Outbox, long time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), long)
	defer cancel()
	_ = o.Run(ctx) // It ends with ctx.
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

func TestAttempts(t *testing.T) {
	down := errors.New("connection refused")
	refused := permanent{errors.New("550 no such user\r\nhere")}
	lost := fmt.Errorf("hand over: %w", doubtful{errors.New("EOF")})
	minutes := func(all ...time.Duration) []time.Duration {
		for i := range all {
			all[i] *= time.Minute
		}
		return all
	}
	tests := map[string]struct {
		answers []error
		expires time.Duration
		at      []time.Duration
		state   State
		reason  Reason
		detail  string
	}{
		"taken":                  {[]error{nil}, 0, minutes(0), Sent, "", ""},
		"taken in the end":       {[]error{down, down, down, down, down, down, down, down, nil}, 0, minutes(0, 1, 3, 7, 15, 31, 63, 123, 183), Sent, "", ""},
		"refused":                {[]error{down, refused}, 0, minutes(0, 1), Failed, Refused, "550 no such user  here"},
		"nobody there":           {[]error{ErrNobody}, 0, minutes(0), Dropped, "", ""},
		"no way there":           {[]error{fmt.Errorf("notice: %w", ErrByHand)}, 0, minutes(0), ByHand, "", ""},
		"answers lost for ever":  {[]error{lost}, 0, minutes(0, 1, 3), Failed, Unanswered, "hand over: EOF"},
		"one answer lost":        {[]error{lost, nil}, 0, minutes(0, 1), Sent, "", ""},
		"useless before it went": {[]error{down}, 10 * time.Minute, minutes(0, 1, 3, 7), Late, Delayed, "connection refused"},
		"useless at once":        {[]error{nil}, -time.Second, nil, Late, "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store, carrier := holding("m"), &carrying{answers: tt.answers}
				if tt.expires != 0 {
					store.messages["m"].Expires = time.Now().Add(tt.expires)
				}
				o := New(store, carrier, quiet(), Options{})
				running(o, 4*time.Hour)
				got := store.of("m").outcome
				if !slices.Equal(carrier.at, tt.at) || got.State != tt.state || got.Reason != tt.reason || got.Detail != tt.detail {
					t.Errorf("carried %v, then %s, %s, %q; want %v, %s, %s, %q",
						carrier.at, got.State, got.Reason, got.Detail, tt.at, tt.state, tt.reason, tt.detail)
				}
				if failed := o.Drops()["failed_for_good"]; (failed == 1) != (tt.state == Failed) {
					t.Errorf("%d counted as failed", failed)
				}
			})
		})
	}
}

func TestTheLastWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, carrier := holding("m"), &carrying{answers: []error{errors.New("connection refused")}}
		running(New(store, carrier, quiet(), Options{}), 30*24*time.Hour)
		if got := store.of("m").outcome; got.State != Failed || got.Reason != Delayed {
			t.Errorf("after a month: %s, %s", got.State, got.Reason)
		}
		if last := carrier.at[len(carrier.at)-1]; last > GiveUp || last < GiveUp-2*time.Hour {
			t.Errorf("carried for the last time after %v", last)
		}
	})
}

func TestWhatIsSentStaysSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, carrier := holding("m"), &carrying{answers: []error{nil}}
		store.faults = 12
		running(New(store, carrier, quiet(), Options{}), time.Hour)
		if got := store.of("m").outcome; got.State != Sent || len(carrier.at) != 1 {
			t.Errorf("the store came back: %s, carried %d times", got.State, len(carrier.at))
		}
	})
}

func TestLeftByAnotherRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, carrier := holding("m", "often"), &carrying{answers: []error{nil}}
		for _, k := range store.messages {
			k.claimed, k.Attempts, k.outcome.Next = true, 1, time.Now().Add(3*time.Minute)
		}
		store.messages["often"].Doubts = MostDoubts - 1
		running(New(store, carrier, quiet(), Options{}), time.Hour)
		if got := store.of("m"); got.outcome.State != Sent || got.Doubts != 1 || !slices.Equal(carrier.at, []time.Duration{3 * time.Minute}) {
			t.Errorf("%s with %d doubts, carried %v", got.outcome.State, got.Doubts, carrier.at)
		}
		if got := store.of("often").outcome; got.State != Failed || got.Reason != Unanswered {
			t.Errorf("carried by too many runs that ended: %s, %s", got.State, got.Reason)
		}
	})
}

func TestManyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		for i := range 100 {
			ids = append(ids, fmt.Sprint(i))
		}
		store := holding(ids...)
		var mu sync.Mutex
		now, most, total := 0, 0, 0
		carrier := carrierFunc(func(context.Context, Message) error {
			mu.Lock()
			now++
			total++
			most = max(most, now)
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			now--
			mu.Unlock()
			return nil
		})
		running(New(store, carrier, quiet(), Options{}), 20*time.Second)
		if most != atOnce || total != 100 {
			t.Errorf("%d carried, %d at once", total, most)
		}
		for id, k := range store.messages {
			if k.outcome.State != Sent || k.Attempts != 1 {
				t.Errorf("%s: %s after %d attempts", id, k.outcome.State, k.Attempts)
			}
		}
	})
}

func TestWrittenDownMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, carrier := holding(), &carrying{answers: []error{nil}}
		time.AfterFunc(time.Minute+time.Second, func() {
			added := holding("m")
			store.mu.Lock()
			store.messages = added.messages
			store.mu.Unlock()
		})
		running(New(store, carrier, quiet(), Options{}), time.Hour)
		if len(carrier.at) != 1 || carrier.at[0] > look {
			t.Errorf("carried %v after it was put", carrier.at)
		}
	})
}

// An attempt under way at the end gets a moment to succeed; one that hangs is cut short, and settled all the same.
func TestTheEnd(t *testing.T) {
	for takes, want := range map[time.Duration]State{grace / 2: Sent, time.Hour: Waiting} {
		synctest.Test(t, func(t *testing.T) {
			store := holding("m")
			carrier := carrierFunc(func(ctx context.Context, _ Message) error {
				select {
				case <-time.After(takes):
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			})
			began := time.Now()
			running(New(store, carrier, quiet(), Options{}), time.Second)
			if got := store.of("m").outcome.State; got != want || time.Since(began) > time.Second+grace {
				t.Errorf("%s after %v, want %s", got, time.Since(began), want)
			}
		})
	}
}

func TestHangingAttemptIsCutShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := holding("m")
		carrier := carrierFunc(func(ctx context.Context, _ Message) error { <-ctx.Done(); return ctx.Err() })
		running(New(store, carrier, quiet(), Options{}), carryWithin+time.Second)
		if got := store.of("m").history; len(got) != 1 || got[0].State != Waiting {
			t.Errorf("%+v", got)
		}
	})
}

func TestDetailIsBounded(t *testing.T) {
	long := detail(errors.New(strings.Repeat("é\xff\n", 400)))
	if n := len([]rune(long)); n != detailLength || strings.Contains(long, "\n") || !utf8.ValidString(long) {
		t.Errorf("%d runes: %q", n, long)
	}
}
