package w3c

import (
	"encoding/json"
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// keptName is the name of the original that holds the annotations of a document as they came
// in, by the IDs that they have in Parley.
const keptName = "annotations.json"

// keptJSON is one annotation as it came in.
type keptJSON struct {
	Layer string      `json:"layer"` // what it became
	Spans []text.Span `json:"spans"` // where its targets lead; empty: to the whole
	Raw   object      `json:"raw"`
}

// mostKept is how long the annotations of one document may be, to be kept.
const mostKept = 64 << 20

// keeps is what is kept of a document's annotations, by their IDs.
type keeps struct {
	list  map[string]json.RawMessage
	bytes int
}

// of is what is to be kept of an annotation, of another program's or one that somebody put
// members into; what we wrote has its place.
func (s *keeps) of(a *anno, k keptJSON, report *codec.Report, d *codec.Document) json.RawMessage {
	if (a.layer != "" || a.relation != "") && len(a.unknown) == 0 {
		return nil
	}
	k.Raw, _ = objectOf(a.raw)
	b, err := marshal(k, nil)
	if s.bytes += len(b); err == nil && s.bytes <= mostKept {
		return b
	}
	for _, name := range a.unknown {
		report.Lose(lostMember, problem(d, a, name))
	}
	return nil
}

// put remembers what is to be kept, if there is something.
func (s *keeps) put(id annotate.ID, kept json.RawMessage) {
	if kept == nil {
		return
	}
	if s.list == nil {
		s.list = map[string]json.RawMessage{}
	}
	s.list[id.String()] = kept
}

// originals are what is kept with the document.
func (s *keeps) originals(collection annotate.ID) []*annotate.Original {
	if len(s.list) == 0 {
		return nil
	}
	b, err := marshal(s.list, nil)
	if err != nil {
		return nil
	}
	return []*annotate.Original{{Collection: collection, Format: "w3c", Name: keptName, Content: string(b)}}
}

// What is kept and can not be written again.
var (
	lostOriginal = codec.Kind{One: "file that was kept as it came in left out", Many: "files that were kept as they came in left out"}
	lostAltered  = codec.Kind{One: "body or target that was altered written without the members that it came with", Many: "bodies or targets that were altered written without the members that they came with"}
	lostSelector = codec.Kind{One: "selector that others refine written as the words that it led to", Many: "selectors that others refine written as the words that they led to"}
	lostSet      = codec.Kind{One: "list or choice of bodies or targets written as plain ones", Many: "lists or choices of bodies or targets written as plain ones"}
)

// before are the annotations of a document as they came in.
type before map[string]*keptJSON

// load finds them, and tells of what other formats kept.
func (w *writer) load(d *codec.Loaded) before {
	out := before{}
	for _, o := range d.Originals {
		var more before
		if o.Format != "w3c" || o.Name != keptName || json.Unmarshal([]byte(o.Content), &more) != nil {
			w.report.Lose(lostOriginal, codec.Problem{Document: d.Head.Title, Place: o.Name})
			continue
		}
		for id, k := range more {
			if k != nil {
				out[id] = k
			}
		}
	}
	return out
}

// written are the members of an annotation that are made from our nouns; the others stay.
var written = []string{"@context", "id", "type", "body", "bodyValue", "target", "created", "modified", "parley:relation", "parley:layer", "parley:recheck"}

// restore gives an annotation what it came with and our nouns do not have.
func (w *writer) restore(h *annotate.Document, out *annoJSON, k *keptJSON, fragments []text.Span) {
	a, err := parse(k.Raw.fields(), true)
	if err != nil {
		return
	}
	p := codec.Problem{Document: h.Title, Record: a.id}
	out.more = object{}
	for name, v := range k.Raw {
		switch {
		case slices.Contains(written, name):
		case name == "motivation" && out.Layer != k.Layer:
		case name == "creator" && (out.Creator == nil || out.Creator.Name != a.creator):
		default:
			out.more[name] = v
		}
	}
	for _, v := range []piece{k.Raw["body"], k.Raw["target"]} {
		if hasItems(v) {
			w.report.Lose(lostSet, p)
		}
	}
	w.restoreBodies(out, a, p)
	w.restoreTargets(out, a, k.Spans, fragments, p)
}

func hasItems(v piece) bool {
	for e := range each(v) {
		if o, _ := fieldsOf(e); o.get("items") != "" {
			return true
		}
	}
	return false
}

// restoreBodies has bodies that say what they said be as they came.
func (w *writer) restoreBodies(out *annoJSON, a *anno, p codec.Problem) {
	for i := range a.bodies {
		b := &a.bodies[i]
		feature, kind := b.says()
		at := slices.IndexFunc(out.Body, func(o any) bool {
			ours, is := o.(bodyJSON)
			return is && ours.Feature == feature && ours.Kind == kind && (ours.Value != "" && ours.Value == b.value || ours.Value == b.iri && b.value == "")
		})
		switch {
		case at >= 0 && b.raw != "":
			out.Body[at] = b.raw
		case b.raw != "" && extra(b.raw, "id", "type", "purpose", "value", "parley:feature", "parley:type", "parley:name", "parley:mention", "parley:tagset"):
			p.Text = "its body of " + feature
			w.report.Lose(lostAltered, p)
		}
	}
}

// extra reports whether an object has members beside those.
func extra(v piece, names ...string) bool {
	o, _ := objectOf(v)
	for name := range o {
		if !slices.Contains(names, name) {
			return true
		}
	}
	return false
}

// restoreTargets gives the targets that lead where they led their other members and selectors.
func (w *writer) restoreTargets(out *annoJSON, a *anno, spans, fragments []text.Span, p codec.Problem) {
	for i, t := range a.targets {
		o, _ := objectOf(t.raw)
		if o == nil {
			continue
		}
		at := 0
		if i < len(spans) && len(fragments) > 0 {
			at = slices.Index(fragments, spans[i])
		} else if len(t.selector) > 0 || len(fragments) > 0 {
			at = -1
		}
		if at < 0 || at >= len(out.Target) {
			if extra(t.raw, "source", "selector", "type") {
				p.Text = "its target " + t.source
				w.report.Lose(lostAltered, p)
			}
			continue
		}
		delete(o, "selector")
		if o["source"] == "" {
			o = nil // its other members are of the source itself
		}
		delete(o, "source")
		out.Target[at].more = o
		for _, s := range t.selector {
			switch {
			case len(s.refinedBy) > 0:
				w.report.Lose(lostSelector, p)
			case s.kind != "TextPositionSelector" && s.kind != "TextQuoteSelector":
				out.Target[at].Selector = append(out.Target[at].Selector, s.raw)
			}
		}
	}
}
