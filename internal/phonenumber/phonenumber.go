// Package phonenumber reads telephone numbers as people type them.
package phonenumber

import (
	"regexp"
	"strings"
)

var (
	mobile  = regexp.MustCompile(`^0[67]\d{8}$`)
	foreign = regexp.MustCompile(`^\+[1-9]\d{6,14}$`)
	// costly are numbers of no country: satellites, premium rates, networks (ITU-T E.164, list of assigned codes); and
	// America's premium rates.
	costly = regexp.MustCompile(`^\+(80|87|88[1-38]|979|1900)`)
)

// codes are the country codes of France and of the territories that share its numbering (Arcep, plan national de
// numérotation).
var codes = []string{"33", "262", "590", "594", "596"}

// overseas are the country codes of mobile numbers beyond the mainland, by what they begin with (as above).
var overseas = map[string]string{
	"0639": "262", "0690": "590", "0691": "590", "0692": "262", "0693": "262", "0694": "594", "0696": "596", "0697": "596",
}

// Mobile is a French mobile number in E.164, "+33612345678"; false for any other number.
func Mobile(typed string) (string, bool) {
	digits := read(typed)
	if !mobile.MatchString(digits) {
		return "", false
	}
	code, beyond := overseas[digits[:4]]
	if !beyond {
		code = "33"
	}
	return "+" + code + digits[1:], true
}

// Texted is a number that a text message can be sent to, in E.164: a French mobile number, or any of another country.
// False for a French landline, and for what is dear whoever calls it.
func Texted(typed string) (string, bool) {
	if number, ok := Mobile(typed); ok {
		return number, true
	}
	digits := read(typed)
	if !foreign.MatchString(digits) || costly.MatchString(digits) {
		return "", false
	}
	return digits, true
}

// read gives the digits alone, of a French number as it is dialled there and of others behind a "+"; what is no number
// stays none.
func read(typed string) string {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9' || r == '+':
			return r
		case strings.ContainsRune(" .-/()\u00a0\u202f\t", r):
			return -1
		}
		return 'x'
	}, strings.Replace(typed, "(0)", "", 1))
	if rest, ok := strings.CutPrefix(digits, "00"); ok {
		digits = "+" + rest
	}
	for _, code := range codes {
		if rest, ok := strings.CutPrefix(digits, "+"+code); ok {
			return "0" + strings.TrimPrefix(rest, "0")
		}
	}
	return digits
}
