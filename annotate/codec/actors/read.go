package actors

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
)

// most is how many bytes a register may have: fifty thousand actors take some twenty megabytes.
const most = 256 << 20

// Read reads CSV or JSON, whichever it is. What is wrong with one row is in the report, and
// the row is left out; the error says that the file is no register, or is cut off.
func Read(r io.Reader) ([]*Row, *Report, error) {
	b, err := io.ReadAll(codec.Decoded(io.LimitReader(r, most+1)))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("read actors: %w", err)
	case len(b) > most:
		return nil, nil, fmt.Errorf("read actors: %w", annotate.ErrTooLarge)
	}
	s := string(b)
	if at := invalid(s); at > 0 {
		return nil, nil, fmt.Errorf("read actors: line %d is not UTF-8: %w", at, annotate.ErrInvalid)
	}
	report := &Report{}
	var rows []*Row
	switch start := strings.TrimSpace(s); {
	case start == "":
		return nil, nil, fmt.Errorf("read actors: %w", annotate.ErrEmpty)
	case start[0] == '[' || start[0] == '{':
		report.Format = JSON
		rows, err = readJSON(s, report)
	default:
		rows, err = readCSV(s, report)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read actors: %w", err)
	}
	report.Rows = len(rows) + len(report.Refused)
	return rows, report, nil
}

// invalid is the line of the first byte that is no UTF-8; 0 when there is none.
func invalid(s string) int {
	if utf8.ValidString(s) {
		return 0
	}
	for i, r := range s {
		if _, n := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 {
			return 1 + lines(s[:i])
		}
	}
	return 0
}

func readCSV(s string, report *Report) (rows []*Row, err error) {
	t, heads, err := openTable(s)
	if err != nil {
		return nil, err
	}
	says := map[string]bool{}
	for i, h := range heads {
		switch {
		case !isColumn(h):
			report.doubt(1, "the column %.40q is not known and was left out", h)
		case says[h]:
			return nil, fmt.Errorf("the column %q is there twice: %w", h, annotate.ErrInvalid)
		default:
			says[heads[i]] = true
		}
	}
	for {
		rec, ok, err := t.next()
		if err != nil || !ok {
			return rows, err
		}
		if row := readRecord(rec, heads, says, report); row != nil {
			rows = append(rows, row)
		}
	}
}

// openTable finds the delimiter: the one by which a column is called name.
func openTable(s string) (*table, []string, error) {
	for _, d := range []byte{',', ';', '\t'} {
		t := &table{s: s, line: 1, delimiter: d}
		head, ok, err := t.next()
		if err != nil || !ok {
			continue
		}
		heads := make([]string, len(head.cells))
		named := false
		for i, c := range head.cells {
			heads[i] = columnOf(c)
			named = named || heads[i] == "name"
		}
		if named {
			return t, heads, nil
		}
	}
	return nil, nil, fmt.Errorf("its first line names no column \"name\": %w", annotate.ErrInvalid)
}

// columnOf is a column as people head it: "External ID".
func columnOf(head string) string {
	c := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(head)))
	if c == "color" {
		return "colour"
	}
	return c
}

// readRecord is nil when the record was refused.
func readRecord(rec record, heads []string, says map[string]bool, report *Report) *Row {
	row := &Row{Line: rec.line, says: says}
	if len(rec.cells) > len(heads) {
		report.refuse(row, "it has %d cells, the head has %d", len(rec.cells), len(heads))
		return nil
	}
	for i, cell := range rec.cells {
		if err := row.set(heads[i], cell); err != nil && isColumn(heads[i]) {
			report.refuse(row, "%s: %s", heads[i], plain(err))
			return nil
		}
	}
	return row.checked(report)
}

// checked is row, or nil when no entity can be made of it.
func (r *Row) checked(report *Report) *Row {
	if strings.TrimSpace(r.Entity.Name) == "" {
		report.refuse(r, "it has no name")
		return nil
	}
	return r
}

// plain is what an error says, without what it wraps for programs.
func plain(err error) string {
	return strings.TrimSuffix(err.Error(), ": "+annotate.ErrInvalid.Error())
}

// set reads one cell.
func (r *Row) set(column, cell string) (err error) {
	e := &r.Entity
	switch column {
	case "id":
		e.ID, err = id(cell)
	case "name":
		e.Name = cell
	case "exact":
		e.Exact, err = exact(cell)
	case "aliases":
		e.Aliases, err = aliases(cell)
	case "kind":
		e.Kind = cell
	case "parent":
		r.Parent = cell
	case "affiliations":
		err = r.affiliations(cell)
	case "side":
		e.Side = cell
	case "country":
		e.Country = cell
	case "external_id":
		e.ExternalID = cell
	case "colour":
		e.Colour, err = colour(cell)
	case "note":
		e.Note = cell
	case "created":
		e.Created, err = instant(cell)
	case "modified":
		e.Modified, err = instant(cell)
	case "apart":
		e.Apart, err = apart(cell)
	}
	return err
}

func id(s string) (annotate.ID, error) {
	if s = strings.TrimSpace(s); s == "" {
		return annotate.ID{}, nil
	}
	return annotate.ParseID(s)
}

func exact(s string) (x annotate.Exact, err error) {
	for _, word := range strings.Fields(s) {
		bit, err := annotate.ParseExact(word)
		if err != nil {
			return 0, err
		}
		x |= bit
	}
	return x, nil
}

func colour(s string) (int, error) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 8 {
		return 0, fmt.Errorf("%.40q: want a slot from 1 to 8, or nothing", s)
	}
	return n, nil
}

func instant(s string) (time.Time, error) {
	if s = strings.TrimSpace(s); s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%.40q: want a time as 2025-03-14T09:26:53.589Z", s)
	}
	if t = annotate.Instant(t); t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}, fmt.Errorf("%.40q: want a year from 1 to 9999", s)
	}
	return t, nil
}

func aliases(cell string) (list []annotate.Alias, err error) {
	parts, err := parseParts(cell)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		f, err := p.need(2)
		if err != nil {
			return nil, err
		}
		a := annotate.Alias{Name: p.text, Language: f[0]}
		if a.Exact, err = exact(f[1]); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}

// apart are IDs; that these actors are there is seen when the rows are taken.
func apart(cell string) (list []annotate.ID, err error) {
	parts, err := parseParts(cell)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if _, err := p.need(0); err != nil {
			return nil, err
		}
		one, err := annotate.ParseID(p.text)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

func (r *Row) affiliations(cell string) error {
	parts, err := parseParts(cell)
	if err != nil {
		return err
	}
	for _, p := range parts {
		f, err := p.need(3)
		if err != nil {
			return err
		}
		a := annotate.Affiliation{Role: f[0]}
		var from, to error
		a.From, from = annotate.ParseDate(f[1])
		a.To, to = annotate.ParseDate(f[2])
		if err := errors.Join(from, to); err != nil {
			return err
		}
		r.Entity.Affiliations, r.In = append(r.Entity.Affiliations, a), append(r.In, p.text)
	}
	return nil
}

// need is the part's fields, filled up to n.
func (p *part) need(n int) ([]string, error) {
	if len(p.fields) > n {
		return nil, fmt.Errorf("%.40q has %d parts in braces, not at most %d", p.text, len(p.fields), n)
	}
	return append(p.fields, make([]string, n-len(p.fields))...), nil
}
