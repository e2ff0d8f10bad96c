package cas

import (
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// page is what is written of a document.
type page struct {
	document *codec.Loaded
	report   codec.Report
	files    []file
	empty    bool // it has no words
}

// file is one of the files of a document.
type file struct {
	name    string // without its ending
	inside  bool   // name is one in the folder of the document
	person  *annotate.Annotator
	content []byte
	same    string // or this, which is as it came in
	system  *system
	types   types // of system, with what the file needs besides
	begun   bool  // it did not come in
}

// renderer makes the page of a document. Several may be at work at the same time.
type renderer struct {
	*writer
	*page
	text   *text.Text
	latest bool // type systems are taken as they are by now, and not as they came in
}

// render makes what is written of a document: with the type systems as they came in, or else
// with the latest.
func (w *writer) render(d *codec.Loaded, latest bool) (*page, error) {
	r := &renderer{w, &page{document: d}, d.Text, latest}
	if strings.TrimSpace(d.Text.String()) == "" {
		r.empty = true
		r.report.Lose(lostEmpty, codec.Problem{Document: d.Head.Title})
		return r.page, nil
	}
	without.Loaded(&r.report, d)
	for _, a := range d.Annotations {
		without.Annotation(&r.report, d.Head, a)
	}
	whole := uima.Document{Several: w.several, People: w.people, Annotations: d.Annotations, Relations: d.Relations}
	opened := r.originals(&whole)
	r.report.Documents++
	for _, p := range whole.Parts() {
		if err := r.part(p, opened); err != nil {
			return nil, err
		}
	}
	return r.page, nil
}

// open is an original that was read.
type open struct {
	graph *graph
	raw   *codec.Raw
	taken bool // for a part, which changes it
}

// originals finds those of which a document can be written again, for whole.
func (r *renderer) originals(whole *uima.Document) map[*annotate.Original]*open {
	opened := map[*annotate.Original]*open{}
	for _, o := range r.document.Originals {
		g, err := r.parse(o)
		if err != nil || g.sofa() == nil {
			continue
		}
		if raw, err := codec.NewRaw(g.sofa().text("sofaString")); err == nil && raw.Text.String() == r.text.String() {
			whole.Originals = append(whole.Originals, o)
			opened[o] = &open{graph: g, raw: raw}
		}
	}
	whole.Named = func(o *annotate.Original) string { return opened[o].graph.user() }
	return opened
}

// part makes one file.
func (r *renderer) part(p uima.Part, opened map[*annotate.Original]*open) error {
	f := file{name: p.Name, inside: p.Inside, person: p.Person}
	if f.name == "" {
		f.name = strings.ReplaceAll(r.document.Head.Title, "/", "_")
	}
	if p.AsItCame {
		f.person, f.same = nil, p.Original.Content
		r.files = append(r.files, f)
		return nil
	}
	var from annotate.ID
	if p.Original != nil {
		from = p.Original.Collection
	}
	x, err := r.begin(p.Original, opened)
	if err != nil {
		return err
	}
	changed := r.merge(x, r.naming(from), p.Annotations, p.Relations)
	if p.Person != nil {
		changed = x.graph.sign(p.Person.Name, p.Original == nil) || changed
	}
	if r.isXMI {
		f.system, f.types, f.begun = r.systemOf(p.Original), x.graph.types, p.Original == nil
		if r.latest {
			f.join()
		}
	}
	switch {
	case p.Original != nil && !changed:
		f.same = p.Original.Content
	case r.isXMI:
		f.content = x.graph.emitXMI()
		if strings.IndexFunc(r.text.String(), notXML) >= 0 {
			r.report.Lose(lostChar, codec.Problem{Document: r.document.Head.Title})
		}
	default:
		f.content = x.graph.emitJSON()
	}
	r.files = append(r.files, f)
	return nil
}

// naming is of what came from a collection.
func (w *writer) naming(collection annotate.ID) *uima.Naming {
	if n := w.namings[collection]; n != nil {
		return n
	}
	return w.namings[annotate.ID{}]
}

// begin is the CAS that a part came from, or a new one.
func (r *renderer) begin(o *annotate.Original, opened map[*annotate.Original]*open) (x open, err error) {
	switch {
	case o == nil:
		if x.graph, err = r.newCAS(); err == nil {
			x.raw, err = codec.NewRaw(r.text.String())
		}
	case opened[o].taken: // for somebody else's part
		x = *opened[o]
		x.graph, err = r.parse(o)
	default:
		opened[o].taken = true
		x = *opened[o]
	}
	return x, err
}

func (r *renderer) parse(o *annotate.Original) (*graph, error) {
	tell := func(string, error) {}
	if !r.isXMI {
		return readJSON(o.Content, tell)
	}
	return readXMI(o.Content, r.types(o), tell)
}

// user is whose a CAS says that it is; "" when it does not say.
func (g *graph) user() string {
	for _, s := range g.list {
		if s.kind != userType {
			continue
		}
		if name := strings.TrimSpace(s.text("username")); name != "" {
			return name
		}
	}
	return ""
}

// sign has a CAS say whose it is, if it is new, or said somebody else, and reports whether it
// was changed.
func (g *graph) sign(name string, fresh bool) bool {
	if was := g.user(); strings.EqualFold(was, name) || was == "" && !fresh {
		return false
	}
	for _, s := range g.list {
		if s.kind == userType && s.has("username") {
			s.set("username", value{text: name})
			return true
		}
	}
	g.types.ensure(userType, annotationType)
	g.types.declare(userType, "username", stringType, "")
	g.mark(userType, 0, 0).set("username", value{text: name})
	return true
}

// word is a value as a string says it; "" for an annotation.
func (w *writer) word(v annotate.Value, f *annotate.Feature) string {
	return codec.Said(&v, w.schema.Tagset(f.Tagset), func(id annotate.ID) string { return w.actors[id] })
}
