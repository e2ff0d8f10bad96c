package refiqda

import (
	"fmt"
	"strconv"
	"strings"
)

// palette are the colours of the slots from 1, as red, green and blue.
var palette = [...]uint32{0x1C61B9, 0xBA5000, 0x379C8D, 0x780557, 0x89931C, 0x5A26B0, 0x1186B8, 0x615A4E}

// colour is the attribute for a slot; nothing for 0, which is none.
func colour(slot int) string {
	if slot < 1 || slot > len(palette) {
		return ""
	}
	return fmt.Sprintf(` color="#%06X"`, palette[slot-1])
}

// slot is the slot whose colour is nearest to one as files have it, #RRGGBB or #RGB; 0 for none.
func slot(s string) int {
	hex, is := strings.CutPrefix(strings.TrimSpace(s), "#")
	if is && len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	c, err := strconv.ParseUint(hex, 16, 24)
	if !is || err != nil || len(hex) != 6 {
		return 0
	}
	best, least := 0, 0
	for i, p := range palette {
		apart := 0
		for shift := 0; shift < 24; shift += 8 {
			d := int(c>>shift&0xFF) - int(p>>shift&0xFF)
			apart += d * d
		}
		if best == 0 || apart < least {
			best, least = i+1, apart
		}
	}
	return best
}
