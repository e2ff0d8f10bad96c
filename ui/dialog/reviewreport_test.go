package dialog

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate/codec"
)

// TestShowReport: its buttons have keys, the list is kept as it stands, and Enter closes it.
func TestShowReport(t *testing.T) {
	w := window(t)
	r := &codec.Report{}
	r.Refused.Add(codec.Problem{Place: "ميناء.ann line 7", Text: "it is past the end of \"e\u0301 📌\""})
	opened, closed, kept := 0, 0, []string(nil)
	ShowReport(w, Outcome{Happened: "Exported 1 document.", Report: r, Open: func() { opened++ }, Save: func(list []string) { kept = list }, Closed: func() { closed++ }})
	for _, k := range []fyne.KeyName{fyne.KeyO, fyne.KeyS, fyne.KeyX, fyne.KeyReturn} {
		Top(w.Canvas()).Key(&fyne.KeyEvent{Name: k})
	}
	if opened != 1 || closed != 1 || len(kept) != 1 || kept[0] != "refused: ميناء.ann line 7: it is past the end of \"e\u0301 📌\"" {
		t.Errorf("opened %d times, closed %d times, kept %q", opened, closed, kept)
	}
	if Top(w.Canvas()) != nil {
		t.Error("it is still there")
	}
}

// TestTrouble: few sorts of loss are named in a sentence, many are counted.
func TestTrouble(t *testing.T) {
	r := &codec.Report{}
	r.Doubtful.Add(codec.Problem{Text: "ü"})
	if got := trouble(r); got != "All of it was carried; worth a look: 1 doubtful." {
		t.Errorf("%q", got)
	}
	for _, kind := range []string{"a", "b", "c", "d"} {
		r.Lose(codec.Kind{One: kind, Many: kind}, codec.Problem{})
	}
	if got := trouble(r); !strings.HasPrefix(got, "Not everything was carried: 5 sorts of things") {
		t.Errorf("%q", got)
	}
}
