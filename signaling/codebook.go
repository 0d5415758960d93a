package signaling

import (
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"

	"coupdemain/internal/spokencode"
)

const (
	shortestCode = spokencode.MinLength
	longestCode  = spokencode.MaxLength
	codeRest     = 24 * time.Hour // a code is not drawn again for that long
)

// codebook says which help a code leads to. Codes are looked up by keyed hash.
// Any goroutine.
type codebook struct {
	key spokencode.Key

	mu    sync.Mutex
	live  map[Hash]liveCode
	used  map[Hash]string    // codes already used, and the help they led to
	drawn map[Hash]time.Time // not to be drawn again for codeRest
}

type liveCode struct {
	code spokencode.Code
	help string
}

func newCodebook(key spokencode.Key) *codebook {
	return &codebook{
		key: key, live: map[Hash]liveCode{}, used: map[Hash]string{}, drawn: map[Hash]time.Time{},
	}
}

func (b *codebook) hash(c spokencode.Code) Hash { return Hash(b.key.Hash(c)) }

// draw gives help a new code of at least that many digits.
func (b *codebook) draw(help string, digits int, now time.Time) (spokencode.Code, Hash, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for h, at := range b.drawn {
		if now.Sub(at) > codeRest {
			delete(b.drawn, h)
		}
	}
	live := make([]spokencode.Code, 0, len(b.live))
	for _, l := range b.live {
		live = append(live, l.code)
	}
	taken := func(c spokencode.Code) bool { _, ok := b.drawn[b.hash(c)]; return ok }
	for ; digits <= longestCode; digits++ {
		code, err := spokencode.Draw(rand.Reader, digits, taken, live)
		if errors.Is(err, spokencode.ErrCrowded) {
			continue
		}
		if err != nil {
			return "", Hash{}, fmt.Errorf("help %s: draw a code: %w", help, err)
		}
		h := b.hash(code)
		b.live[h] = liveCode{code, help}
		b.drawn[h] = now
		return code, h, nil
	}
	return "", Hash{}, fmt.Errorf("help %s: no code is free", help)
}

// claim takes a live code out, once: of many who claim it at the same time one gets it.
func (b *codebook) claim(c spokencode.Code) (help string, ok bool) {
	h := b.hash(c)
	b.mu.Lock()
	defer b.mu.Unlock()
	l, ok := b.live[h]
	if ok {
		delete(b.live, h)
		b.used[h] = l.help
	}
	return l.help, ok
}

// usedBy is the help that a code led to before it was used.
func (b *codebook) usedBy(c spokencode.Code) (help string, ok bool) {
	h := b.hash(c)
	b.mu.Lock()
	defer b.mu.Unlock()
	help, ok = b.used[h]
	return help, ok
}

// peek is the help that a live code leads to, without using it.
func (b *codebook) peek(c spokencode.Code) (help string, ok bool) {
	h := b.hash(c)
	b.mu.Lock()
	defer b.mu.Unlock()
	l, ok := b.live[h]
	return l.help, ok
}

// near is the help whose live code is one slip away from what was typed.
func (b *codebook) near(typed spokencode.Code) (help string, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	live := make([]spokencode.Code, 0, len(b.live))
	for _, l := range b.live {
		live = append(live, l.code)
	}
	code, ok := spokencode.Near(typed, live)
	if !ok {
		return "", false
	}
	return b.live[b.hash(code)].help, true
}

// retire ends a code that nobody used.
func (b *codebook) retire(h Hash) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.live, h)
}

// forget drops what was remembered of a help's used codes.
func (b *codebook) forget(help string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for h, id := range b.used {
		if id == help {
			delete(b.used, h)
		}
	}
}

// find brings live codes back after a restart: only their hashes were kept, so
// every valid code is hashed until each is met.
func (b *codebook) find(wanted map[Hash]string, lengths map[int]bool, drawn map[Hash]time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drawn = drawn
	for length := range lengths {
		for code := range spokencode.Valid(length) {
			h := b.hash(code)
			if help, ok := wanted[h]; ok {
				b.live[h] = liveCode{code, help}
			}
		}
	}
}

// codeOf is the live code of that hash, "" if it is none.
func (b *codebook) codeOf(h Hash) spokencode.Code {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.live[h].code
}
