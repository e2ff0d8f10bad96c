package labelstudio

import (
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// page is a document as it is written, but for the numbers that it gets in its turn. It only
// reads of its writer.
type page struct {
	*writer
	report *codec.Report
	head   *annotate.Document
	text   *text.Text
	data   []byte
	said   []pageOf
	wholes []*field // that are used
	b      []byte
}

// pageOf is what one annotator recorded.
type pageOf struct {
	person int // of people
	result []byte
}

// render makes the page of a document; one without words has no data.
func (w *writer) render(d *codec.Loaded, report *codec.Report) (*page, error) {
	p := &page{writer: w, report: report, head: d.Head, text: d.Text}
	if d.Head.Size == 0 {
		report.Lose(lostEmpty, codec.Problem{Document: d.Head.Title})
		return p, nil
	}
	p.tellData(d)
	annotations := slices.Clone(d.Annotations)
	slices.SortFunc(annotations, annotate.ComparePlace)
	for i, person := range w.people {
		p.b = []byte{'['}
		if err := p.record(person.ID, annotations, d.Relations); err != nil {
			return nil, err
		}
		if len(p.b) > 1 {
			p.said = append(p.said, pageOf{i, append(p.b, ']')})
		}
	}
	return p, nil
}

// tellData makes the data: the text and what is known of it, in this order.
func (p *page) tellData(d *codec.Loaded) {
	without.Loaded(p.report, d)
	for _, o := range d.Originals {
		p.report.Lose(lostOriginal, codec.Problem{Document: p.head.Title, Place: o.Name})
	}
	b := codec.AppendJSON([]byte(`{"`+shown+`":`), d.Text.String())
	for _, f := range codec.Fields(p.head) {
		if f.Name == shown {
			p.report.Lose(lostMember, codec.Problem{Document: p.head.Title, Text: f.Name})
			continue
		}
		b = append(codec.AppendJSON(append(b, ','), f.Name), ':')
		b = codec.AppendJSON(b, f.Value)
	}
	p.data = append(b, '}')
}

// record is what one annotator recorded.
func (p *page) record(by annotate.ID, annotations []*annotate.Annotation, relations []*annotate.Relation) error {
	there := map[annotate.ID]bool{}
	for _, a := range annotations {
		if a.Annotator != by {
			continue
		}
		p.report.Annotations++
		if err := p.region(a); err != nil {
			return err
		}
		there[a.ID] = len(a.Fragments) > 0
	}
	for _, r := range relations {
		if r.Annotator != by {
			continue
		}
		about := codec.Problem{Document: p.head.Title, Record: "relation " + r.ID.String()}
		if !there[r.From] || !there[r.To] {
			p.report.Lose(lostEnd, about)
			continue
		}
		p.link(r, about)
		p.report.Relations++
	}
	return nil
}

// put adds strings of JSON, each behind what stands before it.
func (p *page) put(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		p.b = codec.AppendJSON(append(p.b, pairs[i]...), pairs[i+1])
	}
}

// begin begins a result.
func (p *page) begin() {
	if len(p.b) > 1 {
		p.b = append(p.b, ',')
	}
}

// results are those of a region, which have one ID.
type results struct {
	*page
	id   string
	at   *standing // nil: it is about the whole text
	note string    // that no result has yet
	some bool
}

// add adds a result of a control, with the value's member of a name.
func (r *results) add(from, kind, name string, value []byte) {
	r.begin()
	r.put(`{"id":`, r.id, `,"from_name":`, from, `,"to_name":`, shown, `,"type":`, kind)
	r.b = r.at.value(append(r.b, `,"value":`...), name, value)
	if r.note != "" {
		r.put(`,"meta":{"text":[`, r.note)
		r.b = append(r.b, "]}"...)
	}
	r.b = append(r.b, '}')
	r.note, r.some = "", true
}

// region is an annotation as the results of one ID.
func (p *page) region(a *annotate.Annotation) (err error) {
	id := a.ID.String()
	about := codec.Problem{Document: p.head.Title, Record: "annotation " + id}
	without.Annotation(p.report, p.head, a)
	layer := p.schema.Layer(a.Layer)
	if layer == nil {
		layer = &annotate.Layer{ID: a.Layer, Name: string(a.Layer)}
	}
	r := results{page: p, id: id, note: a.Note}
	if len(a.Fragments) > 0 {
		if r.at, err = p.place(a, about); err != nil {
			return err
		}
		r.add(labels, "labels", "labels", append(codec.AppendJSON([]byte{'['}, layer.Name), ']'))
	}
	for _, fv := range a.Features {
		f := p.fields[a.Layer][fv.Feature]
		if f == nil {
			p.report.Lose(lostValue, about)
			continue
		}
		if r.at == nil {
			f = f.ofWhole(layer, p.list)
			p.wholes = append(p.wholes, f)
		}
		if name, value := p.value(f, fv.Values, about); value != nil {
			r.add(f.name, f.kind, name, value)
		}
	}
	if !r.some && a.Note != "" {
		p.report.Lose(lostNote, about)
	}
	if !r.some {
		p.report.Lose(lostWhole, about)
	}
	return nil
}

// standing is where a region stands, and its words as JSON.
type standing struct {
	start, end int
	words      []byte
}

func (p *page) place(a *annotate.Annotation, about codec.Problem) (*standing, error) {
	if len(a.Fragments) > 1 {
		p.report.Lose(lostHull, about)
	}
	start, err := p.text.In(a.Span().Start, p.unit)
	if err != nil {
		return nil, err
	}
	end, err := p.text.In(a.Span().End, p.unit)
	return &standing{start, end, codec.AppendJSON(nil, p.text.Slice(a.Span()))}, err
}

// value adds the value of a result to b: the place, if there is one, and the member of a
// name, in the order of their names. A member called text stands for the words.
func (at *standing) value(b []byte, name string, value []byte) []byte {
	sep := byte('{')
	for _, n := range [...]string{"choices", "datetime", "end", "labels", "number", "start", "taxonomy", "text"} {
		placed := at != nil && (n == "end" || n == "start" || n == "text")
		if n != name && !placed {
			continue
		}
		b = append(append(append(b, sep, '"'), n...), '"', ':')
		sep = ','
		switch {
		case n == name:
			b = append(b, value...)
		case n == "end":
			b = strconv.AppendInt(b, int64(at.end), 10)
		case n == "start":
			b = strconv.AppendInt(b, int64(at.start), 10)
		default:
			b = append(b, at.words...)
		}
	}
	return append(b, '}')
}

func (p *page) link(r *annotate.Relation, about codec.Problem) {
	label, direction := string(r.Type), "right"
	if t := p.schema.Relation(r.Type); t != nil {
		label = t.Name
	}
	lost := r.Note != ""
	for _, fv := range r.Features {
		if fv.Feature == both && fv.Values[0].Bool {
			direction = "bi"
			continue
		}
		lost = true
	}
	if lost {
		p.report.Lose(lostRelation, about)
	}
	p.begin()
	p.put(`{"type":`, "relation", `,"from_id":`, r.From.String(), `,"to_id":`, r.To.String(), `,"direction":`, direction, `,"labels":[`, label)
	p.b = append(p.b, "]}"...)
}

// task writes the page as task n.
func (w *writer) task(p *page, n int) []byte {
	b := append(strconv.AppendInt([]byte(`{"id":`), int64(n), 10), `,"data":`...)
	b = append(b, p.data...)
	var annotations, predictions []byte
	for _, s := range p.said {
		person := w.people[s.person]
		w.wrote[person.ID] = true
		w.next++
		if model, is := strings.CutPrefix(person.Name, predicted); is {
			predictions = strconv.AppendInt(append(predictions, `,{"id":`...), int64(w.next), 10)
			if model != "" {
				predictions = codec.AppendJSON(append(predictions, `,"model_version":`...), model)
			}
			predictions = append(append(append(predictions, `,"result":`...), s.result...), '}')
			continue
		}
		annotations = strconv.AppendInt(append(annotations, `,{"id":`...), int64(w.next), 10)
		annotations = codec.AppendJSON(append(annotations, `,"created_username":`...), person.Name)
		annotations = append(append(append(annotations, `,"result":`...), s.result...), '}')
	}
	b = append(append(b, `,"annotations":[`...), annotations[min(1, len(annotations)):]...)
	b = append(append(b, `],"predictions":[`...), predictions[min(1, len(predictions)):]...)
	return append(b, "]}"...)
}

// use puts controls for whole texts into the interface, which has those that are used.
func (w *writer) use(list []*field) {
	for _, f := range list {
		if w.wholes[f.name] {
			continue
		}
		w.wholes[f.name] = true
		w.list = append(w.list, f)
		if strings.Contains(f.whole, ".") {
			w.report.Lose(lostName, codec.Problem{Record: "layer " + f.whole})
		}
	}
}
