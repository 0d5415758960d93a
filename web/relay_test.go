package web

import (
	"encoding/json"
	"html"
	"net/http"
	"net/netip"
	"regexp"
	"testing"

	"coupdemain/signaling"
)

// relay gives names away, and notes where it is asked from.
type relay struct{ from netip.Addr }

func (l *relay) Servers(participant string, from netip.Addr) []ICEServer {
	l.from = from
	return []ICEServer{{URLs: []string{"turn:aide.example.org:3478?transport=udp"}, Username: participant, Credential: "c"}}
}

func TestICEServers(t *testing.T) {
	known := &relay{}
	w := newWorld(t, func(o *Options) {
		o.Relay = known
		o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
	mediator, person, stranger := w.signedIn(), w.browser(), w.browser()
	if ice := onPage(t, mediator.get("/espace")); len(ice) != 0 {
		t.Errorf("a desk without a help: %+v", ice)
	}
	mediator.post("/espace/aides")
	person.post("/", "code", w.helps.code).expect(t, http.StatusSeeOther)
	page := "/aide/" + liveHelp

	for name, side := range map[string]struct {
		*browser
		participant string
	}{
		"person":   {person, signaling.Participant(liveHelp, signaling.Holder{Ticket: "secret"})},
		"mediator": {mediator, signaling.Participant(liveHelp, signaling.Holder{Account: w.helps.opened.ID})},
	} {
		if ice := onPage(t, side.get(page)); len(ice) != 1 || ice[0].Username != side.participant {
			t.Errorf("%s: on the page %+v", name, ice)
		}
		got := side.do("GET", page+"/relais", nil, "X-Forwarded-For", "203.0.113.9")
		got.expect(t, http.StatusOK)
		var renewed []ICEServer
		if err := json.Unmarshal([]byte(got.body), &renewed); err != nil || len(renewed) != 1 || renewed[0].Username != side.participant {
			t.Errorf("%s: renewed %+v, %v", name, renewed, err)
		}
		if known.from != netip.MustParseAddr("203.0.113.9") {
			t.Errorf("%s: asked from %s", name, known.from)
		}
	}
	stranger.get(page+"/relais").expect(t, http.StatusNotFound)
	person.get("/aide/"+otherHelp+"/relais").expect(t, http.StatusNotFound)
	person.get(page+"/relais?role=mediator").expect(t, http.StatusNotFound)
	both := mediator.do("GET", page+"/relais?role=mediator", nil, "Cookie", "ticket=helpone.secret")
	both.expect(t, http.StatusOK, signaling.Participant(liveHelp, signaling.Holder{Account: w.helps.opened.ID}))
}

func TestNoRelay(t *testing.T) {
	w := newWorld(t)
	person := w.browser()
	person.post("/", "code", w.helps.code).expect(t, http.StatusSeeOther)
	if got := person.get("/aide/" + liveHelp + "/relais"); got.body != "[]" {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}

// onPage reads a page's data-ice.
func onPage(t *testing.T, page seen) []ICEServer {
	t.Helper()
	found := regexp.MustCompile(`data-ice="([^"]*)"`).FindStringSubmatch(page.body)
	if found == nil {
		t.Fatalf("no data-ice in %s", page.body)
	}
	var servers []ICEServer
	if err := json.Unmarshal([]byte(html.UnescapeString(found[1])), &servers); err != nil {
		t.Fatal(err)
	}
	return servers
}
