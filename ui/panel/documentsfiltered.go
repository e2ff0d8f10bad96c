package panel

import "parley/annotate"

// Filtered are the documents that the filter lets through; false when it lets all through.
func (d *Documents) Filtered() (list []annotate.ID, filtered bool) {
	if !d.holds {
		return nil, false
	}
	for _, i := range d.rows {
		if int(i) < d.all.Len() {
			list = append(list, d.all.At(int(i)).ID)
		}
	}
	return list, true
}
