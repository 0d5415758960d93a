package sfu

import (
	"slices"
	"strings"

	"github.com/pion/sdp/v3"
)

// wanted are the attributes of an offered line that are read on. Candidates
// are not among them: where the browser is, is learnt from its checks.
var wanted = []string{
	"mid", "ice-ufrag", "ice-pwd", "ice-options", "fingerprint", "setup", "rtcp-mux", "rtcp-rsize", "bundle-only",
	"sendonly", "recvonly", "extmap", "extmap-allow-mixed", "msid", "ssrc", "ssrc-group", "rid", "simulcast",
	"rtpmap", "fmtp", "rtcp-fb", "sctp-port", "max-message-size",
}

// codecs are the codecs taken, by kind of line.
var codecs = map[string]string{"audio": "opus/48000", "video": "VP8/90000"}

// trim keeps of a line the one codec that is taken and the attributes wanted:
// the time to answer grows with the square of what is left.
func trim(media *sdp.MediaDescription) {
	kept := payloads(media)
	if media.MediaName.Media != "application" {
		media.MediaName.Formats = kept
	}
	media.Attributes = slices.DeleteFunc(media.Attributes, func(a sdp.Attribute) bool {
		switch a.Key {
		case "rtpmap", "fmtp", "rtcp-fb":
			payload, _, _ := strings.Cut(a.Value, " ")
			return !slices.Contains(kept, payload)
		}
		return !slices.Contains(wanted, a.Key)
	})
}

// payloads returns the payload type of the line's codec, and of its
// retransmission if offered; nothing when the codec is not offered.
func payloads(media *sdp.MediaDescription) []string {
	var found []string
	for _, a := range media.Attributes {
		payload, codec, _ := strings.Cut(a.Value, " ")
		name := codecs[media.MediaName.Media]
		if a.Key == "rtpmap" && name != "" && len(codec) >= len(name) && strings.EqualFold(codec[:len(name)], name) {
			found = append(found, payload)
			break
		}
	}
	if len(found) == 0 {
		return nil
	}
	for _, a := range media.Attributes {
		payload, parameters, _ := strings.Cut(a.Value, " ")
		if a.Key == "fmtp" && parameters == "apt="+found[0] && payload != found[0] {
			return append(found, payload)
		}
	}
	return found
}
