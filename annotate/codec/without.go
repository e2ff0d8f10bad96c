package codec

import (
	"slices"

	"parley/annotate"
	"parley/annotate/session"
)

// Without says which parts of a project a format has no place for at all, so that all
// formats tell of them in the same words. What a format holds in part it tells itself.
//
//	without := codec.Without{Actors: true, States: true}
//	err := without.Project(report, r)          // once
//	without.Loaded(report, d)               // of every document
//	without.Annotation(report, head, a)        // of every annotation that is written
type Without struct {
	Layers     bool // anything of a layer but its name, and the key and colour that an import would give it
	Parts      bool // what layers, relation types and their features are described as, key and colour, whether they are required
	Ends       bool // with Parts: from and to which layers relations go
	Types      bool // anything of a relation type but its name
	Tagsets    bool // lists and trees of tags
	Tags       bool // anything of a tag but its name and code, and tags that nothing has
	Codes      bool // with Tags: codes too
	Initials   bool // of annotators
	Actors     bool // the register
	Register   bool // anything of an actor but the name and the external ID
	Annotators bool // who recorded what
	Heads      bool // direction, speakers, who the author is
	States     bool // how far annotators are with documents, and their flags
	Recheck    bool // why an annotation should be looked at again
}

// The kinds of what [Without] tells.
var (
	LostLayer     = Kind{"layer written by its name at most", "layers written by their names at most"}
	LostType      = Kind{"relation type written by its name at most", "relation types written by their names at most"}
	LostPart      = Kind{"part of the schema written without its description, key, colour, ends or whether it is required", "parts of the schema written without their descriptions, keys, colours, ends or whether they are required"}
	LostTags      = Kind{"tagset written by its tags in use only, without all that the codebook says of them", "tagsets written by their tags in use only, without all that the codebook says of them"}
	LostInitials  = Kind{"annotator written without initials", "annotators written without initials"}
	LostTagset    = Kind{"tagset left out", "tagsets left out"}
	LostActor     = Kind{"actor left out of the register, which is not written", "actors left out of the register, which is not written"}
	LostRegister  = Kind{"actor written with its name only", "actors written with their names only"}
	LostAnnotator = Kind{"annotator left out", "annotators left out"}
	LostHead      = Kind{"document written without its direction, its speakers or who its author is", "documents written without their directions, their speakers or who their authors are"}
	LostState     = Kind{"state of a document left out", "states of documents left out"}
	LostRecheck   = Kind{"annotation written without why it should be looked at again", "annotations written without why they should be looked at again"}
)

// Project tells of the schema, the register and the annotators.
func (w Without) Project(report *Report, r session.Reader) error {
	schema, err := r.Schema()
	if err != nil {
		return err
	}
	w.schema(report, schema)
	if err := w.annotators(report, r); err != nil {
		return err
	}
	return w.actors(report, r)
}

func (w Without) actors(report *Report, r session.Reader) error {
	if !w.Actors && !w.Register {
		return nil
	}
	for e, err := range r.Entities() {
		switch {
		case err != nil:
			return err
		case w.Actors:
			report.Lose(LostActor, Problem{Record: e.Name})
		case len(e.Aliases)+len(e.Affiliations)+len(e.Apart) > 0 || !e.Parent.IsZero() || e.Kind+e.Side+e.Country+e.Note != "" || e.Colour != 0 || e.Exact != 0:
			report.Lose(LostRegister, Problem{Record: e.Name})
		}
	}
	return nil
}

func (w Without) schema(report *Report, s *annotate.Schema) {
	for i, l := range s.Layers {
		if w.Layers && !byName(&l, i) {
			report.Lose(LostLayer, Problem{Record: l.Name})
		}
		if bare := (annotate.Layer{Description: l.Description, Key: l.Key, Colour: l.Colour}); w.Parts && !byName(&bare, i) {
			report.Lose(LostPart, Problem{Record: l.Name})
		}
		w.features(report, l.Name, l.Features)
	}
	for _, k := range s.Relations {
		if w.Types && (k.Description != "" || len(k.From)+len(k.To)+len(k.Features) > 0) {
			report.Lose(LostType, Problem{Record: k.Name})
		}
		if w.Parts && !w.Types && (k.Description != "" || w.Ends && len(k.From)+len(k.To) > 0) {
			report.Lose(LostPart, Problem{Record: k.Name})
		}
		if !w.Types {
			w.features(report, k.Name, k.Features)
		}
	}
	for _, t := range s.Tagsets {
		switch {
		case w.Tagsets:
			report.Lose(LostTagset, Problem{Record: t.Name})
		case w.Tags && slices.ContainsFunc(t.Tags, w.more):
			report.Lose(LostTags, Problem{Record: t.Name})
		}
	}
}

func (w Without) features(report *Report, of string, list []annotate.Feature) {
	for _, f := range list {
		if w.Parts && (f.Description != "" || f.Required) {
			report.Lose(LostPart, Problem{Record: of + ": " + f.Name})
		}
	}
}

// more reports whether there is more to a tag than its name and code.
func (w Without) more(g annotate.Tag) bool {
	return g.Parent != "" || w.Codes && g.Code != "" || g.Definition+g.Rule != "" || len(g.Examples)+len(g.Counter)+g.Colour > 0 || g.Retired
}

func (w Without) annotators(report *Report, r session.Reader) error {
	if !w.Annotators && !w.Initials {
		return nil
	}
	people, err := r.Annotators()
	for _, p := range people {
		switch {
		case w.Annotators:
			report.Lose(LostAnnotator, Problem{Record: p.Name})
		case p.Initials != "":
			report.Lose(LostInitials, Problem{Record: p.Name})
		}
	}
	return err
}

// byName reports whether a layer is what an import makes of a name in the place i of its
// schema: see [Extend].
func byName(l *annotate.Layer, i int) bool {
	key := ""
	if i < 9 {
		key = string(rune('1' + i))
	}
	return l.Description == "" && len(l.Features) == 0 && (l.Key == "" || l.Key == key) && (l.Colour == 0 || l.Colour == i%8+1)
}

// Loaded tells of the head and of how far people are.
func (w Without) Loaded(report *Report, d *Loaded) {
	w.head(report, d.Head)
	w.states(report, d.Head, d.Progress)
}

// Document is [Without.Loaded] of a document that is not loaded.
func (w Without) Document(report *Report, r session.Reader, h *annotate.Document) error {
	w.head(report, h)
	if !w.States {
		return nil
	}
	progress, err := r.Progress(h.ID)
	w.states(report, h, progress)
	return err
}

func (w Without) head(report *Report, h *annotate.Document) {
	if w.Heads && (h.Direction != annotate.AutoDirection || len(h.Turns) > 0 || !h.AuthorEntity.IsZero()) {
		report.Lose(LostHead, Problem{Document: h.Title})
	}
}

func (w Without) states(report *Report, h *annotate.Document, progress []*annotate.Progress) {
	for _, p := range progress {
		if w.States && (p.State != annotate.New || p.Flags != 0) {
			report.Lose(LostState, Problem{Document: h.Title, Record: "annotator " + p.Annotator.String(), Text: p.State.String()})
		}
	}
}

// Annotation tells of one annotation.
func (w Without) Annotation(report *Report, h *annotate.Document, a *annotate.Annotation) {
	if w.Recheck && a.Recheck != "" {
		report.Lose(LostRecheck, Problem{Document: h.Title, Record: "annotation " + a.ID.String(), Text: a.Recheck})
	}
}
