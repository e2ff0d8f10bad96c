package parley

import (
	"fmt"
	"io"
	"strings"
	"time"

	"parley/annotate"
)

// header is what a dataset says of the project as a whole.
type header struct {
	project    *annotate.Project
	schema     *annotate.Schema
	versions   []*annotate.SchemaVersion // the newest first
	annotators []*annotate.Annotator
	entities   []*annotate.Entity
	originals  []*annotate.Original // of whole collections
	report     Report
}

// header reads the members of h. What is wrong with one entity is in the report; what is
// wrong with the project, the schema or an annotator is an error.
func (h *head) header(p *plan) (*header, error) {
	out := &header{schema: p.schema}
	d := newDecoder(p)
	for name := range h.members {
		if !isHeadMember(name) {
			out.report.Doubtful.Add(Problem{Place: "/" + name, Text: fmt.Sprintf("the member %.40q is not known and was left out", name)})
		}
	}
	d.doc = &decoded{head: &annotate.Document{}}
	steps := []struct {
		name string
		read func()
	}{
		{"project", func() { out.project = d.project() }},
		{"annotators", func() { out.annotators = everyOne(d, "annotators", d.annotatorRecord) }},
		{"entities", func() { out.entities = everyOne(d, "entities", d.entityRecord) }},
		{mayHave, func() { out.originals = everyOne(d, mayHave, d.originalRecord) }},
	}
	for _, s := range steps {
		d.scanner = scanner{b: h.members[s.name], scratch: d.scratch}
		d.begin("", 0)
		if len(d.b) > 0 {
			d.name = []byte(s.name)
			s.read()
		}
		if d.err != nil {
			return nil, d.err
		}
		if d.wrong != "" {
			return nil, fmt.Errorf("%s: %s: %w", s.name, d.wrong, annotate.ErrInvalid)
		}
	}
	out.adopt(&d.doc.report)
	return out, nil
}

// adopt takes over what was found in the header, which is in no document.
func (h *header) adopt(r *Report) {
	for _, f := range []*Findings{&r.Refused, &r.Doubtful} {
		for i := range f.First {
			f.First[i].Document = ""
			f.First[i].Place = strings.TrimPrefix(f.First[i].Place, "/documents/0")
		}
	}
	h.report.Join(r)
}

func isHeadMember(name string) bool {
	for _, m := range headMembers {
		if m == name {
			return true
		}
	}
	return name == mayHave
}

// planOf makes the plan for the documents that follow the header.
func (h *head) planOf(now time.Time) (*plan, error) {
	schema, err := parseSchema(h.members["schema"])
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	p := newPlan(schema)
	p.lines, p.now = h.lines, now
	p.unit, err = h.unit()
	return p, err
}

// open reads the whole header of r.
func open(r io.ReadSeeker, now time.Time) (*head, *plan, *header, error) {
	h, err := readHead(r)
	if err != nil {
		return nil, nil, nil, err
	}
	p, err := h.planOf(now)
	if err != nil {
		return nil, nil, nil, err
	}
	top, err := h.header(p)
	if err != nil {
		return nil, nil, nil, err
	}
	if top.versions, err = parseVersions(h.members["schema_versions"], p.schema, now); err != nil {
		return nil, nil, nil, fmt.Errorf("schema_versions: %w", err)
	}
	for _, a := range top.annotators {
		p.annotators[a.ID] = a.ID
	}
	for _, n := range top.entities {
		p.entities[n.ID] = n.Name
	}
	top.checkEntities(p)
	top.checkVersions()
	return h, p, top, nil
}

// checkVersions looks whether the schema in force is the one that was kept under its number.
func (h *header) checkVersions() {
	if v := numbered(h.versions, h.schema.Version); !same(&v.Schema, h.schema) {
		h.report.Doubtful.Add(Problem{Place: "/schema_versions", Text: fmt.Sprintf("version %d is not the schema in force, which has that number", h.schema.Version)})
	}
}

// checkEntities looks at what entities name.
func (h *header) checkEntities(p *plan) {
	for _, n := range h.entities {
		names := append([]annotate.ID{n.Parent}, n.Apart...)
		for _, a := range n.Affiliations {
			names = append(names, a.Entity)
		}
		for _, id := range names {
			if _, ok := p.entities[id]; !ok && !id.IsZero() {
				h.report.Doubtful.Add(Problem{Record: "entity " + n.ID.String(), Place: "/entities", Text: fmt.Sprintf("it names entity %s, which is not in the list", id)})
			}
		}
	}
}

// everyOne reads a list of records, each of which must have an ID of its own. An annotator
// that cannot be read ends reading, as annotations would hang in the air.
func everyOne[T any](d *decoder, kind string, one func() (*T, annotate.ID)) (out []*T) {
	if !d.is('[', "a list") {
		return nil
	}
	seen := map[annotate.ID]bool{}
	for i := range d.elements() {
		d.begin(kind, i)
		d.peek()
		start := d.i
		if d.name = theRecord; !d.is('{', "an object") {
			return nil
		}
		r, id := one()
		if id.IsZero() || seen[id] {
			d.refuse("its id is missing, or that of another")
		}
		if kind == "annotators" && d.wrong != "" {
			return nil
		}
		if d.give(start) {
			seen[id] = true
			out = append(out, r)
		}
	}
	return out
}

func (d *decoder) project() *annotate.Project {
	p := &annotate.Project{Created: d.plan.now}
	if !d.is('{', "an object") {
		return p
	}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "id":
			d.once(&seen, 0)
			p.ID = d.ident()
		case "name":
			d.once(&seen, 1)
			p.Name = d.text()
		case "note":
			d.once(&seen, 2)
			p.Note = d.text()
		case "created":
			d.once(&seen, 3)
			p.Created = d.time()
		default:
			d.unknown()
		}
	}
	return p
}

func (d *decoder) annotatorRecord() (*annotate.Annotator, annotate.ID) {
	a := &annotate.Annotator{Created: d.plan.now}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "id":
			d.once(&seen, 0)
			a.ID = d.ident()
			d.id = a.ID
		case "name":
			d.once(&seen, 1)
			a.Name = d.text()
		case "initials":
			d.once(&seen, 2)
			a.Initials = d.text()
		case "created":
			d.once(&seen, 3)
			a.Created = d.time()
		default:
			d.unknown()
		}
	}
	if a.Name == "" {
		d.refuse("it has no name")
	}
	return a, a.ID
}
