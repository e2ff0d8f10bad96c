package parley

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"parley/annotate"
)

// versionJSON is a schema that was in force, as it stands in a dataset.
type versionJSON struct {
	Since  string     `json:"since"`
	Schema schemaJSON `json:"schema"`
}

// versions writes the schemas that were in force, by their numbers.
func (e *encoder) versions() error {
	list, err := e.from.SchemaVersions()
	if err != nil && !e.lost("", "schema versions", err) {
		return err
	}
	e.text(`"schema_versions":[`)
	for i, v := range slices.Backward(list) {
		e.next(len(list) - 1 - i)
		if err := e.version(v); err != nil {
			return err
		}
	}
	e.text("]")
	return nil
}

func (e *encoder) version(v *annotate.SchemaVersion) error {
	schema, err := schemaBytes(&v.Schema)
	if err != nil {
		return err
	}
	e.time(`{"since":`, v.Since)
	e.text(`,"schema":`)
	e.b = append(append(e.b, schema...), '}')
	return nil
}

// parseVersions reads what versions wrote, the newest first. A file without them has the
// schema in force.
func parseVersions(b []byte, inForce *annotate.Schema, now time.Time) ([]*annotate.SchemaVersion, error) {
	var list []versionJSON
	if b != nil {
		if err := strictly(bytes.NewReader(b), &list); err != nil {
			return nil, err
		}
	}
	var out []*annotate.SchemaVersion
	for _, j := range list {
		v, err := j.version()
		if err != nil {
			return nil, fmt.Errorf("version %d: %w", j.Schema.Version, err)
		}
		if numbered(out, v.Schema.Version) != nil {
			return nil, fmt.Errorf("version %d is there twice: %w", v.Schema.Version, annotate.ErrInvalid)
		}
		out = append(out, v)
	}
	if numbered(out, inForce.Version) == nil {
		out = append(out, &annotate.SchemaVersion{Schema: *inForce, Since: now})
	}
	slices.SortFunc(out, func(a, b *annotate.SchemaVersion) int { return b.Key().Compare(a.Key()) })
	return out, nil
}

func (j versionJSON) version() (*annotate.SchemaVersion, error) {
	s, err := j.Schema.schema()
	if err != nil {
		return nil, err
	}
	v := &annotate.SchemaVersion{Schema: *s}
	if j.Since == "" {
		return v, nil
	}
	t, err := time.Parse(time.RFC3339Nano, j.Since)
	if err != nil {
		return nil, fmt.Errorf("since %.40q: want a time as 2025-03-14T09:26:53.589Z: %w", j.Since, annotate.ErrInvalid)
	}
	v.Since = annotate.Instant(t)
	return v, nil
}

func numbered(list []*annotate.SchemaVersion, n int) *annotate.SchemaVersion {
	for _, v := range list {
		if v.Schema.Version == n {
			return v
		}
	}
	return nil
}

// replaceVersions makes the versions of an empty project those of the file.
func (im *importer) replaceVersions(there, coming []*annotate.SchemaVersion) {
	for _, v := range there {
		if numbered(coming, v.Schema.Version) == nil {
			im.first = append(im.first, annotate.Delete(v))
		}
	}
	for _, v := range coming {
		if old := numbered(there, v.Schema.Version); old != nil {
			im.change(old, v)
		} else {
			im.first = append(im.first, annotate.Create(v))
		}
	}
}

// renumber finds the numbers that the file's schemas have in the project: that of the same
// schema, and for any other that of the schema which is in force once all has come in.
func (im *importer) renumber(there, coming []*annotate.SchemaVersion, inForce int) {
	im.plan.inForce, im.plan.numbers = inForce, map[int]int{}
	for _, v := range coming {
		theirs := v.Schema
		for _, o := range there {
			mine := o.Schema
			mine.Version = theirs.Version
			if same(&mine, &theirs) {
				im.plan.numbers[theirs.Version] = o.Schema.Version
				break
			}
		}
	}
}

// number is the project's number of the schema that the file has under n.
func (p *plan) number(n int) int {
	if p.numbers == nil {
		return n
	}
	if mine, ok := p.numbers[n]; ok {
		return mine
	}
	return p.inForce
}
