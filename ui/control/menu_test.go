package control

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestMenuLetters: letters lead to the row that begins with them, a key that is shown runs
// its row, and Enter takes what the hand lies on.
func TestMenuLetters(t *testing.T) {
	win := inWindow(t, NewLabel("ü", Body), 400, 400)
	rows := func(ran *string) (list []MenuRow) {
		for _, r := range []MenuRow{{Text: "nobody"}, {Separator: true}, {Text: "Donor Group"}, {Text: "Dockers’ Union"}, {Text: "Übersee"}, {Text: "المجلس"}, {Text: "Dabbagh", Disabled: true}, {Text: "Claim", Key: "1"}, {Text: "Südhafen 📌 GmbH"}, {Text: "Südhafen AG"}} {
			text := r.Text
			r.Run = func() { *ran = text }
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
		{"südhafen a", -1, "Südhafen AG"}, {"donor gx", 3, "Donor Group"}, {"nobody ", 3, "nobody"}, {" ", 3, "Dockers’ Union"},
	} {
		ran := ""
		p := OpenMenu(win.Canvas(), rows(&ran), MenuOptions{At: fyne.NewPos(10, 10)})
		if c.from >= 0 {
			p.Hold(p.rows[c.from].Text)
		}
		for _, r := range c.typed {
			if r == ' ' { // as the window tells of it
				p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			}
			p.TypedRune(r)
		}
		if ran == "" {
			p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
		p.Close()
		if ran != c.want {
			t.Errorf("%q runs %q, want %q", c.typed, ran, c.want)
		}
	}
}

// A menu that is higher than the window scrolls to the row under the hand.
func TestMenuScrolls(t *testing.T) {
	win := inWindow(t, NewLabel("ü", Body), 300, 200)
	rows := make([]MenuRow, 60)
	for i := range rows {
		rows[i] = MenuRow{Text: "حزب 📌"}
	}
	ran := -1
	rows[59] = MenuRow{Text: "the last", Run: func() { ran = 59 }}
	m := OpenMenu(win.Canvas(), rows, MenuOptions{})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if h := m.Size().Height; h > 200 || m.scroll.Offset() < 60*menuRowHeight-200 {
		t.Errorf("%v high, scrolled by %v", h, m.scroll.Offset())
	}
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if ran != 59 || !m.Closed() {
		t.Errorf("row %d ran", ran)
	}
}
