package refiqda

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
)

// Bounds of what is read: the XML, all notes together, and a text, in bytes.
const (
	mostXML   = 4 << 30
	mostNotes = 256 << 20
	mostText  = 256 << 20
	mostNote  = 16 << 20
)

type collection struct {
	source  codec.Source
	options codec.OpenOptions
	name    string // of the XML
	origin  string
	schema  annotate.Schema
	layers  names
	people  []*annotate.Annotator
	users   map[string]annotate.ID // by GUID
	codes   map[string]meaning     // by GUID
	fields  map[string]string      // names of variables, by GUID
	cases   map[string][]*caseXML  // by GUID of sources
	pieces  int                    // selections that belong to cases
	notes   map[string]*sourceXML
	budget  int
	links   map[string][]linkXML // by GUID of origin
	linked  int
	files   map[string]string // of texts, by their base name in lower case
	cut     bool              // the XML could be cut
	cuts    []cut             // where elements stand that documents come from
}

// meaning is what a code is in the schema: a layer, or a tag of a feature of a layer.
type meaning struct {
	layer   annotate.LayerID
	feature annotate.FeatureID
	tag     annotate.TagID
}

// open reads through the XML once, for all but the sources.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := begin(s, o)
	if c.name == "" {
		return nil, fmt.Errorf("%s: want an archive with one project.qde, or a codebook: %w", s.Name, annotate.ErrInvalid)
	}
	done, err := c.quickly()
	if !done && err == nil {
		c = begin(s, o)
		err = c.slowly()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", s.Name, c.name, err)
	}
	c.relations()
	return c, nil
}

func begin(s codec.Source, o codec.OpenOptions) *collection {
	c := &collection{
		source: s, options: o, name: projectFile(s), layers: names{}, users: map[string]annotate.ID{}, codes: map[string]meaning{}, fields: map[string]string{},
		cases: map[string][]*caseXML{}, notes: map[string]*sourceXML{}, budget: mostNotes, links: map[string][]linkXML{}, files: baseNames(s.Files),
		schema: annotate.Schema{Name: "REFI-QDA", Version: 1},
	}
	if c.name == "" {
		c.name = s.Only()
	}
	return c
}

// quickly opens XML that can be cut, with its elements read on all processors. It is not done
// where anything is otherwise, a mistake too. Sources are looked at, and where they stand is kept.
func (c *collection) quickly() (done bool, err error) {
	f, err := c.source.FS.Open(c.name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	type read struct {
		v   any
		err error
	}
	some := false
	for p, r := range codec.AheadOf(pieces(io.LimitReader(f, mostXML), roomForXML, &c.origin), func(p piece) (r read) {
		if !p.odd {
			r.v, r.err = p.read()
		}
		return r
	}) {
		if p.odd || r.err != nil {
			return false, nil
		}
		if !slices.Contains(opened, p.part) {
			c.cuts = append(c.cuts, cut{p.from, len(p.b)})
		}
		if !slices.Contains(later, p.part) {
			if err := c.take(r.v); err != nil {
				return false, err
			}
		}
		some = true
	}
	c.cut = some
	return some, nil
}

// slowly opens any XML.
func (c *collection) slowly() error {
	seen := false
	err := c.each(func(d *xml.Decoder, e xml.StartElement) error {
		seen = true
		switch {
		case slices.Contains(opened, e.Name.Local): // their children come by themselves
			return nil
		case !slices.Contains(toOpen, e.Name.Local):
			return wrong(d.Skip())
		}
		v, err := element(d, e)
		if err != nil {
			return err
		}
		return c.take(v)
	}, &c.origin)
	if err == nil && !seen {
		err = fmt.Errorf("it is empty: %w", annotate.ErrInvalid)
	}
	return err
}

// each calls do with each element below the root; do reads it to its end. It fails when the
// root is none of REFI-QDA's.
func (c *collection) each(do func(*xml.Decoder, xml.StartElement) error, origin *string) error {
	f, err := c.source.FS.Open(c.name)
	if err != nil {
		return err
	}
	defer f.Close()
	d := xml.NewDecoder(io.LimitReader(f, mostXML))
	root := false
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
		}
		switch e, is := t.(xml.StartElement); {
		case !is:
		case !root && e.Name.Local != "Project" && e.Name.Local != "CodeBook":
			return fmt.Errorf("it begins with %.40q, and is no REFI-QDA: %w", e.Name.Local, annotate.ErrInvalid)
		case !root:
			root = true
			*origin = attribute(e, "origin")
		default:
			if err := do(d, e); err != nil {
				return err
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// The elements that a project is opened with, and that documents come from.
var (
	toOpen = []string{"User", "Codes", "Variable", "Case", "Note", "Link"}
	toRead = []string{"TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource", "Set", "Graph"}
)

// element reads one of an element that is read, and passes over any other, which is nil.
func element(d *xml.Decoder, e xml.StartElement) (any, error) {
	switch e.Name.Local {
	case "User":
		return decode[userXML](d, e)
	case "Codes":
		return decode[codesXML](d, e)
	case "Variable":
		return decode[variableXML](d, e)
	case "Case":
		return decode[caseXML](d, e)
	case "Note":
		n, err := decode[sourceXML](d, e)
		return (*remarkXML)(n), err
	case "Link":
		return decode[linkXML](d, e)
	case "TextSource":
		return decode[sourceXML](d, e)
	case "PDFSource":
		return decode[pdfXML](d, e)
	case "PictureSource", "AudioSource", "VideoSource":
		return lostXML{lostSource, codec.Problem{Document: attribute(e, "name")}}, wrong(d.Skip())
	case "Set", "Graph":
		return lostXML{lostPart, codec.Problem{Record: attribute(e, "name")}}, wrong(d.Skip())
	}
	return nil, wrong(d.Skip())
}

// take takes in one part of the project.
func (c *collection) take(v any) error {
	switch v := v.(type) {
	case *userXML:
		c.user(v)
	case *codesXML:
		c.codebook(v.Codes)
	case *variableXML:
		c.fields[guid(v.GUID)] = v.Name
	case *caseXML:
		c.grouped(v)
	case *remarkXML:
		return c.note((*sourceXML)(v))
	case *linkXML:
		c.links[guid(v.Origin)] = append(c.links[guid(v.Origin)], *v)
	}
	return nil
}

func decode[T any](d *xml.Decoder, e xml.StartElement) (*T, error) {
	v := new(T)
	return v, wrong(d.DecodeElement(v, &e))
}

func wrong(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
}

func (c *collection) user(u *userXML) {
	id := guid(u.GUID)
	if _, there := c.users[id]; there || id == "" {
		return
	}
	name := u.Name
	if name == "" {
		name = "User " + fmt.Sprint(len(c.people)+1)
	}
	for _, p := range c.people {
		if p.Name == name {
			c.users[id] = p.ID
			return
		}
	}
	p := &annotate.Annotator{ID: c.options.ID(), Name: name}
	if len([]rune(u.ID)) <= 4 {
		p.Initials = u.ID
	}
	c.people = append(c.people, p)
	c.users[id] = p.ID
}

func (c *collection) grouped(k *caseXML) {
	c.pieces += len(k.Selections)
	for _, s := range k.Sources {
		c.cases[guid(s.Target)] = append(c.cases[guid(s.Target)], k)
	}
}

func (c *collection) note(n *sourceXML) error {
	if n.Content != nil {
		c.budget -= len(*n.Content)
	}
	if c.budget < 0 {
		return fmt.Errorf("its notes are larger than %d MB: %w", mostNotes>>20, annotate.ErrInvalid)
	}
	c.notes[guid(n.GUID)] = n
	return nil
}

// Schema implements [codec.Collection].
func (c *collection) Schema() *annotate.Schema { return &c.schema }

// Annotators implements [codec.Collection].
func (c *collection) Annotators() []*annotate.Annotator { return c.people }

// Entities implements [codec.Collection].
func (c *collection) Entities() []*annotate.Entity { return nil }

// Close implements [codec.Collection].
func (c *collection) Close() error { return c.source.Close() }

// What is read and has no place.
var (
	lostSource = codec.Kind{One: "source that is no text left out", Many: "sources that are no text left out"}
	lostPiece  = codec.Kind{One: "selection that belongs to a case, which is not told", Many: "selections that belong to cases, which is not told"}
	lostLink   = codec.Kind{One: "link that is not between selections of one text left out", Many: "links that are not between selections of one text left out"}
	lostArea   = codec.Kind{One: "selection of an area of a page left out", Many: "selections of areas of pages left out"}
	lostWay    = codec.Kind{One: "link that goes both ways or neither read as one from its origin", Many: "links that go both ways or neither read as ones from their origins"}
	lostPart   = codec.Kind{One: "set or graph left out", Many: "sets and graphs left out"}
)

// Documents implements [codec.Collection].
func (c *collection) Documents(ctx context.Context, report *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		c.linked = 0
		give := func(r *reading) error {
			if ctx.Err() != nil {
				return annotate.ErrCanceled
			}
			if r == nil {
				return nil
			}
			report.Join(r.report)
			if r.doc != nil && !yield(c.finish(r), nil) {
				return errStop
			}
			return nil
		}
		read := c.sourcesSlowly
		if c.cut {
			read = c.sources
		}
		switch err := read(give); {
		case errors.Is(err, errStop):
		case err != nil:
			yield(nil, fmt.Errorf("%s: %w", c.name, err))
		default:
			c.tellRest(report)
		}
	}
}

var errStop = errors.New("enough")

// sources calls give with what becomes of each element that documents come from, where these
// stood when the project was opened.
func (c *collection) sources(give func(*reading) error) error {
	f, err := c.source.FS.Open(c.name)
	if err != nil {
		return err
	}
	defer f.Close()
	type read struct {
		*reading
		err error
	}
	for p, r := range codec.AheadOf(again(f, c.cuts), func(p piece) read {
		v, err := p.read()
		return read{c.sourceOf(v), err}
	}) {
		if p.odd || r.err != nil {
			return fmt.Errorf("it is not as it was when it was opened: %w", annotate.ErrInvalid)
		}
		if err := give(r.reading); err != nil {
			return err
		}
	}
	return nil
}

// sourcesSlowly does so with any XML.
func (c *collection) sourcesSlowly(give func(*reading) error) error {
	var origin string
	return c.each(func(d *xml.Decoder, e xml.StartElement) error {
		switch {
		case slices.Contains(later, e.Name.Local): // their children come by themselves
			return nil
		case !slices.Contains(toRead, e.Name.Local):
			return cmp.Or(give(nil), wrong(d.Skip()))
		}
		v, err := element(d, e)
		if err != nil {
			return err
		}
		return give(c.sourceOf(v))
	}, &origin)
}

// sourceOf reads the document of a source, and tells of what has none; nil for all others.
func (c *collection) sourceOf(v any) *reading {
	r := &reading{collection: c, report: &codec.Report{}}
	switch v := v.(type) {
	case *sourceXML:
		r.read(v)
	case *pdfXML:
		for range v.Areas {
			r.report.Lose(lostArea, codec.Problem{Document: v.Name})
		}
		if v.Representation == nil {
			r.report.Lose(lostSource, codec.Problem{Document: v.Name})
		} else {
			r.read(v.text())
		}
	case lostXML:
		r.report.Lose(v.kind, v.problem)
	default:
		return nil
	}
	return r
}

// read reads a source, or tells why it is none.
func (r *reading) read(s *sourceXML) {
	if err := r.document(s); err != nil {
		r.doc = nil
		r.report.Refused.Add(codec.Problem{Document: s.Name, Place: "source " + s.GUID, Text: err.Error()})
	}
}

// text is the text of a PDF, with what is said of the whole.
func (p *pdfXML) text() *sourceXML {
	s := p.Representation
	s.Name, s.GUID = p.Name, p.GUID
	s.Codings, s.Notes, s.Values = append(s.Codings, p.Codings...), append(s.Notes, p.Notes...), append(s.Values, p.Values...)
	return s
}

func (c *collection) tellRest(report *codec.Report) {
	all := 0
	for _, l := range c.links {
		all += len(l)
	}
	for range all - c.linked {
		report.Lose(lostLink, codec.Problem{})
	}
	for range c.pieces {
		report.Lose(lostPiece, codec.Problem{})
	}
}
