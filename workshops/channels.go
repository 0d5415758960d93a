package workshops

import (
	"slices"
	"strings"
)

// Channels are the ways to reach a person, the best first: never empty, ByPost stands last. Whoever asks for everything
// in writing is not telephoned.
func (d Details) Channels() []Channel {
	var ways []Channel
	if d.Email != "" {
		ways = append(ways, ByEmail)
	}
	if _, ok := Mobile(d.Phone); ok {
		ways = append(ways, ByText)
	}
	if d.Phone != "" && !slices.Contains(d.Arrangements, InWriting) {
		ways = append(ways, ByTelephone)
	}
	return append(ways, ByPost)
}

// byMachine tells whether a channel needs nobody's time.
func (c Channel) byMachine() bool { return c == ByEmail || c == ByText }

// territoryCodes are the country codes of France and of the territories that share its numbering (Arcep, plan national
// de numérotation).
var territoryCodes = []string{"33", "262", "590", "594", "596"}

// Mobile is a French mobile number in the form of E.164, "+33612345678"; false for any other number.
func Mobile(phone string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.ReplaceAll(phone, "(0)", ""))
	if rest, ok := strings.CutPrefix(digits, "00"); ok {
		digits = "+" + rest
	}
	for _, code := range territoryCodes {
		if rest, ok := strings.CutPrefix(digits, "+"+code); ok {
			digits = "0" + rest
			break
		}
	}
	if len(digits) != 10 || !strings.HasPrefix(digits, "06") && !strings.HasPrefix(digits, "07") {
		return "", false
	}
	return "+" + countryOf(digits) + digits[1:], true
}

// countryOf is the country code of a national mobile number: each territory has blocks of its own.
func countryOf(national string) string {
	switch {
	case hasAnyPrefix(national, "0639", "0692", "0693"):
		return "262"
	case hasAnyPrefix(national, "0690", "0691"):
		return "590"
	case hasAnyPrefix(national, "0694"):
		return "594"
	case hasAnyPrefix(national, "0696", "0697"):
		return "596"
	}
	return "33"
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
