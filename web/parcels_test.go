package web

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"
	"testing"

	"coupdemain/signaling/protocol"
)

func TestParcelsAreWhatTheySay(t *testing.T) {
	w := newWorld(t)
	mediator := w.signedIn()
	mediator.post("/espace/aides")
	photo, drawing := encoded(t, jpegOf), encoded(t, png.Encode)
	const send = "/aide/" + liveHelp + "/envois?to=person&key=k&title=Le+bouton&kind="

	for name, c := range map[string]struct {
		query, medium string
		body          []byte
		status        int
	}{
		"a photograph":            {"photo", "image/jpeg", photo, http.StatusNoContent},
		"a still":                 {"still", "image/png", drawing, http.StatusNoContent},
		"a guide":                 {"guide", "application/pdf", []byte("%PDF-1.7\n"), http.StatusNoContent},
		"a document as a photo":   {"photo", "application/pdf", []byte("%PDF-1.7\n"), http.StatusUnsupportedMediaType},
		"a page as a picture":     {"photo", "image/jpeg", []byte("<html><script>alert(1)</script>"), http.StatusUnsupportedMediaType},
		"a picture as another":    {"photo", "image/png", photo, http.StatusUnsupportedMediaType},
		"a drawing with a script": {"photo", "image/svg+xml", []byte("<svg/>"), http.StatusUnsupportedMediaType},
		"too many points":         {"photo", "image/png", huge(drawing), http.StatusUnsupportedMediaType},
		"a page as a guide":       {"guide", "text/html", []byte("<html>"), http.StatusUnsupportedMediaType},
		"another kind":            {"program", "image/png", drawing, http.StatusBadRequest},
		"nothing":                 {"photo", "image/png", nil, http.StatusLengthRequired},
		"too large":               {"photo", "image/png", make([]byte, protocol.MaxParcel+1), http.StatusRequestEntityTooLarge},
	} {
		got := mediator.send(http.MethodPost, send+c.query, bytes.NewReader(c.body), "Content-Type", c.medium)
		if got.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", name, got.StatusCode, c.status)
		}
	}
	w.browser().send(http.MethodPost, send+"photo", bytes.NewReader(photo), "Content-Type", "image/jpeg").expect(t, http.StatusForbidden)
}

func TestAParcelIsAFileAndNoPage(t *testing.T) {
	w := newWorld(t)
	mediator := w.signedIn()
	mediator.post("/espace/aides")
	photo := encoded(t, jpegOf)
	const parcels = "/aide/" + liveHelp + "/envois"
	mediator.send(http.MethodPost, parcels+"?to=person&key=k&kind=photo", bytes.NewReader(photo), "Content-Type", "image/jpeg").
		expect(t, http.StatusNoContent)
	got := mediator.get(parcels + "/parcel")
	got.expect(t, http.StatusOK)
	if got.body != string(photo) {
		t.Error("what arrives is not what was sent")
	}
	for header, want := range map[string]string{
		"Content-Type": "image/jpeg", "Content-Disposition": "attachment", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
	} {
		if got.Header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, got.Header.Get(header), want)
		}
	}
	w.browser().get(parcels+"/parcel").expect(t, http.StatusNotFound)
	mediator.get(parcels+"/another").expect(t, http.StatusNotFound)
}

func jpegOf(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }

func encoded(t *testing.T, encode func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// huge is the same PNG as if it were 30,000 points wide and high (PNG, 11.2.2: width and height are at 16 and 20).
func huge(picture []byte) []byte {
	picture = bytes.Clone(picture)
	binary.BigEndian.PutUint32(picture[16:], 30_000)
	binary.BigEndian.PutUint32(picture[20:], 30_000)
	binary.BigEndian.PutUint32(picture[29:], crc32.ChecksumIEEE(picture[12:29]))
	return picture
}
