package annotate

import (
	"encoding/binary"
	"time"
)

// SchemaVersion is a schema as it came in force under its number, which is
// Schema.Version. Like a [Body] it is only ever added: it stays when the change that put
// it in force is undone, so that the schema under which an annotation was made can always
// be looked up, and no number is used for two schemas.
type SchemaVersion struct {
	Schema Schema
	Since  time.Time // when it first came in force
}

// Key implements [Record]; [Key.Number] is the number.
func (v *SchemaVersion) Key() Key { return SchemaVersionKey(v.Schema.Version) }

// SchemaVersionKey is the key of the schema that was in force under number.
func SchemaVersionKey(number int) Key {
	k := Key{Kind: KindSchemaVersion}
	binary.BigEndian.PutUint64(k.ID[8:], uint64(number))
	return k
}

// Number is the number of a [SchemaVersion] by its key.
func (k Key) Number() int { return int(binary.BigEndian.Uint64(k.ID[8:])) }
