package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"coupdemain/internal/outbox"
)

// Queue is an outbox.Store beside what a test needs of those who write messages down and read how they stand.
type Queue struct {
	Store outbox.Store
	// Add writes a pending message down.
	Add func(t *testing.T, id string, due, expires time.Time)
	// TakeBack drops a message as its writer does.
	TakeBack func(t *testing.T, id string)
	// State is how a message stands: "pending", "sent", "failed", "for-people" or "dropped"; and why it failed.
	State func(t *testing.T, id string) (state, failure, detail string)
}

// Outbox puts an outbox.Store through its contract.
func Outbox(t *testing.T, open func(t *testing.T) Queue) {
	t.Run("in turn, once", func(t *testing.T) { inTurn(t, open(t)) })
	t.Run("how attempts end", func(t *testing.T) { attemptsEnd(t, open(t)) })
	t.Run("a claim that lapsed", func(t *testing.T) { claimLapsed(t, open(t)) })
	t.Run("taken back", func(t *testing.T) { takenBack(t, open(t)) })
	t.Run("claimed at once", func(t *testing.T) { claimedAtOnce(t, open(t)) })
}

const lease = 5 * time.Minute

func mustClaim(t *testing.T, q Queue, now time.Time, most int, want ...string) []outbox.Message {
	t.Helper()
	claimed, err := q.Store.Claim(t.Context(), now, now.Add(lease), most)
	ids := make([]string, len(claimed))
	for i, m := range claimed {
		ids[i] = m.ID
	}
	slices.Sort(ids)
	if err != nil || !slices.Equal(ids, want) {
		t.Fatalf("claimed %v, %v; want %v", ids, err, want)
	}
	return claimed
}

func mustSettle(t *testing.T, q Queue, m outbox.Message, o outbox.Outcome) {
	t.Helper()
	if err := q.Store.Settle(t.Context(), m, o); err != nil {
		t.Fatal(err)
	}
}

func expectNext(t *testing.T, q Queue, want time.Time) {
	t.Helper()
	if got, err := q.Store.NextDue(t.Context()); err != nil || !got.Equal(want) {
		t.Errorf("next is due %v, %v; want %v", got, err, want)
	}
}

func expectState(t *testing.T, q Queue, id, want string) {
	t.Helper()
	if state, _, _ := q.State(t, id); state != want {
		t.Errorf("%s is %s, want %s", id, state, want)
	}
}

func inTurn(t *testing.T, q Queue) {
	expectNext(t, q, time.Time{})
	q.Add(t, "b", start.Add(2*time.Hour), time.Time{})
	q.Add(t, "a", start.Add(time.Hour), start.Add(48*time.Hour))
	q.Add(t, "c", start.Add(3*time.Hour), time.Time{})
	expectNext(t, q, start.Add(time.Hour))
	mustClaim(t, q, start, 10)
	now := start.Add(2 * time.Hour)
	got := mustClaim(t, q, now, 1, "a")[0]
	if want := (outbox.Message{ID: "a", Due: start.Add(time.Hour), Expires: start.Add(48 * time.Hour), Attempts: 1}); got != want {
		t.Errorf("claimed %+v, want %+v", got, want)
	}
	expectNext(t, q, start.Add(2*time.Hour))
	mustClaim(t, q, now, 10, "b")
	mustClaim(t, q, now, 10)
	expectNext(t, q, now.Add(lease))
}

func attemptsEnd(t *testing.T, q Queue) {
	for i, tt := range []struct {
		outcome outbox.Outcome
		state   string
	}{
		{outbox.Outcome{State: outbox.Sent}, "sent"},
		{outbox.Outcome{State: outbox.Failed, Reason: outbox.Refused, Detail: "550 no such user"}, "failed"},
		{outbox.Outcome{State: outbox.Late}, "dropped"},
		{outbox.Outcome{State: outbox.Dropped}, "dropped"},
		{outbox.Outcome{State: outbox.ByHand}, "for-people"},
		{outbox.Outcome{State: outbox.Waiting, Reason: outbox.Delayed, Next: start.Add(time.Hour), Detail: "451 later"}, "pending"},
	} {
		id := fmt.Sprint(i)
		q.Add(t, id, start, time.Time{})
		tt.outcome.At = start
		mustSettle(t, q, mustClaim(t, q, start, 1, id)[0], tt.outcome)
		state, failure, detail := q.State(t, id)
		if state != tt.state || failure != string(tt.outcome.Reason) || detail != tt.outcome.Detail {
			t.Errorf("%s: %s, %s, %q; want %s", tt.outcome.State, state, failure, detail, tt.state)
		}
	}
	mustClaim(t, q, start, 10)
	expectNext(t, q, start.Add(time.Hour))
	if again := mustClaim(t, q, start.Add(time.Hour), 10, "5")[0]; again.Attempts != 2 || again.Doubts != 0 {
		t.Errorf("tried again: %+v", again)
	}
}

func claimLapsed(t *testing.T, q Queue) {
	q.Add(t, "m", start, time.Time{})
	first := mustClaim(t, q, start, 10, "m")[0]
	mustClaim(t, q, start.Add(lease-time.Nanosecond), 10)
	second := mustClaim(t, q, start.Add(lease), 10, "m")[0]
	if second.Attempts != 2 || second.Doubts != 1 {
		t.Errorf("claimed again: %+v", second)
	}
	mustSettle(t, q, first, outbox.Outcome{State: outbox.Failed, At: start, Reason: outbox.Refused})
	expectState(t, q, "m", "pending")
	mustSettle(t, q, first, outbox.Outcome{State: outbox.Sent, At: start})
	expectState(t, q, "m", "sent")
	mustSettle(t, q, second, outbox.Outcome{State: outbox.Waiting, At: start, Next: start})
	expectState(t, q, "m", "sent")
	mustClaim(t, q, start.Add(24*time.Hour), 10)
}

func takenBack(t *testing.T, q Queue) {
	q.Add(t, "m", start, time.Time{})
	m := mustClaim(t, q, start, 10, "m")[0]
	q.TakeBack(t, "m")
	mustSettle(t, q, m, outbox.Outcome{State: outbox.Waiting, At: start, Next: start})
	expectState(t, q, "m", "dropped")
	mustClaim(t, q, start.Add(24*time.Hour), 10)
	expectNext(t, q, time.Time{})
}

func claimedAtOnce(t *testing.T, q Queue) {
	const messages, claimants = 40, 8
	for i := range messages {
		q.Add(t, fmt.Sprint(i), start, time.Time{})
	}
	got := make(chan []outbox.Message)
	for range claimants {
		go func() {
			claimed, err := q.Store.Claim(t.Context(), start, start.Add(lease), messages/claimants*2)
			if err != nil {
				t.Error(err)
			}
			got <- claimed
		}()
	}
	times := map[string]int{}
	for range claimants {
		for _, m := range <-got {
			times[m.ID]++
		}
	}
	for id, n := range times {
		if n != 1 {
			t.Errorf("%s was claimed %d times", id, n)
		}
	}
	if len(times) != messages {
		t.Errorf("%d messages were claimed, want %d", len(times), messages)
	}
}
