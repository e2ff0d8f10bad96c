package dna

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What DNA has no place for.
var (
	lostHull     = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostNote     = codec.Kind{One: "note left out", Many: "notes left out"}
	lostWhole    = codec.Kind{One: "annotation of a whole document left out", Many: "annotations of whole documents left out"}
	lostRelation = codec.Kind{One: "relation left out", Many: "relations left out"}
	lostSeveral  = codec.Kind{One: "annotation with several values written as several statements", Many: "annotations with several values written as several statements"}
	lostValue    = codec.Kind{One: "value left out, as no variable of DNA takes it", Many: "values left out, as no variables of DNA take them"}
	lostType     = codec.Kind{One: "value written as one of another type", Many: "values written as ones of another type"}
	lostUnset    = codec.Kind{One: "unset value written as DNA's default, as DNA leaves none unset", Many: "unset values written as DNA's default, as DNA leaves none unset"}
	lostCut      = codec.Kind{One: "text cut behind 190 characters", Many: "texts cut behind 190 characters"}
	lostMember   = codec.Kind{One: "piece of metadata left out", Many: "pieces of metadata left out"}
	lostDate     = codec.Kind{One: "date written more precisely than it is known", Many: "dates written more precisely than they are known"}
	lostActor    = codec.Kind{One: "actor written in part", Many: "actors written in part"}
	lostTag      = codec.Kind{One: "tag written without its examples, and whether it is retired", Many: "tags written without their examples, and whether they are retired"}
	lostEmpty    = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
	lostPart     = codec.Kind{One: "layer or feature written without its description, its key, and whether it is required", Many: "layers and features written without their descriptions, keys, and whether they are required"}
	lostOne      = codec.Kind{One: "feature that takes several values written as one that takes one", Many: "features that take several values written as ones that take one"}
	lostKind     = codec.Kind{One: "feature written as a variable of another type", Many: "features written as variables of another type"}
	lostSet      = codec.Kind{One: "tagset written under the name of a variable, once for each", Many: "tagsets written under the names of variables, once for each"}
	lostLink     = codec.Kind{One: "relation type left out", Many: "relation types left out"}
	lostOriginal = codec.Kind{One: "file that was kept as it came in left out", Many: "files that were kept as they came in left out"}
	lostName     = codec.Kind{One: "name altered, as another has it", Many: "names altered, as others have them"}
)

// without is what has no place at all.
var without = codec.Without{Heads: true, States: true, Recheck: true}

// writer fills a database.
type writer struct {
	*base
	reader session.Reader
	schema *annotate.Schema
	report *codec.Report
	unit   text.Unit
	coders map[annotate.ID]int64
	names  map[string]int64 // of coders
	types  map[annotate.LayerID]*statementType
	first  *slot // of actors
	actors map[annotate.ID]*annotate.Entity
	order  []*annotate.Entity
	used   map[annotate.ID]bool
	last   map[string]int64 // the last ID of each table
	told   map[string]bool  // of one annotation, which may be several statements
}

// version is the DNA whose tables these are, and released is when it came out.
const (
	version  = "3.0.7"
	released = "2022-06-10"
)

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (report *codec.Report, err error) {
	b, err := newBase(func(string) error { return nil })
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	w := &writer{base: b, reader: r, report: &codec.Report{}, unit: text.UTF16, last: map[string]int64{}}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if err := w.fill(ctx, o); err != nil {
		return nil, err
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	return w.report, errors.Join(w.copyTo(f), f.Close())
}

func (w *writer) fill(ctx context.Context, o codec.WriteOptions) error {
	for _, q := range append([]string{"PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"}, tables()...) {
		if err := w.do(q); err != nil {
			return err
		}
	}
	if err := errors.Join(w.do("INSERT INTO SETTINGS VALUES (?, ?)", "version", version), w.do("INSERT INTO SETTINGS VALUES (?, ?)", "date", released)); err != nil {
		return err
	}
	for _, step := range []func() error{w.writeCoders, w.readActors, w.writeSchema, w.tell} {
		if err := step(); err != nil {
			return err
		}
	}
	if err := w.documents(ctx, o); err != nil {
		return err
	}
	if err := w.rest(); err != nil {
		return err
	}
	return w.do("COMMIT")
}

func (w *writer) copyTo(to io.Writer) error {
	f, err := os.Open(w.file())
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(to, f)
	return err
}

// add inserts a row under the next ID of its table, in the order of the table's columns.
func (w *writer) add(table string, row ...any) (int64, error) {
	w.last[table]++
	n := w.last[table]
	return n, w.do("INSERT INTO "+table+" VALUES (?"+strings.Repeat(", ?", len(row))+")", append([]any{n}, row...)...)
}

func (w *writer) writeCoders() error {
	people, err := w.reader.Annotators()
	if err != nil {
		return err
	}
	secret := hashed(password, version)
	w.coders, w.names = map[annotate.ID]int64{}, map[string]int64{}
	coder := func(name string, c rgb) (int64, error) {
		row := []any{w.short("annotator", name), c.r, c.g, c.b, 0, 14, secret, 300, 0, 0, 1}
		for range permissions {
			row = append(row, 1)
		}
		return w.add("CODERS", row...)
	}
	if w.names[admin], err = coder(admin, rgb{255, 255, 0}); err != nil {
		return err
	}
	for i, p := range people {
		n := w.names[admin]
		if !strings.EqualFold(p.Name, admin) {
			if n, err = coder(p.Name, colour(i%8+1)); err != nil {
				return err
			}
		}
		w.coders[p.ID], w.names[p.Name] = n, n
		if p.Initials != "" && p.Initials != initials(p.Name) {
			w.report.Lose(codec.LostInitials, codec.Problem{Record: p.Name, Text: p.Initials})
		}
	}
	w.report.Annotators = len(people)
	w.report.Remark(codec.Problem{Record: "passwords", Text: "DNA asks every coder for one when the file is opened; it is “" + password + "”"})
	return w.relateCoders()
}

// relateCoders lets every coder see and edit what the others did.
func (w *writer) relateCoders() error {
	n := w.last["CODERS"]
	for a := int64(1); a <= n; a++ {
		for b := int64(1); b <= n; b++ {
			if a == b {
				continue
			}
			if _, err := w.add("CODERRELATIONS", a, b, 1, 1, 1, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// short is s as a label: it has at most 190 characters.
func (w *writer) short(what, s string) string {
	n := 0
	for i := range s {
		if n++; n > mostLabel {
			w.report.Lose(lostCut, codec.Problem{Record: what, Text: s})
			return s[:i]
		}
	}
	return s
}

func (w *writer) documents(ctx context.Context, o codec.WriteOptions) error {
	n := 0
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err == nil && d.Size == 0 {
			w.report.Lose(lostEmpty, codec.Problem{Document: d.Title})
			continue
		}
		if err == nil {
			err = w.document(d.Document)
		}
		if n++; err == nil {
			err = o.Did(n)
		}
		if err != nil {
			return err
		}
		w.report.Documents++
	}
	return nil
}

func (w *writer) document(h *annotate.Document) error {
	body, err := w.reader.Body(h.ID)
	if err != nil {
		return err
	}
	t, err := text.New(body)
	if err != nil {
		return err
	}
	if err := without.Document(w.report, w.reader, h); err != nil {
		return err
	}
	kept, err := w.reader.Originals(h.ID)
	if err != nil {
		return err
	}
	for _, o := range kept {
		w.report.Lose(lostOriginal, codec.Problem{Document: h.Title, Place: o.Name})
	}
	m := w.metadata(h)
	id, err := w.add("DOCUMENTS", w.short("title", h.Title), body, m.coder, w.short("author", h.Author), w.short("outlet", h.Outlet),
		w.short("section", m.section), h.Note, w.short("type", m.kind), m.date)
	if err != nil {
		return fmt.Errorf("%s: %w", h.Title, err)
	}
	relations, err := w.reader.Relations(h.ID)
	if err != nil {
		return err
	}
	for _, r := range relations {
		w.report.Lose(lostRelation, codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()})
	}
	return w.statements(id, h, t)
}
