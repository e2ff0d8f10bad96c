package control

import (
	"image"
	"image/color"
	"testing"

	"parley/ui/textlayout"
)

// Emoji are drawn on every machine, families and flags as one, in the colour of the ink.
func TestEmojiAreInked(t *testing.T) {
	for _, s := range []string{"📌", "😀", "👨‍👩‍👧", "🇸🇾", "❤️", "👍🏽"} {
		var line textlayout.Line
		Painter().Fonts().SingleLine(s, textlayout.Options{Style: textlayout.Sans}, 40, &line)
		if len(line.Runs) != 1 || len(line.Runs[0].Glyphs()) != 1 || line.Runs[0].Glyphs()[0].Face == textlayout.Box {
			t.Errorf("%s: %+v", s, line.Runs)
			continue
		}
		dst := image.NewRGBA(image.Rect(0, 0, 60, 60))
		ink := color.RGBA{R: 200, A: 255}
		Painter().InkRun(dst, &line.Runs[0], 40, image.Pt(4, 44), ink)
		inked := 0
		for i := 0; i < len(dst.Pix); i += 4 {
			if dst.Pix[i+1] != 0 || dst.Pix[i+2] != 0 {
				t.Fatalf("%s has colours of its own", s)
			}
			if dst.Pix[i+3] > 100 {
				inked++
			}
		}
		if inked < 40 || inked > 1800 {
			t.Errorf("%s has %d dark pixels", s, inked)
		}
	}
}
