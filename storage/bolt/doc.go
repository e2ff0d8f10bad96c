// Package bolt keeps a project in one file, NAME.parley: a bbolt database
// (go.etcd.io/bbolt) whose values are MessagePack, as package record says.
//
// One rule: a ChangeSet is one transaction, on the disk and whole before Commit
// returns. The process may be killed at any instruction.
//
//	s, err := bolt.Create("Übung.parley", project, schema)
//	n, err := s.Commit(&changeSet)      // n is its number in the log
//	s, err = bolt.Open("Übung.parley", bolt.Options{Program: "Parley"})
//	var held *bolt.InUseError
//	if errors.As(err, &held) {          // says who has it, and since when
//		s, err = bolt.OpenCopy("Übung.parley")
//	}
//	info, err := s.Snapshot()           // beside changes, on another goroutine
//
// # The file
//
// IDs are 16 bytes, numbers in keys are big-endian; a / below joins parts of a key
// without a byte between them. Keys therefore stand in the order of documents.
//
//	bucket       key                       value
//	meta         format                    integer: the version of this list, 4
//	             project                   project record
//	schema       schema                    schema record: the one in force
//	versions     number                    version record: a schema that was in force; none ever goes
//	annotators   annotator                 annotator record
//	entities     entity                    entity record
//	documents    document                  document record: the head
//	originals    document/ID               original record: a file as it came in; stays when the document goes.
//	                                       Those of a whole collection have no document: 16 zero bytes
//	texts        document                  the text's UTF-8 bytes; stays when the document goes
//	progress     document/annotator        progress record
//	annotations  document/annotator/ID     annotation record
//	relations    document/annotator/ID     relation record
//	counts       document                  integer: annotations; no entry for none
//	uses         entity                    integer: values, authors and turns that name it; no entry for none
//	hashes       8 bytes/document          nothing; the first bytes of the text's SHA-256
//	log          number                    entry
//	             number/part (4 bytes)     changes of a bulk entry, one map after the other
//	recent       changes                   what was changed last, over all buckets above
//
// counts, uses and hashes follow from the records, and Check says when they do not.
//
// # What is recent
//
// A change of one annotation would rewrite a page and all above it in each of five
// trees, far apart in a large file. So what is changed last stands in one place: recent
// is an array of changes, each an array of bucket, key and value (nil: nothing stands
// there any more), in the order of buckets as above and of keys. Who reads a bucket reads
// these first. When they are 32 KB, or before a bulk change, they go to their buckets,
// within the transaction of the change that is made. Texts, originals and bulk changes go
// there at once. It is part of the same transaction, so nothing is ever later than anything else.
//
// Format 3 was the same without originals, format 2 without versions as well, format 1
// without this too.
//
// # The log
//
// An entry is a map: t time · a annotator · l label · c cause (intended, undo, redo,
// upkeep) · o of, a number · n how many changes · x the changes, but in a bulk entry.
// Numbers begin with 1 and have no gaps. A change is a map:
//
//	k  kind of record: project, schema, schema version, annotator, entity, document, original, text, progress, annotation, relation
//	d  document · a annotator · i ID: of its key; the number of a version is the end of the ID
//	o  the old value, as its bucket had it; left out when the change made the record
//	n  the new value; left out when the change deleted the record
//	h  in place of n: the first 8 bytes of the new value's SHA-256
//
// What of k, d, a and i is as in the change before it, in the same value, is left out.
// A text has neither value: it is in texts. An original always has h: it stands for good. A ChangeSet of more than 500 changes is a
// bulk one and has h in place of n: the value stands in the record, and as long as its
// hash is h the change can be told and undone. So an import does not double the file.
//
// # Guarantees
//
// Old is compared with what is stored, byte by byte, and where that differs, record by
// record: so a change made on something else than what is there is annotate.ErrConflict
// and changes nothing. A document has its text, and what is recorded in a document has
// the document; other references are the caller's, and Check tells of those that lead
// nowhere. A disk that is full is annotate.ErrFull, and the store goes on.
//
// A file is looked at by plain reads before it is opened (package page), and every
// panic and fault of a damaged one becomes annotate.ErrDamaged. Salvage reads what is
// left. bbolt has no checksums for its pages; the log's last word on each record and
// the texts' hashes take their place in Check.
//
// Beside the project may stand .NAME.parley.open (who has it open; the lock on the
// project itself decides), NAME.parley.snapshots/ (the newest five copies, named by
// time), NAME.parley.format-N (as it was before a change of format) and
// "NAME (kept TIME).parley" (as it was before a restore).
package bolt
