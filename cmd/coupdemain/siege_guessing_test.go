//go:build siege

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"coupdemain/internal/crowd"
	"coupdemain/internal/spokencode"
	"coupdemain/signaling/protocol"
)

const (
	waitingCodes  = 5  // that live while strangers guess
	pipelined     = 20 // guesses sent before their answers are read
	knockWithin   = time.Second
	wrongBurst    = 10 // wrong codes that one address may try at once, and one more
	wrongEvery    = 30 * time.Second
	improbability = 1e-6
)

// guesser is a stranger at one address who tries codes as fast as they are answered.
type guesser struct {
	conn     net.Conn
	answers  *bufio.Reader
	statuses *[600]atomic.Int64
}

// guess sends a pipeline of codes and counts the answers by status.
func (g *guesser) guess(codes []spokencode.Code) error {
	var out strings.Builder
	for _, code := range codes {
		form := "code=" + string(code)
		fmt.Fprintf(&out, "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
			len(form), form)
	}
	if _, err := io.WriteString(g.conn, out.String()); err != nil {
		return err
	}
	for range codes {
		answer, err := http.ReadResponse(g.answers, nil)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		if err != nil {
			return err
		}
		g.statuses[answer.StatusCode].Add(1)
	}
	return nil
}

func TestSiegeByGuessing(t *testing.T) {
	for _, attack := range []struct {
		addresses, connections, guesses int
	}{{1, 8, 1_000_000}, {1000, 1000, 100_000}} {
		t.Run(fmt.Sprintf("%d addresses", attack.addresses), func(t *testing.T) {
			c := besiege(t)
			mediator := c.mediator()
			for range waitingCodes {
				_, page, _, err := c.invite(c.within(), mediator)
				if err != nil {
					t.Fatal(err)
				}
				defer page.Close()
			}
			var statuses [600]atomic.Int64
			ctx, over := context.WithCancel(context.Background())
			var knocks []time.Duration
			var sampling sync.WaitGroup
			sampling.Go(func() { knocks = c.knockAllThrough(ctx, mediator) })
			begun := time.Now()
			c.guessFrom(attack.addresses, attack.connections, attack.guesses, &statuses)
			lasted := time.Since(begun)
			over()
			sampling.Wait()

			tried := statuses[http.StatusUnprocessableEntity].Load() + statuses[http.StatusSeeOther].Load()
			chance := float64(tried) * waitingCodes / float64(spokenCodes)
			t.Logf("%d guesses from %d addresses in %v (%.0f a second): %d were tried, %d were told to wait, %d knocked; "+
				"chance: %d tried × %d codes alive / %d codes = %.3f", attack.guesses, attack.addresses, lasted.Round(time.Second),
				float64(attack.guesses)/lasted.Seconds(), tried, statuses[http.StatusTooManyRequests].Load(),
				statuses[http.StatusSeeOther].Load(), tried, waitingCodes, spokenCodes, chance)
			if most := int64(attack.addresses) * int64(wrongBurst+1+lasted/wrongEvery); tried > most {
				t.Errorf("%d guesses were tried, the limits allow %d", tried, most)
			}
			if most := poisson(chance); statuses[http.StatusSeeOther].Load() > most {
				t.Errorf("%d strangers knocked, more than %d is no chance", statuses[http.StatusSeeOther].Load(), most)
			}
			if answered := tried + statuses[http.StatusTooManyRequests].Load(); answered != int64(attack.guesses) {
				t.Errorf("%d guesses of %d were answered as guesses are", answered, attack.guesses)
			}
			c.within95("a rightful person's knock meanwhile", knocks, knockWithin)
		})
	}
}

// spokenCodes are how many codes of six digits there are.
var spokenCodes = len(slices.Collect(spokencode.Valid(spokencode.MinLength)))

// poisson is the least number that what happens by chance so often on average passes with no probability to speak of.
func poisson(mean float64) (most int64) {
	term := math.Exp(-mean)
	for left := 1 - term; left > improbability; left -= term {
		most++
		term *= mean / float64(most)
	}
	return most
}

// guessFrom makes guesses from addresses of the loopback network, each over its share of the connections.
func (c *castle) guessFrom(addresses, connections, guesses int, statuses *[600]atomic.Int64) {
	codes := slices.Collect(spokencode.Valid(spokencode.MinLength))
	rand.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	var guessing sync.WaitGroup
	defer guessing.Wait()
	each := guesses / connections
	for i := range connections {
		address := i % addresses
		from := &net.TCPAddr{IP: net.IPv4(127, 3, byte(address>>8), byte(address))}
		conn, err := (&net.Dialer{LocalAddr: from}).Dial("tcp", strings.TrimPrefix(c.url, "http://"))
		if err != nil {
			c.Error(err)
			return
		}
		g := &guesser{conn, bufio.NewReader(conn), statuses}
		guessing.Go(func() {
			defer conn.Close()
			for done := 0; done < each; done += pipelined {
				at := (i*each + done) % len(codes)
				if err := g.guess(codes[at : at+min(pipelined, each-done)]); err != nil {
					c.Error(err)
					return
				}
			}
		})
	}
}

// knockAllThrough lets one rightful person after another knock, and tells how long each took from the pressing of the
// button to the page of the help.
func (c *castle) knockAllThrough(ctx context.Context, mediator *crowd.Browser) (took []time.Duration) {
	for ctx.Err() == nil {
		_, page, code, err := c.invite(c.within(), mediator)
		if err != nil {
			c.Error(err)
			return took
		}
		person := crowd.New(crowd.Options{URL: c.url, From: rightful})
		begun := time.Now()
		help, err := person.Knock(c.within(), code)
		if err == nil {
			_, err = person.Do(c.within(), http.MethodGet, "/aide/"+help, nil)
		}
		took = append(took, time.Since(begun))
		if err == nil {
			err = page.AwaitPhase(c.within(), protocol.PhaseKnocking)
		}
		if err != nil {
			c.Error(err)
		}
		c.keep(person.Secrets()...)
		person.Close()
		_ = page.Close()
	}
	return took
}
