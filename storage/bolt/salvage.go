package bolt

import (
	"fmt"
	"path/filepath"
	"strings"

	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/bolt/page"
)

// Salvaged is a Reader of what can still be read of a damaged file: what cannot be is
// left out, and told by the Report. Close lets the file go.
type Salvaged struct {
	reader
	still *still
}

var _ session.Reader = (*Salvaged)(nil)

// Salvage opens a damaged file for an export of everything readable. It never writes
// to it. The error is annotate.ErrDamaged when there is nothing to be had.
func Salvage(path string) (*Salvaged, *Report, error) {
	s, report, err := salvage(path)
	if err != nil {
		return nil, report, fmt.Errorf("salvage %s: %w", path, named(err))
	}
	return s, report, nil
}

func salvage(path string) (*Salvaged, *Report, error) {
	s, err := openStill(path)
	if err != nil {
		return nil, nil, err
	}
	r := &Salvaged{still: s}
	c, err := checkStill(path, s)
	if err == nil {
		err = guard(func() error { return r.rescue(c) })
	}
	if err != nil {
		s.close()
		return nil, c.report, err
	}
	return r, c.report, nil
}

// rescue reads past what is broken, and looks for what is lost.
func (s *Salvaged) rescue(c *checker) error {
	file, err := page.Open(s.still.file, s.still.size)
	if err != nil {
		return fmt.Errorf("%w: %w", err, annotate.ErrDamaged)
	}
	file.Check()
	src := &patched{layered: layered{under: c.src}}
	src.rescue(c, file)
	s.lenient = true
	s.moment = func(fn func(source) error) error { return guard(func() error { return fn(src) }) }
	return nil
}

// Close lets the file go.
func (s *Salvaged) Close() error { return s.still.close() }

// Project is the project's record; where that is lost, one named after the file.
func (s *Salvaged) Project() (*annotate.Project, error) {
	if p, err := s.reader.Project(); err == nil {
		return p, nil
	}
	name := filepath.Base(s.still.file.Name())
	return &annotate.Project{Name: strings.TrimSuffix(name, filepath.Ext(name))}, nil
}

// Schema is the schema; where that is lost, the newest that was kept, and where none was,
// the layers and features that the annotations name, without what was said of them.
func (s *Salvaged) Schema() (*annotate.Schema, error) {
	if schema, err := s.reader.Schema(); err == nil {
		return schema, nil
	}
	if kept, err := s.SchemaVersions(); err == nil && len(kept) > 0 {
		return &kept[0].Schema, nil
	}
	schema := &annotate.Schema{Name: "Recovered"}
	tags := map[annotate.TagID]bool{}
	for a, err := range s.AllAnnotations() {
		if err != nil {
			return nil, err
		}
		recoverLayer(schema, a, tags)
	}
	for r, err := range s.AllRelations() {
		if err != nil {
			return nil, err
		}
		if r.Type != "" && schema.Relation(r.Type) == nil {
			schema.Relations = append(schema.Relations, annotate.RelationType{ID: r.Type, Name: string(r.Type)})
		}
	}
	return schema, nil
}

// recovered is the tagset of all tags that a lost schema may have had.
const recovered = "recovered"

func recoverLayer(s *annotate.Schema, a *annotate.Annotation, tags map[annotate.TagID]bool) {
	l := s.Layer(a.Layer)
	if l == nil {
		s.Layers = append(s.Layers, annotate.Layer{ID: a.Layer, Name: string(a.Layer)})
		l = &s.Layers[len(s.Layers)-1]
	}
	for _, fv := range a.Features {
		f := l.Feature(fv.Feature)
		if f == nil {
			l.Features = append(l.Features, annotate.Feature{ID: fv.Feature, Name: string(fv.Feature), Multi: true})
			f = &l.Features[len(l.Features)-1]
		}
		for _, v := range fv.Values {
			if !f.Takes(v.Type) {
				f.Types = append(f.Types, v.Type)
			}
			if v.Type != annotate.TypeTag {
				continue
			}
			if f.Tagset = recovered; len(s.Tagsets) == 0 {
				s.Tagsets = []annotate.Tagset{{ID: recovered, Name: "Recovered"}}
			}
			if !tags[v.Tag] {
				tags[v.Tag] = true
				s.Tagsets[0].Tags = append(s.Tagsets[0].Tags, annotate.Tag{ID: v.Tag, Name: string(v.Tag)})
			}
		}
	}
}
