package schema

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"parley/annotate"
)

// Recoding carries a draft over to what is recorded. It belongs to one goroutine.
type Recoding struct {
	Version int       // that changed annotations get
	Now     time.Time // when they were changed

	draft     Draft
	layers    map[annotate.LayerID]*owned
	relations map[annotate.RelationTypeID]*owned
	touches   map[Effect]*Touch
	order     []Effect
	lost      map[Effect]bool // took a place from under something, and nobody said what becomes of it
	emit      func(old, next annotate.Record)
	names     map[annotate.ID]string // of entities; nil until one is wanted
	source    Source
	words     map[string]string // that were met; see intern
	idle      bool              // no relation can be touched
	reach     Reach
}

// Within has [Recoding.Run] look nowhere but where [Draft.Reach] says. It returns r.
func (r *Recoding) Within(reach Reach) *Recoding {
	r.reach = reach
	return r
}

// NewRecoding makes ready to carry d over.
func NewRecoding(d Draft) *Recoding {
	r := &Recoding{draft: d, touches: map[Effect]*Touch{}, lost: map[Effect]bool{}, layers: map[annotate.LayerID]*owned{}, relations: map[annotate.RelationTypeID]*owned{}, idle: true}
	effects := map[Effect]bool{}
	for _, e := range d.Effects() {
		effects[e] = true
		r.touch(e)
	}
	for _, l := range d.base.Layers {
		p := d.plan(OfLayer(l.ID), l.Features, effects)
		r.layers[l.ID] = p
		r.idle = r.idle && !p.gone
	}
	for _, t := range d.base.Relations {
		p := d.plan(OfRelation(t.ID), t.Features, effects)
		r.relations[t.ID] = p
		r.idle = r.idle && p.idle
	}
	return r
}

func (r *Recoding) touch(e Effect) *Touch {
	t := r.touches[e]
	if t == nil {
		t = &Touch{Effect: e}
		r.touches[e] = t
		r.order = append(r.order, e)
	}
	return t
}

// Touches are what was touched so far, those that lose first.
func (r *Recoding) Touches() []Touch {
	var list []Touch
	for _, e := range r.order {
		list = append(list, *r.touches[e])
	}
	slices.SortStableFunc(list, func(a, b Touch) int { return cmp.Compare(a.Effect.Kind, b.Effect.Kind) })
	return list
}

// Unresolved are what lost its place so far, and nobody said what becomes of it.
func (r *Recoding) Unresolved() (list []Touch) {
	for _, t := range r.Touches() {
		if r.lost[t.Effect] {
			list = append(list, t)
		}
	}
	return list
}

// lose remembers that e leaves something without a place, unless it was said that it goes.
func (r *Recoding) lose(e Effect) {
	if said, _ := r.draft.Resolution(e); said.Do != Drop && said.Do != Recheck {
		r.lost[e] = true
	}
}

// Idle reports whether nothing that is recorded can be touched: then [Recoding.Run] need not be.
func (r *Recoding) Idle() bool { return len(r.order) == 0 }

// Run goes through all documents of src and gives emit, unless it is nil, each record that
// changes; next is nil for one that is deleted. No more is held than one document and what
// emit keeps. A record for which the draft's schema has no place is never given: it is among
// [Recoding.Unresolved]. See [Count] for progress and the errors.
func (r *Recoding) Run(ctx context.Context, src Source, progress func(done, total int), emit func(old, next annotate.Record)) error {
	if r.Idle() {
		return nil
	}
	r.source, r.emit = src, emit
	type row struct {
		id annotate.ID
		n  int
	}
	var rows []row
	total := 0
	for s, err := range src.Summaries(annotate.ID{}) {
		if err != nil {
			return fmt.Errorf("look for what the schema touches: %w", err)
		}
		if s.Annotations > 0 && (!r.reach.some || r.reach.documents[s.ID]) {
			rows = append(rows, row{s.ID, s.Annotations})
			total += s.Annotations
		}
	}
	if l, ok := src.(lender); ok && r.alone() && !r.reach.some {
		return r.scan(ctx, l, total, progress)
	}
	done := 0
	for _, w := range rows {
		if ctx.Err() != nil {
			return fmt.Errorf("look for what the schema touches: %w", annotate.ErrCanceled)
		}
		if err := r.document(w.id); err != nil {
			return fmt.Errorf("look for what the schema touches: %w", err)
		}
		if done += w.n; progress != nil {
			progress(done, total)
		}
	}
	return nil
}

func (r *Recoding) document(id annotate.ID) error {
	annotations, err := r.source.Annotations(id)
	if err != nil {
		return err
	}
	var relations []*annotate.Relation
	if !r.idle {
		if relations, err = r.source.Relations(id); err != nil {
			return err
		}
	}
	p := page{Recoding: r, annotations: annotations, relations: relations}
	return p.run()
}
