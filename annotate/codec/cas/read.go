package cas

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
)

// mostFile is the largest file that is read, in bytes.
const mostFile = 256 << 20

// dialect is one of the two ways to write a CAS down.
type dialect struct {
	name, ext string
	isXMI     bool
}

var (
	asJSON = dialect{"cas-json", ".json", false}
	asXMI  = dialect{"cas-xmi", ".xmi", true}
)

type collection struct {
	dialect
	source  codec.Source
	options codec.OpenOptions
	id      annotate.ID
	files   []string
	groups  []uima.Group     // of files, by document
	lock    sync.Mutex       // of systems and kept
	folders map[string]bool  // that have a type system
	systems map[string]types // read type systems, by file
	kept    []*annotate.Original
	people  map[string]*annotate.Annotator
	names   []string // of people, in order
	schema  annotate.Schema
}

func (d dialect) open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	s = d.unpack(s)
	c := &collection{dialect: d, source: s, options: o, folders: map[string]bool{}, id: o.ID(), systems: map[string]types{}, people: map[string]*annotate.Annotator{}}
	if c.files = s.Ending(d.ext); s.Only() != "" {
		c.files = []string{s.Only()}
	}
	for _, f := range s.Files {
		if path.Base(f) == typeSystem {
			c.folders[path.Dir(f)] = true
		}
	}
	c.groups = uima.Groups(c.files)
	seen := newSchema()
	good, wrong := 0, error(nil)
	for name, l := range codec.Ahead(c.files, c.look) {
		if l.err != nil {
			wrong = cmp.Or(wrong, fmt.Errorf("%s: %w", name, l.err))
			continue
		}
		good++
		seen.join(&l.schemaOf)
		c.person(name, l.user)
	}
	if good == 0 {
		return nil, cmp.Or(wrong, fmt.Errorf("%s: there is no %s file: %w", s.Name, d.ext, annotate.ErrInvalid))
	}
	c.schema = seen.done()
	return c, nil
}

// looked is what a look at a file found.
type looked struct {
	schemaOf
	user string
	err  error
}

// look finds out what a file needs. It may be called at the same time for several.
func (c *collection) look(name string) (l looked) {
	p := c.parse(name)
	if l.err = p.err; l.err == nil {
		l.schemaOf = newSchema()
		l.add(p.graph)
		l.user = strings.Clone(p.graph.user())
	}
	return l
}

// person is whose annotations a CAS holds, by the user that it names or by the name of its
// file; whoever reads where neither says anybody.
func (c *collection) person(file, name string) annotate.ID {
	if _, said := uima.Whose(file); name == "" && said != uima.Initial {
		name = strings.TrimSpace(said)
	}
	if name == "" || name == uima.Initial {
		return c.options.Annotator
	}
	if c.people[name] == nil {
		c.people[name] = &annotate.Annotator{ID: c.options.ID(), Name: strings.Clone(name)}
		c.names = append(c.names, name)
	}
	return c.people[name].ID
}

// parsed is a file that was read.
type parsed struct {
	graph   *graph
	content string
	refused []codec.Problem // structures, by their places
	err     error
}

// parse reads a file. It may be called at the same time for several.
func (c *collection) parse(name string) (p parsed) {
	content, err := c.source.ReadString(name, mostFile)
	if err == nil && !utf8.ValidString(content) {
		err = fmt.Errorf("it is not UTF-8: %w", annotate.ErrInvalid)
	}
	if err != nil {
		p.err = err
		return p
	}
	p.content = content
	tell := func(place string, err error) {
		p.refused = append(p.refused, codec.Problem{Place: place, Text: err.Error()})
	}
	if !c.isXMI {
		p.graph, p.err = readJSON(p.content, tell)
		return p
	}
	t, err := c.system(name)
	if err != nil {
		p.err = err
		return p
	}
	p.graph, p.err = readXMI(p.content, t, tell)
	return p
}

// system is the type system of a file: in the folder named as it, beside it, or above; an empty
// one where there is none.
func (c *collection) system(name string) (types, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	dir := strings.TrimSuffix(name, path.Ext(name))
	if !c.folders[dir] {
		dir = path.Dir(name)
	}
	for ; ; dir = path.Dir(dir) {
		for _, base := range []string{typeSystem, "typesystem.xml"} {
			file := path.Join(dir, base)
			if t := c.systems[file]; t != nil {
				return t, nil
			}
			b, err := c.source.Read(file, mostFile)
			if err != nil {
				continue
			}
			t, err := readTypes(b)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			c.systems[file] = t
			if utf8.Valid(b) {
				c.kept = append(c.kept, &annotate.Original{Collection: c.id, Format: c.name, Name: file, Content: string(b)})
			}
			return t, nil
		}
		if dir == "." || dir == "/" {
			return types{}, nil
		}
	}
}

func (c *collection) Schema() *annotate.Schema     { return &c.schema }
func (c *collection) Entities() []*annotate.Entity { return nil }
func (c *collection) Close() error                 { return c.source.Close() }

// Annotators implements [codec.Collection].
func (c *collection) Annotators() (list []*annotate.Annotator) {
	for _, n := range c.names {
		list = append(list, c.people[n])
	}
	return list
}

// Originals implements [codec.Keeper]: the type systems.
func (c *collection) Originals() (annotate.ID, []*annotate.Original) {
	slices.SortFunc(c.kept, func(a, b *annotate.Original) int { return cmp.Compare(a.Name, b.Name) })
	return c.id, c.kept
}

// Documents implements [codec.Collection]. Files of one document come one after the other.
func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	var files []string
	last := map[string]int{} // by the last file of a group, how many it has
	for _, g := range c.groups {
		files = append(files, g.Files...)
		last[g.Files[len(g.Files)-1]] = len(g.Files)
	}
	return func(yield func(*codec.Document, error) bool) {
		var d *codec.Document // that has begun
		for name, p := range codec.Ahead(files, c.take) {
			if ctx.Err() != nil {
				yield(nil, annotate.ErrCanceled)
				return
			}
			next, err := c.document(name, p, d, report)
			if err != nil {
				report.Refused.Add(codec.Problem{Place: name, Text: err.Error()})
			} else {
				d = next
			}
			if last[name] == 0 || d == nil {
				continue
			}
			if !yield(d, nil) {
				return
			}
			d = nil
		}
	}
}

// fields are what a CAS says of its document.
func (g *graph) fields() (list []annotate.Field) {
	for _, s := range g.list {
		switch {
		case s.kind == fieldType:
			list = append(list, annotate.Field{Name: s.text("key"), Value: s.text("value")})
		case s.kind == metaType || s.kind == documentType:
			list = append(list, annotate.Field{Name: "title", Value: s.text("documentTitle")})
			if l := s.text("language"); l != "x-unspecified" {
				list = append(list, annotate.Field{Name: "language", Value: l})
			}
		}
	}
	return slices.DeleteFunc(list, func(f annotate.Field) bool { return f.Name == "" || f.Value == "" })
}
