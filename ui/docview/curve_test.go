package docview

import (
	"image"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
	"parley/ui/theme"
)

// net is a shelf whose marks are related.
type net struct {
	*shelf
	relations []Relation
	asked     int // relations handed out
}

func (n *net) relate(i, from, to int, name string) {
	n.relations = append(n.relations, Relation{ID: id(1000 + i), From: id(from), To: id(to), Type: name})
}

func (n *net) Relations(s text.Span) iter.Seq[Relation] {
	begins := func(i ID) bool { m, ok := n.marks[i]; return ok && s.Contains(m.Fragments[0].Start) }
	return n.where(func(r Relation) bool { return begins(r.From) || begins(r.To) })
}

func (n *net) RelationsOf(i ID) iter.Seq[Relation] {
	return n.where(func(r Relation) bool { return r.From == i || r.To == i })
}

func (n *net) where(is func(Relation) bool) iter.Seq[Relation] {
	return func(yield func(Relation) bool) {
		for _, r := range n.relations {
			if is(r) {
				n.asked++
				if !yield(r) {
					return
				}
			}
		}
	}
}

// claims is a text of n paragraphs with a mark, the paragraph's number, on the words
// “harbour i” of each.
func claims(t testing.TB, n int, words string) *net {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(words, "#", string(rune('A'+i%26))+string(rune('a'+i/26))) + "\n")
	}
	s := newShelf(t, b.String())
	marked := strings.TrimSuffix(strings.Fields(words)[1], "#")
	for i, o := 1, 0; i <= n; i++ {
		at := o + strings.Index(s.text.String()[o:], marked)
		s.put(i, 1+i%3, text.Span{Start: text.Offset(at), End: text.Offset(at + len(marked))})
		o = at + len(marked)
	}
	return &net{shelf: s}
}

const (
	englishClaim = "The ünion# said e\u0301 📌 that the harbour must open 👩‍👩‍👧 before 2025."
	arabicClaim  = "قالت النقابة# إن الميناء يجب أن يُفتح 📌 قبل 2025."
)

// webs are the arrangements that are kept as pictures.
func webs(t *testing.T) map[string]*net {
	one := claims(t, 12, englishClaim)
	one.relate(1, 3, 1, "attacks")
	one.relate(2, 4, 5, "supports")
	one.relate(3, 2, 12, "elaborates")
	bundle := claims(t, 8, englishClaim)
	for i, to := range []int{1, 3, 4, 6} {
		bundle.relate(i, 2, to, "supports")
	}
	bundle.relate(9, 5, 6, "attacks")
	for i := range 3 {
		bundle.relate(10+i, 7, 8, "attacks")
	}
	arabic := claims(t, 9, arabicClaim)
	arabic.relate(1, 3, 1, "attacks")
	arabic.relate(2, 4, 5, "supports")
	arabic.relate(3, 2, 9, "supports")
	arabic.relate(4, 4, 9, "supports")
	arabic.relate(5, 5, 9, "attacks")
	return map[string]*net{"relations": one, "bundles": bundle, "arabic-relations": arabic}
}

// Relations look as they did: bows, bundles and what leads off screen, both directions.
func TestRelationPictures(t *testing.T) {
	for _, c := range []struct {
		name  string
		mode  theme.Mode
		web   string
		scale float32
	}{
		{"relations-light", theme.Light, "relations", 1}, {"relations-dark", theme.Dark, "relations", 1}, {"relations-double", theme.Light, "relations", 2},
		{"bundles-light", theme.Light, "bundles", 1}, {"bundles-dark-double", theme.Dark, "bundles", 2},
		{"arabic-relations-light", theme.Light, "arabic-relations", 1}, {"arabic-relations-dark", theme.Dark, "arabic-relations", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(theme.New(c.mode))
			v := New(textpaint.New(fonts()))
			v.paint.scale = c.scale
			v.Resize(fyne.NewSize(700, 360))
			v.SetSource(webs(t)[c.web], Place{})
			v.Activate(id(3), false)
			compare(t, filepath.Join("testdata", c.name+".png"), snapshot(v))
		})
	}
}

// showNet is show for a source with relations.
func showNet(t *testing.T, n *net) (*View, *hand) {
	v, h := show(t, n.shelf)
	v.SetSource(n, Place{})
	paintStale(v)
	return v, h
}

// shownRelations are the relations that are drawn, by number.
func shownRelations(v *View) (list []int) {
	for _, c := range v.curves.shown {
		for _, r := range c.relations {
			list = append(list, int(r.ID[15])+int(r.ID[14])<<8-1000)
		}
	}
	slices.Sort(list)
	return list
}

func TestRelationsFollowTheirMarks(t *testing.T) {
	n := claims(t, 40, englishClaim)
	v, _ := showNet(t, n)
	if len(v.curves.shown) != 0 || v.curves.raster.Visible() {
		t.Fatal("something is drawn without relations")
	}
	n.relate(1, 2, 4, "attacks")
	n.relate(2, 3, 40, "attacks")
	n.relate(3, 39, 40, "attacks")
	v.InvalidateRelations()
	if got := shownRelations(v); !slices.Equal(got, []int{1, 2}) || !v.curves.raster.Visible() {
		t.Fatalf("drawn: %v", got)
	}
	gone := n.marks[id(4)].Hull()
	n.drop(4)
	v.Invalidate(gone)
	if got := shownRelations(v); !slices.Equal(got, []int{2}) {
		t.Errorf("without one of the marks: %v", got)
	}
	v.scrollTo(v.farthest())
	if got := shownRelations(v); !slices.Equal(got, []int{2, 3}) || v.curves.shown[0].edge+v.curves.shown[1].edge != -1 {
		t.Errorf("at the end: %v, %+v", got, v.curves.shown)
	}
	m := n.marks[id(40)]
	m.Style.Hidden = true
	n.marks[id(40)] = m
	v.Invalidate(m.Hull())
	if got := shownRelations(v); len(got) != 0 {
		t.Errorf("with the mark hidden: %v", got)
	}
}

func TestManyRelationsAreOneCurve(t *testing.T) {
	n := claims(t, 12, englishClaim)
	n.relate(1, 2, 3, "attacks")
	n.relate(2, 2, 4, "attacks")
	v, _ := showNet(t, n)
	if len(v.curves.shown) != 2 {
		t.Fatalf("two relations are %d curves", len(v.curves.shown))
	}
	n.relate(3, 5, 2, "supports")
	v.InvalidateRelations()
	c := v.curves.shown
	if len(c) != 1 || len(c[0].tips) != 3 || !c[0].into || !c[0].out || !c[0].tips[2].out {
		t.Fatalf("three at one mark: %+v", c)
	}
	if c[0].word != v.word("3", noteSize, textlayout.Sans) {
		t.Error("their number is not said")
	}
}

// What goes on at a relation costs what is on screen, not what is in the text.
func TestRelationsCostFollowsTheView(t *testing.T) {
	asked := func(paragraphs int) int {
		n := claims(t, paragraphs, englishClaim)
		for i := 1; i < paragraphs; i++ {
			n.relate(i, i, i+1, "supports")
		}
		v, _ := showNet(t, n)
		v.scrollTo(v.farthest() / 2)
		n.asked = 0
		v.scrollBy(60)
		return n.asked
	}
	if few, many := asked(60), asked(600); many > few+2 {
		t.Errorf("ten times the relations: %d asked for instead of %d", many, few)
	}
}

func TestScrollingCurvesOnlyMoves(t *testing.T) {
	n := claims(t, 40, englishClaim)
	n.relate(1, 10, 11, "attacks")
	v, _ := showNet(t, n)
	v.ScrollTo(n.marks[id(10)].Hull().Start)
	before, looks := v.curves.raster.Position(), v.curves.shown[0]
	v.scrollBy(8)
	if now := v.curves.raster.Position(); now != before.SubtractXY(0, 8) {
		t.Errorf("moved from %v to %v", before, now)
	}
	if !looks.looksLike(&v.curves.shown[0], image.Pt(0, -8)) {
		t.Error("it is painted anew")
	}
}

func TestCurvesAreClickedAndTold(t *testing.T) {
	n := claims(t, 40, englishClaim)
	n.relate(1, 2, 5, "attacks")
	n.relate(2, 3, 40, "supports")
	v, h := showNet(t, n)
	var chosen []ID
	var told [][]ID
	v.OnActivated = func(i ID) { chosen = append(chosen, i) }
	v.OnRelations = func(ids []ID, _ fyne.Position) { told = append(told, ids) }
	bow := v.curves.shown[slices.IndexFunc(v.curves.shown, func(c curve) bool { return c.edge == 0 })]
	at := fyne.NewPos(float32(v.curveX(&bow)), float32(bow.hub+bow.tips[0].y)/2)
	move(v, at)
	h.pass(hoverTime)
	if len(told) != 1 || !slices.Equal(told[0], []ID{id(1001)}) {
		t.Fatalf("told %v", told)
	}
	click(v, at, false)
	click(v, at, false)
	if !slices.Equal(chosen, []ID{id(2), id(5)}) {
		t.Errorf("clicks on a bow chose %v", chosen)
	}
	move(v, fyne.NewPos(5, 5))
	if len(told) < 2 || told[len(told)-1] != nil {
		t.Errorf("leaving is not told: %v", told)
	}
	off := v.curves.shown[slices.IndexFunc(v.curves.shown, func(c curve) bool { return c.edge == 1 })]
	click(v, fyne.NewPos(float32(v.curveX(&off))+8, v.Size().Height-6), false)
	if v.Active() != id(40) || v.page.scroll == 0 {
		t.Errorf("the arrow at the edge leads to %v at %v", v.Active(), v.page.scroll)
	}
}

func TestFollowGoesRound(t *testing.T) {
	n := claims(t, 40, englishClaim)
	n.relate(1, 2, 30, "attacks")
	n.relate(2, 4, 2, "attacks")
	v, _ := showNet(t, n)
	if v.Follow(false) {
		t.Error("followed from no mark")
	}
	v.Activate(id(2), true)
	for _, want := range []int{4, 30, 2, 4} {
		if !v.Follow(false) || v.Active() != id(want) {
			t.Fatalf("at %v, want %d", v.Active(), want)
		}
	}
	if at, of := v.Trail(); at != 1 || of != 2 {
		t.Errorf("stop %d of %d", at, of)
	}
	if v.Follow(true); v.Active() != id(2) {
		t.Errorf("backwards at %v", v.Active())
	}
	v.Activate(id(30), true)
	if v.Follow(false); v.Active() != id(2) {
		t.Errorf("a new walk leads to %v", v.Active())
	}
}

// What is jumped to stands out for a moment, and not at all when motion is reduced.
func TestStandingOut(t *testing.T) {
	n := claims(t, 3, englishClaim)
	v, h := showNet(t, n)
	v.Activate(id(2), true)
	if v.marking.jumped != id(2) {
		t.Error("it does not stand out")
	}
	paintStale(v)
	h.pass(jumpTime)
	if v.marking.jumped != (ID{}) || paintStale(v) == 0 {
		t.Error("it stands out for longer than a moment")
	}
	o := v.Options()
	o.Steady = true
	v.SetOptions(o)
	v.Activate(id(1), true)
	if v.marking.jumped != (ID{}) {
		t.Error("it stands out although motion is reduced")
	}
}

// What is hidden leaves its lane to others; shown again, all stand where they stood.
func TestHidingFreesLanes(t *testing.T) {
	s := newShelf(t, nasty)
	outer := s.put(1, 1, s.at(t, "The ünion said"))
	s.put(2, 2, s.at(t, "ünion"))
	v, _ := show(t, s)
	paintStale(v)
	hide := func(hidden bool) int {
		m := s.marks[id(2)]
		m.Style.Hidden = hidden
		s.marks[id(2)] = m
		v.Restyle(true)
		paintStale(v)
		return v.marking.lanes.lane(outer)
	}
	before := v.marking.lanes.lane(outer)
	if low, back := hide(true), hide(false); before != 1 || low != 0 || back != before {
		t.Errorf("lane %d, with the inner one hidden %d, shown again %d", before, low, back)
	}
}
