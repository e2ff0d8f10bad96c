package intake

import (
	"parley/annotate/text"
	"parley/annotate/turn"
)

// recognise recognises the turns of a draft once more, now that names are known.
func (d *Draft) recognise(names turn.Register) {
	if t, err := text.New(d.Text); err == nil && len(names) > 0 { // it was a text before
		d.Head.Turns = turn.In(t, names)
	}
}
