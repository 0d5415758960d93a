package audit_test

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"coupdemain/internal/audit"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// paper keeps entries in memory.
type paper struct {
	mu      sync.Mutex
	entries []audit.Entry
	expired []time.Time
	torn    bool
}

func (p *paper) Append(ctx context.Context, e audit.Entry) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.torn || ctx.Err() != nil {
		return errors.New("torn")
	}
	p.entries = append(p.entries, e)
	return nil
}

func (p *paper) Lines(context.Context, string, audit.Cursor, int) ([]audit.Line, error) {
	return nil, nil
}

func (p *paper) Expire(_ context.Context, before time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expired = append(p.expired, before)
	return nil
}

func newLog(t *testing.T, p *paper, secret string) *audit.Log {
	t.Helper()
	l, err := audit.New(p, []byte(secret), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestRecord(t *testing.T) {
	p := &paper{}
	l := newLog(t, p, "secret")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	l.Record(t.Context(), audit.Entry{What: audit.SignedIn, By: "a"})
	l.Record(gone, audit.Entry{What: audit.SignedIn, By: "a"})
	if a, b := p.entries[0], p.entries[1]; a.ID == "" || a.ID == b.ID || a.At.IsZero() || a.By != "a" {
		t.Errorf("%+v and %+v", a, b)
	}
	p.torn = true
	l.Record(t.Context(), audit.Entry{What: audit.SignedIn})
	if got := l.Drops()["not_written"]; got != 1 {
		t.Errorf("%d not written, want 1", got)
	}
}

func TestRunWritesAndExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &paper{}
		l := newLog(t, p, "secret")
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- l.Run(ctx) }()
		begun := time.Now()
		l.RecordSoon(audit.Entry{What: audit.SignInRefused})
		time.Sleep(25 * time.Hour)
		p.mu.Lock()
		want := []time.Time{begun.Add(-audit.Kept), begun.Add(24*time.Hour - audit.Kept)}
		if len(p.entries) != 1 || !slices.EqualFunc(p.expired, want, time.Time.Equal) {
			t.Errorf("%d entries, expired %v; want %v", len(p.entries), p.expired, want)
		}
		p.torn = true
		p.mu.Unlock()
		l.RecordSoon(audit.Entry{})
		synctest.Wait()
		if got := l.Drops()["not_written"]; got != 1 {
			t.Errorf("%d lost, want 1", got)
		}
		p.torn = false
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestEndingWritesWhatWaits(t *testing.T) {
	p := &paper{}
	l := newLog(t, p, "secret")
	for range 1000 {
		l.RecordSoon(audit.Entry{What: audit.SignInRefused})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Run(ctx); err != nil {
		t.Error(err)
	}
	if n, lost := len(p.entries), l.Drops()["not_written"]; n == 0 || uint64(n)+lost != 1000 {
		t.Errorf("%d written, %d lost", n, lost)
	}
}

func TestPlaceHidesTheAddress(t *testing.T) {
	l := newLog(t, &paper{}, "secret")
	place := func(a string) string { return l.Place(netip.MustParseAddr(a)) }
	if place("192.0.2.1") != place("192.0.2.200") || place("192.0.2.1") != place("::ffff:192.0.2.1") ||
		place("2001:db8:1:2::1") != place("2001:db8:1:3::9%eth0") {
		t.Error("one network has two places")
	}
	if place("192.0.2.1") == place("192.0.3.1") || place("2001:db8:1::") == place("2001:db8:2::") {
		t.Error("two networks have one place")
	}
	if other := newLog(t, &paper{}, "another").Place(netip.MustParseAddr("192.0.2.1")); len(other) != 8 || other == place("192.0.2.1") {
		t.Errorf("under another key: %q", other)
	}
	if got := l.Place(netip.Addr{}); got != "" {
		t.Errorf("no address: %q", got)
	}
}
