package sfu

import "fmt"

// Kind says what a source carries, or what a slot is meant for.
type Kind uint8

// The three kinds a participant can publish.
const (
	Microphone Kind = iota
	Camera
	Screen
	kinds
)

// String returns the kind's name in lower case.
func (k Kind) String() string {
	switch k {
	case Microphone:
		return "microphone"
	case Camera:
		return "camera"
	case Screen:
		return "screen"
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

// clock is the kind's RTP clock rate in Hz (RFC 7587 section 4.1, RFC 7741 section 4.1).
func (k Kind) clock() uint32 {
	if k == Microphone {
		return 48000
	}
	return 90000
}

// history is how many packets of one stream are kept for retransmission, a
// power of two: a good second at the rates negotiated.
func (k Kind) history() int {
	switch k {
	case Microphone:
		return 64
	case Camera:
		return 256
	}
	return 1024
}
