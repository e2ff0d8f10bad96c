package ui

import (
	"context"

	"parley/annotate"
	"parley/annotate/register"
	"parley/annotate/session"
	view "parley/ui/register"
)

// look begins to look over all names, elsewhere: who is possibly the same, what is
// ambiguous, who is named nowhere. A look that goes on is given up.
func (r *registerWindow) look() {
	r.stopLooking()
	r.findings.Known = false
	reader, end, err := r.project.session.View()
	if err != nil {
		r.tell("The register could not be read", err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.looking = cancel
	all, before := r.Actors(), r.folded
	go func() {
		defer end()
		found := view.Findings{Known: true, Unused: unused(ctx, reader, all), Ambiguous: register.Ambiguities(all)}
		folded := make(map[annotate.ID]foldedNames, len(all))
		for _, e := range all {
			f := before[e.ID]
			if f.of != e && ctx.Err() == nil {
				f = foldNames(e)
			}
			folded[e.ID] = f
		}
		found.Same, err = register.Find(ctx, all)
		r.post(func() {
			if ctx.Err() == nil && !r.gone {
				r.findings, r.folded = found, folded
				clear(r.fresh)
				r.view.Refind()
			}
			cancel()
		})
	}()
}

func (r *registerWindow) stopLooking() {
	if r.looking != nil {
		r.looking()
	}
}

// unused are the actors that nothing names, as far as it was read when ctx ended.
func unused(ctx context.Context, reader session.Reader, all []*annotate.Entity) map[annotate.ID]bool {
	named := map[annotate.ID]bool{}
	for _, n := range all {
		for id := range annotate.Entities(n) {
			named[id] = named[id] || id != n.ID
		}
	}
	out := map[annotate.ID]bool{}
	for _, n := range all {
		if ctx.Err() != nil {
			break
		}
		if uses, err := reader.EntityUses(n.ID); err == nil && uses == 0 && !named[n.ID] {
			out[n.ID] = true
		}
	}
	return out
}
