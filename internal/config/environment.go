package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// unknownVariables are faults for what begins as a setting in the environment and is none: a mistyped name would
// otherwise count as not written.
func unknownVariables(model *kong.Application, environ []string) (f faults) {
	known := append(variables(model.Node), Variable(mailPassword), Variable(smsToken))
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, prefix+"_") && !slices.Contains(known, name) {
			f = append(f, fmt.Sprintf("%s is no setting: did you mean %s?", name, nearest(name, known)))
		}
	}
	return f
}

// variables are those of every flag of every command below a node.
func variables(n *kong.Node) (names []string) {
	for _, flag := range n.Flags {
		names = append(names, flag.Envs...)
	}
	for _, child := range n.Children {
		names = append(names, variables(child)...)
	}
	return names
}

// nearest is the name that takes the fewest changes; of those as near, the first.
func nearest(name string, known []string) string {
	return slices.MinFunc(known, func(a, b string) int { return distance(name, a) - distance(name, b) })
}

// distance is how many bytes must be put in, left out or replaced to make b of a (Levenshtein's).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
