package paper

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// fromTheRight is a stretch of words in scripts that are written from right to left.
var fromTheRight = regexp.MustCompile(`[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}](?:[ \p{Mn}'’-]*[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}]|\p{Mn})*`)

// visual puts a line in the order in which it is seen, from left to right, with Arabic letters in the form that their
// neighbours ask for. Documents are in a language written from left to right in which a name may not be: words of such a
// script that follow one another are turned round together, which is what Unicode Standard Annex 9 comes to here.
func visual(line string) string {
	return fromTheRight.ReplaceAllStringFunc(line, func(words string) string { return bidi.ReverseString(joined(words)) })
}

// The forms of an Arabic letter, in the order of the block Arabic Presentation Forms-B. Letters that do not join the
// next one have the first two, some the first alone.
const (
	isolated = iota
	final
	initial
	medial
)

// forms are those of each letter, and of lam with alef, read off the blocks themselves: the forms of one letter stand
// next to each other and decompose to it.
var forms = sync.OnceValue(func() map[string][]rune {
	all := map[string][]rune{}
	for _, block := range [][2]rune{{0xfb50, 0xfbff}, {0xfe80, 0xfefc}} {
		for r := block[0]; r <= block[1]; r++ {
			letter := norm.NFKC.String(string(r))
			if letter != string(r) && len(all[letter]) <= medial {
				all[letter] = append(all[letter], r)
			}
		}
	}
	return all
})

// joined gives each Arabic letter the form that its neighbours ask for; marks above and below stand in no one's way.
func joined(text string) string {
	letters := apart(text)
	var out strings.Builder
	joins := false // whether the letter before reaches to this one
	for i, letter := range letters {
		own := forms()[letter]
		if own == nil {
			out.WriteString(letter)
			joins = joins && isMark(letter)
			continue
		}
		form := isolated
		reaches := len(own) > initial && nextJoins(letters[i+1:])
		switch {
		case joins && reaches && len(own) > medial:
			form = medial
		case joins && len(own) > final:
			form = final
		case reaches:
			form = initial
		}
		out.WriteRune(own[form])
		joins = reaches
	}
	return out.String()
}

// apart splits a text into letters, lam with alef as one.
func apart(text string) []string {
	var letters []string
	for _, r := range text {
		if last := len(letters) - 1; last >= 0 && letters[last] == "ل" && len(forms()["ل"+string(r)]) > 0 {
			letters[last] += string(r)
			continue
		}
		letters = append(letters, string(r))
	}
	return letters
}

// nextJoins tells whether the next letter lets itself be reached.
func nextJoins(rest []string) bool {
	for _, letter := range rest {
		if !isMark(letter) {
			return len(forms()[letter]) > final
		}
	}
	return false
}

func isMark(letter string) bool {
	return unicode.Is(unicode.Mn, []rune(letter)[0])
}
