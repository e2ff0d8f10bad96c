package record

import "parley/annotate"

func appendProject(b []byte, p *annotate.Project) []byte {
	f := begin(b)
	f.id("i", p.ID)
	f.text("n", p.Name)
	f.times(p.Created, p.Created)
	f.text("t", p.Note)
	return f.end()
}

func (d *Decoder) project(p *annotate.Project) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'i':
			p.ID = d.id()
		case 'n':
			d.text(&p.Name)
		case 'c':
			p.Created = d.time()
		case 't':
			d.text(&p.Note)
		default:
			d.skip()
		}
	}
}

func appendAnnotator(b []byte, a *annotate.Annotator) []byte {
	f := begin(b)
	f.text("n", a.Name)
	f.text("i", a.Initials)
	f.times(a.Created, a.Created)
	return f.end()
}

func (d *Decoder) annotator(a *annotate.Annotator) {
	for n := d.fields(); n > 0 && d.err == nil; n-- {
		switch d.letter() {
		case 'n':
			d.text(&a.Name)
		case 'i':
			d.text(&a.Initials)
		case 'c':
			a.Created = d.time()
		default:
			d.skip()
		}
	}
}
