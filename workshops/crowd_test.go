//go:build !race

package workshops_test

// crowdSize is how many people enrol at once.
const crowdSize = 1000
