package outbox

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

const (
	// carryWithin bounds an attempt, unless the options say otherwise.
	carryWithin = 2 * time.Minute
	// grace is what attempts under way get once Run is told to end.
	grace = 10 * time.Second
	// mend is how long a store that cannot be asked is left alone.
	mend = 5 * time.Second
	// look is how often the store is asked: nobody tells when a message is written down.
	look = 10 * time.Second
	// atOnce is how many messages are carried at a time.
	atOnce = 8
	// detailLength bounds the other side's own words, in runes.
	detailLength = 300
)

// Outbox carries what is in a store. Its methods may be called from any goroutine.
type Outbox struct {
	store   Store
	carrier Carrier
	log     *slog.Logger
	Options
	wake   chan struct{} // one wake waits at most
	slots  chan struct{} // held by each attempt under way; only Run takes one
	failed atomic.Uint64
}

// Options say how an outbox goes about it; the zero value is how a service does.
type Options struct {
	// CarryWithin bounds an attempt; zero: two minutes.
	CarryWithin time.Duration
	// TryAgain is how long after the n-th attempt (from 1) comes the next; nil: TryAgain.
	TryAgain func(n int) time.Duration
}

// New makes an outbox. It does nothing before Run.
func New(store Store, carrier Carrier, log *slog.Logger, options Options) *Outbox {
	if options.CarryWithin == 0 {
		options.CarryWithin = carryWithin
	}
	if options.TryAgain == nil {
		options.TryAgain = TryAgain
	}
	return &Outbox{
		store: store, carrier: carrier, log: log, Options: options,
		wake: make(chan struct{}, 1), slots: make(chan struct{}, atOnce),
	}
}

// claimFor is how long a claim lasts: longer than an attempt and the writing of its end, so that no message is carried
// by two at once.
func (o *Outbox) claimFor() time.Duration { return o.CarryWithin * 5 / 2 }

// awake has the store looked at now.
func (o *Outbox) awake() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// Drops counts what failed for good, for the metrics.
func (o *Outbox) Drops() map[string]uint64 {
	return map[string]uint64{"failed_for_good": o.failed.Load()}
}

// Run carries messages until ctx is done, and returns once the attempts under way have ended. It runs once.
func (o *Outbox) Run(ctx context.Context) error {
	var attempts sync.WaitGroup
	defer attempts.Wait()
	for {
		free := cap(o.slots) - len(o.slots)
		claimed, err := o.claim(ctx, free)
		for _, m := range claimed {
			o.slots <- struct{}{}
			attempts.Go(func() {
				defer func() { <-o.slots; o.awake() }()
				o.attempt(ctx, m)
			})
		}
		if len(claimed) > 0 && len(claimed) == free {
			continue // There may be more.
		}
		if !o.pause(ctx, err) {
			return nil
		}
	}
}

// claim takes at most so many messages.
func (o *Outbox) claim(ctx context.Context, most int) ([]Message, error) {
	if most == 0 || ctx.Err() != nil {
		return nil, nil
	}
	now := time.Now()
	claimed, err := o.store.Claim(ctx, now, now.Add(o.claimFor()), most)
	if err != nil && ctx.Err() == nil {
		o.log.Error("messages not claimed", "error", err)
	}
	return claimed, err
}

// pause waits for something to do, longer after a fault of the store; false once ctx is done.
func (o *Outbox) pause(ctx context.Context, fault error) bool {
	timer := time.NewTimer(o.wait(ctx, fault))
	defer timer.Stop()
	select {
	case <-o.wake:
		return ctx.Err() == nil
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (o *Outbox) wait(ctx context.Context, fault error) time.Duration {
	if fault != nil {
		return mend
	}
	if len(o.slots) == cap(o.slots) {
		return look // An attempt that ends wakes.
	}
	next, err := o.store.NextDue(ctx)
	switch {
	case err != nil:
		return mend
	case next.IsZero():
		return look
	}
	return min(look, max(time.Until(next), 0))
}

// attempt carries a claimed message and writes how it went.
func (o *Outbox) attempt(ctx context.Context, m Message) {
	outcome := Outcome{Doubts: m.Doubts}
	switch {
	case !m.Expires.IsZero() && !time.Now().Before(m.Expires):
		outcome.State = Late
	case m.Doubts >= MostDoubts:
		outcome.State, outcome.Reason = Failed, Unanswered
	default:
		outcome = o.after(m, o.carry(ctx, m))
	}
	outcome.At = time.Now()
	if outcome.State == Failed {
		o.failed.Add(1)
		o.log.Warn("message failed for good", "message", m.ID, "reason", outcome.Reason, "attempts", m.Attempts)
	}
	o.settle(ctx, m, outcome)
}

// carry hands a message over. Told to end, it lets the attempt come to its end for a while: an attempt cut short is one
// that may have done.
func (o *Outbox) carry(ctx context.Context, m Message) error {
	carrying, cancel := context.WithTimeout(context.WithoutCancel(ctx), o.CarryWithin)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-time.After(grace):
			cancel()
		case <-carrying.Done():
		}
	})
	defer stop()
	return o.carrier.Carry(carrying, m)
}

// after is how an attempt that ends now ended.
func (o *Outbox) after(m Message, err error) Outcome {
	var permanent interface{ Permanent() bool }
	var doubtful interface{ Doubtful() bool }
	switch {
	case err == nil:
		return Outcome{State: Sent, Doubts: m.Doubts}
	case errors.Is(err, ErrNobody):
		return Outcome{State: Dropped, Doubts: m.Doubts}
	case errors.Is(err, ErrByHand):
		return Outcome{State: ByHand, Doubts: m.Doubts}
	case errors.As(err, &permanent) && permanent.Permanent():
		return Outcome{State: Failed, Doubts: m.Doubts, Reason: Refused, Detail: detail(err)}
	}
	outcome := Outcome{State: Waiting, Doubts: m.Doubts, Reason: Delayed, Detail: detail(err), Next: time.Now().Add(o.TryAgain(m.Attempts))}
	if errors.As(err, &doubtful) && doubtful.Doubtful() {
		outcome.Reason = Unanswered
		outcome.Doubts++
	}
	switch {
	case outcome.Doubts >= MostDoubts, outcome.Next.After(m.Due.Add(GiveUp)):
		outcome.State = Failed
	case !m.Expires.IsZero() && !outcome.Next.Before(m.Expires):
		outcome.State = Late
	}
	return outcome
}

// detail is an error as it is kept: one line, bounded.
func detail(err error) string {
	text := []rune(strings.ToValidUTF8(err.Error(), "�"))
	for i, r := range text {
		if unicode.IsControl(r) {
			text[i] = ' '
		}
	}
	if len(text) > detailLength {
		text = append(text[:detailLength-1], '…')
	}
	return string(text)
}

// settle writes how an attempt ended. If the store cannot, it is asked again until the claim lapses: what is known to
// have gone must not go again.
func (o *Outbox) settle(ctx context.Context, m Message, outcome Outcome) {
	writing, cancel := context.WithTimeout(context.WithoutCancel(ctx), o.claimFor()-o.CarryWithin)
	defer cancel()
	stopped := ctx.Done()
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, 10*time.Second) {
		err := o.store.Settle(writing, m, outcome)
		if err == nil {
			return
		}
		o.log.Error("not written how an attempt ended", "message", m.ID, "state", outcome.State, "error", err)
		if stopped == nil {
			return // That was the last time.
		}
		select {
		case <-time.After(wait):
		case <-stopped:
			stopped = nil
		case <-writing.Done():
			return
		}
	}
}
