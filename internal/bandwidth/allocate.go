// Package bandwidth shares out what a link can carry: a budget and wishes in,
// what each gets out. It measures nothing, sends nothing, and knows no people.
package bandwidth

import (
	"cmp"
	"slices"
)

// None is what a wish gets when not even its lowest layer fits.
const None = -1

// Wish is one picture that somebody is to see.
type Wish struct {
	Rank   int   // lower ranks are served first and give way last
	Rates  []int // bit/s of each layer that there is, lowest first; none: nothing flows
	Always bool  // its lowest layer goes out whatever it costs
}

// Allocate returns for each wish the index of the layer it gets, or None. Each
// wish gets its lowest layer before any gets a higher one.
func Allocate(budget int, wishes []Wish) []int {
	order := make([]int, len(wishes))
	granted := make([]int, len(wishes))
	for i := range order {
		order[i], granted[i] = i, None
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(wishes[a].Rank, wishes[b].Rank) })
	for _, i := range order {
		w := wishes[i]
		if len(w.Rates) > 0 && (w.Always || w.Rates[0] <= budget) {
			granted[i] = 0
			budget -= w.Rates[0]
		}
	}
	for _, i := range order {
		rates := wishes[i].Rates
		for granted[i] != None && granted[i]+1 < len(rates) {
			step := rates[granted[i]+1] - rates[granted[i]]
			if step > budget {
				break
			}
			granted[i]++
			budget -= step
		}
	}
	return granted
}

// Unserved returns, where pictures are wished for and none was granted, the
// first in rank of them and what its lowest layer needs, in bit/s; else 0 for
// both.
func Unserved(wishes []Wish, granted []int) (first, needs int) {
	for i, w := range wishes {
		switch {
		case len(w.Rates) == 0:
		case granted[i] != None:
			return 0, 0
		case needs == 0 || w.Rank < wishes[first].Rank:
			first, needs = i, w.Rates[0]
		}
	}
	return first, needs
}
