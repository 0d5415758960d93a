package web

import (
	"encoding/json"
	"os"
	"testing"

	"coupdemain/signaling"
	"coupdemain/web/locales"
)

// The two sides compare an animal: each one drawn by lot has its picture and its name, and no picture serves twice.
func TestEveryAnimalHasItsPictureAndName(t *testing.T) {
	text, err := os.ReadFile("client/pictograms/animals.json")
	if err != nil {
		t.Fatal(err)
	}
	var pictures map[string]string
	if err := json.Unmarshal(text, &pictures); err != nil {
		t.Fatal(err)
	}
	catalogues, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(signaling.Pictograms) < 24 || len(pictures) != len(signaling.Pictograms) {
		t.Errorf("%d animals, %d pictures", len(signaling.Pictograms), len(pictures))
	}
	owner := map[string]string{}
	for _, animal := range signaling.Pictograms {
		picture := pictures[animal]
		if picture == "" {
			t.Errorf("no picture of %s", animal)
		}
		if other, taken := owner[picture]; taken {
			t.Errorf("%s and %s have one picture", animal, other)
		}
		owner[picture] = animal
		for language, c := range catalogues {
			if _, err := c.Text("animal." + animal); err != nil {
				t.Errorf("%s: %v", language, err)
			}
		}
	}
}
