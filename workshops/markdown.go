package workshops

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is CommonMark without extensions. Raw HTML and links that could run a script are left out: goldmark does so
// unless told otherwise (html.WithUnsafe). It may be used from any goroutine.
var markdown = goldmark.New()

// HTML is Markdown as HTML; HTML within it is left out.
func HTML(source string) string {
	var out bytes.Buffer
	if err := markdown.Convert([]byte(source), &out); err != nil {
		return "" // Unreachable: a buffer takes all that is written.
	}
	return out.String()
}

// PlainText is Markdown as text, for paper and mail: a paragraph or an item of a list on each line ("1. …", "– …").
func PlainText(source string) string {
	content := []byte(source)
	var lines []string
	root := markdown.Parser().Parse(text.NewReader(content))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			lines = append(lines, marker(n)+words(n, content))
			return ast.WalkSkipChildren, nil
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			lines = append(lines, strings.TrimRight(string(n.Lines().Value(content)), "\n"))
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(lines, "\n")
}

// marker is what stands before the first paragraph of an item.
func marker(n ast.Node) string {
	item := n.Parent()
	if item == nil || item.Kind() != ast.KindListItem || n.PreviousSibling() != nil {
		return ""
	}
	list, ok := item.Parent().(*ast.List)
	if !ok || !list.IsOrdered() {
		return "– "
	}
	number := list.Start
	for before := item.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		number++
	}
	return strconv.Itoa(number) + ". "
}

// words are the text within a node, pictures by their alternative.
func words(n ast.Node, source []byte) string {
	var out strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			out.Write(plain(n, source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				out.WriteByte(' ')
			}
		case *ast.String:
			out.Write(n.Value)
		case *ast.AutoLink:
			out.Write(n.Label(source))
		}
		return ast.WalkContinue, nil
	})
	return out.String()
}

// plain is what a text says once escapes and references are read, which code has none of.
func plain(n *ast.Text, source []byte) []byte {
	value := n.Value(source)
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return value
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}
