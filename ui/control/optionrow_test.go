package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestOptionNote: a short note is there whole or not at all, the beginning of a long one
// where there is room for some of it, and one that must be seen always.
func TestOptionNote(t *testing.T) {
	test.NewTempApp(t)
	const name, short, long = "Jürgen e\u0301 Müller 📌", "34 words away", "also called 𐐀 and المجلس by the 👩\u200d👩\u200d👧 of the harbour and of other places"
	for _, c := range []struct {
		note  string
		must  bool
		spare float32 // room beside the name, icon and margins apart
		want  bool
	}{{short, false, 200, true}, {short, false, 56, false}, {short, true, 56, true}, {long, false, 100, true}, {long, false, 56, false}} {
		r := newOptionRow()
		r.fill(Option{Text: name, Note: c.note, Must: c.must}, false)
		r.Resize(fyne.NewSize(indentOf(r.option)+r.text.MinSize().Width+c.spare+6, 24))
		if got := r.note.Visible(); got != c.want {
			t.Errorf("%q in %v: shown is %v", c.note, c.spare, got)
		}
	}
}
