// Command generate writes what is derived from the Go messages: the TypeScript
// types of the pages, and the lists in docs/protocol.md between its two marks.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"coupdemain/signaling/protocol"
)

const (
	begin = "<!-- generated: begin -->\n"
	end   = "<!-- generated: end -->\n"
)

func main() {
	typescript := flag.String("typescript", "", "the file of TypeScript types to write")
	markdown := flag.String("markdown", "", "the document whose lists to renew")
	flag.Parse()
	if err := run(*typescript, *markdown); err != nil {
		log.Fatal(err)
	}
}

func run(typescript, markdown string) error {
	comments, err := readComments(".")
	if err != nil {
		return err
	}
	if err := os.WriteFile(typescript, typeScript(comments), 0o644); err != nil {
		return err
	}
	page, err := os.ReadFile(markdown)
	if err != nil {
		return err
	}
	page, err = between(page, lists(comments))
	if err != nil {
		return fmt.Errorf("%s: %w", markdown, err)
	}
	return os.WriteFile(markdown, page, 0o644)
}

// between puts text between the two marks of page.
func between(page, text []byte) ([]byte, error) {
	from, to := bytes.Index(page, []byte(begin)), bytes.Index(page, []byte(end))
	if from < 0 || to < from {
		return nil, fmt.Errorf("the marks %q and %q are not there", begin, end)
	}
	return slices.Concat(page[:from+len(begin)], text, page[to:]), nil
}

// lists is the two tables of messages, in Markdown.
func lists(comments map[string]string) []byte {
	var b bytes.Buffer
	table := func(title string, names []string, typeOf func(string) any) {
		fmt.Fprintf(&b, "\n### %s\n\n| type | fields | meaning |\n|---|---|---|\n", title)
		for _, name := range names {
			v := typeOf(name)
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, fieldNames(v), oneLine(comments[typeName(v)]))
		}
	}
	table("From the browser", sortedKeys(protocol.ClientMessages), func(n string) any { return protocol.ClientMessages[n] })
	table("From the browser, over the data channel", sortedKeys(protocol.FastMessages), func(n string) any { return protocol.FastMessages[n] })
	table("From the server", sortedKeys(protocol.ServerMessages), func(n string) any { return protocol.ServerMessages[n] })
	var phases []string
	for _, s := range protocol.Scenes {
		phases = append(phases, string(s.Phase()))
	}
	table("Scenes, by phase", phases, func(n string) any {
		return protocol.Scenes[slices.Index(phases, n)]
	})
	phases = nil
	for _, s := range protocol.ClassScenes {
		phases = append(phases, string(s.ClassPhase()))
	}
	table("Scenes of a class, by phase", phases, func(n string) any {
		return protocol.ClassScenes[slices.Index(phases, n)]
	})
	b.WriteByte('\n')
	return b.Bytes()
}

func oneLine(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", "\\|")
}
