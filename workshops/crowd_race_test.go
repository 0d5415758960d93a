//go:build race

package workshops_test

// crowdSize is how many people enrol at once: the race detector needs no thousand to see a race, and takes ten times as long.
const crowdSize = 100
