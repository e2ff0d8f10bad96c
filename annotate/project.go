package annotate

import "time"

// Project is what a .parley file is about: one body of documents under one schema.
// There is exactly one in a store.
type Project struct {
	ID      ID
	Name    string
	Created time.Time
	Note    string
}

// Annotator is a person, or a program, who records. Annotations name their annotator.
type Annotator struct {
	ID       ID
	Name     string // as it should stand beside the annotations; unique in any case
	Initials string // at most four characters, for margins
	Created  time.Time
}
