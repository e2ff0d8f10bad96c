package panel

import (
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
)

// Flags and what is missing stand at the end of a title, each with words.
func TestDocumentRowSigns(t *testing.T) {
	documentsOn(t, newDesk())
	r := newDocumentRow()
	r.Resize(fyne.NewSize(244, 46))
	shown := func() (tips []string) {
		for _, s := range r.signs {
			if s.Visible() {
				tips = append(tips, s.ToolTip())
			}
		}
		return tips
	}
	h := annotate.Heading{Title: "حزب الساحل الحر: لن نصوت على الموازنة في الجنوب", Flags: annotate.Difficult | annotate.NoClaims}
	r.fill(h, 2, false)
	if tips := shown(); len(tips) != 3 || tips[2] != "Incomplete: 2 annotations miss a required slot" {
		t.Errorf("signs %q", tips)
	}
	if end := r.title.Position().X + r.title.Size().Width; end > r.signs[0].Position().X {
		t.Error("the title runs under a sign")
	}
	wide := r.title.Size().Width
	r.fill(annotate.Heading{Title: "ü"}, 0, false)
	if len(shown()) != 0 || r.title.Size().Width <= wide {
		t.Errorf("signs %q are left", shown())
	}
}

// Flags and states are words of the filter, and it follows them.
func TestFilterByFlag(t *testing.T) {
	d := newDesk()
	_, docs := documentsOn(t, d)
	d.documents[3].Flags = annotate.Difficult
	d.documents[5].Flags = annotate.Discuss | annotate.NoClaims
	docs.Reload()
	for words, want := range map[string]int{"flag:difficult": 1, "flag:": 2, "flag:no-claims": 1, "flag:DISCUSS": 1, "flag:discuss state:done flag:x": 0, "state:done": 7} {
		if docs.SetFilter(words); docs.count() != want {
			t.Errorf("%s: %d documents, want %d", words, docs.count(), want)
		}
	}
	docs.SetFilter("flag:difficult")
	d.documents[4].Flags = annotate.Difficult
	docs.RefreshDocument(d.documents[4].ID)
	docs.SetFilter("flag:difficult ")
	if docs.count() != 2 {
		t.Errorf("after a flag %d documents", docs.count())
	}
}

// sieve is a desk with a filter: it lets one layer through.
type sieve struct {
	*desk
	layer annotate.LayerID
	shut  bool
}

func (s *sieve) Sifts() bool                        { return s.layer != "" }
func (s *sieve) Passes(a *annotate.Annotation) bool { return s.layer == "" || a.Layer == s.layer }
func (s *sieve) Opened() bool                       { return !s.shut }

// The table has what the filter lets through, and says so when there is no document.
func TestAnnotationsAreSifted(t *testing.T) {
	s := &sieve{desk: newDesk()}
	a := NewAnnotations(s)
	all := len(a.rows)
	onStage(t, s.desk, func() fyne.CanvasObject { return a }, 800, 300)
	s.layer = a.rows[0].Layer
	a.Sift()
	if len(a.rows) == 0 || len(a.rows) >= all || len(a.place) != all {
		t.Fatalf("%d rows of %d", len(a.rows), all)
	}
	for _, p := range a.rows {
		if p.Layer != s.layer {
			t.Fatalf("a row of layer %s", p.Layer)
		}
	}
	kept, moved := len(a.rows), *a.rows[0]
	moved.Layer = "elsewhere"
	a.Changed(a.rows[0], &moved)
	if len(a.rows) != kept-1 || len(a.place) != all {
		t.Errorf("moved out of the filter: %d rows of %d", len(a.rows), len(a.place))
	}
	s.layer, s.shut = "no such layer", true
	a.Sift()
	if got := a.empty.what.Text(); got != "No document is open" {
		t.Errorf("it says %q", got)
	}
}
