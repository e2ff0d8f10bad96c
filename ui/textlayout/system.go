package textlayout

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// maxMissing bounds how many characters without a face are looked for, in a program's life.
const maxMissing = 1 << 14

// maxSystemFaces bounds how many faces of the system are loaded.
const maxSystemFaces = 64

// system finds faces of the machine for characters that the shipped ones lack. All is
// guarded by Fonts.mu, but for fontMap, which belongs to the one search that runs.
type system struct {
	known   map[rune]FaceID // Box: nothing has it
	wanted  []rune
	running bool
	off     bool
	ids     map[*font.Font]FaceID
	fontMap *fontscan.FontMap
	dir     string
	arrived func()
}

// UseSystemFonts sets how the machine's own faces are used: the folder for the index of
// them (empty: the user's cache folder), and what is called, on another goroutine,
// when some have arrived. Without it they are found as well, but nobody is told.
func (f *Fonts) UseSystemFonts(cacheDir string, arrived func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sys.dir, f.sys.arrived = cacheDir, arrived
}

// WithoutSystemFonts makes f use the shipped faces only: the same pictures everywhere.
func (f *Fonts) WithoutSystemFonts() *Fonts {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sys.off = true
	return f
}

// face tells which face has r, as far as is known; if it is not, a search begins.
func (y *system) face(f *Fonts, r rune) FaceID {
	id, ok := y.known[r]
	if ok || y.off || len(y.known) >= maxMissing {
		return id
	}
	if y.known == nil {
		y.known, y.ids = make(map[rune]FaceID), make(map[*font.Font]FaceID)
	}
	y.known[r] = Box
	y.wanted = append(y.wanted, r)
	if !y.running {
		y.running = true
		go f.search()
	}
	return Box
}

// quiet keeps the search from writing to the log.
type quiet struct{}

func (quiet) Printf(string, ...any) {}

// search looks for what is wanted until nothing is.
func (f *Fonts) search() {
	for {
		f.mu.Lock()
		wanted, dir := f.sys.wanted, f.sys.dir
		f.sys.wanted = nil
		f.sys.running = len(wanted) > 0
		f.mu.Unlock()
		if len(wanted) == 0 {
			return
		}
		found := make(map[rune]*font.Face)
		if fm := f.sys.index(dir); fm != nil {
			for _, r := range wanted {
				fm.SetScript(language.LookupScript(r)) // or only sans-serif and emoji are looked through
				if face := fm.ResolveFace(r); has(face, r) {
					found[r] = face
				}
			}
		}
		f.arrive(found)
	}
}

// has tells whether face has a picture of r that can be drawn here: one of layers of
// colour only (COLR without outlines) would be seen as nothing at all.
func has(face *font.Face, r rune) bool {
	if face == nil {
		return false
	}
	id, ok := face.NominalGlyph(r)
	if !ok || isBlank(r) || isIgnorable(r) {
		return ok
	}
	if b, ok := face.GlyphDataBitmap(id); ok && b.Format != font.BlackAndWhite {
		return true
	}
	outline, ok := face.GlyphDataOutline(id)
	return ok && len(outline.Segments) > 0
}

// index opens the list of the machine's fonts, once; it is nil when there is none.
func (y *system) index(dir string) *fontscan.FontMap {
	if y.fontMap == nil {
		fm := fontscan.NewFontMap(quiet{})
		if fm.UseSystemFonts(dir) != nil {
			return nil
		}
		fm.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif, fontscan.Emoji}})
		y.fontMap = fm
	}
	return y.fontMap
}

// arrive notes the faces found and tells the world.
func (f *Fonts) arrive(found map[rune]*font.Face) {
	if len(found) == 0 {
		return
	}
	f.mu.Lock()
	for r, face := range found {
		id, ok := f.sys.ids[face.Font]
		if !ok && len(f.sys.ids) < maxSystemFaces {
			id = f.add(font.NewFace(face.Font), 1)
			f.sys.ids[face.Font] = id
		}
		f.sys.known[r] = id
	}
	f.generation.Add(1)
	tell := f.sys.arrived
	f.mu.Unlock()
	if tell != nil {
		tell()
	}
}
