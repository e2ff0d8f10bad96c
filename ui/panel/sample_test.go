package panel

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/text"
	"parley/assets"
)

// desk is a project in memory behind the panels: what they ask, and what they asked for.
type desk struct {
	legend      []LegendRow
	filter      Filter
	schema      *annotate.Schema
	documents   []*annotate.Summary
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
	entities    []*annotate.Entity
	steps       []Step
	hidden      map[annotate.LayerID]bool
	table       *Annotations
	card        *Card
	log         []string
	proposal    string // for a new actor
	defaults    string
	before      bool          // the annotation before has values
	likely      []EntityOffer // with an empty query
	next        byte
}

// heads are documents as the list asks for them.
type heads []*annotate.Summary

func (h heads) Len() int                  { return len(h) }
func (h heads) At(i int) annotate.Heading { return h[i].Heading() }
func (h heads) Find(id annotate.ID) (int, bool) {
	i := slices.IndexFunc(h, func(s *annotate.Summary) bool { return s.ID == id })
	return i, i >= 0
}

func (d *desk) id() annotate.ID { d.next++; return annotate.ID{15: d.next} }

func (d *desk) Schema() *annotate.Schema            { return d.schema }
func (d *desk) Documents() Headings                 { return heads(d.documents) }
func (d *desk) Annotations() []*annotate.Annotation { return d.annotations }
func (d *desk) Relations() []*annotate.Relation     { return d.relations }
func (d *desk) History(n int) []Step                { return d.steps[:min(n, len(d.steps))] }
func (d *desk) ColourModes() []string               { return []string{"layer", "stance", "annotator"} }
func (d *desk) ColourMode() int                     { return 0 }
func (d *desk) Legend() []LegendRow                 { return d.legend }
func (d *desk) Filter() Filter                      { return d.filter }
func (d *desk) Proposal() string                    { return d.proposal }
func (d *desk) IsMention(l annotate.LayerID) bool   { return l == "Actor" }
func (d *desk) Defaults(annotate.LayerID) string    { return d.defaults }

func (d *desk) Entities(query string) []EntityOffer {
	if query == "" && d.likely != nil {
		return d.likely
	}
	return MatchEntities(d.entities, query, 24)
}

func (d *desk) RelationsOf(id annotate.ID) (list []*annotate.Relation) {
	for _, r := range d.relations {
		if r.From == id || r.To == id {
			list = append(list, r)
		}
	}
	return list
}

func (d *desk) LayerHidden(id annotate.LayerID) bool { return d.hidden[id] }

func (d *desk) Annotator(annotate.ID) *annotate.Annotator {
	return &annotate.Annotator{Name: "Lina Haddad", Initials: "LH"}
}

func (d *desk) LayerCount(id annotate.LayerID) int {
	n := 0
	for _, a := range d.annotations {
		if a.Layer == id {
			n++
		}
	}
	return n
}

func (d *desk) Annotation(id annotate.ID) *annotate.Annotation {
	for _, a := range d.annotations {
		if a.ID == id {
			return a
		}
	}
	return nil
}

func (d *desk) Entity(id annotate.ID) *annotate.Entity {
	for _, e := range d.entities {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func (d *desk) Place(id annotate.ID) (n, of int) {
	if d.table != nil {
		return d.table.Place(id)
	}
	for i, a := range d.annotations {
		if a.ID == id {
			return i + 1, len(d.annotations)
		}
	}
	return 0, len(d.annotations)
}

// set gives an annotation values as a session would: a copy, then everybody is told.
func (d *desk) set(id annotate.ID, f annotate.FeatureID, values []annotate.Value) {
	d.change(id, func(a *annotate.Annotation) {
		var list []annotate.FeatureValue
		for _, v := range a.Features {
			if v.Feature != f {
				list = append(list, v)
			}
		}
		if len(values) > 0 {
			list = append(list, annotate.FeatureValue{Feature: f, Values: values})
		}
		a.Features = list
	})
}

func (d *desk) change(id annotate.ID, edit func(*annotate.Annotation)) {
	for i, a := range d.annotations {
		if a.ID == id {
			next := *a
			edit(&next)
			d.annotations[i] = &next
			if d.table != nil {
				d.table.Changed(a, &next)
			}
			if d.card != nil {
				d.card.Changed()
			}
		}
	}
}

// wire makes a card of the desk that does what is asked of it.
func (d *desk) wire() *Card {
	d.card = NewCard(d)
	d.card.OnSet = func(a annotate.ID, f annotate.FeatureID, values []annotate.Value) {
		d.log = append(d.log, fmt.Sprint("set ", f, " ", d.words(f, values)))
		d.set(a, f, values)
	}
	d.card.OnNote = func(a annotate.ID, note string) {
		d.log = append(d.log, "note "+note)
		d.change(a, func(a *annotate.Annotation) { a.Note = note })
	}
	d.card.OnCreate = func(n NewEntity) {
		d.log = append(d.log, "create "+n.Name)
		e := &annotate.Entity{ID: d.id(), Name: n.Name}
		d.entities = append(d.entities, e)
		d.set(n.Annotation, n.Feature, append(n.Keep, annotate.Value{Type: annotate.TypeEntity, Ref: e.ID, Mention: n.Mention}))
	}
	d.card.OnSetRelation = func(r annotate.ID, f annotate.FeatureID, values []annotate.Value) {
		d.log = append(d.log, fmt.Sprint("relation ", f, " ", len(values)))
		for i, l := range d.relations {
			if l.ID == r {
				next := *l
				next.Features = []annotate.FeatureValue{{Feature: f, Values: values}}
				d.relations[i] = &next
			}
		}
		d.card.Changed()
	}
	d.card.OnUnlink = func(annotate.ID) { d.log = append(d.log, "unlink") }
	d.card.OnGo = func(a annotate.ID) { d.log = append(d.log, "go "+quoteOf(d.Annotation(a))) }
	d.card.OnRechecked = func(annotate.ID) { d.log = append(d.log, "rechecked") }
	d.card.OnForget = func(l annotate.LayerID) { d.log = append(d.log, "forget "+string(l)) }
	d.card.OnSay = func(s string) { d.log = append(d.log, "say "+s) }
	d.card.OnDone = func() { d.log = append(d.log, "done") }
	d.card.OnPick = func(_ annotate.ID, f annotate.FeatureID) { d.log = append(d.log, "pick "+string(f)) }
	d.card.OnPickEnd = func() { d.log = append(d.log, "pick end") }
	d.card.OnSame = func(_ annotate.ID, f annotate.FeatureID) bool {
		d.log = append(d.log, "same "+string(f))
		return d.before
	}
	d.card.OnDefinition = func(_ annotate.TagsetID, t annotate.TagID) { d.log = append(d.log, "define "+string(t)) }
	return d.card
}

func (d *desk) words(f annotate.FeatureID, values []annotate.Value) []string {
	var list []string
	for _, l := range d.schema.Layers {
		if feature := l.Feature(f); feature != nil {
			for _, v := range values {
				list = append(list, valueText(d, feature, v))
			}
			break
		}
	}
	return list
}

func (d *desk) entity(kind, name string, aliases ...string) annotate.ID {
	e := &annotate.Entity{ID: d.id(), Name: name, Kind: kind}
	for _, a := range aliases {
		e.Aliases = append(e.Aliases, annotate.Alias{Name: a})
	}
	d.entities = append(d.entities, e)
	return e.ID
}

func (d *desk) mark(layer annotate.LayerID, start text.Offset, quote string, features ...annotate.FeatureValue) *annotate.Annotation {
	a := &annotate.Annotation{
		ID: d.id(), Layer: layer, Quote: text.Quote{Exact: quote}, Features: features,
		Fragments: []text.Span{{Start: start, End: start + text.Offset(len(quote))}},
	}
	d.annotations = append(d.annotations, a)
	return a
}

func tags(f annotate.FeatureID, ids ...annotate.TagID) annotate.FeatureValue {
	fv := annotate.FeatureValue{Feature: f}
	for _, id := range ids {
		fv.Values = append(fv.Values, annotate.Value{Type: annotate.TypeTag, Tag: id})
	}
	return fv
}

func actors(f annotate.FeatureID, ids ...annotate.ID) annotate.FeatureValue {
	fv := annotate.FeatureValue{Feature: f}
	for _, id := range ids {
		fv.Values = append(fv.Values, annotate.Value{Type: annotate.TypeEntity, Ref: id})
	}
	return fv
}

func onDay(f annotate.FeatureID, iso string) annotate.FeatureValue {
	date, err := annotate.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Type: annotate.TypeDate, Date: date}}}
}

// newDesk is the project that the interface is drawn with.
func newDesk() *desk {
	d := &desk{hidden: map[annotate.LayerID]bool{}}
	b, err := assets.Template(assets.DefaultTemplate)
	if err != nil {
		panic(err)
	}
	t, err := parley.ReadTemplate(bytes.NewReader(b))
	if err != nil {
		panic(err)
	}
	d.schema = t.Schema
	for _, r := range [...]struct {
		title, author, outlet, date string
		n                           int
		state                       annotate.State
	}{
		{"Council and dockers trade blame over closed port", "Nadia Farouk", "The Coast Courier", "2025-03-14", 22, 1},
		{"Budget vote set for Thursday as talks stall", "Yusuf Benali", "", "2025-03-13", 31, 2},
		{"المجلس يؤجل فتح الميناء الجنوبي", "رنا سلمان", "صحيفة الساحل", "2025-03-13", 22, 1},
		{"“We were never asked”: islanders on the ferry", "Leila Aziz", "", "2025-03-12", 42, 2},
		{"Interview: Hala Mansour on sanctions", "", "The Coast Courier", "2025-03-11", 27, 2},
		{"Northern command denies mine reports", "Agency", "", "2025-03-10", 18, 2},
		{"Three questions for the donors", "Kofi Osei", "", "2025-03-09", 0, 0},
		{"حزب الساحل الحر: لن نصوت على الموازنة", "وليد نصار", "", "2025-03-08", 0, 0},
		{"Fishermen return to the old basin", "Nadia Farouk", "", "2025-03-06", 22, 2},
		{"Editorial: a harbour is not a bargaining chip", "", "The Coast Courier", "2025-03-05", 35, 2},
		{"Union calls two-day stoppage", "Yusuf Benali", "", "2025-03-03", 0, 0},
		{"Minister promises tariff relief by May", "Agency", "", "2025-03-01", 0, 0},
		{"Who speaks for the south?", "Leila Aziz", "", "2025-02", 0, 0},
		{"Sanctions: what the envoys want", "Kofi Osei", "", "2025-02", 0, 0},
		{"Statement of the Transitional Council", "Official", "", "2025-01", 12, 2},
		{"Letter from Marsa Qalam", "Rana Salman", "", "2025-01", 0, 0},
		{"The quay and the capital — e\u0301tude 📌 𐐀 👨\u200d👩\u200d👧", "Kofi Osei", "", "2024-12", 0, 0},
	} {
		date, _ := annotate.ParseDate(r.date)
		d.documents = append(d.documents, &annotate.Summary{
			Document: &annotate.Document{ID: d.id(), Title: r.title, Author: r.author, Outlet: r.outlet, Date: date},
			State:    r.state, Annotations: r.n,
		})
	}
	d.fillClaims()
	return d
}

func (d *desk) fillClaims() {
	karim := d.entity("person", "Karim Dabbagh", "the union’s chair", "كريم دباغ")
	union := d.entity("organisation", "Dockers’ Union", "the union", "نقابة عمال الميناء")
	council := d.entity("organisation", "Transitional Council", "the Council")
	salma := d.entity("person", "Salma Idris")
	ministry := d.entity("organisation", "Ministry of Ports", "the ministry")
	d.entity("person", "Chair of the Dockers’ Union")
	d.entity("organisation", "Dockyard Company")
	d.entity("person", "Hala Mansour", "هالة منصور")
	d.entity("organisation", "Hay’at Tahrir al-Sham", "HTS", "هيئة تحرير الشام")
	d.mark("Claim", 60, "rejected demands from the Dockers’ Union to reopen the southern harbour before the end of the month",
		actors("claimant", council), tags("kind", "denial"), tags("category", "201"), tags("stance", "against"), onDay("date", "2025-03-14"))
	d.mark("Claim", 170, "the quays were not yet safe for civilian ships",
		actors("claimant", council), tags("kind", "assertion"), tags("category", "310"), tags("stance", "none"), onDay("date", "2025-03-14"))
	d.mark("Claim", 230, "“We will not send workers onto quays that have not been cleared of mines,”",
		actors("claimant", salma), tags("category", "310"), tags("stance", "against"), onDay("date", "2025-03-14"))
	a := d.mark("Claim", 400, "accused the ministry of starving the south of trade",
		actors("claimant", karim, union), tags("kind", "accusation"), tags("category", "201", "203"), tags("stance", "against"),
		actors("target", ministry), onDay("date", "2025-03-13"), tags("voice", "indirect"))
	a.Fragments = []text.Span{{Start: 400, End: 420}, {Start: 470, End: 500}}
	a.Note = "The relative clause is the reporter’s."
	d.mark("Stance", 520, "called the delay “a political choice dressed up as caution”", actors("holder", karim), tags("value", "against"), actors("target", ministry))
	d.mark("Claim", 640, "«الميناء ملك للناس، ولن نقبل أن يبقى مغلقًا حتى نهاية الشهر»",
		actors("claimant", union), tags("kind", "demand"), tags("category", "201"), tags("stance", "favor"), onDay("date", "2025-03"))
	for i, m := range []string{"Transitional Council", "Dockers’ Union", "Salma Idris", "Karim Dabbagh", "the ministry", "the northern command", "the union", "للناس", "Western diplomats", "The Free Coast Party", "Hala Mansour"} {
		d.mark("Actor", text.Offset(900+20*i), m)
	}
	d.relations = []*annotate.Relation{{ID: d.id(), Type: d.schema.Relations[1].ID, From: a.ID, To: d.annotations[2].ID}}
	at := time.Date(2025, 3, 15, 9, 12, 0, 0, time.UTC)
	d.steps = []Step{
		{Number: 4, Label: "Mark stance", Annotator: "Lina Haddad", Time: at, Cause: annotate.Undoing, Of: 3},
		{Number: 3, Label: "Mark stance", Annotator: "Lina Haddad", Time: at},
		{Number: 2, Label: "Set category of “accused the ministry …”", Annotator: "Lina Haddad", Time: at},
		{Number: 1, Label: "Import 17 documents", Annotator: "Lina Haddad", Time: at, Changes: 34},
	}
}
