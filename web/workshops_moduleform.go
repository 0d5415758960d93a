package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

const (
	// maxPicture bounds, in bytes, one picture of a step.
	maxPicture = 2 << 20
	// maxModuleForm bounds a module's form: every text at its longest, and as many new pictures as anybody adds at once.
	maxModuleForm = 16 << 20
	// formInMemory is what of a form with files is kept in memory; the rest goes to files until the answer is given.
	formInMemory = 1 << 20
)

// moduleFormPage writes a module: what it is, and its steps in order.
type moduleFormPage struct {
	frame
	At      string
	ID      string
	Version int
	Wrong   bool
	Fields  []control
	Themes  control
	Steps   []stepForm
	Fault   string // about the steps as a whole
}

// stepForm is one step in the form.
type stepForm struct {
	Number      int // from 1
	Index       int // from 0
	First, Last bool
	Picture     string // its ID; "" for none
	Title, Text control
	File        control
	Alternative control
}

func (s *site) showModuleForm(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	module := workshops.Module{Level: workshops.Beginner, Equipment: workshops.Devices, Steps: make([]workshops.Step, 1)}
	if id := r.PathValue("id"); id != "" {
		var err error
		if module, err = s.workshops.Module(r.Context(), by, id, 0); err == nil && module.OrganizationID == "" {
			err = workshops.ErrForbidden
		}
		if err != nil {
			s.refuseWorkshop(w, r, err)
			return
		}
	}
	s.moduleForm(w, r, by, http.StatusOK, module, nil)
}

// saveModule keeps a module as a new version. The buttons that add, remove and reorder steps change only the page; so
// does a fault, and what was typed and sent stays.
func (s *site) saveModule(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	if err := r.ParseMultipartForm(formInMemory); err != nil {
		s.refuseForm(w, r, err)
		return
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	module := moduleFrom(r.PostForm)
	module.ID = r.PathValue("id")
	faults, err := s.stepPictures(r, by, module.Steps)
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	if action := r.PostForm.Get("action"); action != "" {
		module.Steps = rearrangedSteps(module.Steps, action)
		s.moduleForm(w, r, by, http.StatusOK, module, faults)
		return
	}
	var saved workshops.Module
	if len(faults) == 0 {
		saved, err = s.workshops.SaveModule(r.Context(), by, module)
		faults = mends(err)
	}
	switch {
	case len(faults) > 0:
		s.moduleForm(w, r, by, http.StatusUnprocessableEntity, module, faults)
	case err == nil:
		workshopDone(w, r, workshopsPath+"/modules/"+saved.ID, "module", "")
	default:
		s.refuseWorkshop(w, r, err)
	}
}

// refuseForm answers for a form that could not be read: most often it is larger than may be sent.
func (s *site) refuseForm(w http.ResponseWriter, r *http.Request, err error) {
	if errors.As(err, new(*http.MaxBytesError)) {
		s.showFault(w, r, http.StatusRequestEntityTooLarge, "workshop-large")
		return
	}
	s.showFault(w, r, http.StatusBadRequest, "workshop-form")
}

// moduleFrom reads the form, all but the pictures just sent.
func moduleFrom(form url.Values) workshops.Module {
	m := workshops.Module{
		Version: number(form.Get("version")), Title: form.Get("title"), Level: workshops.Level(form.Get("level")),
		Goal: form.Get("goal"), Equipment: chosenOf[workshops.Device](form["equipment"]),
		Themes: chosenOf[workshops.Theme](form["themes"]), Archived: form.Get("archived") != "",
		Minutes: number(form.Get("minutes")), Prepare: strings.Split(form.Get("prepare"), "\n"),
	}
	for i := range min(max(number(form.Get("steps")), 0), 100) {
		name := fmt.Sprintf("steps.%d.", i)
		step := workshops.Step{
			Title: form.Get(name + "title"), Text: form.Get(name + "text"), Picture: form.Get(name + "picture"),
			Alternative: form.Get(name + "alternative"),
		}
		if form.Get(name+"without") != "" {
			step.Picture, step.Alternative = "", ""
		}
		m.Steps = append(m.Steps, step)
	}
	return m
}

// stepPictures keeps the pictures that came with the form, and tells those that are none.
func (s *site) stepPictures(r *http.Request, by accounts.Person, steps []workshops.Step) (map[accounts.Field]sentence, error) {
	var faults map[accounts.Field]sentence
	for i := range steps {
		name := fmt.Sprintf("steps.%d.file", i)
		file, _, err := r.FormFile(name)
		if errors.Is(err, http.ErrMissingFile) {
			continue
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(io.LimitReader(file, maxPicture+1))
		_ = file.Close()
		if err != nil {
			return nil, err
		}
		if len(data) > maxPicture {
			faults = with(faults, accounts.Field(name), said("module.error.large"))
			continue
		}
		picture, err := s.workshops.AddPicture(r.Context(), by, data)
		if wrong := mends(err); wrong != nil {
			faults = with(faults, accounts.Field(name), said("field.error.picture"))
			continue
		}
		if err != nil {
			return nil, err
		}
		steps[i].Picture = picture.ID
	}
	return faults, nil
}

// rearrangedSteps are steps after an action: "ajouter", or as for rearranged.
func rearrangedSteps(steps []workshops.Step, action string) []workshops.Step {
	if action == "ajouter" {
		return append(steps, workshops.Step{})
	}
	order := make([]string, len(steps))
	for i := range steps {
		order[i] = strconv.Itoa(i)
	}
	var moved []workshops.Step
	for _, at := range rearranged(order, action, "") {
		i, _ := strconv.Atoi(at) // Made just above.
		moved = append(moved, steps[i])
	}
	return moved
}

// positioned reads "monter 2".
func positioned(action string) (what string, at int, ok bool) {
	what, text, _ := strings.Cut(action, " ")
	at, err := strconv.Atoi(text)
	return what, at, err == nil && at >= 0
}

func (s *site) moduleForm(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, m workshops.Module,
	faults map[accounts.Field]sentence,
) {
	s.show(w, r, status, "moduleform", func(p *pages) (any, error) {
		title := "module.new"
		if m.ID != "" {
			title = "module.edit"
		}
		page := moduleFormPage{At: "paths", ID: m.ID, Version: m.Version, Wrong: len(faults) > 0}
		var err error
		if page.frame, err = s.workshopFrame(p, by, title); err != nil {
			return nil, err
		}
		values := url.Values{
			"title": {m.Title}, "goal": {m.Goal}, "level": {string(m.Level)}, "equipment": stringsOf(m.Equipment), "themes": stringsOf(m.Themes),
			"prepare": {strings.Join(m.Prepare, "\n")},
		}
		if m.Minutes != 0 {
			values.Set("minutes", strconv.Itoa(m.Minutes))
		}
		if m.Archived {
			values.Set("archived", "oui")
		}
		f := &form{wording: &wording{p: p}, page: "module", values: values, faults: faults}
		page.Fields = []control{
			f.ask(control{Name: "title", Kind: "text"}), f.ask(control{Name: "goal", Kind: "text"}),
			f.pick(control{Name: "level", Kind: "radios"}, "module.level", stringsOf(workshops.Levels)...),
			f.pick(control{Name: "equipment", Kind: "boxes"}, "enrolment.device", stringsOf(workshops.Devices)...),
			f.ask(control{Name: "minutes", Kind: "number", Min: "5", Max: "600", Optional: true, Short: true}),
			f.ask(control{Name: "prepare", Kind: "lines", Optional: true}),
		}
		if m.ID != "" {
			page.Fields = append(page.Fields, f.ask(control{Name: "archived", Kind: "box", Optional: true}))
		}
		page.Themes = f.pick(control{Name: "themes", Kind: "boxes", Optional: true}, "activity.theme", stringsOf(workshops.Themes)...)
		page.Fault = f.ask(control{Name: "steps"}).Fault
		for i, step := range m.Steps {
			page.Steps = append(page.Steps, f.step(i, len(m.Steps), step))
		}
		return page, f.err
	})
}

// step asks about one step of so many.
func (f *form) step(i, of int, step workshops.Step) stepForm {
	name := fmt.Sprintf("steps.%d.", i)
	ask := func(part, kind string, value string, optional bool) control {
		label := &form{wording: f.wording, page: "module.step", values: url.Values{part: {value}}}
		c := label.ask(control{Name: part, Kind: kind, Optional: optional})
		c.Name, c.ID = name+part, fmt.Sprintf("step-%d-%s", i, part)
		if fault := f.faults[accounts.Field(c.Name)]; fault != nil {
			c.Fault, _ = fault(f.p) // Its key is one of problemKeys, which a test looks up.
		}
		return c
	}
	drawn := stepForm{
		Number: i + 1, Index: i, First: i == 0, Last: i == of-1, Picture: step.Picture,
		Title: ask("title", "text", step.Title, false), Text: ask("text", "lines", step.Text, false),
		File: ask("file", "file", "", true), Alternative: ask("alternative", "text", step.Alternative, step.Picture == ""),
	}
	drawn.File.Accept = "image/png,image/jpeg,image/webp"
	return drawn
}
