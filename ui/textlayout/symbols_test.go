package textlayout

import (
	"testing"

	"parley/assets/fonts"
)

// An arrow that the interface's face lacks comes from the face of symbols, and no other
// face is loaded to look for it; letters, and the text's own faces, are not touched.
func TestSymbols(t *testing.T) {
	f := fixture(t)
	f.UseEmoji(func() []byte { t.Error("the emoji are loaded for an arrow"); return nil })
	f.UseSymbols(fonts.SerifRegular()) // any that has arrows
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range "←↑→↓" {
		if got := f.resolve(Sans, r, Box); got != f.symbols || got == Box {
			t.Errorf("%c comes from face %d", r, got)
		}
	}
	if got := f.resolve(Sans, 'ü', Box); got != sansFace {
		t.Errorf("ü comes from face %d", got)
	}
	if got := f.resolve(Serif, '→', Box); got != serifFace {
		t.Errorf("an arrow in a text comes from face %d", got)
	}
	none, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	none.UseSymbols([]byte("no font"))
	none.mu.Lock()
	defer none.mu.Unlock()
	if got := none.resolve(Sans, '→', Box); got != serifFace {
		t.Errorf("without symbols an arrow comes from face %d", got)
	}
}
