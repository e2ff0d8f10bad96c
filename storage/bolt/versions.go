package bolt

import (
	"bytes"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"parley/annotate"
	"parley/storage/bolt/record"
)

// SchemaVersions implements session.Reader. A file of a format that kept none has the
// schema in force, for as long as there is the project.
func (r *reader) SchemaVersions() ([]*annotate.SchemaVersion, error) {
	list, err := all[*annotate.SchemaVersion](r, annotate.KindSchemaVersion, nil)
	if err != nil || len(list) > 0 {
		slices.Reverse(list)
		return list, err
	}
	now, err := r.Schema()
	if err != nil {
		if r.lenient {
			err = nil
		}
		return nil, err
	}
	v := &annotate.SchemaVersion{Schema: *now}
	if p, err := r.Project(); err == nil {
		v.Since = p.Created
	}
	return []*annotate.SchemaVersion{v}, nil
}

// keepVersions keeps the schema in force, and those before it that the log still tells.
func keepVersions(tx *bbolt.Tx) error {
	if _, err := tx.CreateBucketIfNotExists([]byte(inVersions.String())); err != nil {
		return err
	}
	m := &moment{tx: tx}
	src, err := withRecent(m)
	if err != nil {
		return err
	}
	k := keeper{kept: map[int][]byte{}}
	var project annotate.Project
	if err := k.decoder.Into(&project, src.get(inMeta, []byte(keyProject))); err == nil {
		k.since = project.Created
	}
	k.log(src)
	k.keep(src.get(inSchema, []byte(keySchema)))
	for n, value := range k.kept {
		if err := m.in(inVersions).Put(number(uint64(n)), value); err != nil {
			return err
		}
	}
	return nil
}

// keeper gathers the schemas of a project that has kept none.
type keeper struct {
	decoder record.Decoder
	since   time.Time      // when what came in force last did
	kept    map[int][]byte // records by their numbers
}

// log goes through all changes of the schema. What cannot be read of it is passed over:
// that is for a check to tell.
func (k *keeper) log(src source) {
	for n := uint64(1); n <= lastNumber(src); n++ {
		e, packed, err := readEntry(src, n)
		if err != nil {
			continue
		}
		_ = changes(src, e, packed, func(c *change) error {
			if c.key.Kind == annotate.KindSchema {
				k.keep(c.old)
				k.since = e.Time
				k.keep(c.new)
			}
			return nil
		})
	}
}

// keep keeps a schema that is in force now. Formerly the number of one that was undone
// was used again: then the later one has it.
func (k *keeper) keep(value []byte) {
	var s annotate.Schema
	if len(value) == 0 || k.decoder.Into(&s, value) != nil {
		return
	}
	was := k.kept[s.Version]
	v := &annotate.SchemaVersion{Schema: s, Since: k.since}
	if was != nil {
		var before annotate.SchemaVersion
		before.Schema.Version = s.Version
		if k.decoder.Into(&before, was) == nil && bytes.Equal(record.Append(nil, &before.Schema), record.Append(nil, &s)) {
			return
		}
	}
	k.kept[s.Version] = record.Append(nil, v)
}
