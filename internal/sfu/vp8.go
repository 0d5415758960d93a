package sfu

import "encoding/binary"

// vp8Header is what the engine reads of a VP8 payload descriptor
// (RFC 7741 section 4.2) and of the frame header after it.
type vp8Header struct {
	size     int    // bytes of descriptor
	picture  uint16 // PictureID, 7 or 15 bits
	tl0      uint8  // TL0PICIDX
	start    bool   // first packet of a frame
	key      bool   // first packet of a keyframe
	hasPic   bool
	wide     bool // PictureID takes 15 bits
	hasTL0   bool
	hasTIDK  bool
	width    uint16 // of a keyframe, pixels
	height   uint16
	firstSet byte // the mandatory first byte
	tidk     byte // TID, Y and KEYIDX, when hasTIDK
}

// maxDescriptor is the longest descriptor marshal writes.
const maxDescriptor = 6

// parseVP8 reads the descriptor of payload; false when it does not parse or
// nothing follows it.
func parseVP8(payload []byte) (h vp8Header, ok bool) {
	if len(payload) < 2 {
		return h, false
	}
	h.firstSet = payload[0]
	h.size = 1
	if h.firstSet&0x80 != 0 && !h.parseExtended(payload) {
		return h, false
	}
	if len(payload) <= h.size {
		return h, false
	}
	h.start = h.firstSet&0x10 != 0 && h.firstSet&0x07 == 0
	if h.start {
		h.parseFrame(payload[h.size:])
	}
	return h, true
}

// parseExtended reads the optional fields that the X bit announces.
func (h *vp8Header) parseExtended(payload []byte) bool {
	flags := payload[1]
	h.size = 2
	if flags&0x80 != 0 {
		if len(payload) < h.size+2 {
			return false
		}
		h.hasPic = true
		h.picture = uint16(payload[h.size] & 0x7f)
		if h.wide = payload[h.size]&0x80 != 0; h.wide {
			h.picture = h.picture<<8 | uint16(payload[h.size+1])
			h.size++
		}
		h.size++
	}
	if flags&0x40 != 0 {
		if len(payload) < h.size+1 {
			return false
		}
		h.hasTL0, h.tl0 = true, payload[h.size]
		h.size++
	}
	if flags&0x30 != 0 {
		if len(payload) < h.size+1 {
			return false
		}
		h.hasTIDK, h.tidk = true, payload[h.size]
		h.size++
	}
	return true
}

// parseFrame recognizes a keyframe by its start code (RFC 6386 section 9.1).
func (h *vp8Header) parseFrame(frame []byte) {
	if len(frame) < 10 || frame[0]&0x01 != 0 || frame[3] != 0x9d || frame[4] != 0x01 || frame[5] != 0x2a {
		return
	}
	h.key = true
	h.width = binary.LittleEndian.Uint16(frame[6:]) & 0x3fff
	h.height = binary.LittleEndian.Uint16(frame[8:]) & 0x3fff
}

// marshal writes h's descriptor with other counters to dst, which holds at
// least maxDescriptor bytes, and returns its size. A PictureID is always
// written with 15 bits, so that sources of either width can follow each other.
func (h *vp8Header) marshal(dst []byte, picture uint16, tl0 uint8, flags byte) int {
	dst[0] = h.firstSet
	if h.firstSet&0x80 == 0 {
		return 1
	}
	dst[1] = flags
	n := 2
	if h.hasPic {
		binary.BigEndian.PutUint16(dst[n:], picture|0x8000)
		n += 2
	}
	if h.hasTL0 {
		dst[n] = tl0
		n++
	}
	if h.hasTIDK {
		dst[n] = h.tidk
		n++
	}
	return n
}
