//go:build siege

package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/crowd"
	"coupdemain/internal/spokencode"
)

const (
	comparisons  = 10_000
	mediansApart = time.Millisecond
)

// Whoever types a code that was never drawn, one that has expired and one that was used is told the same, in the same
// time. Each asks from an address that has guesses left, in an order drawn anew each time.
func TestSiegeTellsCodesApart(t *testing.T) {
	wall := newClock(t)
	c := castleIn(t, filepath.Join(t.TempDir(), "data"), "--trusted-proxy", "127.0.0.0/8")
	c.raise(wall.program, wall.env())
	_, page, expired, err := c.invite(c.within(), c.mediator())
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Close()
	c.lower()
	wall.ahead(t, 16*time.Minute)
	c.raise(wall.program, wall.env())
	t.Cleanup(c.leaveClean)
	_, page, used, err := c.invite(c.within(), c.mediator())
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	person := crowd.New(crowd.Options{URL: c.url})
	defer person.Close()
	if _, err := person.Knock(c.within(), used); err != nil {
		t.Fatal(err)
	}
	c.keep(person.Secrets()...)

	kinds := []string{"wrong", "expired", "used"}
	took, answers := map[string][]time.Duration{}, map[string]bool{}
	wrong := neverDrawn(expired, used)
	stranger := crowd.Options{URL: c.url, Header: http.Header{}}
	b := crowd.New(stranger)
	defer b.Close()
	for i := range comparisons {
		if i%3 == 0 { // Nine guesses each.
			stranger.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255))
		}
		rand.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
		for _, kind := range kinds {
			code := map[string]string{"wrong": wrong[i%len(wrong)], "expired": expired, "used": used}[kind]
			begun := time.Now()
			answer, err := b.Do(t.Context(), http.MethodPost, "/", map[string][]string{"code": {code}})
			took[kind] = append(took[kind], time.Since(begun))
			if err != nil {
				t.Fatal(err)
			}
			answer.Header.Del("Date")
			answers[fmt.Sprint(answer.Status, answer.Header, string(answer.Body))] = true
		}
	}
	if len(answers) != 1 {
		t.Errorf("%d different answers: %v", len(answers), slices.Collect(heads(answers)))
	}
	var medians []time.Duration
	for kind, all := range took {
		slices.Sort(all)
		medians = append(medians, all[len(all)/2])
		t.Logf("%s: %d asked, median %v, 95th percentile %v", kind, len(all), all[len(all)/2], all[len(all)*95/100])
	}
	if apart := slices.Max(medians) - slices.Min(medians); apart > mediansApart {
		t.Errorf("medians are %v apart, want at most %v", apart, mediansApart)
	}
}

// neverDrawn are codes that are nobody's.
func neverDrawn(drawn ...string) (codes []string) {
	for code := range spokencode.Valid(spokencode.MinLength) {
		if !slices.Contains(drawn, string(code)) {
			codes = append(codes, string(code))
		}
	}
	rand.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	return codes
}

// heads are the first lines of answers.
func heads(answers map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for answer := range answers {
			head, _, _ := strings.Cut(answer, "<")
			if !yield(head) {
				return
			}
		}
	}
}
