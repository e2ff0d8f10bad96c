package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"parley/ui/settings"
)

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
