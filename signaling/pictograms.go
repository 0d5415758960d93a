package signaling

// Pictograms are the keys of the animals that both sides compare before the
// person is let in. Each has a drawing and a name in the catalogue.
var Pictograms = []string{
	"cat", "dog", "rabbit", "horse", "cow", "pig", "sheep", "hen", "duck", "owl",
	"frog", "fish", "turtle", "snail", "butterfly", "bee", "ladybug", "elephant",
	"lion", "bear", "fox", "penguin", "whale", "crab", "giraffe", "mouse",
	"squirrel", "hedgehog",
}
