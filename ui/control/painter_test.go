package control

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
)

// The signs on key caps are there on every machine, whatever faces it has.
func TestKeysHaveGlyphs(t *testing.T) {
	face, err := font.ParseTTF(bytes.NewReader(theme.DefaultSymbolFont().Content()))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "↵⇧←↑→↓⇥⌫⌘⌥⌃" {
		if _, ok := face.NominalGlyph(r); !ok {
			t.Errorf("no glyph for %c", r)
		}
	}
}
