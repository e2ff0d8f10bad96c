package bolt

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/annotate/text"
	"parley/storage/bolt/page"
	"parley/storage/bolt/record"
)

// Check reads everything in a project file and says what is wrong with it: pages,
// records, texts against their hashes, quotes against texts, references, indexes
// against what they count, and the log, whose last word on each record must be what
// the record says. It never writes, and looks at a copy of a file that somebody has
// open. The error is for files of which nothing can be said: missing, forbidden, or
// of a newer format.
func Check(path string) (*Report, error) {
	s, err := openStill(path)
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", path, named(err))
	}
	defer s.close()
	c, err := checkStill(path, s)
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", path, err)
	}
	return c.report, nil
}

func checkStill(path string, s *still) (*checker, error) {
	c := &checker{report: &Report{Path: path, Size: s.size, Problems: []Problem{}}}
	return c, guard(func() error { return c.check(s) })
}

// checker goes through one file.
type checker struct {
	report  *Report
	src     source
	decoder record.Decoder
	counts  [annotate.KindRelation + 1]Count
	schema  *annotate.Schema
	known   map[annotate.Key]bool // annotators, entities and versions of the schema
	uses    map[annotate.ID]int
	hashes  map[hashKey]bool
	states  states
	wanted  map[annotate.Key]stamp   // records that are lost, and in which state they were
	texts   map[annotate.ID][32]byte // hashes of texts that are lost, by document
}

func (c *checker) damage(place, format string, args ...any) {
	c.report.add(true, place, format, args...)
}
func (c *checker) remark(place, format string, args ...any) {
	c.report.add(false, place, format, args...)
}

func (c *checker) check(s *still) error {
	file, err := page.Open(s.file, s.size)
	if err != nil {
		c.damage("file", "%v", err)
		return nil
	}
	for _, err := range file.Check() {
		c.damage("file", "%v", err)
	}
	if file.Torn() {
		c.remark("file", "one of its two first pages is not whole; the last change may be missing")
	}
	if len(c.report.Problems) == 0 {
		c.pages(s.file.Name())
	}
	return c.content(file)
}

// pages asks bbolt too, which is safe once every page is known to lie in the file.
func (c *checker) pages(path string) {
	db, err := bbolt.Open(path, 0o644, &bbolt.Options{ReadOnly: true, Timeout: time.Millisecond})
	if err != nil {
		return // somebody opened it just now
	}
	defer db.Close()
	_ = db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			c.damage("file", "%s", strings.TrimPrefix(err.Error(), "panic: assertion failed: "))
		}
		return nil
	})
}

// content looks at what the pages mean.
func (c *checker) content(file *page.File) error {
	c.known, c.uses, c.hashes = map[annotate.Key]bool{}, map[annotate.ID]int{}, map[hashKey]bool{}
	c.wanted, c.texts = map[annotate.Key]stamp{}, map[annotate.ID][32]byte{}
	for k := range c.counts {
		c.counts[k].Kind = annotate.Kind(k).String()
	}
	homes := &pages{file: file}
	format, err := formatOf(homes)
	if err != nil {
		c.damage("meta", "%v", err)
	}
	if c.report.Format = format; format > Format {
		return annotate.ErrNewer
	}
	c.src = c.recent(homes)
	c.log()
	c.project()
	c.versions()
	c.registers()
	c.documents()
	c.originals()
	c.indexes()
	c.lost()
	c.report.Counts = c.counts[:]
	return nil
}

// recent is the buckets with what was changed last over them; where that is lost, with
// what a former state of the file had over them.
func (c *checker) recent(homes *pages) source {
	src, err := withRecent(homes)
	if err == nil && homes.in(inRecent) == nil && c.report.Format > 1 {
		err = fmt.Errorf("recent: it is missing: %w", annotate.ErrDamaged)
	}
	if err == nil && (len(src.over) > 0 || len(c.report.Problems) == 0) {
		return src
	}
	former := formerRecent(homes)
	if former != nil {
		src.over = former
	}
	if err != nil || former != nil {
		c.damage("recent", "it cannot be read; the last changes may be missing")
	}
	return src
}

func (c *checker) project() {
	if p, ok := c.single(annotate.KindProject).(*annotate.Project); ok {
		c.report.Project = p.Name
	}
	if s, ok := c.single(annotate.KindSchema).(*annotate.Schema); ok {
		if c.schema = s; s.Check() != nil {
			c.remark("schema", "%v", s.Check())
		}
	}
}

// versions reads the schemas that were in force.
func (c *checker) versions() {
	for k, v := range scan(c.src, inVersions, nil) {
		if r := c.keyed(annotate.KindSchemaVersion, k, v); r != nil {
			c.known[r.Key()] = true
		}
	}
	if c.schema != nil && c.report.Format > 2 && !c.known[annotate.SchemaVersionKey(c.schema.Version)] {
		c.remark("schema", "its version %d, which is in force, is not kept", c.schema.Version)
	}
}

func (c *checker) single(kind annotate.Kind) annotate.Record {
	key := annotate.Key{Kind: kind}
	v := c.src.get(homes[kind], appendKey(nil, key))
	if v == nil {
		c.counts[kind].Lost++
		c.damage(kind.String(), "it is missing")
		return nil
	}
	return c.record(key, v)
}

// registers reads the annotators and the entities, and then whether entities name others.
func (c *checker) registers() {
	var entities []*annotate.Entity
	for _, kind := range []annotate.Kind{annotate.KindAnnotator, annotate.KindEntity} {
		for k, v := range scan(c.src, homes[kind], nil) {
			switch r := c.keyed(kind, k, v).(type) {
			case *annotate.Annotator:
				c.known[r.Key()] = true
			case *annotate.Entity:
				c.known[r.Key()] = true
				entities = append(entities, r)
			}
		}
	}
	for _, e := range entities {
		place := "entity " + e.ID.String()
		if !e.Parent.IsZero() {
			c.entity(place+": parent", e.Parent)
		}
		for _, a := range e.Affiliations {
			c.entity(place+": affiliation", a.Entity)
		}
		for _, o := range e.Apart {
			c.entity(place+": kept apart", o)
		}
	}
}

func (c *checker) entity(place string, id annotate.ID) {
	if !c.known[annotate.Key{Kind: annotate.KindEntity, ID: id}] {
		c.remark(place, "there is no entity %s", id)
	}
}

func (c *checker) annotator(place string, id annotate.ID) {
	if !c.known[annotate.Key{Kind: annotate.KindAnnotator, ID: id}] {
		c.remark(place, "there is no annotator %s", id)
	}
}

// keyed is a record and its key, or nil when either cannot be read.
func (c *checker) keyed(kind annotate.Kind, k, v []byte) annotate.Record {
	key, ok := parseKey(kind, k)
	if !ok {
		c.counts[kind].Unreadable++
		c.damage(homes[kind].String(), "%x is no key", k)
		return nil
	}
	return c.record(key, v)
}

func (c *checker) record(key annotate.Key, v []byte) annotate.Record {
	place := nameOf(key)
	should, agrees := c.states.agree(key, v)
	if !agrees {
		c.damage(place, "it is not what the log says that it is")
	}
	r, err := c.decoder.Decode(key, v)
	if err != nil {
		if should != (stamp{}) {
			c.wanted[key] = should
		}
		c.counts[key.Kind].Unreadable++
		c.damage(place, "%v", err)
		return nil
	}
	c.counts[key.Kind].Readable++
	return r
}

// body checks a text against its head, which is nil when that cannot be read.
func (c *checker) body(d *annotate.Document, id annotate.ID, v []byte) *text.Text {
	place := "text of document " + id.String()
	t, err := text.New(string(v))
	if err != nil {
		c.counts[annotate.KindBody].Unreadable++
		c.damage(place, "%v", err)
		c.wantText(d)
		return nil
	}
	c.counts[annotate.KindBody].Readable++
	if d != nil && (d.Size != len(v) || d.SHA256 != sha256.Sum256(v)) {
		c.damage(place, "it is not the text that was imported")
		c.wantText(d)
	}
	return t
}

func (c *checker) wantText(d *annotate.Document) {
	if d != nil {
		c.texts[d.ID] = d.SHA256
	}
}
