package suggest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/text"
)

var ctx = context.Background()

// words have what breaks matching: ü composed and not, e with an accent of its own, emoji
// with a joiner, a letter outside the first plane, CRLF, and Arabic written in several ways.
const words = "HTS and Hay\u2019at Tahrir al-Sham met Müller’s men.\r\nhts, Mu\u0308ller, the US and us. 📌 e\u0301 𐐀 👩\u200d👩\u200d👧 Ahmed al-Sharaa\n" +
	"قال أحمد الشرع والمجلس، وقال احمد الشَّرع."

func mustText(t testing.TB, s string) *text.Text {
	t.Helper()
	x, err := text.New(strings.ReplaceAll(s, "\r\n", "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func actor(n uint64, names ...string) *annotate.Entity {
	e := &annotate.Entity{ID: annotatetest.ID(n), Name: names[0]}
	for _, name := range names[1:] {
		e.Aliases = append(e.Aliases, annotate.Alias{Name: name})
	}
	return e
}

func people() []*annotate.Entity {
	list := []*annotate.Entity{
		actor(1, "Hay’at Tahrir al-Sham", "HTS", "Tahrir"), actor(2, "Ahmed al-Sharaa", "أحمد الشرع", "Sharaa"),
		actor(3, "Müller"), actor(4, "United States", "US"), actor(5, "Council", "المجلس"), actor(6, "Thomas Muller", "muller", "𐐨"),
	}
	list[3].Aliases[0].Exact = annotate.ExactCase
	return list
}

// told is what was found: "HTS=1 us=4,7".
func told(f *Found, list []Match) string {
	var parts []string
	for _, m := range list {
		var ids []string
		for _, id := range m.Entities {
			for n := uint64(1); n < 100; n++ {
				if id == annotatetest.ID(n) {
					ids = append(ids, fmt.Sprint(n))
				}
			}
		}
		parts = append(parts, f.Text().Slice(m.Span)+"="+strings.Join(ids, ","))
	}
	return strings.Join(parts, "|")
}

const all = "HTS=1|Hay’at Tahrir al-Sham=1|Müller=3,6|hts=1|Mu\u0308ller=3,6|US=4|𐐀=6|Ahmed al-Sharaa=2|أحمد الشرع=2|المجلس=5|احمد الشَّرع=2"

func TestNames(t *testing.T) {
	f := New(people()).In(ctx, mustText(t, words))
	if got := told(f, f.Matches()); got != all {
		t.Errorf("found\n%s, not\n%s", got, all)
	}
	if m := f.Matches()[f.From(5)]; f.Text().Slice(m.Span) != "Hay’at Tahrir al-Sham" || !f.Matches()[2].Ambiguous() || m.Ambiguous() {
		t.Errorf("%+v", f.Matches())
	}
}

// Exact says how a name may be written, also when nothing is folded at all.
func TestExact(t *testing.T) {
	for x, want := range map[annotate.Exact]string{
		0: "Müller|Mu\u0308ller|muller|MÜLLER|Muller", annotate.ExactCase: "Müller|Mu\u0308ller|Muller", annotate.ExactDiacritics: "Müller|Mu\u0308ller|MÜLLER",
		annotate.ExactCase | annotate.ExactDiacritics: "Müller|Mu\u0308ller", annotate.ExactCase | annotate.ExactDiacritics | annotate.ExactForms: "Müller|Mu\u0308ller",
	} {
		e := actor(1, "Mu\u0308ller")
		e.Exact = x
		f := New([]*annotate.Entity{e}).In(ctx, mustText(t, "Müller Mu\u0308ller muller MÜLLER Muller Müllers"))
		var got []string
		for _, m := range f.Matches() {
			got = append(got, f.Text().Slice(m.Span))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%v: %q", x.Words(), got)
		}
	}
}

// Behind Arabic prefixes a name is found where that is said of it; and a name that is the
// whole word goes before one that is only the rest of it.
func TestPrefixed(t *testing.T) {
	council, beirut, banan := actor(1, "Council", "المجلس"), actor(2, "لبنان"), actor(3, "بنان")
	council.Aliases[0].Exact, beirut.Exact, banan.Exact = annotate.Prefixed, annotate.Prefixed, annotate.Prefixed
	f := New([]*annotate.Entity{council, beirut, banan}).In(ctx, mustText(t, "بالمجلس 📌 للمجلس والمجلس في لبنان وبنان، بلبنان é المجلسين للبنان"))
	if got, want := told(f, f.Matches()), "المجلس=1|لمجلس=1|المجلس=1|لبنان=2|بنان=3|لبنان=2|لبنان=2"; got != want {
		t.Errorf("found\n%s, not\n%s", got, want)
	}
	plain := actor(1, "Council", "المجلس")
	next, d := New([]*annotate.Entity{plain}).With(annotate.Update(plain, council))
	if f := New([]*annotate.Entity{plain}).In(ctx, f.Text()).Follow(ctx, next, d); told(f, f.Matches()) != "المجلس=1|لمجلس=1|المجلس=1" {
		t.Errorf("followed: %s", told(f, f.Matches()))
	}
}

// A change of the register looks for what came, once, and gives what all anew would give.
func TestFollow(t *testing.T) {
	x, n := mustText(t, words), New(people())
	f := n.In(ctx, x)
	for i, c := range []struct {
		change func(list []*annotate.Entity) annotate.Change
		looked int
		want   string
	}{
		{func(l []*annotate.Entity) annotate.Change { return alias(l[4], "men") }, 1, "|men=5|"},
		{func(l []*annotate.Entity) annotate.Change { return annotate.Create(actor(7, "HTS", "al-Sham")) }, 1, "HTS=1,7|"},
		{func(l []*annotate.Entity) annotate.Change { return renamed(l[0], "Tahrir al-Sham") }, 1, "|Tahrir al-Sham=1|"},
		{func(l []*annotate.Entity) annotate.Change { return annotate.Delete(l[1]) }, 0, "𐐀=6|المجلس=5"},
		{func(l []*annotate.Entity) annotate.Change { return annotate.Create(actor(8, "Ahmed")) }, 1, "|Ahmed al-Sharaa=2|"},
		{func(l []*annotate.Entity) annotate.Change { return noted(l[2]) }, 0, "Müller=3,6"},
		{func(l []*annotate.Entity) annotate.Change { return annotate.Update(l[5], actor(6, "Thomas")) }, 1, "|Müller=3|"},
	} {
		change := c.change(people())
		next, d := n.With(change, annotate.Create(&annotate.Annotation{}))
		g := f.Follow(ctx, next, d)
		if g.looked-f.looked != c.looked {
			t.Errorf("change %d: looked for %d names, not %d", i, g.looked-f.looked, c.looked)
		}
		after := changed(people(), change)
		if want := New(after).In(ctx, x); told(g, g.Matches()) != told(want, want.Matches()) || next.Len() != New(after).Len() {
			t.Errorf("change %d: found\n%s, anew\n%s", i, told(g, g.Matches()), told(want, want.Matches()))
		}
		if !strings.Contains(told(g, g.Matches()), c.want) {
			t.Errorf("change %d: found %s", i, told(g, g.Matches()))
		}
		back, d := next.With(change.Inverse())
		if h := g.Follow(ctx, back, d); told(h, h.Matches()) != all {
			t.Errorf("change %d taken back: %s", i, told(h, h.Matches()))
		}
	}
}

func alias(e *annotate.Entity, name string) annotate.Change {
	next := *e
	next.Aliases = append(slices.Clone(e.Aliases), annotate.Alias{Name: name})
	return annotate.Update(e, &next)
}

func renamed(e *annotate.Entity, name string) annotate.Change {
	next := *e
	next.Name = name
	return annotate.Update(e, &next)
}

func noted(e *annotate.Entity) annotate.Change {
	next := *e
	next.Note = "ü"
	return annotate.Update(e, &next)
}

func changed(list []*annotate.Entity, c annotate.Change) []*annotate.Entity {
	if old, ok := c.Old.(*annotate.Entity); ok {
		list = slices.DeleteFunc(list, func(e *annotate.Entity) bool { return e.ID == old.ID })
	}
	if e, ok := c.New.(*annotate.Entity); ok {
		list = append(list, e)
	}
	return list
}

// Many changes one after the other, across the point where the sets are made anew.
func TestFollowLong(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	x := mustText(t, strings.Repeat("name12 name7 name12b Name3 ü 📌 نعم12\n", 50))
	list := []*annotate.Entity{actor(1, "name12")}
	n := New(list)
	f := n.In(ctx, x)
	for i := range mostSince + 300 {
		e := actor(uint64(2+rnd.IntN(40)), fmt.Sprint("name", rnd.IntN(3000)), fmt.Sprint("NAME", rnd.IntN(20)))
		c := annotate.Create(e)
		if at := slices.IndexFunc(list, func(o *annotate.Entity) bool { return o.ID == e.ID }); at >= 0 {
			c = annotate.Update(list[at], e)
		}
		next, d := n.With(c)
		list, f, n = changed(list, c), f.Follow(ctx, next, d), next
		if i%97 == 0 {
			if want := New(list).In(ctx, x); told(f, f.Matches()) != told(want, want.Matches()) || n.Len() != New(list).Len() {
				t.Fatalf("after %d changes:\n%s, anew\n%s", i, told(f, f.Matches()), told(want, want.Matches()))
			}
		}
	}
}

func TestUnmarked(t *testing.T) {
	schema := &annotate.Schema{Layers: []annotate.Layer{
		{ID: "actor", Features: []annotate.Feature{{ID: "entity", Types: []annotate.FeatureType{annotate.TypeEntity}}}},
		{ID: "claim", Features: []annotate.Feature{{ID: "who", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true}}},
	}}
	f := New(people()).In(ctx, mustText(t, words))
	m := f.Matches()
	annotations := []*annotate.Annotation{
		{Layer: "claim", Fragments: []text.Span{f.Text().All()}},
		{Layer: "actor", Fragments: []text.Span{m[8].Span, m[9].Span}},
		{Layer: "actor", Fragments: []text.Span{{Start: m[1].Start - 4, End: m[1].Start + 2}}}, // part of it, without an actor
		{Layer: "actor"}, // of the whole document
	}
	want := "HTS=1|Müller=3,6|hts=1|Mu\u0308ller=3,6|US=4|𐐀=6|Ahmed al-Sharaa=2|احمد الشَّرع=2"
	if got := told(f, Unmarked(schema, m, slices.Values(annotations))); got != want {
		t.Errorf("not marked: %s", got)
	}
}

// crowd is a register of so many names, some in Arabic, some of which count as they are.
func crowd(names int) []*annotate.Entity {
	r := rand.New(rand.NewPCG(1, 2))
	latin := strings.Fields("ka rim da bbagh sal ma id ris na dia fa rouk ha la man sour mu ham mad ab dul rah sha ra je lani üb")
	arabic := strings.Fields("مح مد عبد الر حمن سل مى إد ريس مجلس نق ابة مي ناء")
	var list []*annotate.Entity
	for i := 0; i < names; i += 5 {
		var all []string
		for k := range 5 {
			parts := latin
			if k == 4 {
				parts = arabic
			}
			one := ""
			for range 2 + r.IntN(2) {
				for range 2 + r.IntN(3) {
					one += parts[r.IntN(len(parts))]
				}
				one += " "
			}
			all = append(all, strings.TrimSpace(one))
		}
		e := actor(uint64(i+1), all...)
		if i%50 == 0 {
			e.Exact = annotate.ExactCase
		}
		list = append(list, e)
	}
	for i, also := range []string{"Karim Dabbagh", "the union", "المجلس", "النقابة"} {
		list[i].Aliases[0].Name = also
	}
	return list
}

const latinLine = "Die Gewerkschaft „Union“ fordert von der Übergangsregierung die Öffnung des Hafens; the union’s chair, Karim Dabbagh, accused the ministry of starving the south. 📌\n"
const arabicLine = "رفض المجلس مطالب النقابة بإعادة فتح الميناء الجنوبي قبل نهاية الشهر، وقال المسؤولون إنّ الأرصفة ليست آمنة.\n"

func BenchmarkIn(b *testing.B) {
	list := crowd(50_000)
	n := New(list)
	for name, line := range map[string]string{"latin": latinLine, "arabic": arabicLine} {
		x := mustText(b, strings.Repeat(line, 1<<20/len(line)))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(x.Len()))
			for b.Loop() {
				b.ReportMetric(float64(len(n.In(ctx, x).Matches())), "matches")
			}
		})
		b.Run(name+"/one alias more", func(b *testing.B) {
			f := n.In(ctx, x)
			for b.Loop() {
				next, d := n.With(alias(list[7], "the ministry"))
				b.ReportMetric(float64(len(f.Follow(ctx, next, d).Matches())), "matches")
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	list := crowd(50_000)
	for b.Loop() {
		New(list)
	}
}
