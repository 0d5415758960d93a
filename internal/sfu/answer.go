package sfu

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/pion/sdp/v3"
)

// What the answer tells a browser about how much to send.
const (
	screenStart = 2500    // kbit/s: at the default of 300 a page of text takes seconds to its first frame
	screenMost  = 8000000 // bit/s
	opusFmtp    = "minptime=10;useinbandfec=1;usedtx=1"
	sparingTime = 40 // ms of sound in a packet of a voice that is to be sparing: half as many headers
)

// finishAnswer replaces the candidates of a generated answer by those to
// announce and states the codec parameters that differ from line to line.
func finishAnswer(answer string, plan *plan, hosts []netip.Addr, port int) (string, error) {
	var session sdp.SessionDescription
	if err := session.UnmarshalString(answer); err != nil {
		return "", fmt.Errorf("sfu: own answer: %w", err)
	}
	for i, media := range session.MediaDescriptions {
		media.Attributes = slices.DeleteFunc(media.Attributes, func(a sdp.Attribute) bool {
			return a.Key == "candidate" || a.Key == "end-of-candidates"
		})
		if i == 0 { // bundled: the first line speaks for all (RFC 8843 section 7.3)
			announce(media, hosts, port)
		}
		mid, _ := media.Attribute("mid")
		kind, sent := plan.sources[mid]
		switch {
		case media.MediaName.Media == "audio":
			setVoice(media, plan.voice)
		case sent && kind == Screen:
			setFmtp(media, fmt.Sprintf("x-google-start-bitrate=%d", screenStart))
			media.Bandwidth = []sdp.Bandwidth{
				{Type: "AS", Bandwidth: screenMost / 1000},
				{Type: "TIAS", Bandwidth: screenMost},
			}
		}
	}
	text, err := session.Marshal()
	if err != nil {
		return "", fmt.Errorf("sfu: own answer: %w", err)
	}
	return string(text), nil
}

// setVoice states how sound is to be sent, at that many bit/s, 0 for any (RFC 7587 section 6.1).
func setVoice(media *sdp.MediaDescription, rate int) {
	if rate == 0 {
		setFmtp(media, opusFmtp)
		return
	}
	setFmtp(media, fmt.Sprintf("%s;maxaveragebitrate=%d;ptime=%d", opusFmtp, rate, sparingTime))
	media.WithValueAttribute("ptime", strconv.Itoa(sparingTime))
}

// announce writes the host candidates, UDP before TCP, and that there are no more.
func announce(media *sdp.MediaDescription, hosts []netip.Addr, port int) {
	for i, host := range hosts {
		local := uint32(65535 - i)
		media.WithValueAttribute("candidate", fmt.Sprintf("%d 1 udp %d %s %d typ host",
			2*i+1, 126<<24|local<<8|255, host, port))
		// RFC 6544 section 4.2: TCP is preferred less than any UDP.
		media.WithValueAttribute("candidate", fmt.Sprintf("%d 1 tcp %d %s %d typ host tcptype passive",
			2*i+2, 90<<24|local<<8|255, host, port))
	}
	media.WithPropertyAttribute("end-of-candidates")
}

// setFmtp states the format parameters of the line's codec.
func setFmtp(media *sdp.MediaDescription, parameters string) {
	found := payloads(media)
	if len(found) == 0 {
		return
	}
	payload := found[0]
	media.Attributes = slices.DeleteFunc(media.Attributes, func(a sdp.Attribute) bool {
		return a.Key == "fmtp" && strings.HasPrefix(a.Value, payload+" ")
	})
	media.WithValueAttribute("fmtp", payload+" "+parameters)
}
