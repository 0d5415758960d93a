package signaling_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"testing"

	"coupdemain/signaling"
	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

var (
	asMediator = signaling.Holder{Account: mediator.ID}
	picture    = bytes.Repeat([]byte("picture "), 1<<17)
	still      = signaling.Parcel{
		Kind: protocol.Still, To: protocol.Person, Key: "k", Title: "Le bouton\u202e vert", Medium: "image/jpeg", Size: int64(len(picture)),
	}
)

// opened gives that as a parcel's body.
func opened(body []byte) func() (io.Reader, error) {
	return func() (io.Reader, error) { return bytes.NewReader(body), nil }
}

// announced is the next parcel that the page is told of.
func announced(p *pagetest.Page) (told protocol.Parcel) {
	p.T.Helper()
	if err := json.Unmarshal(p.AwaitMessage("parcel", nil), &told); err != nil {
		p.T.Fatal(err)
	}
	return told
}

func TestAParcelPassesThroughOnce(t *testing.T) {
	w := newWorld(t)
	help, ticket, _, p := w.live()
	asPerson := signaling.Holder{Ticket: ticket}
	sent := make(chan error, 1)
	go func() { sent <- w.hub.SendParcel(t.Context(), help, asMediator, still, opened(picture)) }()
	told := announced(p)
	if told.Title != "Le bouton vert" || told.Name != mediator.FirstName || told.Size != still.Size || told.Kind != protocol.Still {
		t.Errorf("announced as %+v", told)
	}
	none := func(signaling.Parcel, io.Reader) error { t.Error("given away"); return nil }
	if err := w.hub.FetchParcel(help, asMediator, told.ID, none); !errors.Is(err, signaling.ErrNotYours) {
		t.Errorf("whoever it is not for: %v", err)
	}
	var got []byte
	err := w.hub.FetchParcel(help, asPerson, told.ID, func(_ signaling.Parcel, body io.Reader) (err error) {
		got, err = io.ReadAll(body)
		return err
	})
	if err != nil || !bytes.Equal(got, picture) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if err := <-sent; err != nil {
		t.Errorf("sent: %v", err)
	}
	if err := w.hub.FetchParcel(help, asPerson, told.ID, none); !errors.Is(err, signaling.ErrNotYours) {
		t.Errorf("twice: %v", err)
	}
}

func TestAParcelThatBreaksOffIsToldToBoth(t *testing.T) {
	w := newWorld(t)
	help, ticket, _, p := w.live()
	asPerson := signaling.Holder{Ticket: ticket}
	sent := make(chan error, 1)
	go func() {
		sent <- w.hub.SendParcel(t.Context(), help, asMediator, still, opened(picture[:1000]))
	}()
	err := w.hub.FetchParcel(help, asPerson, announced(p).ID, func(_ signaling.Parcel, body io.Reader) error {
		_, err := io.ReadAll(body)
		return err
	})
	if !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(<-sent, io.ErrUnexpectedEOF) {
		t.Errorf("a sender who breaks off: %v", err)
	}

	go func() { sent <- w.hub.SendParcel(t.Context(), help, asMediator, still, opened(picture)) }()
	gone := errors.New("gone")
	_ = w.hub.FetchParcel(help, asPerson, announced(p).ID, func(signaling.Parcel, io.Reader) error { return gone })
	if err := <-sent; !errors.Is(err, signaling.ErrNotFetched) {
		t.Errorf("a reader who breaks off: %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	go func() { sent <- w.hub.SendParcel(ctx, help, asMediator, still, opened(picture)) }()
	announced(p)
	cancel()
	if err := <-sent; !errors.Is(err, signaling.ErrNotFetched) {
		t.Errorf("fetched by nobody: %v", err)
	}
}

// Fetched between the sender's giving up and the room's knowing of it: the reader comes to an end.
func TestAParcelFetchedAsItIsGivenUp(t *testing.T) {
	w := newWorld(t)
	help, ticket, m, p := w.live()
	for to, conn := range map[protocol.Role]*pagetest.Page{protocol.Person: p, protocol.Mediator: m} {
		sender, reader, parcel := asMediator, signaling.Holder{Ticket: ticket}, still
		if to == protocol.Mediator {
			sender, reader = reader, sender
			parcel.To, parcel.Kind = to, protocol.Photo
		}
		for range 8 { // as many as may be sent in one go
			ctx, cancel := context.WithCancel(t.Context())
			sent := make(chan error, 1)
			go func() { sent <- w.hub.SendParcel(ctx, help, sender, parcel, opened(picture)) }()
			told := announced(conn)
			cancel()
			_ = w.hub.FetchParcel(help, reader, told.ID, func(_ signaling.Parcel, body io.Reader) error {
				_, err := io.Copy(io.Discard, body)
				return err
			})
			<-sent
		}
	}
}

func TestWhoMaySendWhat(t *testing.T) {
	w := newWorld(t)
	help, ticket, m, p := w.live()
	asPerson := signaling.Holder{Ticket: ticket}
	send := func(who signaling.Holder, to protocol.Role, kind protocol.ParcelKind) error {
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // only whether it may be announced
		return w.hub.SendParcel(ctx, help, who, signaling.Parcel{Kind: kind, To: to, Key: "k", Size: 1}, opened([]byte("x")))
	}
	for name, c := range map[string]struct {
		who  signaling.Holder
		to   protocol.Role
		kind protocol.ParcelKind
		want error
	}{
		"the mediator sends a guide":     {asMediator, protocol.Person, protocol.Guide, signaling.ErrNotFetched},
		"the person sends a photograph":  {asPerson, protocol.Mediator, protocol.Photo, signaling.ErrNotFetched},
		"the person sends a guide":       {asPerson, protocol.Mediator, protocol.Guide, signaling.ErrNotYours},
		"the mediator sends to nobody":   {asMediator, protocol.Interpreter, protocol.Guide, signaling.ErrNotYours},
		"the mediator sends to themself": {asMediator, protocol.Mediator, protocol.Guide, signaling.ErrNotYours},
		"a stranger sends":               {signaling.Holder{Ticket: "x"}, protocol.Mediator, protocol.Photo, signaling.ErrNotYours},
	} {
		if err := send(c.who, c.to, c.kind); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	p.Send(protocol.Expect{Expected: false})
	await(m, func(s protocol.Live) bool { return s.Caller.Doubt })
	if err := send(asPerson, protocol.Mediator, protocol.Photo); !errors.Is(err, signaling.ErrNotYours) {
		t.Errorf("a person who doubts this call: %v", err)
	}
	_ = p.Conn.Close()
	await(m, func(s protocol.Live) bool { return !s.Caller.Present })
	if err := send(asMediator, protocol.Person, protocol.Guide); !errors.Is(err, signaling.ErrAbsent) {
		t.Errorf("to somebody who is away: %v", err)
	}
}

func TestNoMoreThanFourParcelsAreLookedAtAtOnce(t *testing.T) {
	w := newWorld(t)
	help, _, _, _ := w.live()
	looked, look, sent := make(chan bool), make(chan bool), make(chan error)
	send := func() {
		sent <- w.hub.SendParcel(t.Context(), help, asMediator, still, func() (io.Reader, error) {
			looked <- true
			<-look
			return nil, io.ErrUnexpectedEOF
		})
	}
	for range 4 {
		go send()
		<-looked
	}
	go send()
	if err := <-sent; !errors.Is(err, signaling.ErrTooMany) {
		t.Errorf("a fifth: %v", err)
	}
	close(look)
	for range 4 {
		if err := <-sent; !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("a body that cannot be read: %v", err)
		}
	}
	go send()
	<-looked
	<-sent
}
