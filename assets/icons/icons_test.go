package icons

import (
	"bytes"
	"image"
	_ "image/png" // of app.png
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// TestEveryNameHasAPicture draws each icon and looks for ink.
func TestEveryNameHasAPicture(t *testing.T) {
	test.NewTempApp(t)
	for _, n := range []Name{Plus, Search, Up, Down, Left, Right, Close, Check, Type, Eye, EyeShut, Link, Copy, Trash, Person, Group, Date,
		File, Folder, Clock, Text, Warning, Import, Export, Note, List, Panel, More, Flag, Tag, Undo, Redo, Keys, Light, Number, Quote, Filter, Talk, Empty, Lack} {
		c := software.NewCanvas()
		c.SetPadded(false)
		img := canvas.NewImageFromResource(n.Resource())
		c.SetContent(img)
		c.Resize(img.MinSize().AddWidthHeight(32, 32))
		got := c.Capture()
		if dark := ink(got); dark < 20 {
			t.Errorf("%s: %d dark pixels", n, dark)
		}
	}
	if len(Name("absent").Resource().Content()) == 0 {
		t.Error("an unknown icon is not an empty picture")
	}
}

func ink(img image.Image) (n int) {
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x9000 {
				n++
			}
		}
	}
	return n
}

func TestApp(t *testing.T) {
	img, _, err := image.Decode(bytes.NewReader(App().Content()))
	if err != nil || img.Bounds().Dx() != 512 {
		t.Fatalf("app.png: %v", err)
	}
}
