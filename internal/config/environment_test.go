package config

import (
	"strings"
	"testing"
)

func TestAMistypedVariableIsTold(t *testing.T) {
	t.Setenv("COUPDEMAIN_MEDIA_PROT", "secret")
	t.Setenv(Variable("drain"), "soon")
	_, err := parse("serve")
	if err == nil {
		t.Fatal("nothing is told")
	}
	told, others, _ := strings.Cut(err.Error(), "\n")
	if told != "COUPDEMAIN_MEDIA_PROT is no setting: did you mean COUPDEMAIN_MEDIA_PORT?" || !strings.HasPrefix(others, "--drain") {
		t.Error(err)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"LISTEN", "MEDIA_IP", "MEDIA_PORT", "TURN_PORT"}
	for typed, want := range map[string]string{
		"LISTEN": "LISTEN", "LISEN": "LISTEN", "MEDIA_IPS": "MEDIA_IP", "MEDIAPORT": "MEDIA_PORT", "TURN_PROT": "TURN_PORT", "": "LISTEN",
	} {
		if got := nearest(typed, known); got != want {
			t.Errorf("%q is nearest to %q, want %q", typed, got, want)
		}
	}
}
