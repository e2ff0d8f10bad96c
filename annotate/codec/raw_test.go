package codec_test

import (
	"testing"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// What goes from a file's text into a project's comes out at the same place.
func TestRawInAndOut(t *testing.T) {
	r, err := codec.NewRaw("ü\r\n\r\nu\u0308 📌\r𐐀\r\n«الميناء»\r\n👩‍👩‍👧")
	if err != nil {
		t.Fatal(err)
	}
	end := r.Text.Len()
	for o := text.Offset(0); o <= end; o++ {
		s := text.Span{Start: o, End: end}
		if back := r.In(r.Out(s)); back != s {
			t.Fatalf("%v came back as %v", s, back)
		}
	}
	if got := r.Out(text.Span{Start: 0, End: end}); got.End != r.File().Len() {
		t.Errorf("the end is %v of %d", got, r.File().Len())
	}
	if got, want := r.Out(text.Span{Start: 3, End: 4}), (text.Span{Start: 4, End: 6}); got != want {
		t.Errorf("the second line end is at %v, want %v", got, want)
	}
}
