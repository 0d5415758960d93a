package workshops_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"coupdemain/workshops"
)

// ownModule is a module that a mediator writes.
func ownModule(title string) workshops.Module {
	return workshops.Module{
		Title: title, Level: workshops.Beginner, Goal: "Savoir le faire.", Equipment: []workshops.Device{workshops.Phone, workshops.Computer},
		Themes: []workshops.Theme{"email"}, Steps: []workshops.Step{{Title: "Ouvrir", Text: "Appuyez **une fois**."}},
	}
}

func TestVersionsOfAModule(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		m, err := w.SaveModule(ctx, w.office, ownModule("Photos"))
		if err != nil || m.Version != 1 || m.Equipment[0] != workshops.Computer {
			t.Fatalf("%+v, %v", m, err)
		}
		path := w.path(t, m.ID)
		s := w.series(t, func(s *workshops.Series) { s.PathID = path.ID })
		all := w.sessions(t, s.ID)
		goTo(t, "2027-01-12 12:00")
		m.Title, m.Steps[0].Title = "Mes photos", "Regarder"
		if m, err = w.SaveModule(ctx, w.office, m); err != nil || m.Version != 2 {
			t.Fatalf("%+v, %v", m, err)
		}
		stale := m
		stale.Version = 1
		_, err = w.SaveModule(ctx, w.office, stale)
		expectError(t, "an edit of an old version", err, workshops.ErrConflict)
		for i, want := range []string{"Photos", "Mes photos"} {
			taught, err := w.SessionModule(ctx, w.office, all[i].ID)
			if session := w.sessions(t, s.ID)[i]; err != nil || taught.Title != want || session.ModuleTitle != want {
				t.Errorf("session %d taught %q, listed as %q, %v; want %q", i, taught.Title, session.ModuleTitle, err, want)
			}
		}
		versions, err := w.ModuleVersions(ctx, w.office, m.ID)
		if err != nil || len(versions) != 2 || versions[1].Title != "Photos" || versions[1].Steps[0].Title != "Ouvrir" {
			t.Errorf("%+v, %v", versions, err)
		}
		if old, err := w.Module(ctx, w.office, m.ID, 1); err != nil || old.Title != "Photos" {
			t.Errorf("%+v, %v", old, err)
		}
	})
}

func TestModulesThatShipAreCopiedNotEdited(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	for range 2 { // Shipping what is there already adds nothing.
		if err := w.Ship(ctx); err != nil {
			t.Fatal(err)
		}
	}
	all, err := w.Modules(ctx, w.office)
	if err != nil || len(all) < 6 || all[0].Version != 1 {
		t.Fatalf("%d, %v", len(all), err)
	}
	_, err = w.SaveModule(ctx, w.office, all[0])
	expectError(t, "edited", err, workshops.ErrForbidden)
	copied, err := w.CopyModule(ctx, w.office, all[0].ID)
	if err != nil || copied.OrganizationID != w.office.Organization.ID || copied.Title != all[0].Title || len(copied.Steps) != len(all[0].Steps) {
		t.Errorf("%+v, %v", copied, err)
	}
	p, err := w.Picture(ctx, all[0].Steps[0].Picture)
	if err != nil || p.Type != "image/svg+xml" || len(p.Data) == 0 {
		t.Errorf("%s, %v", p.Type, err)
	}
	for _, id := range []string{"../shipped.go", "boite-mail.md", "nothing.svg", ""} {
		_, err := w.Picture(ctx, id)
		expectError(t, id, err, workshops.ErrNotFound)
	}
}

// drawn is a small picture.
func drawn(t *testing.T, encode func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// vast has a PNG say that it is 65,535 points wide and high (PNG specification, 11.2.1).
func vast(drawing []byte) []byte {
	header := drawing[12:33] // IHDR's type, data and sum
	for _, at := range []int{4, 8} {
		binary.BigEndian.PutUint32(header[at:], 0xffff)
	}
	binary.BigEndian.PutUint32(header[17:], crc32.ChecksumIEEE(header[:17]))
	return drawing
}

func TestModulesThatAreRefused(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	ours, err := w.AddPicture(ctx, w.office, drawn(t, png.Encode))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := w.AddPicture(ctx, w.elsewhere, drawn(t, func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }))
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.AddPicture(ctx, w.office, []byte("<svg onload=alert(1)>"))
	expectFault(t, "an SVG", err, "picture", workshops.NotAPic)
	_, err = w.AddPicture(ctx, w.office, []byte("\x89PNG\r\n\x1a\n, and no picture"))
	expectFault(t, "a head alone", err, "picture", workshops.NotAPic)
	_, err = w.AddPicture(ctx, w.office, vast(drawn(t, png.Encode)))
	expectFault(t, "too many points", err, "picture", workshops.NotAPic)
	for _, tt := range []struct {
		name   string
		change func(*workshops.Module)
		field  string
	}{
		{"no title", func(m *workshops.Module) { m.Title = " " }, "title"},
		{"a long title", func(m *workshops.Module) { m.Title = strings.Repeat("é", 121) }, "title"},
		{"no goal", func(m *workshops.Module) { m.Goal = "" }, "goal"},
		{"no level", func(m *workshops.Module) { m.Level = "expert" }, "level"},
		{"no equipment", func(m *workshops.Module) { m.Equipment = nil }, "equipment"},
		{"another theme", func(m *workshops.Module) { m.Themes = []workshops.Theme{"cuisine"} }, "themes"},
		{"no step", func(m *workshops.Module) { m.Steps = nil }, "steps"},
		{"a step without a word", func(m *workshops.Module) { m.Steps[0].Text = "\n" }, "steps.0.text"},
		{"a picture without its alternative", func(m *workshops.Module) { m.Steps[0].Picture = ours.ID }, "steps.0.alternative"},
		{"another's picture", func(m *workshops.Module) { m.Steps[0].Picture, m.Steps[0].Alternative = theirs.ID, "X" }, "steps.0.picture"},
	} {
		m := ownModule("Photos")
		tt.change(&m)
		if _, err := w.SaveModule(ctx, w.office, m); err == nil || !strings.Contains(err.Error(), tt.field+" ") {
			t.Errorf("%s: %v, want a fault of %s", tt.name, err, tt.field)
		}
	}
	m := ownModule("Photos")
	m.Steps[0].Picture, m.Steps[0].Alternative = ours.ID, "Une photo"
	if _, err := w.SaveModule(ctx, w.office, m); err != nil {
		t.Error(err)
	}
}
