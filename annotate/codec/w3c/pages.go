package w3c

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"parley/annotate/codec"
)

// pages are those of collections: which were read, and which are only named.
type pages struct {
	read   map[string]bool // by address
	wanted []wanted
	total  int // of annotations, as collections say
}

type wanted struct{ address, place string }

// count takes in how many annotations a collection says it has.
func (p *pages) count(o fields) {
	n := 0
	if number(o.get("total"), &n) && n > 0 {
		p.total += n
	}
}

// page is the first or next one, where it stands inside, or is remembered, where it is named.
func (c *collection) page(v piece, place string, inside bool, level int, all []*anno) ([]*anno, error) {
	if address, named := word(v); named {
		c.pages.wanted = append(c.pages.wanted, wanted{address, place})
	}
	if p := v.trimmed(); p == "" || p[0] != '{' {
		return all, nil
	}
	return c.piece(v, place, inside, level+1, all)
}

// turn goes through the pages that are only named: they were read as files of the source, or
// stand beside it under the last part of their address. Nothing is fetched.
func (c *collection) turn(all []*anno) []*anno {
	tried := map[string]bool{}
	for i := 0; i < len(c.pages.wanted); i++ { // more may come with each
		w := c.pages.wanted[i]
		if c.pages.read[w.address] || tried[w.address] {
			continue
		}
		tried[w.address] = true
		name := c.besidePage(w.address)
		if name == "" {
			c.odd = append(c.odd, codec.Problem{Place: w.place, Record: "page " + w.address, Text: "it is not among the files, and addresses are never fetched; put the page beside them"})
		} else if !slices.Contains(c.source.Files, name) {
			all = c.file(name, all)
		}
	}
	if c.pages.total > len(all) {
		c.doubts = append(c.doubts, codec.Problem{Place: c.source.Name, Text: fmt.Sprintf("it says that it has %d annotations, and %d are here", c.pages.total, len(all))})
	}
	return all
}

// besidePage is the file of a page; empty when there is none.
func (c *collection) besidePage(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	full := strings.TrimPrefix(path.Clean("/"+u.Path), "/")
	for _, want := range []string{full, path.Base(full), path.Base(full) + ".json", path.Base(full) + ".jsonld"} {
		if f := c.files[want]; f != "" {
			return f
		}
		if info, err := fs.Stat(c.source.FS, want); c.source.Only() != "" && err == nil && info.Mode().IsRegular() {
			return want
		}
	}
	return ""
}
