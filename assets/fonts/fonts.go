// Package fonts holds the typefaces that Parley ships, unmodified, so that a text
// looks and measures the same on every machine.
//
// One rule: the files stand here as their makers published them, each family beside
// its licence (the SIL Open Font License; "Gentium" is a reserved name, so that file
// must never be altered). A caller parses what it needs:
//
//	face, err := font.ParseTTF(bytes.NewReader(fonts.SerifRegular()))
package fonts

import _ "embed" // the faces are embedded below

// The embedded files. The functions hand out the shared bytes: they must not be written to.
var (
	//go:embed GentiumBookPlus-Regular.ttf
	serifRegular []byte
	//go:embed GentiumBookPlus-Bold.ttf
	serifBold []byte
	//go:embed NotoSans-Regular.ttf
	sansRegular []byte
	//go:embed NotoSans-Bold.ttf
	sansBold []byte
	//go:embed NotoNaskhArabic-Regular.ttf
	arabicRegular []byte
	//go:embed NotoNaskhArabic-Bold.ttf
	arabicBold []byte
	//go:embed NotoSansHebrew-Regular.ttf
	hebrewRegular []byte
	//go:embed NotoSansHebrew-Bold.ttf
	hebrewBold []byte
)

// SerifRegular is Gentium Book Plus, for long reading (Latin, Greek, Cyrillic and
// the signs of transliteration).
func SerifRegular() []byte { return serifRegular }

// SerifBold is the bold of Gentium Book Plus.
func SerifBold() []byte { return serifBold }

// SansRegular is Noto Sans, the face of the interface.
func SansRegular() []byte { return sansRegular }

// SansBold is the bold of Noto Sans.
func SansBold() []byte { return sansBold }

// ArabicRegular is Noto Naskh Arabic.
func ArabicRegular() []byte { return arabicRegular }

// ArabicBold is the bold of Noto Naskh Arabic.
func ArabicBold() []byte { return arabicBold }

// HebrewRegular is Noto Sans Hebrew.
func HebrewRegular() []byte { return hebrewRegular }

// HebrewBold is the bold of Noto Sans Hebrew.
func HebrewBold() []byte { return hebrewBold }
