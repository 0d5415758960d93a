//go:build siege

package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"coupdemain/signaling/protocol"
)

const (
	warmUps        = 100 // cycles before anything is counted: caches and pools have their size
	cycles         = 2000
	helps          = 4 // at the same time
	goroutinesMore = 10
	heapMore       = 0.05 // of what it was
	collections    = 3
)

// holdings are what the program has of what could leak.
type holdings struct {
	goroutines  float64
	heap        float64 // bytes that live, just after a collection
	descriptors int
}

// People join and leave again and again, with media, in helps that go on. In the end the program holds what it held
// before. (A help that has ended keeps its summary for a quarter of an hour: it is no leak, and none ends here.)
func TestSiegeByCycles(t *testing.T) {
	c := besiege(t)
	mediator := c.mediator()
	var meetings []*meeting
	for range helps {
		m, _, err := c.meet(c.within(), mediator)
		if err != nil {
			t.Fatal(err)
		}
		defer m.close()
		meetings = append(meetings, m)
	}
	mediator.Close()
	c.cycle(meetings, warmUps)
	before := c.settled()
	begun := time.Now()
	c.cycle(meetings, cycles)
	lasted := time.Since(begun)
	after := c.settled()
	if after.goroutines > before.goroutines+goroutinesMore || after.heap > before.heap*(1+heapMore) || after.descriptors > before.descriptors {
		// Something may still be on its way out: what leaks stays.
		c.awaitSettled(before, &after)
	}
	t.Logf("%d cycles in %v. Before: %.0f goroutines, %.2f MB of live heap, %d descriptors; after: %.0f, %.2f MB (%+.1f %%), %d",
		cycles, lasted.Round(time.Second), before.goroutines, before.heap/(1<<20), before.descriptors, after.goroutines,
		after.heap/(1<<20), 100*(after.heap/before.heap-1), after.descriptors)
	if after.goroutines > before.goroutines+goroutinesMore {
		t.Errorf("%.0f goroutines more", after.goroutines-before.goroutines)
	}
	if after.heap > before.heap*(1+heapMore) {
		t.Errorf("%.0f bytes of live heap more", after.heap-before.heap)
	}
	if after.descriptors != before.descriptors {
		t.Errorf("%d descriptors, %d before", after.descriptors, before.descriptors)
	}
}

// cycle has the person of each help leave and join again, so many times in all.
func (c *castle) cycle(meetings []*meeting, n int) {
	c.Helper()
	var going sync.WaitGroup
	defer going.Wait()
	for _, m := range meetings {
		going.Go(func() {
			for range n / len(meetings) {
				if err := c.comeAgain(m); err != nil {
					c.Error(err)
					return
				}
			}
			m.browser.Close()
		})
	}
}

func (c *castle) comeAgain(m *meeting) error {
	ctx, cancel := context.WithTimeout(context.Background(), siegePatience)
	defer cancel()
	err := m.person.Close()
	if err != nil {
		return err
	}
	if m.person, err = m.browser.Join(ctx, m.id, protocol.Person); err != nil {
		return err
	}
	return m.person.AwaitMedia(ctx)
}

// settled measures once what is on its way out is gone.
func (c *castle) settled() holdings {
	c.Helper()
	last, same := 0.0, 0
	poll(250*time.Millisecond, 2*siegePatience, func() bool {
		now := c.figure("go_goroutines", "")
		if same++; now != last {
			last, same = now, 0
		}
		return same >= 20
	})
	return c.holdings()
}

// awaitSettled measures again until it is as before, or long enough.
func (c *castle) awaitSettled(before holdings, after *holdings) {
	poll(time.Second, 2*siegePatience, func() bool {
		*after = c.holdings()
		return after.goroutines <= before.goroutines+goroutinesMore && after.heap <= before.heap*(1+heapMore) && after.descriptors == before.descriptors
	})
}

// holdings measures. Reading the metrics makes garbage: it goes on until the program has collected some times, and the
// least that was seen of the heap is what lives.
func (c *castle) holdings() holdings {
	c.Helper()
	first := c.figure("go_gc_duration_seconds_count", "")
	h := holdings{heap: c.figure("go_memstats_heap_alloc_bytes", "")}
	for c.figure("go_gc_duration_seconds_count", "") < first+collections {
		h.heap = min(h.heap, c.figure("go_memstats_heap_alloc_bytes", ""))
	}
	h.goroutines = c.figure("go_goroutines", "")
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", c.command.Process.Pid))
	if err != nil {
		c.Fatal(err)
	}
	h.descriptors = len(entries)
	return h
}
