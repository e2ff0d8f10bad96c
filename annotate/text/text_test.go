package text_test

import (
	"errors"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"parley/annotate/text"
)

// nasty has one of everything that breaks offsets elsewhere.
const nasty = "über e\u0301 📌 𐐀 👨‍👩‍👧 a\nسلام، שלום\u00adx"

func mustText(t testing.TB, s string) *text.Text {
	t.Helper()
	tx, err := text.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

func TestOffsetsThereAndBack(t *testing.T) {
	long := ""
	for range 60 {
		long += nasty
	}
	for _, s := range []string{"", "plain", nasty, long} {
		tx := mustText(t, s)
		for i := 0; i <= len(s); i++ {
			boundary := i == len(s) || utf8.RuneStart(s[i])
			for _, u := range []text.Unit{text.Byte, text.CodePoint, text.UTF16} {
				n, err := tx.In(text.Offset(i), u)
				if !boundary {
					if !errors.Is(err, text.ErrInsideChar) {
						t.Fatalf("In(%d, %v) = %d, %v; want ErrInsideChar", i, u, n, err)
					}
					continue
				}
				if want := count(s[:i], u); err != nil || n != want {
					t.Fatalf("In(%d, %v) = %d, %v; want %d", i, u, n, err, want)
				}
				if back, err := tx.Offset(n, u); err != nil || int(back) != i {
					t.Fatalf("Offset(%d, %v) = %d, %v; want %d", n, u, back, err, i)
				}
			}
		}
	}
}

func count(s string, u text.Unit) int {
	switch u {
	case text.CodePoint:
		return utf8.RuneCountInString(s)
	case text.UTF16:
		return len(utf16.Encode([]rune(s)))
	}
	return len(s)
}

func TestOffsetsRefused(t *testing.T) {
	tx := mustText(t, "a📌b")
	for _, c := range []struct {
		n    int
		unit text.Unit
		want error
	}{
		{-1, text.Byte, text.ErrOutOfRange},
		{-1, text.CodePoint, text.ErrOutOfRange},
		{7, text.Byte, text.ErrOutOfRange},
		{4, text.CodePoint, text.ErrOutOfRange},
		{5, text.UTF16, text.ErrOutOfRange},
		{2, text.UTF16, text.ErrInsideChar},
		{3, text.Byte, text.ErrInsideChar},
		{0, text.Unit(9), text.ErrUnknownUnit},
	} {
		if o, err := tx.Offset(c.n, c.unit); !errors.Is(err, c.want) {
			t.Errorf("Offset(%d, %v) = %d, %v; want %v", c.n, c.unit, o, err, c.want)
		}
	}
	if _, err := text.New("\xff"); !errors.Is(err, text.ErrNotUTF8) {
		t.Errorf("New(invalid) = %v", err)
	}
}

func FuzzOffset(f *testing.F) {
	f.Add(nasty, 7)
	f.Add("a📌b", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		tx, err := text.New(s)
		if err != nil {
			t.Skip()
		}
		for _, u := range []text.Unit{text.Byte, text.CodePoint, text.UTF16} {
			o, err := tx.Offset(n, u)
			if err != nil {
				continue
			}
			if back, err := tx.In(o, u); err != nil || back != n {
				t.Fatalf("In(Offset(%d, %v)) = %d, %v", n, u, back, err)
			}
		}
	})
}

func TestSpan(t *testing.T) {
	s := text.Span{Start: 2, End: 6}
	for _, c := range []struct {
		o                         text.Span
		overlaps, touches, covers bool
		intersect                 text.Span
	}{
		{text.Span{Start: 0, End: 2}, false, true, false, text.Span{Start: 2, End: 2}},
		{text.Span{Start: 0, End: 3}, true, true, false, text.Span{Start: 2, End: 3}},
		{text.Span{Start: 3, End: 4}, true, true, true, text.Span{Start: 3, End: 4}},
		{text.Span{Start: 8, End: 9}, false, false, false, text.Span{Start: 8, End: 8}},
	} {
		if s.Overlaps(c.o) != c.overlaps || s.Touches(c.o) != c.touches || s.Covers(c.o) != c.covers || s.Intersect(c.o) != c.intersect {
			t.Errorf("%v and %v: overlaps %v touches %v covers %v intersect %v", s, c.o, s.Overlaps(c.o), s.Touches(c.o), s.Covers(c.o), s.Intersect(c.o))
		}
	}
}
