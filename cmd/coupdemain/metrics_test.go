package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"coupdemain/turn"
)

func TestMetrics(t *testing.T) {
	handler := metricsHandler(dropsByPart{
		"media":     func() map[string]uint64 { return map[string]uint64{"too_old": 3} },
		"signaling": func() map[string]uint64 { return nil },
	}, func() turn.Figures { return turn.Figures{Allocations: 2, FromPeople: 3, ToPeople: 4} })
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, want := range []string{
		`coupdemain_drops_total{part="media",reason="too_old"} 3`, "coupdemain_relay_allocations 2",
		`coupdemain_relay_bytes_total{direction="from_people"} 3`, `coupdemain_relay_bytes_total{direction="to_people"} 4`,
		"go_goroutines ", "process_open_fds "} {
		if !strings.Contains(answer.Body.String(), want) {
			t.Errorf("status %d, without %s", answer.Code, want)
		}
	}
}
