package theme

import "image/color"

// Slots is the number of hues for annotations.
const Slots = 8

// Texture is how a lane is drawn: the second channel beside the hue, so that layers
// are told apart in grey.
type Texture uint8

// The textures, with their lengths in pixels.
const (
	Solid Texture = iota
	Dash          // 7 on, 3 off
	Dots          // 2 on, 2 off
)

// Slot is one of the eight hues in one variant.
type Slot struct {
	Name    string
	Texture Texture
	Mark    color.NRGBA // lanes, outlines, ruler
	Tint    color.NRGBA // behind text
	Strong  color.NRGBA // behind the active annotation
	Label   color.NRGBA // text in the margin, also on Tint
}

// hue holds the colours as 0xRRGGBB: mark, tint, strong, label.
type hue struct {
	name        string
	light, dark [4]uint32
}

var hues = [Slots]hue{
	{"blue", [4]uint32{0x1C61B9, 0xD8E8FD, 0xB8D5FE, 0x1E4F90}, [4]uint32{0x5D99ED, 0x1F324D, 0x2A4872, 0x9FC7FE}},
	{"orange", [4]uint32{0xBA5000, 0xFEE5D9, 0xFECDB5, 0x823500}, [4]uint32{0xED8641, 0x472916, 0x693A1A, 0xF3B48E}},
	{"teal", [4]uint32{0x379C8D, 0xDAF6F0, 0xB8ECE2, 0x035D53}, [4]uint32{0x84E7CE, 0x063B30, 0x075446, 0x81D8C2}},
	{"plum", [4]uint32{0x780557, 0xFAE1EE, 0xF7CAE2, 0x7B2F5F}, [4]uint32{0xC45F8F, 0x472534, 0x68344C, 0xF2ACCA}},
	{"olive", [4]uint32{0x89931C, 0xEFF4D4, 0xD7DFAA, 0x4F5503}, [4]uint32{0xDAD862, 0x34330E, 0x4C4A0B, 0xC9C984}},
	{"violet", [4]uint32{0x5A26B0, 0xE5E0FF, 0xD4CBFD, 0x54408B}, [4]uint32{0x8B65D8, 0x342B4A, 0x4C3E6E, 0xC9B9F8}},
	{"sky", [4]uint32{0x1186B8, 0xDAF1FE, 0xB0E1FE, 0x085779}, [4]uint32{0x68CCF5, 0x0A3747, 0x054F68, 0x83D0F2}},
	{"stone", [4]uint32{0x615A4E, 0xEAE5DD, 0xE0D8CB, 0x564F44}, [4]uint32{0xA49D95, 0x35312B, 0x4D473E, 0xCCC3B6}},
}

// SlotOf is slot n, counted from 1, in the variant that is on. After eight come the
// same hues in the next texture; 0 and below give slot 8, stone, which means "none".
func SlotOf(n int) Slot { return SlotIn(n, IsDark()) }

// SlotIn is [SlotOf] in the given variant.
func SlotIn(n int, dark bool) Slot {
	if n < 1 {
		n = Slots
	}
	h := hues[(n-1)%Slots]
	c := h.light
	if dark {
		c = h.dark
	}
	texture := Texture(((n-1)%Slots + (n-1)/Slots) % 3)
	return Slot{Name: h.name, Texture: texture, Mark: rgb(c[0]), Tint: rgb(c[1]), Strong: rgb(c[2]), Label: rgb(c[3])}
}
