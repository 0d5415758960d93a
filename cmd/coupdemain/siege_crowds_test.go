//go:build siege

package main

import (
	"fmt"
	"net"
	"strconv"
	"testing"
	"time"
)

const (
	slowConnections = 2000
	joinings        = 40
	joinWithin      = 2 * time.Second // at the 95th percentile
)

// Two thousand slow connections of each of slowhttptest's kinds, all from one address.
func TestSiegeBySlowHTTP(t *testing.T) {
	for name, attack := range map[string]struct {
		kind string
		open float64 // descriptors to wait for: requests for ranges are answered, and none lasts
	}{"slow headers": {"-H", 600}, "slow bodies": {"-B", 600}, "overlapping ranges": {"-R", 0}} {
		t.Run(name, func(t *testing.T) {
			c := besiege(t)
			mediator := c.mediator()
			c.runTool("slowhttptest", "-c", strconv.Itoa(slowConnections), attack.kind, "-r", "500", "-i", "5", "-l", "240", "-u", c.url+"/", "-t", "POST")
			c.awaitConnections(attack.open)
			c.within95("joining beside 2,000 connections, "+name, c.meetings(mediator, joinings), joinWithin)
			c.Logf("%v connections gave way", c.figure("coupdemain_drops_total", `part="http"`))
		})
	}
}

// Two thousand that say nothing to the relay, and as many to the pages, from addresses enough that none is at its bound.
func TestSiegeByIdleConnections(t *testing.T) {
	for name, port := range map[string]func(*castle) int{
		"the relay": func(c *castle) int { return c.relay }, "the pages": (*castle).port80, "the media port": func(c *castle) int { return c.media },
	} {
		t.Run(name, func(t *testing.T) {
			c := besiege(t)
			mediator := c.mediator()
			begun := time.Now()
			for i := range slowConnections {
				from := &net.TCPAddr{IP: net.IPv4(127, 2, byte(i/40), 1)}
				conn, err := (&net.Dialer{LocalAddr: from}).Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port(c)))
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
			}
			t.Logf("%d connections in %v", slowConnections, time.Since(begun).Round(time.Millisecond))
			c.within95("joining beside 2,000 idle connections to "+name, c.meetings(mediator, joinings), joinWithin)
		})
	}
}

// port80 is the port of the pages.
func (c *castle) port80() int {
	_, port, _ := net.SplitHostPort(c.url[len("http://"):])
	n, _ := strconv.Atoi(port)
	return n
}

// awaitConnections waits until the program has so many descriptors open.
func (c *castle) awaitConnections(n float64) {
	c.Helper()
	if !poll(50*time.Millisecond, siegePatience, func() bool { return c.figure("process_open_fds", "") >= n }) {
		c.Fatal("the attack does not begin")
	}
}

// poll looks every so often until it is so, and tells whether it was within the time given.
func poll(every, within time.Duration, is func() bool) bool {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for over := time.After(within); !is(); {
		select {
		case <-ticker.C:
		case <-over:
			return false
		}
	}
	return true
}
