package brat_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
	"parley/storage/memory"
)

// hand alters a project at random, as people do.
type hand struct {
	*rand.Rand
	t      *testing.T
	store  *memory.Store
	schema *annotate.Schema
	doc    *annotate.Document
	text   *text.Text
	by     annotate.ID
}

func (h *hand) commit(changes ...annotate.Change) {
	if _, err := h.store.Commit(&annotate.ChangeSet{Label: "alter", Changes: changes}); err != nil {
		h.t.Fatal(err)
	}
}

// place is one fragment or two, of words without line ends.
func (h *hand) place() (list []text.Span) {
	words := []string{"Müller", "u\u0308ber", "📌", "𐐀", "الميناء", "👩‍👩‍👧", "harbour", "union"}
	at := h.IntN(len(words))
	for _, i := range slices.Compact([]int{at, min(at+h.IntN(3), len(words)-1)}) {
		s := strings.Index(h.text.String(), words[i])
		list = append(list, text.Span{Start: text.Offset(s), End: text.Offset(s + len(words[i]))})
	}
	return list
}

func (h *hand) values(l *annotate.Layer, others []*annotate.Annotation) (list []annotate.FeatureValue) {
	for _, f := range l.Features {
		if h.IntN(2) == 0 {
			continue
		}
		v := annotate.Value{Type: f.Types[h.IntN(len(f.Types))]}
		switch v.Type {
		case annotate.TypeTag:
			tags := h.schema.Tagset(f.Tagset).Tags
			v.Tag = tags[h.IntN(len(tags))].ID
		case annotate.TypeText:
			v.Text = fmt.Sprintf("words %d 📌", h.IntN(3))
		case annotate.TypeBoolean:
			v.Bool = true
		case annotate.TypeAnnotation:
			v.Ref = others[h.IntN(len(others))].ID
		case annotate.TypeEntity:
			for e := range h.store.Entities() {
				if v.Ref = e.ID; h.IntN(2) == 0 {
					break
				}
			}
		}
		list = append(list, annotate.FeatureValue{Feature: f.ID, Values: []annotate.Value{v}})
	}
	return list
}

func (h *hand) step() {
	annotations, _ := h.store.Annotations(h.doc.ID)
	relations, _ := h.store.Relations(h.doc.ID)
	a := annotations[h.IntN(len(annotations))]
	next := *a
	layer := &h.schema.Layers[h.IntN(len(h.schema.Layers))]
	switch h.IntN(7) {
	case 0:
		next.Fragments = h.place()
	case 1:
		next.Note = []string{"", "one", "one\ntwo", "one\n\nthree\n"}[h.IntN(4)]
	case 2:
		next.Features = h.values(h.schema.Layer(a.Layer), annotations)
	case 3:
		next.Layer, next.Features = layer.ID, h.values(layer, annotations)
	case 4:
		made := &annotate.Annotation{ID: annotate.NewID(), Document: h.doc.ID, Annotator: h.by, Layer: layer.ID, Fragments: h.place(), Features: h.values(layer, annotations)}
		made.Quote = h.text.Quote(made.Fragments)
		h.commit(annotate.Create(made))
		return
	case 5:
		types := h.schema.Relations
		r := &annotate.Relation{ID: annotate.NewID(), Document: h.doc.ID, Annotator: h.by, Type: types[h.IntN(len(types))].ID, From: a.ID, To: annotations[h.IntN(len(annotations))].ID}
		h.commit(annotate.Create(r))
		return
	case 6:
		h.delete(a, annotations, relations)
		return
	}
	next.Quote = h.text.Quote(next.Fragments)
	h.commit(annotate.Update(a, &next))
}

// delete takes with an annotation what names it.
func (h *hand) delete(a *annotate.Annotation, annotations []*annotate.Annotation, relations []*annotate.Relation) {
	if len(annotations) < 3 {
		return
	}
	var changes []annotate.Change
	for _, r := range relations {
		if r.From == a.ID || r.To == a.ID {
			changes = append(changes, annotate.Delete(r))
		}
	}
	for _, o := range annotations {
		next := *o
		next.Features = nil
		for _, fv := range o.Features {
			fv.Values = slices.DeleteFunc(slices.Clone(fv.Values), func(v annotate.Value) bool { return v.Ref == a.ID })
			if len(fv.Values) > 0 {
				next.Features = append(next.Features, fv)
			}
		}
		if o.ID != a.ID {
			changes = append(changes, annotate.Update(o, &next))
		}
	}
	h.commit(append(changes, annotate.Delete(a))...)
}

// told is all that a project records in a document, without IDs.
func told(t *testing.T, store *memory.Store, title string) (list []string) {
	d := document(t, store, title)
	annotations, _ := store.Annotations(d.ID)
	relations, _ := store.Relations(d.ID)
	name := map[annotate.ID]string{}
	for _, a := range annotations {
		name[a.ID] = fmt.Sprint(a.Layer, a.Fragments)
	}
	for e := range store.Entities() {
		name[e.ID] = e.Name
	}
	words := func(features []annotate.FeatureValue) (out []string) {
		for _, fv := range features {
			for _, v := range fv.Values {
				out = append(out, fmt.Sprint(fv.Feature, "=", v.Tag, v.Text, v.Bool, name[v.Ref]))
			}
		}
		slices.Sort(out)
		return out
	}
	for _, a := range annotations {
		list = append(list, fmt.Sprint(name[a.ID], words(a.Features), strings.Split(a.Note, "\n")))
	}
	for _, r := range relations {
		list = append(list, fmt.Sprint(r.Type, ":", name[r.From], name[r.To], words(r.Features), r.Note))
	}
	slices.Sort(list)
	return list
}

// Whatever was changed, what is written says what the project says: read again under the
// same schema it is the same. Written a second time it has the same bytes.
func TestRandomChanges(t *testing.T) {
	in := awkward()
	for seed := range uint64(300) {
		store := empty()
		into(t, store, in.source(), codec.OpenOptions{}, nil)
		h := &hand{Rand: rand.New(rand.NewPCG(seed, 1)), t: t, store: store, doc: document(t, store, "a/one")}
		h.schema, _ = store.Schema()
		h.text, _ = text.New(body)
		people, _ := store.Annotators()
		h.by = people[0].ID
		for range 1 + h.IntN(12) {
			h.step()
		}
		out, _ := export(t, store)
		again := memory.New(&annotate.Project{ID: annotate.NewID()}, h.schema)
		c := out.source()
		m := codec.Identity(h.schema)
		report := into(t, again, c, codec.OpenOptions{}, &m)
		if len(report.Lost) > 0 {
			t.Fatalf("seed %d: %+v\n%s", seed, report.Lost, out["a/one.ann"])
		}
		if got, want := told(t, again, "a/one"), told(t, store, "a/one"); !slices.Equal(got, want) {
			t.Fatalf("seed %d: it says\n%s\nwant\n%s\nin\n%s", seed, strings.Join(got, "\n"), strings.Join(want, "\n"), out["a/one.ann"])
		}
		second, _ := export(t, again)
		same(t, second, out)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
