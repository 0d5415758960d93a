package workshops

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // the forms a picture may have
	_ "image/png"

	_ "golang.org/x/image/webp"

	"coupdemain/internal/accounts"
)

// MaxPicture is the largest picture that is taken, in bytes.
const MaxPicture = 2 << 20

// maxPixels is the largest that any page or paper can draw.
const maxPixels = 40_000_000

// AddPicture keeps a picture (PNG, JPEG or WebP, told by its bytes, up to MaxPicture and 40 million pixels). The error is an
// *accounts.InvalidError.
func (s *Service) AddPicture(ctx context.Context, by accounts.Person, data []byte) (Picture, error) {
	p := Picture{ID: newID(), OrganizationID: by.Organization.ID, Type: pictureType(data), Data: data}
	var f faults
	f.expect(len(data) <= MaxPicture, FieldPicture, accounts.TooLong)
	f.expect(p.Type != "", FieldPicture, NotAPic)
	err := f.err()
	if err == nil {
		err = s.store.Update(ctx, func(tx Tx) error { return tx.AddPicture(p) })
	}
	if err != nil {
		return Picture{}, fmt.Errorf("add a picture: %w", err)
	}
	return p, nil
}

// pictureType tells a picture by its head, "" for what is none or cannot be drawn; SVG is not taken, since it can hold
// a script.
func pictureType(data []byte) string {
	is, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || is.Width <= 0 || is.Height <= 0 || is.Width > maxPixels/is.Height {
		return ""
	}
	switch format {
	case "png", "jpeg", "webp":
		return "image/" + format
	}
	return ""
}

// Picture is a step's picture, for whoever has its ID. One that ships is SVG of our own.
func (s *Service) Picture(ctx context.Context, id string) (p Picture, err error) {
	if p, err := shippedPicture(id); err == nil {
		return p, nil
	}
	err = s.store.View(ctx, func(tx Tx) error {
		p, err = tx.Picture(id)
		return err
	})
	if err != nil {
		return Picture{}, fmt.Errorf("picture: %w", err)
	}
	return p, nil
}

// checkPictures adds the steps whose picture is not there, or is another organization's.
func (m *Module) checkPictures(tx ModuleTx, f *faults) error {
	for i, step := range m.Steps {
		if step.Picture == "" {
			continue
		}
		if _, err := shippedPicture(step.Picture); err == nil {
			continue
		}
		p, err := tx.Picture(step.Picture)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if err != nil || p.OrganizationID != m.OrganizationID {
			f.add(stepField(i, FieldPicture), NotOneOf)
		}
	}
	return nil
}
