package actors

import (
	"fmt"

	"parley/annotate"
)

// Row is what a file says of one entity.
type Row struct {
	Line   int             // where it begins, from 1
	Entity annotate.Entity // with an ID and times as far as the file has them, and without
	Parent string          // the ID or the name of its parent, and
	In     []string        // the entities of Entity.Affiliations, one each
	says   map[string]bool // columns that the file has
}

// Says reports whether the file has a column, be it empty in this row.
func (r *Row) Says(column string) bool { return r.says[column] }

// The columns, in the order in which they are written.
var columns = [...]string{"id", "name", "exact", "aliases", "kind", "parent", "affiliations", "side", "country", "external_id", "colour", "note", "created", "modified", "apart"}

func isColumn(name string) bool {
	for _, c := range columns {
		if c == name {
			return true
		}
	}
	return false
}

// Report says what became of each row.
type Report struct {
	Format   Format
	Rows     int // that were read
	Made     int
	Changed  int
	Same     int // rows that say what the register says
	Refused  []Problem
	Doubtful []Problem // taken, though something of it was left out
}

// Problem is something that is wrong, and where.
type Problem struct {
	Line int // from 1
	Name string
	Text string
}

// String is "line 3 (HTS): it has no name".
func (p Problem) String() string {
	if p.Name == "" {
		return fmt.Sprintf("line %d: %s", p.Line, p.Text)
	}
	return fmt.Sprintf("line %d (%.80s): %s", p.Line, p.Name, p.Text)
}

func (r *Report) refuse(row *Row, format string, args ...any) {
	r.Refused = append(r.Refused, Problem{row.Line, row.Entity.Name, fmt.Sprintf(format, args...)})
}

func (r *Report) doubt(line int, format string, args ...any) {
	r.Doubtful = append(r.Doubtful, Problem{Line: line, Text: fmt.Sprintf(format, args...)})
}
