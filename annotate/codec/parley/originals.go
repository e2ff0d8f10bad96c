package parley

import (
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
)

// originals writes the files that something came from. Where there are none, as in most
// projects, the member is left out.
func (e *encoder) originals(before string, list []*annotate.Original) {
	for i, o := range list {
		if i == 0 {
			e.text(before)
		} else {
			e.text(",")
		}
		e.id(`{"id":`, o.ID)
		e.id(`,"collection":`, o.Collection)
		e.str(`,"format":`, o.Format)
		e.str(`,"name":`, o.Name)
		e.text(`,"content":`)
		e.b = appendValid(e.b, o.Content)
		e.text("}")
		e.flush(flushAt)
	}
	if len(list) > 0 {
		e.text("]")
	}
}

// collectionOriginals writes those of whole collections.
func (e *encoder) collectionOriginals() error {
	list, err := codec.Kept(e.from)
	if err != nil && !e.lost("", "originals", err) {
		return err
	}
	e.originals(`,"originals":[`, list)
	return nil
}

// original reads a file that a document came from.
func (d *decoder) original(int) {
	o, id := d.originalRecord()
	if id.IsZero() || slices.ContainsFunc(d.doc.originals, func(p *annotate.Original) bool { return p.ID == id }) {
		d.refuse("its id is missing, or that of another")
	}
	if d.wrong == "" {
		d.doc.originals = append(d.doc.originals, o)
	}
}

func (d *decoder) originalRecord() (*annotate.Original, annotate.ID) {
	o := &annotate.Original{}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "id":
			d.once(&seen, 0)
			o.ID = d.ident()
			d.id = o.ID
		case "collection":
			d.once(&seen, 1)
			o.Collection = d.ident()
		case "format":
			d.once(&seen, 2)
			o.Format = d.intern()
		case "name":
			d.once(&seen, 3)
			o.Name = d.text()
		case "content":
			d.once(&seen, 4)
			o.Content = d.text()
		default:
			d.unknown()
		}
	}
	return o, o.ID
}

// mergeOriginals adds those of whole collections that the project has not.
func (im *importer) mergeOriginals(top *header) error {
	there, err := im.into.Originals(annotate.ID{})
	if err != nil {
		return err
	}
	for _, o := range top.originals {
		if !slices.ContainsFunc(there, func(p *annotate.Original) bool { return p.ID == o.ID }) {
			im.first = append(im.first, annotate.Create(o))
		}
	}
	return nil
}
