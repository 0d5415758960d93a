package signaling

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"coupdemain/internal/plaintext"
	"coupdemain/signaling/protocol"
)

const (
	parcelsAtOnce = 4                // in one help, on their way
	fetchWithin   = 30 * time.Second // of being announced
)

// What becomes of a parcel that is not delivered; compare with errors.Is.
var (
	ErrNotYours   = errors.New("not for this seat to send")
	ErrAbsent     = errors.New("whoever it is for is not there")
	ErrTooMany    = errors.New("too many parcels at once")
	ErrNotFetched = errors.New("not fetched, or not to its end")
)

// Parcel is a picture or a guide that one page sends another.
type Parcel struct {
	Kind   protocol.ParcelKind
	To     protocol.Role
	Key    string // the sender's own
	Title  string // as typed
	Medium string // media type (RFC 6838)
	Size   int64  // bytes
}

// parcel is one that was announced and not fetched yet.
type parcel struct {
	Parcel
	body    *io.PipeReader
	fetched chan struct{} // closed when somebody fetches it
}

// SendParcel announces a parcel and passes its body through to whoever it is
// for; nothing of it is kept. It returns once they have it whole. open gives
// the body, or why there is none: it is asked only if the parcel may be sent,
// since looking at a body takes memory. Errors: those above, open's, or the
// body's own.
func (h *Hub) SendParcel(ctx context.Context, help string, who Holder, p Parcel, open func() (io.Reader, error)) error {
	r := h.room(help)
	if r == nil {
		return ErrNotYours
	}
	err := ErrNotYours
	var role protocol.Role
	r.Ask(func(now time.Time) {
		role = r.seatOf(who)
		err = r.accept(role, p, now)
	})
	if err != nil {
		return err
	}
	defer r.Post(func(time.Time) { r.sending-- })
	body, err := open()
	if err != nil {
		return err
	}

	from, to := io.Pipe()
	sent := &parcel{Parcel: p, body: from, fetched: make(chan struct{})}
	id := strings.ToLower(rand.Text())
	err = ErrNotYours
	r.Ask(func(now time.Time) { err = r.announce(id, sent, role, now) })
	if err != nil {
		return err
	}
	defer r.Post(func(time.Time) { delete(r.parcels, id) })
	if !sent.awaited(ctx, r.Done()) {
		_ = to.CloseWithError(io.ErrUnexpectedEOF) // whoever fetches it at this very moment waits for nothing
		h.drops.Count("parcel-not-fetched")
		return ErrNotFetched
	}
	n, err := io.Copy(to, io.LimitReader(body, p.Size))
	if err == nil && n < p.Size {
		err = io.ErrUnexpectedEOF
	}
	_ = to.CloseWithError(err) // nil: the end
	switch {
	case errors.Is(err, io.ErrClosedPipe):
		return ErrNotFetched
	case err != nil:
		return fmt.Errorf("parcel: %w", err)
	}
	r.Post(func(time.Time) { r.received(p, role) })
	return nil
}

// awaited waits until somebody fetches the parcel; false if nobody does in time.
func (p *parcel) awaited(ctx context.Context, over <-chan struct{}) bool {
	timer := time.NewTimer(fetchWithin)
	defer timer.Stop()
	select {
	case <-p.fetched:
		return true
	case <-timer.C:
	case <-ctx.Done():
	case <-over:
	}
	return false
}

// accept takes one of the ways there are at once, until sending is counted
// down. On the room's goroutine.
func (r *room) accept(from protocol.Role, p Parcel, now time.Time) error {
	if err := r.deliverable(from, p); err != nil {
		return err
	}
	if r.sending >= parcelsAtOnce || !r.seats[from].writing.AllowN(now, 1) {
		return ErrTooMany
	}
	r.sending++
	return nil
}

// deliverable tells whether from may send that, and somebody is there for it.
func (r *room) deliverable(from protocol.Role, p Parcel) error {
	switch {
	case r.help.Phase != protocol.PhaseLive || !r.maySend(from, p):
		return ErrNotYours
	case !r.seats[p.To].Connected():
		return ErrAbsent
	}
	return nil
}

// announce tells the seat that the parcel is for. On the room's goroutine.
func (r *room) announce(id string, p *parcel, from protocol.Role, now time.Time) error {
	if err := r.deliverable(from, p.Parcel); err != nil {
		return err
	}
	r.parcels[id] = p
	r.seats[p.To].Send(protocol.Parcel{
		ID: id, Seat: string(from), Name: r.nameOf(from), Kind: p.Kind, Key: p.Key, Title: plaintext.Typed(p.Title),
		Medium: p.Medium, Size: p.Size, At: now.UnixMilli(),
	})
	return nil
}

// maySend tells whether from may send that: those who help send anything, the
// person and their lens photographs, to those who help.
func (r *room) maySend(from protocol.Role, p Parcel) bool {
	if from == "" || from == p.To || !r.takesPart(from) || !r.takesPart(p.To) {
		return false
	}
	if r.helps(from) {
		return p.To == protocol.Person || r.helps(p.To)
	}
	return r.gives(from) && from != protocol.Interpreter && p.Kind == protocol.Photo && r.helps(p.To)
}

// FetchParcel gives a parcel, once, to the page it is for: take reads it to its
// end. ErrNotYours if there is none of that ID for that seat.
func (h *Hub) FetchParcel(help string, who Holder, id string, take func(p Parcel, body io.Reader) error) error {
	r := h.room(help)
	if r == nil {
		return ErrNotYours
	}
	var p *parcel
	r.Ask(func(time.Time) {
		if waiting := r.parcels[id]; waiting != nil && waiting.To == r.seatOf(who) {
			p = waiting
			delete(r.parcels, id)
			close(p.fetched)
		}
	})
	if p == nil {
		return ErrNotYours
	}
	err := take(p.Parcel, p.body)
	_ = p.body.CloseWithError(io.ErrClosedPipe) // whatever was not read is not wanted
	return err
}
