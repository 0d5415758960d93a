package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
)

// assets is what Vite built, in memory, the texts compressed once.
type assets struct {
	files    map[string]asset // by path in dist
	manifest map[string]chunk // by source path
}

type asset struct {
	kind    string // media type
	tag     string // strong entity tag
	lasting bool   // its name changes when it does
	text    []byte
	zipped  []byte // nil when compression gains nothing
}

// chunk is one entry of Vite's manifest.
type chunk struct {
	File    string   `json:"file"`
	CSS     []string `json:"css"`
	Imports []string `json:"imports"`
}

// hashed is how Vite names what it built: name-12345678.js.
var hashed = regexp.MustCompile(`-[\w-]{8}\.\w+$`)

func readAssets(built fs.FS) (*assets, error) {
	a := &assets{files: map[string]asset{}}
	text, err := fs.ReadFile(built, ".vite/manifest.json")
	if err != nil {
		return nil, fmt.Errorf("the client is not built (make build does it): %w", err)
	}
	if err := json.Unmarshal(text, &a.manifest); err != nil {
		return nil, fmt.Errorf("the client's manifest: %w", err)
	}
	err = fs.WalkDir(built, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, ".") {
			return err
		}
		text, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		a.files[name] = newAsset(name, text)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("the client's files: %w", err)
	}
	return a, nil
}

func newAsset(name string, text []byte) asset {
	sum := sha256.Sum256(text)
	a := asset{text: text, tag: `"` + hex.EncodeToString(sum[:8]) + `"`, lasting: hashed.MatchString(name)}
	switch path.Ext(name) {
	case ".woff2":
		a.kind = "font/woff2" // Compressed already; not every system's table of types has it.
		return a
	case ".js":
		a.kind = "text/javascript; charset=utf-8"
	default:
		a.kind = mime.TypeByExtension(path.Ext(name))
	}
	if z := zipped(text); len(z) < len(text) {
		a.zipped = z
	}
	return a
}

// has tells whether there is anything at an address under /static/.
func (a *assets) has(r *http.Request) bool {
	_, ok := a.files[strings.TrimPrefix(r.URL.Path, "/static/")]
	return ok
}

// serve answers for /static/.
func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	found, ok := a.files[strings.TrimPrefix(r.URL.Path, "/static/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", found.kind)
	h.Set("Cache-Control", "no-cache")
	if found.lasting {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("ETag", found.tag)
	h.Set("Vary", "Accept-Encoding")
	text := found.text
	if found.zipped != nil && takesGzip(r) {
		text = found.zipped
		h.Set("Content-Encoding", "gzip")
		h.Set("ETag", strings.TrimSuffix(found.tag, `"`)+`-gzip"`)
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
}

// script is the address of an entry's script, from its name: "door" for client/door.ts.
func (a *assets) script(entry string) (string, error) {
	c, err := a.entry(entry)
	return "/static/" + c.File, err
}

// styles are the addresses of the sheets that an entry brings beside the base sheet, its shared chunks' included.
func (a *assets) styles(entry string) ([]string, error) {
	c, err := a.entry(entry)
	if err != nil {
		return nil, err
	}
	var sheets []string
	seen := map[string]bool{}
	var collect func(chunk)
	collect = func(c chunk) {
		for _, source := range c.Imports {
			if !seen[source] {
				seen[source] = true
				collect(a.manifest[source])
			}
		}
		for _, sheet := range c.CSS {
			if address := "/static/" + sheet; !seen[address] {
				seen[address] = true
				sheets = append(sheets, address)
			}
		}
	}
	collect(c)
	return sheets, nil
}

func (a *assets) entry(name string) (chunk, error) {
	for _, extension := range []string{".ts", ".tsx", ".css"} {
		if c, ok := a.manifest["client/"+name+extension]; ok {
			return c, nil
		}
	}
	return chunk{}, fmt.Errorf("no client/%s in the built client", name)
}
