package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"coupdemain/signaling/protocol"
)

// readComments gives the doc comment of each type of the package in folder.
func readComments(folder string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	comments := map[string]string{}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE && len(g.Specs) == 1 {
				comments[g.Specs[0].(*ast.TypeSpec).Name.Name] = strings.TrimSpace(g.Doc.Text())
			}
		}
	}
	return comments, nil
}

// writer gathers the TypeScript of each type once, in the order first met.
type writer struct {
	bytes.Buffer
	comments map[string]string
	done     map[reflect.Type]bool
}

// typeScript is the whole file of types.
func typeScript(comments map[string]string) []byte {
	w := &writer{comments: comments, done: map[reflect.Type]bool{}}
	w.WriteString("// Generated from signaling/protocol by `go generate`; do not edit.\n\n")
	fmt.Fprintf(w, "export const version = %q;\n\n", protocol.Version)
	w.WriteString("/** Why the server closes a WebSocket. */\nexport const closed = {\n")
	for _, c := range []struct {
		name string
		code int
	}{
		{"replaced", protocol.CloseReplaced}, {"ended", protocol.CloseEnded}, {"slow", protocol.CloseSlow},
		{"invalid", protocol.CloseInvalid}, {"tooMany", protocol.CloseTooMany}, {"restart", protocol.CloseRestart}, {"moved", protocol.CloseMoved},
	} {
		fmt.Fprintf(w, "  %s: %d,\n", c.name, c.code)
	}
	w.WriteString("} as const;\n\n")

	var scenes []string
	for _, s := range protocol.Scenes {
		scenes = append(scenes, w.object(reflect.TypeOf(s), "phase", string(s.Phase())))
	}
	w.union("Scene", scenes)
	w.done[reflect.TypeFor[protocol.Scene]()] = true
	scenes = nil
	for _, s := range protocol.ClassScenes {
		scenes = append(scenes, w.object(reflect.TypeOf(s), "phase", string(s.ClassPhase())))
	}
	w.union("ClassScene", scenes)
	w.done[reflect.TypeFor[protocol.ClassScene]()] = true

	var client, server []string
	for _, name := range sortedKeys(protocol.ClientMessages) {
		client = append(client, w.object(reflect.TypeOf(protocol.ClientMessages[name]), "type", name))
	}
	w.union("ClientMessage", client)
	for _, name := range sortedKeys(protocol.ServerMessages) {
		server = append(server, w.object(reflect.TypeOf(protocol.ServerMessages[name]), "type", name))
	}
	w.union("ServerMessage", server)

	var fast []string
	for _, name := range sortedKeys(protocol.FastMessages) {
		m := protocol.FastMessages[name]
		if _, both := protocol.ClientMessages[name]; both {
			fast = append(fast, typeName(m))
			continue
		}
		fast = append(fast, w.object(reflect.TypeOf(m), "type", name))
	}
	w.union("FastMessage", fast)
	return w.Bytes()
}

// object writes an interface for t, with one literal field that tells it apart
// if tag is not empty, and returns its name.
func (w *writer) object(t reflect.Type, tag, value string) string {
	var fields bytes.Buffer
	if tag != "" {
		fmt.Fprintf(&fields, "  %s: %q;\n", tag, value)
	}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous {
			continue
		}
		name, optional := jsonName(f)
		fmt.Fprintf(&fields, "  %s%s: %s;\n", name, optional, w.nameOf(f.Type))
	}
	w.comment(t)
	fmt.Fprintf(w, "export interface %s {\n%s}\n\n", t.Name(), fields.String())
	return t.Name()
}

func (w *writer) union(name string, of []string) {
	fmt.Fprintf(w, "export type %s =\n  | %s;\n\n", name, strings.Join(of, "\n  | "))
}

func (w *writer) comment(t reflect.Type) {
	if c := oneLine(w.comments[t.Name()]); c != "" {
		fmt.Fprintf(w, "/** %s */\n", c)
	}
}

// nameOf is how TypeScript writes t; it writes the named types it meets.
func (w *writer) nameOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64, reflect.Uint32, reflect.Float64:
		return "number"
	case reflect.Slice:
		return w.nameOf(t.Elem()) + "[]"
	case reflect.Pointer:
		return w.nameOf(t.Elem())
	case reflect.Interface:
		return t.Name()
	case reflect.String:
		return w.enum(t)
	case reflect.Struct:
		if !w.done[t] {
			w.done[t] = true
			w.object(t, "", "")
		}
		return t.Name()
	}
	panic(fmt.Sprintf("no TypeScript for %v", t))
}

func (w *writer) enum(t reflect.Type) string {
	e, ok := reflect.Zero(t).Interface().(interface{ Values() []string })
	if !ok {
		return "string"
	}
	if !w.done[t] {
		w.done[t] = true
		var values []string
		for _, v := range e.Values() {
			values = append(values, fmt.Sprintf("%q", v))
		}
		w.comment(t)
		w.union(t.Name(), values)
	}
	return t.Name()
}

func jsonName(f reflect.StructField) (name, optional string) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if strings.Contains(options, "omitempty") {
		optional = "?"
	}
	return name, optional
}

func fieldNames(v any) string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeOf(v)) {
		if !f.Anonymous {
			name, optional := jsonName(f)
			names = append(names, "`"+name+optional+"`")
		}
	}
	return strings.Join(names, " ")
}

func typeName(v any) string { return reflect.TypeOf(v).Name() }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
