package parley

import (
	"parley/annotate"
)

// span is a fragment in the file's unit.
type span struct{ start, end int }

// raw is an annotation whose place is not known before the text is.
type raw struct {
	*annotate.Annotation
	index     int
	at        int // in the document's JSON
	fragments []span
	quote     context
	prefix    context
	suffix    context
	wrong     string
}

// context is a text that may have been left out.
type context struct {
	given bool
	bytes []byte
}

// loose is a relation whose ends are not yet known to be there.
type loose struct {
	*annotate.Relation
	index int
	at    int
}

func (d *decoder) annotation(start int) {
	r := raw{Annotation: d.pools.annotation(), index: d.index, at: start}
	a := r.Annotation
	a.Created, a.Modified, a.Origin, a.Schema = d.plan.now, d.plan.now, annotate.ByImport, d.plan.schema.Version
	var (
		seen  uint32
		layer *slots
		later int
	)
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "id":
			d.once(&seen, 0)
			a.ID = d.ident()
			d.id = a.ID
		case "document":
			d.once(&seen, 1)
			a.Document = d.ident()
		case "layer":
			d.once(&seen, 2)
			layer = d.slots(d.plan.layers, "layer")
			a.Layer = annotate.LayerID(layer.name)
		case "annotator":
			d.once(&seen, 3)
			a.Annotator = d.annotator()
		case "fragments":
			d.once(&seen, 4)
			r.fragments = d.fragments()
		case "quote":
			d.once(&seen, 5)
			r.quote = d.context()
		case "prefix":
			d.once(&seen, 6)
			r.prefix = d.context()
		case "suffix":
			d.once(&seen, 7)
			r.suffix = d.context()
		case "features":
			d.once(&seen, 8)
			if layer == nil { // sorted members: the layer comes after
				d.peek()
				later = d.i
				d.skip()
				continue
			}
			a.Features = d.featureValues(layer)
		case "note":
			d.once(&seen, 9)
			a.Note = d.text()
		case "created":
			d.once(&seen, 10)
			a.Created = d.time()
		case "modified":
			d.once(&seen, 11)
			a.Modified = d.time()
		case "origin":
			d.once(&seen, 12)
			a.Origin = d.intern()
		case "schema":
			d.once(&seen, 13)
			a.Schema = d.whole()
		case "recheck":
			d.once(&seen, 14)
			a.Recheck = d.text()
		default:
			d.unknown()
		}
	}
	a.Features = d.postponed(later, layer, a.Features)
	a.Schema = d.plan.number(a.Schema)
	if a.ID.IsZero() || a.Annotator.IsZero() || layer == nil {
		d.refuse("it lacks an id, a layer or an annotator")
	}
	if d.wrong == "" {
		d.raw = append(d.raw, r)
	}
}

func (d *decoder) relation(start int) {
	r := &annotate.Relation{Created: d.plan.now, Modified: d.plan.now, Origin: annotate.ByImport}
	var (
		seen  uint32
		typ   *slots
		later int
	)
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "id":
			d.once(&seen, 0)
			r.ID = d.ident()
			d.id = r.ID
		case "document":
			d.once(&seen, 1)
			r.Document = d.ident()
		case "type":
			d.once(&seen, 2)
			typ = d.slots(d.plan.types, "relation type")
			r.Type = annotate.RelationTypeID(typ.name)
		case "from":
			d.once(&seen, 3)
			r.From = d.ident()
		case "to":
			d.once(&seen, 4)
			r.To = d.ident()
		case "annotator":
			d.once(&seen, 5)
			r.Annotator = d.annotator()
		case "features":
			d.once(&seen, 6)
			if typ == nil {
				d.peek()
				later = d.i
				d.skip()
				continue
			}
			r.Features = d.featureValues(typ)
		case "note":
			d.once(&seen, 7)
			r.Note = d.text()
		case "created":
			d.once(&seen, 8)
			r.Created = d.time()
		case "modified":
			d.once(&seen, 9)
			r.Modified = d.time()
		case "origin":
			d.once(&seen, 10)
			r.Origin = d.intern()
		default:
			d.unknown()
		}
	}
	r.Features = d.postponed(later, typ, r.Features)
	if r.ID.IsZero() || r.Annotator.IsZero() || typ == nil {
		d.refuse("it lacks an id, a type or an annotator")
	}
	if d.wrong == "" {
		d.loose = append(d.loose, loose{r, d.index, start})
	}
}

// postponed reads the features at byte at, now that the record says what they belong to.
func (d *decoder) postponed(at int, s *slots, list []annotate.FeatureValue) []annotate.FeatureValue {
	if at == 0 || s == nil || d.err != nil {
		return list
	}
	end := d.i
	d.i, d.name = at, []byte("features")
	list = d.featureValues(s)
	d.i = end
	return list
}

// slots finds a layer or a relation type. One that the schema does not know is kept by its
// name, without features.
func (d *decoder) slots(list map[string]*slots, what string) *slots {
	b := d.bytes()
	if s := list[string(b)]; s != nil {
		return s
	}
	if len(b) == 0 {
		d.refuse("it names no %s", what)
	} else {
		d.doubt("the schema has no %s %.60q", what, b)
	}
	return &slots{name: string(b)}
}

func (d *decoder) fragments() (list []span) {
	if !d.is('[', "a list") {
		return nil
	}
	from := len(d.places)
	for range d.elements() {
		if d.is('{', "an object") {
			d.places = append(d.places, d.fragment())
		}
	}
	return d.places[from:len(d.places):len(d.places)]
}

func (d *decoder) fragment() span {
	s := span{-1, -1}
	for key := range d.members() {
		d.name = key
		switch {
		case string(key) == "start" && s.start < 0:
			s.start = d.whole()
		case string(key) == "end" && s.end < 0:
			s.end = d.whole()
		default:
			d.refuse("fragments: %.40q is unknown or there twice", key)
			d.skip()
		}
	}
	if s.start < 0 || s.end < 0 {
		d.refuse("a fragment lacks start or end")
	}
	return s
}

// context is a string that is compared with the text later on.
func (d *decoder) context() context {
	b := d.bytes()
	if len(b) > 0 && len(d.scratch) > 0 && &b[0] == &d.scratch[0] {
		b = append([]byte(nil), b...)
	}
	return context{true, b}
}
