package main

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/crowd"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// How a class goes on while it is measured: its mediator speaks and shows a screen, everybody films at low rates, so that
// the crowd, a process of its own, keeps up on a small machine.
const (
	measuredFor   = 6 * time.Second
	picturesEvery = 200 * time.Millisecond
	jiffy         = 10 * time.Millisecond // of /proc, on every Linux (sysconf, _SC_CLK_TCK)
)

// BenchmarkClass is what one class costs the real program, by its size: for each of its people a second of it takes so
// much of a processor, and so many bytes go to each. The same class grows from one size to the next.
func BenchmarkClass(b *testing.B) {
	c := openClass(b, 49)
	first := 0.0
	for _, people := range []int{6, 12, 24, 48} {
		c.grow(min(people, 23))
		if people == 24 {
			b.Run("the 24th joins", func(b *testing.B) { b.ReportMetric(float64(c.disturbance().Milliseconds()), "longest-gap-ms") })
		}
		c.grow(people)
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) {
			used, bytes, withheld := c.measure()
			each := used.Seconds() / measuredFor.Seconds() / float64(people)
			if people == 12 {
				first = each
			}
			b.ReportMetric(1000*each, "cpu-ms/s/person")
			b.ReportMetric(float64(bytes)*8/1000/measuredFor.Seconds()/float64(people), "kbit/s/person")
			b.ReportMetric(float64(withheld), "withheld")
			if first > 0 {
				b.ReportMetric(each/first, "cpu/person-of-12")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// classroom is a live class of the real program and the people in it.
type classroom struct {
	testing.TB
	ctx     context.Context
	url, id string
	server  *exec.Cmd
	codes   []string
	teacher *crowd.Page
	pupils  []*crowd.Page
}

// openClass starts the program with a session that is open, for so many people who have codes; their mediator is in.
func openClass(tb testing.TB, people int) *classroom {
	tb.Helper()
	data, port := tb.TempDir(), freePort(tb)
	expect(tb, statusDone, password, addArgs(data, "p@example.org")...)
	c := &classroom{TB: tb, url: "http://127.0.0.1:" + port}
	ctx, cancel := context.WithTimeout(tb.Context(), 3*time.Minute)
	tb.Cleanup(cancel)
	c.ctx = ctx
	c.server = exec.CommandContext(ctx, program, "serve", "--data", data, "--listen", "127.0.0.1:"+port,
		"--media-ip", "127.0.0.1", "--media-port", "0", "--turn-port", "0", "--metrics=")
	log := &heard{news: make(chan struct{}, 1)}
	c.server.Stderr = log
	c.must(c.server.Start())
	tb.Cleanup(func() { _ = c.server.Process.Kill(); _ = c.server.Wait() })
	log.await(tb, `(msg=serving)`)
	c.plan(data, people)
	desk := c.browser()
	c.must(desk.SignIn(ctx, "p@example.org", password))
	c.teacher = c.attends(desk, protocol.ClassMediator)
	c.must(c.teacher.Talk(ctx, true))
	c.must(c.teacher.ShowEvery(ctx, picturesEvery))
	return c
}

func (c *classroom) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

// plan makes a series whose first session began a minute ago.
func (c *classroom) plan(data string, people int) {
	c.Helper()
	b := beside(c, data)
	_, by, err := accounts.New(b.db.Accounts(), accounts.Options{}).SignIn(c.ctx, "p@example.org", password, netip.MustParseAddr("192.0.2.1"))
	c.must(err)
	b.plan(c, by, people)
	c.must(b.db.Workshops().Update(c.ctx, func(tx workshops.Tx) error {
		all, err := tx.Sessions(b.series.ID)
		if err != nil {
			return err
		}
		session := all[0]
		session.StartsAt = time.Now().UTC().Truncate(time.Millisecond).Add(-time.Minute)
		session.EndsAt = session.StartsAt.Add(time.Hour)
		c.id = session.ID
		return tx.PutSession(session)
	}))
	for i := range people {
		c.codes = append(c.codes, b.enrol(c, fmt.Sprintf("Personne %d", i+1), "", "0612345678"))
	}
}

func (c *classroom) browser() *crowd.Browser {
	b := crowd.New(crowd.Options{URL: c.url, Unmeasured: true}) // Or a busy machine would pass for a narrow link.
	c.Cleanup(b.Close)
	return b
}

func (c *classroom) attends(b *crowd.Browser, role protocol.ClassRole) *crowd.Page {
	c.Helper()
	p, err := b.Attend(c.ctx, c.id, role)
	c.must(err)
	c.Cleanup(func() { _ = p.Close() })
	c.must(p.Film(c.ctx, picturesEvery, "q"))
	c.must(p.Send(protocol.Faces{Shown: true}))
	return p
}

// grow has people come by their codes until there are so many, each of whom hears the mediator and sees the screen.
func (c *classroom) grow(people int) {
	c.Helper()
	for len(c.pupils) < people {
		b := c.browser()
		id, err := b.Come(c.ctx, c.codes[len(c.pupils)])
		c.must(err)
		if id != c.id {
			c.Fatalf("a code leads to class %s, not %s", id, c.id)
		}
		p := c.attends(b, protocol.ClassParticipant)
		c.must(p.Talk(c.ctx, false))
		c.pupils = append(c.pupils, p)
		c.must(c.teacher.LetIn(c.ctx, len(c.pupils)))
		any := func(string, crowd.Flow) bool { return true }
		c.must(p.AwaitFlow(c.ctx, c.teacher, protocol.Microphone, any))
		c.must(p.AwaitFlow(c.ctx, c.teacher, protocol.ScreenTrack, any))
	}
}

// disturbance is the longest time without anything new in any picture of any page but that of one more who joins.
func (c *classroom) disturbance() (longest time.Duration) {
	c.Helper()
	before := append([]*crowd.Page{c.teacher}, c.pupils...)
	for _, p := range before {
		p.Recount()
	}
	c.grow(len(c.pupils) + 1)
	joined := time.Now()
	for _, p := range before { // and a moment after
		for _, slot := range p.View().Slots {
			if slot.Kind != protocol.Microphone && !slot.Withheld {
				c.must(p.AwaitSlot(c.ctx, slot.Mid, joined))
				longest = max(longest, p.Slots()[slot.Mid].LongestGap)
			}
		}
	}
	if longest >= time.Second {
		c.Errorf("a picture stood still for %v while somebody joined", longest)
	}
	return longest
}

// measure lets the class go on for a while, and gives the processor time of the program, the bytes of media that came to
// its people, and how many pictures were withheld from them in the end.
func (c *classroom) measure() (used time.Duration, bytes, withheld int) {
	c.Helper()
	for _, p := range c.pupils {
		p.Recount()
	}
	before := c.processor()
	<-time.After(measuredFor)
	used = c.processor() - before
	for _, p := range c.pupils {
		for _, slot := range p.Slots() {
			bytes += slot.Bytes
		}
		for _, slot := range p.View().Slots {
			if slot.Withheld {
				withheld++
			}
		}
	}
	return used, bytes, withheld
}

// processor is how long the program has been run for so far, by itself and by the kernel for it (proc(5), stat).
func (c *classroom) processor() time.Duration {
	c.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.server.Process.Pid))
	c.must(err)
	_, rest, _ := strings.Cut(string(stat), ") ") // The name may hold anything.
	fields := strings.Fields(rest)
	ticks := 0
	for _, field := range fields[11:13] {
		n, err := strconv.Atoi(field)
		c.must(err)
		ticks += n
	}
	return time.Duration(ticks) * jiffy
}
