package textlayout

import (
	"bytes"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/font"

	"parley/assets/fonts"
)

// Style chooses the faces of a text.
type Style uint8

// The styles. Each falls back to Arabic, Hebrew, the other Latin face and the system.
const (
	Serif     Style = iota // Gentium Book Plus, for long reading
	SerifBold              // its bold
	Sans                   // Noto Sans, for the interface
	SansBold               // its bold
	styles
)

// Bold is the bold of s.
func (s Style) Bold() Style { return s | 1 }

// FaceID names a face of a [Fonts]. The zero FaceID is the box that stands for a
// character no face has; its glyph IDs are code points.
type FaceID uint16

// Box is the face of characters that nothing can draw.
const Box FaceID = 0

// The range of arrows, frames and shapes, of which the Arabic and Hebrew faces have none;
// and up to where there are more arrows and symbols.
const (
	firstArrow rune = 0x2190
	lastShape  rune = 0x25CB
	lastSymbol rune = 0x2BFF
)

// arabicScale is how much larger Naskh is set than Latin, so that both look alike.
const arabicScale = 1.1

// The shipped faces, in the order of their IDs after Box.
const (
	serifFace FaceID = 1 + iota
	serifBoldFace
	sansFace
	sansBoldFace
	arabicFace
	arabicBoldFace
	hebrewFace
	hebrewBoldFace
	shipped
)

// fallbacks is the order in which a style looks for a character.
var fallbacks = [styles][]FaceID{
	Serif:     {serifFace, arabicFace, hebrewFace, sansFace},
	SerifBold: {serifBoldFace, arabicBoldFace, hebrewBoldFace, sansBoldFace},
	Sans:      {sansFace, arabicFace, hebrewFace, serifFace},
	SansBold:  {sansBoldFace, arabicBoldFace, hebrewBoldFace, serifBoldFace},
}

// face is a loaded typeface. shape belongs to the shaper, draw to the outlines:
// a font.Face keeps caches and is not for two goroutines.
type face struct {
	shape, draw *font.Face // nil in a shipped face that no text has needed yet
	scale       float32    // of the size it is set at
}

// Fonts are the loaded faces and the words shaped with them. One Fonts serves a whole
// program; it is safe for use by several goroutines.
type Fonts struct {
	mu    lock // guards the shaper and all below, except where said
	faces []face
	shape shaper
	sys   system
	emoji emoji

	symbols FaceID // of arrows and keys; Box: there is none

	generation atomic.Uint32 // counts arrivals of system faces
	drawing    sync.Mutex    // guards face.draw
}

// shippedFiles are the files of the shipped faces.
var shippedFiles = [shipped]func() []byte{
	serifFace: fonts.SerifRegular, serifBoldFace: fonts.SerifBold,
	sansFace: fonts.SansRegular, sansBoldFace: fonts.SansBold,
	arabicFace: fonts.ArabicRegular, arabicBoldFace: fonts.ArabicBold,
	hebrewFace: fonts.HebrewRegular, hebrewBoldFace: fonts.HebrewBold,
}

// NewFonts makes the shipped faces ready. Each is loaded when a text first needs it, for
// it takes milliseconds and some five times its file in memory; the interface's is loaded
// at once. System fonts are looked for only when a text needs them, on a goroutine of
// their own.
func NewFonts() (*Fonts, error) {
	f := &Fonts{faces: make([]face, shipped)}
	if err := f.parse(sansFace); err != nil {
		return nil, err
	}
	f.shape.init(f)
	return f, nil
}

// Load loads the first face of each style, so that the first text in it need not wait.
func (f *Fonts) Load(of ...Style) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range of {
		f.loaded(fallbacks[s][0])
	}
}

// loaded is a face, ready for use. A shipped one that cannot be read is the interface's in
// its stead; a test reads them all. f.mu is held.
func (f *Fonts) loaded(id FaceID) *face {
	if f.faces[id].shape == nil && f.parse(id) != nil {
		f.drawing.Lock()
		f.faces[id] = f.faces[sansFace]
		f.drawing.Unlock()
	}
	return &f.faces[id]
}

// parse reads a shipped face; f.mu is held, or f is not shared yet.
func (f *Fonts) parse(id FaceID) error {
	parsed, err := font.ParseTTF(bytes.NewReader(shippedFiles[id]()))
	if err != nil {
		return fmt.Errorf("load shipped face %d: %w", id, err)
	}
	f.drawing.Lock()
	defer f.drawing.Unlock()
	f.faces[id] = face{shape: parsed, draw: font.NewFace(parsed.Font), scale: shippedScale(id)}
	return nil
}

func shippedScale(id FaceID) float32 {
	if id == arabicFace || id == arabicBoldFace {
		return arabicScale
	}
	return 1
}

// add appends a face; f.mu is held, or f is not shared yet.
func (f *Fonts) add(parsed *font.Face, scale float32) FaceID {
	f.drawing.Lock()
	defer f.drawing.Unlock()
	f.faces = append(f.faces, face{shape: parsed, draw: font.NewFace(parsed.Font), scale: scale})
	return FaceID(len(f.faces) - 1)
}

// Generation grows when system faces have arrived: characters drawn as boxes before may
// have glyphs now. Paragraphs look at it themselves; who caches pictures compares it.
func (f *Fonts) Generation() uint32 { return f.generation.Load() }

// resolve finds the face for r in style s; prev is preferred when it has r and r
// belongs to its surroundings anyway. f.mu is held.
func (f *Fonts) resolve(s Style, r rune, prev FaceID) FaceID {
	if isControl(r) {
		return Box
	}
	if prev != Box && (isIgnorable(r) || isBlank(r) && f.has(prev, r)) {
		return prev
	}
	for i, id := range fallbacks[s] {
		if f.has(id, r) {
			return id
		}
		if i == 0 && f.isSymbol(r) {
			return f.symbols
		}
	}
	if isIgnorable(r) {
		return fallbacks[s][0]
	}
	if id := f.emojiFace(r); id != Box {
		return id
	}
	return f.sys.face(f, r)
}

func (f *Fonts) has(id FaceID, r rune) bool {
	if id >= arabicFace && id < shipped && firstArrow <= r && r <= lastShape {
		return false // not for an arrow are they loaded
	}
	_, ok := f.loaded(id).shape.NominalGlyph(r)
	return ok
}
