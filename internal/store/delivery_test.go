package store

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/mail"
	"coupdemain/internal/mail/mailtest"
	"coupdemain/internal/outbox"
	"coupdemain/internal/store/storetest"
)

// The environment of a test process that does nothing but deliver, to be killed.
const deliverDir, deliverPort = "STORE_TEST_DELIVER", "STORE_TEST_DELIVER_PORT"

// deliveries is an outbox over a database that sends one e-mail a message, to an address made of its ID; hurried, so that
// a test need not wait for what a service waits for.
func deliveries(db *DB, port int) *outbox.Outbox {
	server := &mail.Server{Host: "127.0.0.1", Port: port, Security: mail.Clear, From: "ateliers@example.org"}
	return outbox.New(db.Outbox(), courier{server}, slog.New(slog.NewTextHandler(io.Discard, nil)), outbox.Options{
		CarryWithin: 2 * time.Second, TryAgain: func(int) time.Duration { return 20 * time.Millisecond },
	})
}

type courier struct{ server *mail.Server }

func (c courier) Carry(ctx context.Context, m outbox.Message) error {
	return c.server.Send(ctx, mail.Message{ID: m.ID, Date: m.Due, To: addressOf(m.ID), Subject: "Atelier", Text: "Bonjour"})
}

func addressOf(id string) string { return "person-" + id + "@example.org" }

// TestDeliveringProcess is no test but the process that TestNothingIsLost kills.
func TestDeliveringProcess(t *testing.T) {
	dir := os.Getenv(deliverDir)
	if dir == "" {
		return
	}
	port, err := strconv.Atoi(os.Getenv(deliverPort))
	if err != nil {
		t.Fatal(err)
	}
	_ = deliveries(openIn(t, dir), port).Run(t.Context())
}

// put writes so many messages down and gives their IDs.
func put(t *testing.T, q storetest.Queue, number int) (ids []string) {
	t.Helper()
	for i := range number {
		id := fmt.Sprintf("%03d", i)
		q.Add(t, id, time.Now(), time.Time{})
		ids = append(ids, id)
	}
	return ids
}

// settled waits until nothing is pending.
func settled(t *testing.T, db *DB) {
	t.Helper()
	for {
		next, err := db.Outbox().NextDue(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if next.IsZero() {
			return
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-t.Context().Done():
			t.Fatal("messages are pending still")
		}
	}
}

// A server that asks to come back, breaks off, stalls and loses its own answers, message by message: each arrives, and
// twice only where the answer to the first was lost.
func TestEachArrivesOnce(t *testing.T) {
	patterns := [][]string{
		{}, {"rcpt-busy"}, {"data-busy", "rcpt-busy"}, {"rcpt-drop", "data-busy"}, {"data-drop"}, {"data-take-and-drop"},
		{"rcpt-busy", "data-take-and-drop"}, {"data-drop", "data-take-and-drop"}, {"rcpt-unknown"}, {"data-busy", "data-refuse"},
	}
	const messages = 60
	deeds, want, again := mailtest.Deeds{}, map[string]string{}, map[string]int{}
	q, db := openQueue(t)
	ids := put(t, q, messages)
	for i, id := range ids {
		pattern := patterns[i%len(patterns)]
		switch i {
		case 0:
			pattern = []string{"rcpt-stall"}
		case 10:
			pattern = []string{"data-take-and-stall"}
		}
		deeds[addressOf(id)] = pattern
		want[id] = "sent"
		for _, deed := range pattern {
			switch deed {
			case "rcpt-unknown", "data-refuse":
				want[id] = "failed"
			case "data-take-and-drop", "data-take-and-stall":
				again[id]++
			}
		}
	}
	office := mailtest.Open(t, deeds, mailtest.Options{})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- deliveries(db, office.Port).Run(ctx) }()
	settled(t, db)
	stop()
	<-ended
	taken := map[string]int{}
	for _, h := range office.Taken() {
		taken[h.To]++
	}
	total, repeats, lost := 0, 0, 0
	for _, id := range ids {
		expectState(t, q, id, want[id])
		arrivals := 1 + again[id]
		if want[id] == "failed" {
			arrivals = 0
		}
		if got := taken[addressOf(id)]; got != arrivals {
			t.Errorf("%s, treated as %q, arrived %d times, want %d", id, deeds[addressOf(id)], got, arrivals)
		}
		total += taken[addressOf(id)]
		repeats += max(taken[addressOf(id)]-1, 0)
		lost += again[id]
	}
	t.Logf("%d messages, %d arrivals; %d answers were lost, %d came twice", messages, total, lost, repeats)
}

// The delivering process is killed again and again, and so is the server, which comes back on the same port: none is
// lost, and only what was under way at a kill may come twice.
func TestNothingIsLost(t *testing.T) {
	const messages, kills, atOnce = 120, 6, 8
	dir := t.TempDir()
	q, db := openQueueIn(t, dir)
	ids := put(t, q, messages)
	office := mailtest.Open(t, nil, mailtest.Options{})
	offices := []*mailtest.PostOffice{office}
	start := func() *exec.Cmd {
		process := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestDeliveringProcess$")
		process.Env = append(os.Environ(), deliverDir+"="+dir, deliverPort+"="+strconv.Itoa(office.Port))
		if err := process.Start(); err != nil {
			t.Fatal(err)
		}
		return process
	}
	kill := func(process *exec.Cmd) {
		_ = process.Process.Kill()
		_ = process.Wait()
	}
	process := start()
	for n := 1; n <= kills; n++ {
		office.WaitFor(t, 12*(n-len(offices)+1)-4)
		if n%3 == 0 {
			office.Close()
			office = mailtest.Open(t, nil, mailtest.Options{Port: office.Port})
			offices = append(offices, office)
			continue
		}
		kill(process)
		process = start()
	}
	settled(t, db)
	kill(process)
	taken, repeats := map[string]int{}, 0
	messageIDs := map[string]map[string]bool{}
	for _, o := range offices {
		for _, h := range o.Taken() {
			taken[h.To]++
			if messageIDs[h.To] == nil {
				messageIDs[h.To] = map[string]bool{}
			}
			messageIDs[h.To][header(h.Mail, "Message-ID")] = true
		}
	}
	for _, id := range ids {
		expectState(t, q, id, "sent")
		n := taken[addressOf(id)]
		if n == 0 {
			t.Errorf("%s never arrived", id)
		}
		repeats += max(n-1, 0)
		if len(messageIDs[addressOf(id)]) > 1 {
			t.Errorf("%s came %d times, not to be told for a repeat", id, n)
		}
	}
	if repeats > kills*atOnce {
		t.Errorf("%d came twice, more than were under way at %d kills", repeats, kills)
	}
	t.Logf("%d messages through %d kills: none lost, %d came twice", messages, kills, repeats)
}

func expectState(t *testing.T, q storetest.Queue, id, want string) {
	t.Helper()
	if state, failure, detail := q.State(t, id); state != want {
		t.Errorf("%s is %s (%s, %s), want %s", id, state, failure, detail, want)
	}
}

// header is a header's value as it stands in a mail.
func header(raw, name string) string {
	for line := range strings.Lines(raw) {
		if value, ok := strings.CutPrefix(line, name+": "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
