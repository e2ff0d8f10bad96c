package textlayout

// reorder is L2: it brings len(levels) things from reading order into order from left
// to right by calling swap. It reorders levels along.
func reorder(levels []uint8, swap func(i, j int)) {
	top, low := uint8(0), uint8(255)
	for _, l := range levels {
		top = max(top, l)
		if l&1 == 1 {
			low = min(low, l)
		}
	}
	for l := top; l >= low && l > 0; l-- {
		for i := 0; i < len(levels); i++ {
			j := i
			for j < len(levels) && levels[j] >= l {
				j++
			}
			for a, z := i, j-1; a < z; a, z = a+1, z-1 {
				levels[a], levels[z] = levels[z], levels[a]
				swap(a, z)
			}
			i = max(i, j-1)
		}
	}
}
