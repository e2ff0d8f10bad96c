package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"parley/ui/settings"
)

// TestPopupLetters: letters lead to the row that begins with them, a key that is shown runs
// its row, and Enter takes what the hand lies on.
func TestPopupLetters(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	rows := func(ran *string) (list []menuRow) {
		for _, r := range []menuRow{{text: "nobody"}, {separator: true}, {text: "Donor Group"}, {text: "Dockers’ Union"}, {text: "Übersee"}, {text: "المجلس"}, {text: "Dabbagh", disabled: true}, {text: "Claim", key: "1"}} {
			text := r.text
			r.run = func() { *ran = text }
			list = append(list, r)
		}
		return list
	}
	for _, c := range []struct {
		typed string
		from  int // the row under the hand before
		want  string
	}{
		{"d", -1, "Donor Group"}, {"d", 3, "Dockers’ Union"}, {"don", 3, "Donor Group"}, {"ü", 3, "Übersee"}, {"ا", 3, "المجلس"},
		{"dn", 3, "nobody"}, {"dx", 3, "Dockers’ Union"}, {"1", 3, "Claim"}, {"x", -1, ""}, {"da", -1, "Donor Group"},
	} {
		ran := ""
		p := b.openPopup(fyne.NewPos(10, 10), rows(&ran), nil)
		if c.from >= 0 {
			p.holdText(p.rows[c.from].text)
		}
		for _, r := range c.typed {
			p.TypedRune(r)
		}
		if ran == "" {
			p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
		p.sheet.Close()
		if ran != c.want {
			t.Errorf("%q runs %q, want %q", c.typed, ran, c.want)
		}
	}
}

// TestOverviewColumns: a narrow window has fewer columns, and every group is in one.
func TestOverviewColumns(t *testing.T) {
	const between = 26
	for _, width := range []float32{600, 916, 1156} {
		n, columns := 0, overviewOf(width, between)
		for _, c := range columns {
			n += len(c)
		}
		if column := (width - between*float32(len(columns)-1)) / float32(len(columns)); n != 8 || column < leastColumn {
			t.Errorf("%v: %d groups in %d columns of %v", width, n, len(columns), column)
		}
	}
}

// TestFirstSize: without a remembered size the window fits a small screen; with one it has that.
func TestFirstSize(t *testing.T) {
	b := newBench(t)
	if got := b.size(); got != fyne.NewSize(1280, 800) {
		t.Errorf("at first it is %v", got)
	}
	for _, c := range []struct{ have, want fyne.Size }{
		{fyne.NewSize(1600, 1000), fyne.NewSize(1600, 1000)}, {fyne.NewSize(300, 200), fyne.NewSize(leastWidth, leastHeight)},
	} {
		b.Settings.Change(func(s *settings.Settings) { s.Width, s.Height = c.have.Width, c.have.Height })
		if got := b.size(); got != c.want {
			t.Errorf("with %v remembered it is %v, want %v", c.have, got, c.want)
		}
	}
}
