// Package bandwidth shares out what a link can carry: a budget and wishes in,
// what each gets out. It measures nothing, sends nothing, and knows no people.
package bandwidth

import (
	"cmp"
	"math"
	"slices"
)

// None is what a wish gets when not even its lowest layer fits.
const None = -1

// Wish is one picture that somebody is to see.
type Wish struct {
	Rank   int   // lower ranks are served first and give way last
	Rates  []int // bit/s of each layer that there is, lowest first; none: nothing flows
	Always bool  // its lowest layer goes out whatever it costs
	Clear  bool  // its second layer is served before the lowest of those after it
}

// Allocate returns for each wish the index of the layer it gets, or None. Each
// wish gets its lowest layer before any but the clear ones gets a higher one,
// and none does while another of a lower rank goes without.
func Allocate(budget int, wishes []Wish) []int {
	order := make([]int, len(wishes))
	granted := make([]int, len(wishes))
	for i := range order {
		order[i], granted[i] = i, None
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(wishes[a].Rank, wishes[b].Rank) })
	for _, i := range order {
		if w := wishes[i]; w.Always && len(w.Rates) > 0 {
			granted[i], budget = 0, budget-w.Rates[0]
		}
	}
	unserved := math.MaxInt
	for _, i := range order {
		if wishes[i].Rank > unserved {
			break
		}
		most := 0
		if wishes[i].Clear {
			most = 1
		}
		granted[i], budget = climb(wishes[i].Rates, granted[i], most, budget)
		if granted[i] == None && len(wishes[i].Rates) > 0 {
			unserved = wishes[i].Rank
		}
	}
	for _, i := range order {
		if granted[i] != None {
			granted[i], budget = climb(wishes[i].Rates, granted[i], len(wishes[i].Rates), budget)
		}
	}
	return granted
}

// climb goes up from layer at, no higher than most, as far as budget reaches,
// and returns the layer reached and what is left.
func climb(rates []int, at, most, budget int) (layer, left int) {
	for ; at < most && at+1 < len(rates); at++ {
		step := rates[at+1]
		if at != None {
			step -= rates[at]
		}
		if step > budget {
			break
		}
		budget -= step
	}
	return at, budget
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
