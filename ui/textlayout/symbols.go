package textlayout

import (
	"bytes"

	"github.com/go-text/typesetting/font"
)

// UseSymbols sets the face of arrows and of the signs on keys (↵ ⇧ ⌫), which few faces of
// letters have: it comes after the first face of a style and before all others. file is an
// OpenType font and stays as it is; bytes that are no font leave symbols to the others.
func (f *Fonts) UseSymbols(file []byte) *Fonts {
	f.mu.Lock()
	defer f.mu.Unlock()
	if face, err := font.ParseTTF(bytes.NewReader(file)); err == nil {
		f.symbols = f.add(face, 1)
	}
	return f
}

// isSymbol tells whether r is an arrow or a sign that the face of symbols has. f.mu is held.
func (f *Fonts) isSymbol(r rune) bool {
	return f.symbols != Box && firstArrow <= r && r <= lastSymbol && f.has(f.symbols, r)
}
