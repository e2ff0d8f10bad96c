package bolt

import (
	"encoding/binary"

	"parley/annotate"
)

// Format is the version of the project file that this package writes.
const Format = 4

// bucket is one of the file's buckets.
type bucket uint8

const (
	inMeta bucket = iota
	inSchema
	inVersions
	inAnnotators
	inEntities
	inDocuments
	inOriginals
	inTexts
	inProgress
	inAnnotations
	inRelations
	inCounts
	inUses
	inHashes
	inLog
	inRecent // the last: it lies over the others
	buckets  // how many
)

var bucketNames = [buckets]string{
	inMeta: "meta", inSchema: "schema", inVersions: "versions", inAnnotators: "annotators", inEntities: "entities", inDocuments: "documents", inOriginals: "originals",
	inTexts: "texts", inProgress: "progress", inAnnotations: "annotations", inRelations: "relations",
	inCounts: "counts", inUses: "uses", inHashes: "hashes", inLog: "log", inRecent: "recent",
}

func (b bucket) String() string { return bucketNames[b] }

// The keys of what there is one of.
const (
	keyFormat  = "format"
	keyProject = "project"
	keySchema  = "schema"
)

// homes are the buckets of the kinds.
var homes = [...]bucket{
	annotate.KindProject: inMeta, annotate.KindSchema: inSchema, annotate.KindSchemaVersion: inVersions,
	annotate.KindAnnotator: inAnnotators, annotate.KindEntity: inEntities, annotate.KindDocument: inDocuments, annotate.KindOriginal: inOriginals, annotate.KindBody: inTexts,
	annotate.KindProgress: inProgress, annotate.KindAnnotation: inAnnotations, annotate.KindRelation: inRelations,
}

// appendKey appends the key of a record in its bucket. Keys of one kind order as
// annotate.Key.Compare says.
func appendKey(b []byte, k annotate.Key) []byte {
	switch k.Kind {
	case annotate.KindProject:
		return append(b, keyProject...)
	case annotate.KindSchema:
		return append(b, keySchema...)
	case annotate.KindSchemaVersion:
		return append(b, number(uint64(k.Number()))...)
	case annotate.KindAnnotator, annotate.KindEntity:
		return append(b, k.ID[:]...)
	case annotate.KindDocument, annotate.KindBody:
		return append(b, k.Document[:]...)
	case annotate.KindProgress:
		return append(append(b, k.Document[:]...), k.Annotator[:]...)
	case annotate.KindOriginal:
		return append(append(b, k.Document[:]...), k.ID[:]...)
	}
	return append(append(append(b, k.Document[:]...), k.Annotator[:]...), k.ID[:]...)
}

// parseKey takes apart what appendKey made; false when it has another length.
func parseKey(kind annotate.Kind, b []byte) (annotate.Key, bool) {
	k := annotate.Key{Kind: kind}
	switch kind {
	case annotate.KindProject:
		return k, string(b) == keyProject
	case annotate.KindSchema:
		return k, string(b) == keySchema
	case annotate.KindSchemaVersion:
		if len(b) != 8 {
			return k, false
		}
		return annotate.SchemaVersionKey(int(binary.BigEndian.Uint64(b))), true
	case annotate.KindAnnotator, annotate.KindEntity:
		return k, len(b) == copy(k.ID[:], b)
	case annotate.KindDocument, annotate.KindBody:
		return k, len(b) == copy(k.Document[:], b)
	case annotate.KindOriginal:
		return k, len(b) == 32 && copy(k.Document[:], b)+copy(k.ID[:], b[16:]) == 32
	case annotate.KindProgress:
		return k, len(b) == 32 && copy(k.Document[:], b)+copy(k.Annotator[:], b[16:]) == 32
	}
	return k, len(b) == 48 && copy(k.Document[:], b)+copy(k.Annotator[:], b[16:])+copy(k.ID[:], b[32:]) == 48
}

// number is the key of an entry of the log, and of a version of the schema.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
