package textpaint

import (
	"image/color"
	"testing"
)

// Two channels at a time give the pixels that one at a time does, to the last bit.
func TestBlendIsExact(t *testing.T) {
	for _, ink := range []color.RGBA{{0x21, 0x25, 0x2A, 255}, {0, 255, 1, 255}, {254, 128, 127, 255}, {60, 20, 10, 100}} {
		for cover := range 256 {
			for under := range 256 {
				want := []uint8{uint8(under), uint8(255 - under), uint8(under * 7), 255}
				got := append([]uint8{9, 9, 9, 9}, want...)
				if cover != 0 {
					over(want, ink, uint32(cover))
				}
				blend(got, []uint8{0, uint8(cover)}, ink)
				if [8]uint8(got) != [8]uint8{9, 9, 9, 9, want[0], want[1], want[2], want[3]} {
					t.Fatalf("%v with cover %d on %d: %v, want %v", ink, cover, under, got[4:], want)
				}
			}
		}
	}
}
