package refiqda

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"

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
}

// meaning is what a code is in the schema: a layer, or a tag of a feature of a layer.
type meaning struct {
	layer   annotate.LayerID
	feature annotate.FeatureID
	tag     annotate.TagID
}

// open reads through the XML once, for all but the sources.
func open(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
	c := &collection{
		source: s, options: o, name: projectFile(s), layers: names{}, users: map[string]annotate.ID{}, codes: map[string]meaning{}, fields: map[string]string{},
		cases: map[string][]*caseXML{}, notes: map[string]*sourceXML{}, budget: mostNotes, links: map[string][]linkXML{}, files: baseNames(s.Files),
	}
	if c.name == "" {
		c.name = s.Only()
	}
	if c.name == "" {
		return nil, fmt.Errorf("%s: want an archive with one project.qde, or a codebook: %w", s.Name, annotate.ErrInvalid)
	}
	c.schema = annotate.Schema{Name: "REFI-QDA", Version: 1}
	seen := false
	err := c.each(func(d *xml.Decoder, e xml.StartElement) error {
		seen = true
		return c.part(d, e)
	}, &c.origin)
	if err == nil && !seen {
		err = fmt.Errorf("it is empty: %w", annotate.ErrInvalid)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", s.Name, c.name, err)
	}
	c.relations()
	return c, nil
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

// part takes in one part of the project.
func (c *collection) part(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "Users", "Variables", "Cases", "Notes", "Links", "CodeBook": // their children come by themselves
		return nil
	case "User":
		return decode(d, e, c.user)
	case "Codes":
		return decode(d, e, func(l *codesXML) error { c.codebook(l.Codes); return nil })
	case "Variable":
		return decode(d, e, func(v *variableXML) error { c.fields[guid(v.GUID)] = v.Name; return nil })
	case "Case":
		return decode(d, e, c.grouped)
	case "Note":
		return decode(d, e, c.note)
	case "Link":
		return decode(d, e, func(l *linkXML) error { c.links[guid(l.Origin)] = append(c.links[guid(l.Origin)], *l); return nil })
	}
	return wrong(d.Skip())
}

func decode[T any](d *xml.Decoder, e xml.StartElement, take func(*T) error) error {
	v := new(T)
	if err := d.DecodeElement(v, &e); err != nil {
		return wrong(err)
	}
	return take(v)
}

func wrong(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
}

func (c *collection) user(u *userXML) error {
	id := guid(u.GUID)
	if _, there := c.users[id]; there || id == "" {
		return nil
	}
	name := u.Name
	if name == "" {
		name = "User " + fmt.Sprint(len(c.people)+1)
	}
	for _, p := range c.people {
		if p.Name == name {
			c.users[id] = p.ID
			return nil
		}
	}
	p := &annotate.Annotator{ID: c.options.ID(), Name: name}
	if len([]rune(u.ID)) <= 4 {
		p.Initials = u.ID
	}
	c.people = append(c.people, p)
	c.users[id] = p.ID
	return nil
}

func (c *collection) grouped(k *caseXML) error {
	c.pieces += len(k.Selections)
	for _, s := range k.Sources {
		c.cases[guid(s.Target)] = append(c.cases[guid(s.Target)], k)
	}
	return nil
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
		var origin string
		err := c.each(func(d *xml.Decoder, e xml.StartElement) error {
			if ctx.Err() != nil {
				return annotate.ErrCanceled
			}
			return c.sourceOf(d, e, report, yield)
		}, &origin)
		switch {
		case errors.Is(err, errStop):
		case err != nil:
			yield(nil, fmt.Errorf("%s: %w", c.name, err))
		default:
			c.tellRest(report)
		}
	}
}

var errStop = errors.New("enough")

// sourceOf yields the document of a source, and passes over everything else.
func (c *collection) sourceOf(d *xml.Decoder, e xml.StartElement, report *codec.Report, yield func(*codec.Document, error) bool) error {
	give := func(s *sourceXML) error {
		doc, err := c.document(s, report)
		if err != nil {
			report.Refused.Add(codec.Problem{Document: s.Name, Place: "source " + s.GUID, Text: err.Error()})
			return nil
		}
		if !yield(doc, nil) {
			return errStop
		}
		return nil
	}
	switch e.Name.Local {
	case "Sources":
		return nil
	case "TextSource":
		return decode(d, e, give)
	case "PDFSource":
		return decode(d, e, func(p *pdfXML) error {
			for range p.Areas {
				report.Lose(lostArea, codec.Problem{Document: p.Name})
			}
			if p.Representation == nil {
				report.Lose(lostSource, codec.Problem{Document: p.Name})
				return nil
			}
			return give(p.text())
		})
	case "PictureSource", "AudioSource", "VideoSource":
		report.Lose(lostSource, codec.Problem{Document: attribute(e, "name")})
	case "Set", "Graph":
		report.Lose(lostPart, codec.Problem{Record: attribute(e, "name")})
	case "Sets", "Graphs":
		return nil
	}
	return wrong(d.Skip())
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
