package docview

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
)

func TestLettersByTheirPlace(t *testing.T) {
	for _, c := range []struct {
		goos string
		code int
		want rune
	}{
		{"linux", 39, 's'}, {"linux", 10, '1'}, {"linux", 25, 'w'}, {"linux", 57, 'n'}, {"linux", 34, '['}, {"linux", 60, '.'}, {"linux", 36, 0}, {"linux", 9, 0}, {"linux", 0, 0},
		{"windows", 31, 's'}, {"windows", 2, '1'}, {"windows", 52, '.'}, {"windows", 1, 0},
		{"darwin", 1, 's'}, {"darwin", 0, 0}, {"darwin", 13, 'w'}, {"darwin", 45, 'n'}, {"darwin", 18, '1'}, {"darwin", 47, '.'}, {"darwin", 50, '`'}, {"darwin", 500, 0},
	} {
		if got := latinAt(c.code, c.goos); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.goos, c.code, got, c.want)
		}
	}
	at := func(plain rune) *fyne.KeyEvent {
		for code := range 80 {
			if latinAt(code, runtime.GOOS) == plain {
				return &fyne.KeyEvent{Physical: fyne.HardwareKey{ScanCode: code}}
			}
		}
		return &fyne.KeyEvent{}
	}
	for _, c := range []struct {
		place, typed rune
		shift        bool
		want         rune
	}{
		{'s', 'س', false, 's'}, {'s', 'ٍ', true, 'S'}, {'1', '١', false, '1'}, {'1', '&', false, '1'}, {'2', 'é', false, '2'},
		{'7', '&', true, 0}, {'/', '؟', true, '?'}, {'z', 'y', false, 0}, {'[', 'ü', false, '['}, {'n', 'n', false, 0}, {']', '+', false, 0}, {',', 'و', false, ','},
	} {
		var p KeyPlace
		p.Down(at(c.place))
		if got := p.Latin(c.typed, c.shift); got != c.want {
			t.Errorf("%q typed where %q is: %q, want %q", c.typed, c.place, got, c.want)
		}
		if p.Latin('س', false) != 0 {
			t.Errorf("%q answered twice", c.place)
		}
	}
}

func TestArabicKeyboard(t *testing.T) {
	s := newShelf(t, nasty)
	v, _ := show(t, s)
	var passed []rune
	v.OnRune = func(r rune) bool { passed = append(passed, r); return r == '1' }
	for _, p := range []struct {
		plain, typed rune
	}{{'w', 'ص'}, {'1', '١'}} {
		for code := range 80 {
			if latinAt(code, runtime.GOOS) == p.plain {
				v.KeyDown(&fyne.KeyEvent{Physical: fyne.HardwareKey{ScanCode: code}})
			}
		}
		v.TypedRune(p.typed)
	}
	if selected(v) != "The" || string(passed) != "ص١1" {
		t.Errorf("selected %q, passed on %q", selected(v), string(passed))
	}
}
