package dna

// rgb is a colour as DNA has it, each part from 0 to 255.
type rgb struct{ r, g, b int }

// colourOf is what a database says, of parts of any size.
func colourOf(r, g, b int64) rgb { return rgb{int(r), int(g), int(b)} }

// palette are the colours of the slots 1–8; 0 is DNA's black, which is its default.
var palette = [...]rgb{
	{0, 0, 0}, {0x1C, 0x61, 0xB9}, {0xBA, 0x50, 0x00}, {0x37, 0x9C, 0x8D}, {0x78, 0x05, 0x57},
	{0x89, 0x93, 0x1C}, {0x5A, 0x26, 0xB0}, {0x11, 0x86, 0xB8}, {0x61, 0x5A, 0x4E},
}

// slot is the slot whose colour is nearest to c; 0 for black.
func (c rgb) slot() int {
	best := 0
	if c == palette[0] {
		return best
	}
	for i := 1; i < len(palette); i++ {
		if best == 0 || c.apart(palette[i]) < c.apart(palette[best]) {
			best = i
		}
	}
	return best
}

func (c rgb) apart(o rgb) int {
	r, g, b := c.r-o.r, c.g-o.g, c.b-o.b
	return r*r + g*g + b*b
}

// colour is the colour of a slot.
func colour(slot int) rgb {
	if slot < 0 || slot >= len(palette) {
		return palette[0]
	}
	return palette[slot]
}
