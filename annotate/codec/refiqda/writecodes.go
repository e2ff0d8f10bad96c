package refiqda

import (
	"context"
	"encoding/xml"
	"errors"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
)

func writeCodebook(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w, err := newWriter(r, o)
	if err != nil {
		return nil, err
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	w.out = f
	w.put("%v<CodeBook origin=%q xmlns=%q>\n", xml.Header, ours, codebookSpace)
	w.codeList()
	w.put("</CodeBook>\n")
	w.tellTypes()
	return w.report, errors.Join(w.flush(), w.tellAll(ctx), f.Close())
}

// tellAll tells what a codebook leaves out: all but the codes.
func (w *writer) tellAll(ctx context.Context) error {
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err != nil {
			return err
		}
		w.report.Lose(lostDocument, codec.Problem{Document: d.Title})
	}
	kept, err := codec.Kept(w.reader)
	w.tellKept(kept, "")
	return errors.Join(err, codec.Without{Annotators: true, Actors: true}.Project(w.report, w.reader))
}

func (w *writer) codes(context.Context) error {
	if len(w.schema.Layers) == 0 {
		return nil
	}
	w.put("<CodeBook>\n")
	w.codeList()
	w.put("</CodeBook>\n")
	return nil
}

// codeList is the schema as codes: layers, in them features, in them the tags.
func (w *writer) codeList() {
	w.put("<Codes>\n")
	for i := range w.schema.Layers {
		w.layerCode(&w.schema.Layers[i])
	}
	w.put("</Codes>\n")
	w.tellTagsets()
}

// tellTypes tells what of relation types has no place, when links are written.
func (w *writer) tellTypes() {
	for _, r := range w.schema.Relations {
		p := codec.Problem{Record: "relation " + r.Name}
		switch {
		case !w.linked[r.ID]:
			w.report.Lose(lostKind, p)
		case len(r.From)+len(r.To)+len(r.Features) > 0 || r.Description != "":
			w.report.Lose(lostType, p)
		}
	}
}

// tellTagsets tells of those that are not written once.
func (w *writer) tellTagsets() {
	uses := map[annotate.TagsetID]int{}
	for _, l := range w.schema.Layers {
		for _, f := range l.Features {
			if f.Takes(annotate.TypeTag) {
				uses[f.Tagset]++
			}
		}
	}
	for _, set := range w.schema.Tagsets {
		switch n := uses[set.ID]; {
		case n == 0:
			w.report.Lose(lostSet, codec.Problem{Record: "tagset " + set.Name})
		default:
			w.report.Lose(lostName, codec.Problem{Record: "tagset " + set.Name})
		}
		for range uses[set.ID] - 1 {
			w.report.Lose(lostShared, codec.Problem{Record: "tagset " + set.Name})
		}
	}
}

func (w *writer) layerCode(l *annotate.Layer) {
	w.put("<Code guid=%q name=%q isCodable=\"true\"%v>", w.layerGUID(l.ID), l.Name, colour(l.Colour))
	w.describe(l.Description)
	if l.Key != "" {
		w.report.Lose(lostKey, codec.Problem{Record: l.Name})
	}
	for i := range l.Features {
		f := &l.Features[i]
		p := codec.Problem{Record: l.Name + ": " + f.Name}
		var tags []annotate.Tag
		if set := w.schema.Tagset(f.Tagset); set != nil && f.Takes(annotate.TypeTag) {
			tags = set.Tags
		}
		if len(tags) == 0 && !slices.Equal(f.Types, []annotate.FeatureType{annotate.TypeText}) {
			w.report.Lose(lostFeature, p)
		}
		if !f.Multi || f.Required {
			w.report.Lose(lostLimits, p)
		}
		if len(tags) > 0 && len(f.Types) > 1 {
			w.report.Lose(lostTypes, p)
		}
		w.put("\n<Code guid=%q name=%q isCodable=\"false\">", w.named("feature", string(l.ID), string(f.ID)), f.Name)
		w.describe(f.Description)
		w.tagCodes(l.ID, f.ID, tags)
		w.put("</Code>")
	}
	w.put("</Code>\n")
}

// nameTags makes the GUIDs of layers and tags, which selections name again and again.
func (w *writer) nameTags() {
	w.guids = map[meaning]string{}
	for _, l := range w.schema.Layers {
		w.guids[meaning{layer: l.ID}] = w.layerGUID(l.ID)
		for _, f := range l.Features {
			if set := w.schema.Tagset(f.Tagset); set != nil {
				for _, t := range set.Tags {
					w.guids[meaning{l.ID, f.ID, t.ID}] = w.tagGUID(l.ID, f.ID, t.ID)
				}
			}
		}
	}
}

func (w *writer) layerGUID(l annotate.LayerID) string {
	if id := w.guids[meaning{layer: l}]; id != "" {
		return id
	}
	return w.named("layer", string(l))
}

func (w *writer) tagGUID(l annotate.LayerID, f annotate.FeatureID, t annotate.TagID) string {
	if id := w.guids[meaning{l, f, t}]; id != "" {
		return id
	}
	return w.named("tag", string(l), string(f), string(t))
}

// tagCodes writes tags, which come depth first, as a tree.
func (w *writer) tagCodes(l annotate.LayerID, f annotate.FeatureID, tags []annotate.Tag) {
	var open []annotate.TagID
	for i := range tags {
		t := &tags[i]
		for len(open) > 0 && open[len(open)-1] != t.Parent {
			w.put("</Code>")
			open = open[:len(open)-1]
		}
		w.put("\n<Code guid=%q name=%q isCodable=\"true\"%v>", w.tagGUID(l, f, t.ID), t.Label(), colour(t.Colour))
		about := aboutTag(t)
		w.describe(about)
		if about != t.Definition || t.Code != "" || t.Retired {
			w.report.Lose(lostRule, codec.Problem{Record: t.Label()})
		}
		for _, x := range slices.Concat(t.Examples, t.Counter) {
			if !x.Document.IsZero() || !x.Annotation.IsZero() {
				w.report.Lose(lostPlace, codec.Problem{Record: t.Label(), Text: x.Text})
			}
		}
		open = append(open, t.ID)
	}
	for range open {
		w.put("</Code>")
	}
}

func (w *writer) describe(s string) {
	if s != "" {
		w.put("<Description>%s</Description>", s)
	}
}

// aboutTag is all that a codebook says of a tag.
func aboutTag(t *annotate.Tag) string {
	var parts []string
	add := func(name, s string) {
		if s != "" {
			parts = append(parts, name+s)
		}
	}
	add("", t.Definition)
	add("Rule: ", t.Rule)
	for _, x := range t.Examples {
		add("Example: ", x.Text)
	}
	for _, x := range t.Counter {
		add("Not: ", x.Text)
	}
	return strings.Join(parts, "\n\n")
}
