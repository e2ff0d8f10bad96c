package textlayout

import "testing"

// TestShippedFaces: every face that is shipped can be read, has what it is there for, and
// is not loaded before a text needs it.
func TestShippedFaces(t *testing.T) {
	f, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	f.WithoutSystemFonts()
	f.Load(Sans, Serif)
	for id := serifFace; id < shipped; id++ {
		if is, want := f.faces[id].shape != nil, id == sansFace || id == serifFace; is != want {
			t.Errorf("face %d is loaded: %t", id, is)
		}
	}
	for id, r := range map[FaceID]rune{serifFace: 'ü', serifBoldFace: 'ü', sansFace: 'ü', sansBoldFace: 'ü', arabicFace: 'م', arabicBoldFace: 'م', hebrewFace: 'ש', hebrewBoldFace: 'ש'} {
		if err := f.parse(id); err != nil || !f.has(id, r) {
			t.Errorf("face %d has no %c: %v", id, r, err)
		}
		for r := firstArrow; id >= arabicFace && r <= lastShape; r++ {
			if _, ok := f.faces[id].shape.NominalGlyph(r); ok {
				t.Errorf("face %d has %c, and is not asked for it", id, r)
			}
		}
	}
}
