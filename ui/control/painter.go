package control

import (
	"sync"

	"fyne.io/fyne/v2/theme"

	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// painter is made when it is first asked for. It is a table: what the faces that Parley
// ships look like, with a bounded memory of the glyphs drawn last.
var painter = sync.OnceValue(func() *textpaint.Painter {
	fonts, err := textlayout.NewFonts()
	if err != nil {
		panic(err) // the faces are part of the program, not data
	}
	return textpaint.New(fonts.UseSymbols(theme.DefaultSymbolFont().Content()).UseEmoji(emoji))
})

// emoji is the face that Fyne brings along, if it was built with it.
func emoji() []byte {
	if r := theme.DefaultEmojiFont(); r != nil {
		return r.Content()
	}
	return nil
}

// Painter is the painter that all labels share, and whoever else draws text.
func Painter() *textpaint.Painter { return painter() }
