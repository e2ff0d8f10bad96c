package dna

import (
	"context"
	"database/sql/driver"
	"errors"
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
	teller
	reader session.Reader
	*filling
	first *slot // of actors
	order []*annotate.Entity
	used  map[annotate.ID]bool
}

// teller tells what is lost, of the whole or of one document. What it knows of the project
// does not change while documents are rendered.
type teller struct {
	*project
	report *codec.Report
	told   map[string]bool // of one annotation, which may be several statements
}

// project is what all documents are written with.
type project struct {
	schema *annotate.Schema
	unit   text.Unit
	coders map[annotate.ID]int64
	names  map[string]int64 // of coders
	types  map[annotate.LayerID]*statementType
	actors map[annotate.ID]*annotate.Entity
}

// version is the DNA whose tables these are, and released is when it came out.
const (
	version  = "3.0.7"
	released = "2022-06-10"
)

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (report *codec.Report, err error) {
	settings := "INSERT INTO SETTINGS VALUES ('version', '" + version + "'), ('date', '" + released + "')"
	f, err := newFilling(append(tables(), settings)...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := &writer{teller: teller{project: &project{unit: text.UTF16}, report: &codec.Report{}}, reader: r, filling: f}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if err := w.fill(ctx, o); err != nil {
		return nil, err
	}
	out, err := to.Create("")
	if err != nil {
		return nil, err
	}
	return w.report, errors.Join(f.copyTo(out), out.Close())
}

func (w *writer) fill(ctx context.Context, o codec.WriteOptions) error {
	for _, step := range []func() error{w.writeCoders, w.readActors, w.writeSchema, w.tell} {
		if err := step(); err != nil {
			return err
		}
	}
	if err := codec.Render(ctx, codec.Pages{Reader: w.reader, Options: o, Report: w.report}, w.render, w.put); err != nil {
		return err
	}
	if err := w.rest(); err != nil {
		return err
	}
	return w.end()
}

// words and whole are values of rows.
func words(s string) driver.Value { return s }

func whole[N int | int64](n N) driver.Value { return int64(n) }

func (w *writer) writeCoders() error {
	people, err := w.reader.Annotators()
	if err != nil {
		return err
	}
	secret := hashed(password, version)
	w.coders, w.names = map[annotate.ID]int64{}, map[string]int64{}
	coder := func(name string, c rgb) (int64, error) {
		row := []driver.Value{words(w.short("annotator", name)), whole(c.r), whole(c.g), whole(c.b),
			whole(0), whole(14), words(secret), whole(300), whole(0), whole(0), whole(1)}
		for range permissions {
			row = append(row, whole(1))
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
	n := w.tables["CODERS"].last
	for a := int64(1); a <= n; a++ {
		for b := int64(1); b <= n; b++ {
			if a == b {
				continue
			}
			if _, err := w.add("CODERRELATIONS", whole(a), whole(b), whole(1), whole(1), whole(1), whole(1)); err != nil {
				return err
			}
		}
	}
	return nil
}

// short is s as a label: it has at most 190 characters.
func (w *teller) short(what, s string) string {
	n := 0
	for i := range s {
		if n++; n > mostLabel {
			w.report.Lose(lostCut, codec.Problem{Record: what, Text: s})
			return s[:i]
		}
	}
	return s
}
