package sfu

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// slotTrack is a slot as the connection sees it: a local track, bound once.
type slotTrack struct{ slot *slot }

var errNoCodec = errors.New("sfu: the line's codec was not agreed on")

// Bind implements webrtc.TrackLocal. The lists are read here: the context
// shortens them once Bind has returned.
func (t *slotTrack) Bind(context webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	mime := webrtc.MimeTypeVP8
	if t.slot.Kind == Microphone {
		mime = webrtc.MimeTypeOpus
	}
	codecs := context.CodecParameters()
	at := slices.IndexFunc(codecs, func(c webrtc.RTPCodecParameters) bool { return strings.EqualFold(c.MimeType, mime) })
	if at < 0 {
		return webrtc.RTPCodecParameters{}, fmt.Errorf("%w: slot %s", errNoCodec, t.slot.Mid)
	}
	codec := codecs[at]
	extensions := context.HeaderExtensions()
	w := wire{
		ssrc:    uint32(context.SSRC()),
		payload: uint8(codec.PayloadType),
		midExt:  extension(extensions, sdp.SDESMidURI),
		writer:  context.WriteStream(),
	}
	if t.slot.Kind == Microphone {
		w.levelExt = extension(extensions, sdp.AudioLevelURI)
	}
	apt := fmt.Sprintf("apt=%d", codec.PayloadType)
	for _, c := range codecs {
		if strings.EqualFold(c.MimeType, webrtc.MimeTypeRTX) && c.SDPFmtpLine == apt && context.SSRCRetransmission() != 0 {
			w.rtxSSRC, w.rtxPayload = uint32(context.SSRCRetransmission()), uint8(c.PayloadType)
		}
	}
	t.slot.bind(w)
	return codec, nil
}

// Unbind implements webrtc.TrackLocal.
func (t *slotTrack) Unbind(webrtc.TrackLocalContext) error {
	t.slot.mu.Lock()
	defer t.slot.mu.Unlock()
	t.slot.live = false
	return nil
}

// ID implements webrtc.TrackLocal.
func (t *slotTrack) ID() string { return "slot-" + t.slot.Mid }

// StreamID implements webrtc.TrackLocal. Each slot is a stream of its own, or
// the browser would delay one to keep in step with another's person.
func (t *slotTrack) StreamID() string { return "slot-" + t.slot.Mid }

// RID implements webrtc.TrackLocal.
func (t *slotTrack) RID() string { return "" }

// Kind implements webrtc.TrackLocal.
func (t *slotTrack) Kind() webrtc.RTPCodecType {
	if t.slot.Kind == Microphone {
		return webrtc.RTPCodecTypeAudio
	}
	return webrtc.RTPCodecTypeVideo
}
