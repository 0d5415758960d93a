package phonenumber

import "testing"

func TestMobile(t *testing.T) {
	for typed, want := range map[string]string{
		"06 12 34 56 78": "+33612345678", "07.12.34.56.78": "+33712345678", "06\u00a012\u202f34 56-78": "+33612345678",
		"+33 6 12 34 56 78": "+33612345678", "0033 7.12.34.56.78": "+33712345678", "+33 (0) 6 12 34 56 78": "+33612345678",
		"0639 12 34 56": "+262639123456", "0692 12 34 56": "+262692123456", "+262 639 12 34 56": "+262639123456",
		"0690123456": "+590690123456", "+594 694 12 34 56": "+594694123456", "+596696123456": "+596696123456",
		"05 57 00 00 00": "", "+33 5 57 00 00 00": "", "06 12 34 56": "", "06123456780": "", "+0612345678": "",
		"+44 7700 900123": "", "3949": "", "six": "", "06 12 34 56 78 poste 2": "", "": "",
	} {
		if got, ok := Mobile(typed); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t; want %q", typed, got, ok, want)
		}
	}
}

func TestTexted(t *testing.T) {
	for typed, want := range map[string]string{
		"06 12 34 56 78": "+33612345678", "+32 470 12 34 56": "+32470123456", "+44 7700 900123": "+447700900123",
		"+886 912 345 678": "+886912345678", "+880 1712 345678": "+8801712345678",
		"05 57 00 00 00": "", "+33 8 99 12 34 56": "", "+262 262 12 34 56": "", "3949": "", "0612": "", "six": "", "": "",
		"+881 621 234 567": "", "00 882 16 12345678": "", "+870 773 123456": "", "+979 1 2345 6789": "", "+1 900 555 1234": "",
	} {
		if got, ok := Texted(typed); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t; want %q", typed, got, ok, want)
		}
	}
}

func FuzzTexted(f *testing.F) {
	f.Add("+33 (0)6 12 34 56 78")
	f.Fuzz(func(t *testing.T, typed string) {
		number, ok := Texted(typed)
		if !ok {
			return
		}
		if again, ok := Texted(number); !ok || again != number || len(number) > 16 {
			t.Errorf("%q gives %q, which gives %q, %t", typed, number, again, ok)
		}
	})
}
