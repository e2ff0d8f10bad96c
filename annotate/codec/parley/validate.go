package parley

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"parley/annotate"
)

// Validate checks the dataset in r, JSON or JSONL, against schema, the JSON Schema of the
// dataset (assets.DatasetSchema), and then all that a schema cannot say: quotes against
// the text, sums, references, tags, IDs that two records share. The report holds every
// problem with its place; it is OK when there is none. The error says that r is no
// dataset, or none that can be read to its end.
func Validate(r io.ReadSeeker, schema string) (*Report, error) {
	v, err := newValidator(schema)
	if err != nil {
		return nil, fmt.Errorf("validate dataset: %w", err)
	}
	if err := v.run(r); err != nil {
		return nil, fmt.Errorf("validate dataset: %w", err)
	}
	return v.report, nil
}

type validator struct {
	whole, document *jsonschema.Schema
	report          *Report
	ids             map[annotate.ID]annotate.ID // annotation or relation → its document
	texts           map[[32]byte]bool
}

func newValidator(schema string) (*validator, error) {
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		return nil, err
	}
	const url = "parley-dataset.json"
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, parsed); err != nil {
		return nil, err
	}
	v := &validator{ids: map[annotate.ID]annotate.ID{}, texts: map[[32]byte]bool{}}
	if v.whole, err = c.Compile(url); err != nil {
		return nil, err
	}
	v.document, err = c.Compile(url + "#/$defs/document")
	return v, err
}

func (v *validator) run(r io.ReadSeeker) error {
	h, p, top, err := open(r, time.Time{})
	if err != nil {
		return err
	}
	v.report = &top.report
	v.report.Annotators, v.report.Entities = len(top.annotators), len(top.entities)
	if err := v.header(h); err != nil {
		return err
	}
	if err := h.decodeAll(r, p, v.check, v.visit); err != nil {
		return err
	}
	v.examples(p.schema)
	return nil
}

// examples tells of tags' examples that stand in no document of the file.
func (v *validator) examples(s *annotate.Schema) {
	for i := range s.Tagsets {
		for k := range s.Tagsets[i].Tags {
			g := &s.Tagsets[i].Tags[k]
			place := fmt.Sprintf("/schema/tagsets/%d/tags/%d", i, k)
			for n := range g.Examples {
				v.example(fmt.Sprintf("%s/examples/%d", place, n), &g.Examples[n])
			}
			for n := range g.Counter {
				v.example(fmt.Sprintf("%s/counter/%d", place, n), &g.Counter[n])
			}
		}
	}
}

func (v *validator) example(place string, e *annotate.Example) {
	told := func(what string, id annotate.ID) {
		v.report.Doubtful.Add(Problem{Place: place, Text: fmt.Sprintf("it names %s %s, which is not there", what, id)})
	}
	if _, ok := v.ids[e.Document]; !ok && !e.Document.IsZero() {
		told("document", e.Document)
		return
	}
	in, ok := v.ids[e.Annotation]
	if !e.Annotation.IsZero() && (!ok || !e.Document.IsZero() && in != e.Document) {
		told("annotation", e.Annotation)
	}
}

// header checks the header as if it had no document.
func (v *validator) header(h *head) error {
	var b bytes.Buffer
	b.WriteString(`{"documents":[]`)
	for name, value := range h.members {
		fmt.Fprintf(&b, ",%s:%s", appendString(nil, name), value)
	}
	b.WriteString("}")
	instance, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		return err
	}
	for _, e := range leaves(v.whole.Validate(instance), nil) {
		if place := pointer(e); !found(v.report, place) {
			v.report.Doubtful.Add(Problem{Place: place, Text: say(e)})
		}
	}
	return nil
}

// check runs in several goroutines, each with a document of its own.
func (v *validator) check(b []byte, c *decoded) error {
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return err
	}
	prefix := c.problem("", 0, annotate.ID{}, c.at, "").Place
	for _, e := range leaves(v.document.Validate(instance), nil) {
		p := c.problem("", 0, annotate.ID{}, c.at, say(e))
		if p.Place = prefix + pointer(e); !found(&c.report, p.Place) {
			c.report.Doubtful.Add(p)
		}
	}
	return nil
}

// visit looks for what two documents share.
func (v *validator) visit(c *decoded) error {
	v.report.Join(&c.report)
	if c.refused {
		return nil
	}
	shared := func(record, what string) {
		p := c.problem("", 0, annotate.ID{}, c.at, what)
		p.Record = record
		v.report.Refused.Add(p)
	}
	once := func(noun string, id annotate.ID) {
		if other, twice := v.ids[id]; twice {
			shared(noun+" "+id.String(), fmt.Sprintf("its id is that of a record in document %s", other))
		}
		v.ids[id] = c.head.ID
	}
	once("document", c.head.ID)
	for _, a := range c.annotations {
		once("annotation", a.ID)
	}
	for _, r := range c.relations {
		once("relation", r.ID)
	}
	if v.texts[c.head.SHA256] {
		shared("", "a document before it has the same text")
	}
	v.texts[c.head.SHA256] = true
	return nil
}

// found reports whether reading had something to say of what lies at place or around it.
func found(r *Report, place string) bool {
	for _, list := range []*Findings{&r.Refused, &r.Doubtful} {
		for _, p := range list.First {
			if p.Place == place || strings.HasPrefix(place, p.Place+"/") && p.Record != "" {
				return true
			}
		}
	}
	return false
}

// atMost is how many deviations from the schema are told of one document.
const atMost = 20

// leaves are the errors that say something themselves. Of alternatives none of which
// fits, that none fits is told, and not why each does not.
func leaves(err error, out []*jsonschema.ValidationError) []*jsonschema.ValidationError {
	e, ok := err.(*jsonschema.ValidationError)
	if !ok || len(out) >= atMost {
		return out
	}
	if _, choice := e.ErrorKind.(*kind.OneOf); choice || len(e.Causes) == 0 {
		return append(out, e)
	}
	for _, c := range e.Causes {
		out = leaves(c, out)
	}
	return out
}

func say(e *jsonschema.ValidationError) string {
	return e.ErrorKind.LocalizedString(message.NewPrinter(language.English))
}

// pointer is where e is, as a JSON Pointer.
func pointer(e *jsonschema.ValidationError) string {
	var b strings.Builder
	for _, step := range e.InstanceLocation {
		b.WriteString("/")
		b.WriteString(strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
	}
	return b.String()
}
