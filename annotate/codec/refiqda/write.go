package refiqda

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What a project has no place for.
var (
	lostHull      = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostValue     = codec.Kind{One: "value that is neither tag nor text written as words", Many: "values that are neither tags nor texts written as words"}
	lostWhole     = codec.Kind{One: "annotation of a whole document written as one with another of its layer", Many: "annotations of whole documents written as one with others of their layers"}
	lostRelation  = codec.Kind{One: "relation written without its features and annotator", Many: "relations written without their features and annotators"}
	lostEnd       = codec.Kind{One: "relation of an annotation of a whole document left out", Many: "relations of annotations of whole documents left out"}
	lostFeature   = codec.Kind{One: "feature without tags written as one of words", Many: "features without tags written as ones of words"}
	lostLimits    = codec.Kind{One: "feature written without whether it is required and takes one value", Many: "features written without whether they are required and take one value"}
	lostTypes     = codec.Kind{One: "feature that takes more than tags written as one of tags", Many: "features that take more than tags written as ones of tags"}
	lostShared    = codec.Kind{One: "feature written with a copy of the tagset that it shares", Many: "features written with copies of the tagsets that they share"}
	lostSet       = codec.Kind{One: "tagset that no feature uses left out", Many: "tagsets that no feature uses left out"}
	lostName      = codec.Kind{One: "tagset written under the name of its layer and feature", Many: "tagsets written under the names of their layers and features"}
	lostRule      = codec.Kind{One: "tag with its code, rule or examples written into its name and description", Many: "tags with their codes, rules or examples written into their names and descriptions"}
	lostPlace     = codec.Kind{One: "example of a tag written without where it stands", Many: "examples of tags written without where they stand"}
	lostKey       = codec.Kind{One: "layer written without its key", Many: "layers written without their keys"}
	lostOriginal  = codec.Kind{One: "file that was kept as it came in left out", Many: "files that were kept as they came in left out"}
	lostType      = codec.Kind{One: "relation type written without its ends, description and features", Many: "relation types written without their ends, descriptions and features"}
	lostDocument  = codec.Kind{One: "document with all that is recorded in it left out, as a codebook has none", Many: "documents with all that is recorded in them left out, as a codebook has none"}
	lostKind      = codec.Kind{One: "relation type of no relation left out", Many: "relation types of no relations left out"}
	lostCharacter = codec.Kind{One: "text with characters that XML cannot have", Many: "texts with characters that XML cannot have"}
)

// without is what has no place at all.
var without = codec.Without{Actors: true, Heads: true, States: true, Recheck: true}

type writer struct {
	reader  session.Reader
	project *annotate.Project
	schema  *annotate.Schema
	report  *codec.Report
	unit    text.Unit
	actors  map[annotate.ID]string
	linked  map[annotate.RelationTypeID]bool // types of relations that were written
	guids   map[meaning]string               // of layers, features' tags in them
	out     io.Writer                        // of the XML
	b       []byte                           // of it, not yet written
	noted   bool                             // there are notes to write
	related bool                             // there are relations
}

func newWriter(r session.Reader, o codec.WriteOptions) (w *writer, err error) {
	w = &writer{reader: r, report: &codec.Report{}, unit: text.CodePoint, actors: map[annotate.ID]string{}, linked: map[annotate.RelationTypeID]bool{}}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if w.schema, err = r.Schema(); err != nil {
		return nil, err
	}
	if w.project, err = r.Project(); err == nil {
		w.nameTags()
	}
	return w, err
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (*codec.Report, error) {
	w, err := newWriter(r, o)
	if err != nil {
		return nil, err
	}
	for e, err := range r.Entities() {
		if err != nil {
			return nil, err
		}
		w.actors[e.ID] = e.Name
	}
	if err := without.Project(w.report, r); err != nil {
		return nil, err
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	z, pool := zip.NewWriter(f), newPool()
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return &packer{out: out, pool: pool}, nil })
	err = w.archive(ctx, z, pool, o)
	return w.report, errors.Join(err, z.Close(), f.Close())
}

// archive writes the XML, and then the texts.
func (w *writer) archive(ctx context.Context, z *zip.Writer, pool *pool, o codec.WriteOptions) error {
	f, err := z.Create("project.qde")
	if err != nil {
		return err
	}
	w.out = f
	if err := w.all(ctx); err != nil {
		return err
	}
	return w.texts(ctx, z, pool, o)
}

// all writes the XML, part by part in the order of the standard.
func (w *writer) all(ctx context.Context) error {
	name := w.project.Name
	if name == "" {
		name = "Project"
	}
	w.put("%v<Project name=%q origin=%q xmlns=%q>\n", xml.Header, name, ours, projectSpace)
	for _, part := range []func(context.Context) error{w.users, w.codes, w.variables, w.sources, w.notes, w.links} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	w.tellTypes()
	kept, err := codec.Kept(w.reader)
	if err != nil {
		return err
	}
	w.tellKept(kept, "")
	if w.project.Note != "" {
		w.put("<Description>%s</Description>\n", w.project.Note)
	}
	w.put("</Project>\n")
	return w.flush()
}

func (w *writer) users(context.Context) error {
	people, err := w.reader.Annotators()
	if err != nil || len(people) == 0 {
		return err
	}
	w.put("<Users>\n")
	for _, p := range people {
		w.put("<User guid=%q name=%q id=%q/>\n", p.ID.String(), p.Name, p.Initials)
	}
	w.put("</Users>\n")
	w.report.Annotators = len(people)
	return nil
}

// variables are the names of metadata, but for title and note, which sources have themselves.
func (w *writer) variables(ctx context.Context) error {
	seen := map[string]bool{}
	for h, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err != nil {
			return err
		}
		for _, f := range fields(h.Document) {
			seen[f.Name] = true
		}
	}
	if len(seen) == 0 {
		return nil
	}
	w.put("<Variables>\n")
	for _, name := range sorted(seen) {
		w.put("<Variable guid=%q name=%q typeOfVariable=\"Text\"/>\n", w.named("variable", name), name)
	}
	w.put("</Variables>\n")
	return nil
}

func fields(h *annotate.Document) []annotate.Field {
	return slices.DeleteFunc(codec.Fields(h), func(f annotate.Field) bool { return f.Value == "" || f.Name == "title" || f.Name == "note" })
}
