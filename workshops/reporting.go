package workshops

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"coupdemain/internal/accounts"
	"coupdemain/internal/plaintext"
)

// The fields of a report that can be faulty, besides those of a series.
const (
	FieldMinutes   accounts.Field = "minutes"
	FieldPlaceType accounts.Field = "placetype"
	FieldAutonomy  accounts.Field = "autonomy"
	FieldErrands   accounts.Field = "errands"
	FieldReferred  accounts.Field = "referredto"
	FieldTags      accounts.Field = "tags"
	FieldNotes     accounts.Field = "notes"
	FieldTotal     accounts.Field = "total"
	FieldGenders   accounts.Field = "genders"
	FieldAges      accounts.Field = "ages"
	FieldStatuses  accounts.Field = "statuses"
)

// Report is the activity report of a session: as saved, or else filled in.
func (s *Service) Report(ctx context.Context, by accounts.Person, sessionID string) (r Report, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		session, series, err := ownSession(tx, by, sessionID)
		if err != nil {
			return err
		}
		r, err = report(tx, by, session, series)
		return err
	})
	if err != nil {
		return Report{}, fmt.Errorf("report of session %s: %w", sessionID, err)
	}
	return r, nil
}

func report(tx Tx, by accounts.Person, session Session, series Series) (Report, error) {
	saved, err := tx.Report(session.ID)
	if !errors.Is(err, ErrNotFound) {
		return saved, err
	}
	return fillIn(tx, by, session, series)
}

// fillIn is a report as far as it is known: what is not is "non communiqué", never guessed.
func fillIn(tx Tx, by accounts.Person, session Session, series Series) (Report, error) {
	r := Report{
		SessionID: session.ID, Day: session.Day, Minutes: int(session.EndsAt.Sub(session.StartsAt) / time.Minute),
		StructureID: series.OrganizationID, Structure: series.Organization,
		PlaceType: AtPlace, Postcode: series.Venue.Postcode, Town: series.Venue.Town, INSEE: series.Venue.INSEE,
		Autonomy: PartlyAlone, Title: series.Title, Level: series.Level,
	}
	m, err := tx.Module(session.ModuleID, session.ModuleVersion)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Report{}, err
	}
	if err == nil {
		r.Title, r.Level, r.Themes = m.Title, m.Level, m.Themes
	}
	all, err := expected(tx, session.ID)
	if err != nil {
		return Report{}, err
	}
	onSite := 0
	for _, one := range all {
		if one.Attendance.Came != Present {
			continue
		}
		r.Total++
		if one.Attendance.Companion {
			r.Total++
		}
		if one.Attendance.Mode == OnSite {
			onSite++
		}
		if used := string(one.Device); used != "" && !slices.Contains(r.Equipment, used) {
			r.Equipment = append(r.Equipment, used)
		}
	}
	if r.Total > 0 && onSite == 0 { // At a distance, the town is that of the mediator's organization.
		r.PlaceType = AtRemote
		if by.Organization.Town != r.Town {
			r.Town, r.Postcode, r.INSEE = by.Organization.Town, "", ""
		}
	}
	r.Genders = map[string]int{notSaid: r.Total}
	r.Ages = map[string]int{notSaid: r.Total}
	r.Statuses = map[string]int{notSaid: r.Total}
	return r, nil
}

// SaveReport keeps a report as the mediator leaves it. The error is an *accounts.InvalidError or ErrNotFound.
func (s *Service) SaveReport(ctx context.Context, by accounts.Person, r Report) (Report, error) {
	var f faults
	r.check(&f)
	err := f.err()
	if err == nil {
		err = s.store.Update(ctx, func(tx Tx) error {
			session, series, err := ownSession(tx, by, r.SessionID)
			if err != nil {
				return err
			}
			r.Saved, r.SavedAt, r.Day = true, now(), session.Day
			r.StructureID, r.Structure = series.OrganizationID, series.Organization
			return tx.PutReport(r)
		})
	}
	if err != nil {
		return Report{}, fmt.Errorf("save the report of session %s: %w", r.SessionID, err)
	}
	return r, nil
}

// check normalises a report and adds what is wrong with it.
func (r *Report) check(f *faults) {
	f.expect(1 <= r.Minutes && r.Minutes <= 24*60, FieldMinutes, OutOfRange)
	f.expect(slices.Contains(PlaceTypes, r.PlaceType), FieldPlaceType, NotOneOf)
	f.digits(FieldPostcode, &r.Postcode, 5)
	f.line(accounts.FieldTown, &r.Town, maxName)
	f.digits(FieldINSEE, &r.INSEE, 5)
	r.Equipment = chosen(f, FieldEquipment, r.Equipment, ReportEquipment)
	f.expect(slices.Contains(Autonomies, r.Autonomy), FieldAutonomy, NotOneOf)
	f.expect(r.ReferredTo == "" || slices.Contains(Referrals, r.ReferredTo), FieldReferred, NotOneOf)
	r.Themes = chosen(f, FieldThemes, r.Themes, Themes)
	f.expect(len(r.Themes) > 0, FieldThemes, accounts.Missing)
	r.Errands = chosen(f, FieldErrands, r.Errands, ErrandThemes)
	f.expect(len(r.Errands) == 0 || slices.Contains(r.Themes, Errands), FieldErrands, NotOneOf)
	f.expect(len(r.Tags) <= 20, FieldTags, TooMany)
	r.Tags = slices.Clone(r.Tags)
	for i := range r.Tags {
		f.line(FieldTags, &r.Tags[i], maxName)
	}
	f.optional(FieldNotes, &r.Precisions, maxLine)
	r.Notes = plaintext.Lines(r.Notes)
	f.expect(utf8.RuneCountInString(r.Notes) <= maxStep, FieldNotes, accounts.TooLong)
	f.line(FieldTitle, &r.Title, maxTitle)
	f.expect(slices.Contains(Levels, r.Level), FieldLevel, NotOneOf)
	f.expect(0 <= r.Total && r.Total <= 4*maxPlaces, FieldTotal, OutOfRange)
	sums(f, FieldGenders, r.Genders, Genders, r.Total)
	sums(f, FieldAges, r.Ages, Ages, r.Total)
	sums(f, FieldStatuses, r.Statuses, Statuses, r.Total)
}

// sums checks counts of people by a list: none below zero, and all of them together.
func sums(f *faults, field accounts.Field, counts map[string]int, names []string, total int) {
	sum := 0
	for name, n := range counts {
		if n < 0 || n > total || !slices.Contains(names, name) {
			f.add(field, OutOfRange)
			return
		}
		sum += n
	}
	f.expect(sum == total, field, OutOfRange)
}

// Reports lists the reports of the sessions held from one day up to another, saved or filled in, by time.
func (s *Service) Reports(ctx context.Context, by accounts.Person, from, to Day) (all []Report, err error) {
	scheduled, err := s.Schedule(ctx, by, from, to)
	if err != nil {
		return nil, err
	}
	err = s.store.View(ctx, func(tx Tx) error {
		for _, one := range scheduled {
			if !one.held() {
				continue
			}
			r, err := report(tx, by, one.Session, one.Series)
			if err != nil {
				return err
			}
			all = append(all, r)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reports: %w", err)
	}
	return all, nil
}

// ReportHeader is the first line of the reports' export: the fields' names in the report's own words.
func ReportHeader() []string {
	header := []string{
		"type", "date", "duree", "type_lieu", "structure_id", "structure", "lieu_code_postal", "lieu_commune", "lieu_code_insee",
		"materiel", "autonomie", "oriente_vers_structure", "structure_de_redirection", "thematiques", "thematiques_demarche",
		"tags", "precisions_demarche", "notes", "titre_atelier", "niveau_atelier", "beneficiaires_total",
	}
	for _, name := range Genders {
		header = append(header, "genres_"+name)
	}
	for _, name := range Ages {
		header = append(header, "tranches_age_"+name)
	}
	for _, name := range Statuses {
		header = append(header, "statuts_"+name)
	}
	return header
}

// Row is a report as a line of the export. Lists within a field are joined by "|".
func (r Report) Row() []string {
	referred := "non"
	if r.ReferredTo != "" {
		referred = "oui"
	}
	row := []string{
		"collectif", string(r.Day), strconv.Itoa(r.Minutes), string(r.PlaceType), r.StructureID, r.Structure, r.Postcode, r.Town, r.INSEE,
		strings.Join(r.Equipment, "|"), string(r.Autonomy), referred, r.ReferredTo, joined(r.Themes), strings.Join(r.Errands, "|"),
		strings.Join(r.Tags, "|"), r.Precisions, r.Notes, r.Title, string(r.Level), strconv.Itoa(r.Total),
	}
	for _, group := range []struct {
		names  []string
		counts map[string]int
	}{{Genders, r.Genders}, {Ages, r.Ages}, {Statuses, r.Statuses}} {
		for _, name := range group.names {
			row = append(row, strconv.Itoa(group.counts[name]))
		}
	}
	return row
}

// joined is a list as one field.
func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = string(item)
	}
	return strings.Join(texts, "|")
}
