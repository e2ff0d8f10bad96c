package bolt

import (
	"fmt"

	"parley/annotate"
	"parley/annotate/text"
)

// recorded is what belongs to one document.
type recorded struct {
	id          annotate.ID
	head        *annotate.Document // nil when it cannot be read
	text        *text.Text         // nil when it cannot be read
	annotations []*annotate.Annotation
	layers      map[annotate.ID]annotate.LayerID // of the annotations
}

// documents walks heads, texts and what is recorded in them side by side.
func (c *checker) documents() {
	texts, counts := follow(c.src, inTexts, nil), follow(c.src, inCounts, nil)
	counts.skipped = func(k []byte) { c.damage("counts", "%x is counted, and no document", k) }
	texts.skipped = func(k []byte) { c.counts[annotate.KindBody].Readable++ } // of a deleted document
	annotations, relations, progress := c.following(annotate.KindAnnotation), c.following(annotate.KindRelation), c.following(annotate.KindProgress)
	for k, v := range scan(c.src, inDocuments, nil) {
		r := &recorded{id: idFrom(k), layers: map[annotate.ID]annotate.LayerID{}}
		r.head, _ = c.keyed(annotate.KindDocument, k, v).(*annotate.Document)
		if r.head != nil {
			c.hashes[hashKeyOf(r.head.SHA256, r.id)] = true
			c.head(r.head)
		}
		c.bodyOf(r, texts)
		stored := 0
		for k, v := range annotations.at(k) {
			stored++
			if a, ok := c.keyed(annotate.KindAnnotation, k, v).(*annotate.Annotation); ok {
				r.annotations = append(r.annotations, a)
				r.layers[a.ID] = a.Layer
			}
		}
		for _, a := range r.annotations {
			c.annotation(r, a)
		}
		for k, v := range relations.at(k) {
			if l, ok := c.keyed(annotate.KindRelation, k, v).(*annotate.Relation); ok {
				c.relation(r, l)
			}
		}
		for k, v := range progress.at(k) {
			if p, ok := c.keyed(annotate.KindProgress, k, v).(*annotate.Progress); ok {
				c.annotator(fmt.Sprintf("progress of document %s", r.id), p.Annotator)
			}
		}
		c.counted(r, stored, counts)
	}
	for _, f := range []*follower{texts, counts, annotations, relations, progress} {
		f.rest()
	}
}

// originals reads the files that came in. They stay when their document goes, as its text does.
func (c *checker) originals() {
	for k, v := range scan(c.src, inOriginals, nil) {
		o, ok := c.keyed(annotate.KindOriginal, k, v).(*annotate.Original)
		if ok && !o.Document.IsZero() && c.src.get(inTexts, o.Document[:]) == nil {
			c.damage("original "+o.ID.String(), "the text of its document is missing")
		}
	}
}

// head looks at what a document says of its author and of who speaks.
func (c *checker) head(d *annotate.Document) {
	place := "document " + d.ID.String()
	c.names(d)
	for entity := range annotate.Entities(d) {
		c.entity(place, entity)
	}
	for i, t := range d.Turns {
		if t.Start < 0 || int(t.Start) > d.Size || i > 0 && t.Start <= d.Turns[i-1].Start {
			c.remark(place, "turn %d begins at byte %d, which is outside of the text, or not behind the one before it", i+1, t.Start)
		}
	}
}

// following follows a kind of what belongs to documents; what belongs to none is damage.
func (c *checker) following(kind annotate.Kind) *follower {
	f := follow(c.src, homes[kind], nil)
	f.skipped = func(k []byte) {
		c.keyed(kind, k, f.v)
		c.damage(fmt.Sprintf("%s %x", kind, k), "its document is missing")
	}
	return f
}

func (c *checker) bodyOf(r *recorded, texts *follower) {
	found := false
	for _, v := range texts.at(r.id[:]) {
		found, r.text = true, c.body(r.head, r.id, v)
	}
	if !found {
		c.counts[annotate.KindBody].Lost++
		c.damage("text of document "+r.id.String(), "it is missing")
		c.wantText(r.head)
	}
}

func (c *checker) counted(r *recorded, stored int, counts *follower) {
	said := 0
	for _, v := range counts.at(r.id[:]) {
		said = tally(v)
	}
	if said != stored {
		c.damage("counts", "document %s has %d annotations, not %d", r.id, stored, said)
	}
}

func (c *checker) annotation(r *recorded, a *annotate.Annotation) {
	place := "annotation " + a.ID.String()
	c.annotator(place, a.Annotator)
	if r.text != nil {
		if err := r.text.Verify(a.Fragments, a.Quote.Exact); err != nil {
			c.damage(place, "%v", err)
		}
	}
	var features []annotate.Feature
	if c.schema != nil {
		if l := c.schema.Layer(a.Layer); l != nil {
			features = l.Features
		} else {
			c.remark(place, "there is no layer %q", a.Layer)
		}
	}
	c.names(a)
	c.values(r, place, features, a.Features)
}

func (c *checker) relation(r *recorded, l *annotate.Relation) {
	place := "relation " + l.ID.String()
	c.annotator(place, l.Annotator)
	for _, end := range []annotate.ID{l.From, l.To} {
		if _, ok := r.layers[end]; !ok {
			c.remark(place, "it joins annotation %s, which is not there", end)
		}
	}
	var features []annotate.Feature
	if c.schema != nil {
		if t := c.schema.Relation(l.Type); t != nil {
			features = t.Features
		} else {
			c.remark(place, "there is no relation type %q", l.Type)
		}
	}
	c.names(l)
	c.values(r, place, features, l.Features)
}

func (c *checker) names(r annotate.Record) {
	for entity := range annotate.Entities(r) {
		c.uses[entity]++
	}
}

func (c *checker) values(r *recorded, place string, features []annotate.Feature, list []annotate.FeatureValue) {
	for _, fv := range list {
		var feature *annotate.Feature
		for i := range features {
			if features[i].ID == fv.Feature {
				feature = &features[i]
			}
		}
		if feature == nil && features != nil {
			c.remark(place, "there is no feature %q", fv.Feature)
		}
		for _, v := range fv.Values {
			if feature != nil && c.schema.CheckValue(feature, v) != nil {
				c.remark(place, "%v", c.schema.CheckValue(feature, v))
			}
			c.references(r, place+": "+string(fv.Feature), v)
		}
	}
}

func (c *checker) references(r *recorded, place string, v annotate.Value) {
	named := v.Mention
	switch v.Type {
	case annotate.TypeEntity:
		c.entity(place, v.Ref)
	case annotate.TypeAnnotation:
		named = v.Ref
	}
	if _, ok := r.layers[named]; !ok && !named.IsZero() {
		c.remark(place, "it names annotation %s, which is not there", named)
	}
}

// indexes compares the indexes with what was seen.
func (c *checker) indexes() {
	for k, v := range scan(c.src, inUses, nil) {
		id := idFrom(k)
		if c.uses[id] != tally(v) {
			c.damage("uses", "entity %s is named %d times, not %d", id, c.uses[id], tally(v))
		}
		delete(c.uses, id)
	}
	for id, n := range c.uses {
		c.damage("uses", "entity %s is named %d times, not 0", id, n)
	}
	for k := range scan(c.src, inHashes, nil) {
		var h hashKey
		copy(h[:], k)
		if !c.hashes[h] {
			c.damage("hashes", "document %s has another text", h.document())
		}
		delete(c.hashes, h)
	}
	for h := range c.hashes {
		c.damage("hashes", "the text of document %s is not in it", h.document())
	}
}
