// Package record is the form in which a project file keeps its records: each is one
// MessagePack map with short string keys (msgpack.org, specification of 2013).
//
// One rule: the same record gives the same bytes. Fields stand in a fixed order, a
// field with its zero value is left out, and whole numbers take their shortest form.
// So two states of a record are compared as bytes, and a hash of the bytes says
// which state it was.
//
//	b := record.Append(nil, annotation)
//	var d record.Decoder
//	r, err := d.Decode(annotation.Key(), b)
//
// What the key of the record says already (its ID, its document, its annotator) is
// not repeated in the value. An unknown field is skipped, so that a later Parley may
// add some without locking out this one.
//
// In all records: a time is an integer, milliseconds since 1970-01-01 UTC; m (modified)
// is left out when it is c (created); a date is the string YYYY-MM-DD, YYYY-MM or YYYY;
// an ID is 16 bytes; a colour is a slot of the palette.
//
//	project     i id · n name · c created · t note
//	schema      n name · v version · l layers · t tagsets · r relation types · f custom fields
//	  layer     i id · n name · d description · k key · c colour · f features
//	  feature   i id · n name · d description · t types (names) · s tagset · m multi · r required
//	  tagset    i id · n name · t tags
//	  tag       i id · p parent · k code · n name · d definition · r rule · e examples · x counter-examples · c colour · g retired
//	  example   a string, or a map: t text · d document · a annotation
//	  relation  i id · n name · d description · f from (layers) · t to (layers) · v features
//	version     s schema (as above) · c since when
//	annotator   n name · i initials · c created
//	entity      n name · w exact · a aliases (n name · l language · w exact) · k kind · p parent · f affiliations
//	            (e entity · r role · f from · t to) · b kept apart (IDs) · s side · o country · x external id · l colour · t note · c · m
//	document    t title · a author · e author's entity · o outlet · d date · u url · l language · r direction (ltr, rtl) ·
//	            p turns (o start in bytes after the one before it · s speaker · e entity) ·
//	            x custom (n name · v value) · n note · s source (n name · h sha256 · e encoding · f format) ·
//	            h sha256 of the text · z size in bytes · w words · c · m
//	original    g collection · f format · n name · t content
//	text        the UTF-8 bytes themselves, no MessagePack around them
//	progress    s state (new, in progress, done) · f flags (difficult, discuss, no claims) · c when it was set
//	annotation  l layer · f fragments · q quote · p prefix · s suffix · v values · n note · o origin ·
//	            g schema version · r why to check it again · c · m
//	relation    y type · a from · b to · v values · n note · o origin · c · m
//
// What counts of a name when it is looked for, w, is a sum of 1 case, 2 diacritics, 4 letter forms,
// 8 also behind Arabic prefixes.
//
// Fragments are one array of integers in bytes of the text: start and length of the
// first fragment, then for each further one the gap before it and its length.
//
// Values are a map from feature to an array of values, in the order of the schema. A
// value is a map with one entry that says its type: t text · n number · b boolean ·
// d date · g tag · e entity · a annotation; beside e may stand m, the mention it was read from.
package record
