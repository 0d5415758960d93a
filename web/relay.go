package web

import (
	"encoding/json"
	"net/http"

	"coupdemain/signaling"
)

// ICEServer is one of a browser's RTCIceServer dictionaries (WebRTC 1.0, section 4.2.4).
type ICEServer struct {
	URLs       []string `json:"urls"`
	Username   string   `json:"username"`
	Credential string   `json:"credential"`
}

// iceServers are a participant's, fresh, as JSON; an empty list for nobody, and where there is no relay.
func (s *site) iceServers(r *http.Request, participant string) (string, error) {
	servers := []ICEServer{}
	if s.relay != nil && participant != "" {
		servers = s.relay.Servers(participant, s.proxies.client(r))
	}
	text, err := json.Marshal(servers)
	return string(text), err
}

// showRelay renews the ICE servers of a seat, by the same test as its WebSocket.
func (s *site) showRelay(w http.ResponseWriter, r *http.Request) {
	help := r.PathValue("id")
	who, role := s.seat(r, help)
	if role == "" {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	s.sendRelay(w, r, signaling.Participant(help, who))
}

// sendRelay answers with a participant's ICE servers.
func (s *site) sendRelay(w http.ResponseWriter, r *http.Request, participant string) {
	text, err := s.iceServers(r, participant)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(text)) // A browser that has gone needs none.
}
