package web

import (
	"bufio"
	"bytes"
	"errors"
	"image"
	_ "image/jpeg" // the two forms a picture may have
	_ "image/png"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

const (
	parcelHead   = 256 << 10        // bytes that tell what a picture is, with all that a camera writes before it
	maxPixels    = 40_000_000       // of a picture: what a page can still draw
	parcelPause  = 20 * time.Second // the longest silence of whoever sends or fetches
	maxParcelKey = 40               // characters
	maxParcelCap = 200              // characters of a title
)

// saveParcel passes a picture or a guide through to another seat, and keeps nothing of it.
func (s *site) saveParcel(w http.ResponseWriter, r *http.Request) {
	who, role := s.seat(r, r.PathValue("id"))
	query := r.URL.Query()
	p := signaling.Parcel{
		Kind: protocol.ParcelKind(query.Get("kind")), To: protocol.Role(query.Get("to")), Key: query.Get("key"),
		Title: query.Get("title"), Medium: r.Header.Get("Content-Type"), Size: r.ContentLength,
	}
	switch {
	case role == "":
		w.WriteHeader(http.StatusForbidden)
	case p.Size > protocol.MaxParcel:
		w.WriteHeader(http.StatusRequestEntityTooLarge)
	case p.Size <= 0:
		w.WriteHeader(http.StatusLengthRequired)
	case !labelled(p):
		w.WriteHeader(http.StatusBadRequest)
	default:
		s.passOn(w, r, who, p)
	}
}

// errOther is for a body that is not what its label says.
var errOther = errors.New("not what its media type says")

func (s *site) passOn(w http.ResponseWriter, r *http.Request, who signaling.Holder, p signaling.Parcel) {
	open := func() (io.Reader, error) {
		body := bufio.NewReaderSize(&patient{r.Body, http.NewResponseController(w).SetReadDeadline}, parcelHead)
		if !isWhatItSays(p, body) {
			return nil, errOther
		}
		return body, nil
	}
	err := s.helps.SendParcel(r.Context(), r.PathValue("id"), who, p, open)
	// Whoever sent it has been as slow as the one who fetched it: the answer has its own time.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(parcelPause))
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, errOther):
		w.WriteHeader(http.StatusUnsupportedMediaType)
	case errors.Is(err, signaling.ErrNotYours):
		w.WriteHeader(http.StatusForbidden)
	case errors.Is(err, signaling.ErrAbsent):
		w.WriteHeader(http.StatusConflict)
	case errors.Is(err, signaling.ErrTooMany):
		w.WriteHeader(http.StatusTooManyRequests)
	case errors.Is(err, signaling.ErrNotFetched):
		w.WriteHeader(http.StatusGatewayTimeout)
	default:
		w.WriteHeader(http.StatusBadRequest) // it broke off
	}
}

// showParcel is the parcel, once, for the page that it was announced to.
func (s *site) showParcel(w http.ResponseWriter, r *http.Request) {
	help := r.PathValue("id")
	err := s.helps.FetchParcel(help, s.holder(r, help), r.PathValue("parcel"), func(p signaling.Parcel, body io.Reader) error {
		h := w.Header()
		h.Set("Content-Type", p.Medium)
		h.Set("Content-Length", strconv.FormatInt(p.Size, 10))
		h.Set("Cache-Control", "no-store")
		// A stranger's bytes under our own name: whoever opens them by hand gets a file, and no page.
		h.Set("Content-Disposition", "attachment")
		h.Set("X-Accel-Buffering", "no")
		_, err := io.Copy(&patientWriter{w, http.NewResponseController(w).SetWriteDeadline}, body)
		return err
	})
	switch {
	case errors.Is(err, signaling.ErrNotYours):
		w.WriteHeader(http.StatusNotFound)
	case err != nil:
		panic(http.ErrAbortHandler) // so that the page does not take a part for the whole
	}
}

func labelled(p signaling.Parcel) bool {
	return slices.Contains(p.Kind.Values(), string(p.Kind)) && slices.Contains(p.To.Values(), string(p.To)) &&
		p.Key != "" && utf8.RuneCountInString(p.Key) <= maxParcelKey && utf8.ValidString(p.Key) &&
		utf8.RuneCountInString(p.Title) <= maxParcelCap && utf8.ValidString(p.Title)
}

// isWhatItSays looks at the first bytes: a picture in one of two forms, of a size that can be drawn, or a document.
func isWhatItSays(p signaling.Parcel, body *bufio.Reader) bool {
	head, _ := body.Peek(int(min(p.Size, parcelHead))) // a shorter one is told by what is missing
	switch p.Medium {
	case "application/pdf":
		return p.Kind == protocol.Guide && bytes.HasPrefix(head, []byte("%PDF-"))
	case "image/jpeg", "image/png":
		is, format, err := image.DecodeConfig(bytes.NewReader(head))
		return err == nil && "image/"+format == p.Medium && is.Width > 0 && is.Height > 0 && is.Width <= maxPixels/is.Height
	}
	return false
}

// patient puts the deadline off at each read: slow is no fault, silent is.
type patient struct {
	io.Reader
	putOff func(time.Time) error
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.putOff(time.Now().Add(parcelPause)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return p.Reader.Read(b)
}

// patientWriter is patient for writing.
type patientWriter struct {
	io.Writer
	putOff func(time.Time) error
}

func (p *patientWriter) Write(b []byte) (int, error) {
	if err := p.putOff(time.Now().Add(parcelPause)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return p.Writer.Write(b)
}
