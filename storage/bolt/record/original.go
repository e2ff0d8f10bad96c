package record

import (
	"slices"

	"parley/annotate"
)

func appendOriginal(b []byte, o *annotate.Original) []byte {
	f := begin(slices.Grow(b, 128+len(o.Format)+len(o.Name)+len(o.Content))) // files are long, and their bytes copied once
	f.id("g", o.Collection)
	f.text("f", o.Format)
	f.text("n", o.Name)
	f.text("t", o.Content)
	return f.end()
}

func (d *Decoder) original(o *annotate.Original) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'g':
			o.Collection = d.id()
		case 'f':
			d.text(&o.Format)
		case 'n':
			d.text(&o.Name)
		case 't':
			d.text(&o.Content)
		default:
			d.skip()
		}
	}
}
