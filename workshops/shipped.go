package workshops

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"coupdemain/internal/plaintext"
)

//go:embed shipped
var shippedFiles embed.FS

// shippedFolder is where they are in shippedFiles.
const shippedFolder = "shipped"

// maxShipped bounds, in bytes, what parseModule looks at.
const maxShipped = 64 << 10

// Ship writes down the modules that come with the program, each as a new version if it is not what the last one was:
// so a session remembers what was taught, whatever the next release says. It is called before pages are served.
func (s *Service) Ship(ctx context.Context) error {
	modules, err := shippedModules()
	if err != nil {
		return fmt.Errorf("modules that ship: %w", err)
	}
	err = s.store.Update(ctx, func(tx Tx) error {
		for _, m := range modules {
			if err := ship(tx, m); err != nil {
				return fmt.Errorf("module %s: %w", m.ID, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("modules that ship: %w", err)
	}
	return nil
}

func ship(tx ModuleTx, m Module) error {
	newest, err := tx.Module(m.ID, 0)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	m.Version, m.MadeAt = newest.Version, newest.MadeAt
	if err == nil && m.equal(newest) {
		return nil
	}
	m.MadeAt = now()
	return addVersion(tx, &m)
}

// equal tells whether two modules are the same in every field.
func (m Module) equal(other Module) bool {
	return m.ID == other.ID && m.Version == other.Version && m.OrganizationID == other.OrganizationID &&
		m.Title == other.Title && m.Level == other.Level && m.Goal == other.Goal && m.Archived == other.Archived &&
		m.MadeAt.Equal(other.MadeAt) && m.MadeBy == other.MadeBy &&
		m.Minutes == other.Minutes && slices.Equal(m.Prepare, other.Prepare) &&
		slices.Equal(m.Equipment, other.Equipment) && slices.Equal(m.Themes, other.Themes) && slices.Equal(m.Steps, other.Steps)
}

// shippedModules reads all, by file name.
func shippedModules() ([]Module, error) {
	files, err := fs.Glob(shippedFiles, shippedFolder+"/*.md")
	if err != nil {
		return nil, err
	}
	modules := make([]Module, len(files))
	for i, file := range files {
		source, err := shippedFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if modules[i], err = parseModule(string(source)); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		modules[i].ID = strings.TrimSuffix(path.Base(file), ".md")
		for _, step := range modules[i].Steps {
			if _, err := shippedPicture(step.Picture); err != nil {
				return nil, fmt.Errorf("%s, step %q: picture %q: %w", file, step.Title, step.Picture, err)
			}
		}
	}
	return modules, nil
}

// shippedPicture finds a picture that ships, whose ID is its file name.
func shippedPicture(id string) (Picture, error) {
	if !strings.HasSuffix(id, ".svg") || strings.ContainsAny(id, `/\`) {
		return Picture{}, ErrNotFound
	}
	data, err := shippedFiles.ReadFile(shippedFolder + "/" + id)
	if err != nil {
		return Picture{}, ErrNotFound
	}
	return Picture{ID: id, Type: "image/svg+xml", Data: data}, nil
}

// parseModule reads a module as it ships: front matter between two lines "---" (title, level, goal, equipment, themes, minutes, and a prepare for each sentence),
// then each step as "## Title", its text in Markdown, and one picture alone on its line, "![in words](file.svg)".
func parseModule(source string) (Module, error) {
	if len(source) > maxShipped {
		return Module{}, fmt.Errorf("%d bytes: too long", len(source))
	}
	source = plaintext.Lines(source)
	front, body, found := strings.Cut(strings.TrimPrefix(source, "---\n"), "\n---\n")
	if !found || !strings.HasPrefix(source, "---\n") {
		return Module{}, errors.New("no front matter between two lines of ---")
	}
	var m Module
	for line := range strings.SplitSeq(front, "\n") {
		if err := m.setFront(line); err != nil {
			return Module{}, err
		}
	}
	before, steps, _ := strings.Cut("\n"+body, "\n## ")
	if strings.TrimSpace(before) != "" {
		return Module{}, errors.New("text before the first step")
	}
	if steps == "" {
		return Module{}, errors.New("no step")
	}
	for part := range strings.SplitSeq(steps, "\n## ") {
		step, err := parseStep(part)
		if err != nil {
			return Module{}, fmt.Errorf("step %d: %w", len(m.Steps)+1, err)
		}
		m.Steps = append(m.Steps, step)
	}
	var f faults
	m.check(&f)
	return m, f.err()
}

// setFront reads one line of the front matter.
func (m *Module) setFront(line string) error {
	name, value, found := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case strings.TrimSpace(line) == "":
	case !found:
		return fmt.Errorf("front matter: %q is not a field", line)
	case name == "title":
		m.Title = value
	case name == "level":
		m.Level = Level(value)
	case name == "goal":
		m.Goal = value
	case name == "equipment":
		m.Equipment = listed[Device](value)
	case name == "minutes":
		minutes, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("front matter: %q is not a number of minutes", value)
		}
		m.Minutes = minutes
	case name == "prepare":
		m.Prepare = append(m.Prepare, value)
	case name == "themes":
		m.Themes = listed[Theme](value)
	default:
		return fmt.Errorf("front matter: no field is called %q", name)
	}
	return nil
}

// listed reads "[a, b]".
func listed[T ~string](value string) (all []T) {
	for item := range strings.SplitSeq(strings.Trim(value, "[]"), ",") {
		if item = strings.TrimSpace(item); item != "" {
			all = append(all, T(item))
		}
	}
	return all
}

// parseStep reads what follows "## ".
func parseStep(part string) (Step, error) {
	title, text, _ := strings.Cut(part, "\n")
	step := Step{Title: strings.TrimSpace(title)}
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		words, file, found := strings.Cut(line, "](")
		if !found || !strings.HasPrefix(words, "![") || !strings.HasSuffix(file, ")") {
			kept = append(kept, line)
			continue
		}
		if step.Picture != "" {
			return Step{}, errors.New("two pictures")
		}
		step.Alternative, step.Picture = strings.TrimPrefix(words, "!["), strings.TrimSuffix(file, ")")
	}
	if step.Picture == "" {
		return Step{}, errors.New("no picture")
	}
	step.Text = plaintext.Lines(strings.Join(kept, "\n"))
	return step, nil
}
