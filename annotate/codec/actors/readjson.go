package actors

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
)

// readJSON reads an array of objects, or the "entities" of an object.
func readJSON(s string, report *Report) ([]*Row, error) {
	d := &list{dec: json.NewDecoder(strings.NewReader(s)), s: s, report: report}
	first, err := d.dec.Token()
	switch {
	case err != nil:
		return nil, d.failed(err)
	case first == json.Delim('{'):
		err = d.object()
	default:
		err = d.array()
	}
	if err != nil {
		return nil, d.failed(err)
	}
	if _, err := d.dec.Token(); err != io.EOF {
		return nil, fmt.Errorf("line %d: there is more after its end: %w", d.line(), annotate.ErrInvalid)
	}
	return d.rows, nil
}

type list struct {
	dec    *json.Decoder
	s      string
	at, on int // of counting lines: how far, and on which line less one
	report *Report
	rows   []*Row
}

// line is where the decoder is.
func (d *list) line() int {
	to := min(int(d.dec.InputOffset()), len(d.s))
	for to < len(d.s) && strings.IndexByte(" \t\r\n,:", d.s[to]) >= 0 {
		to++
	}
	if to > d.at {
		d.on += lines(d.s[d.at:to])
		d.at = to
	}
	return d.on + 1
}

// failed says where reading ended.
func (d *list) failed(err error) error {
	if errors.Is(err, annotate.ErrInvalid) {
		return err
	}
	at := int(d.dec.InputOffset())
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = int(syntax.Offset)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		at, err = len(d.s), errors.New("it is cut off")
	}
	return fmt.Errorf("line %d: %w: %w", 1+lines(d.s[:min(at, len(d.s))]), err, annotate.ErrInvalid)
}

func (d *list) object() error {
	found := false
	for d.dec.More() {
		key, err := d.dec.Token()
		if err != nil {
			return err
		}
		if key == "entities" && !found {
			found = true
			open, err := d.dec.Token()
			if err != nil {
				return err
			}
			if open != json.Delim('[') {
				return fmt.Errorf("entities: want a list: %w", annotate.ErrInvalid)
			}
			if err := d.array(); err != nil {
				return err
			}
			continue
		}
		var passed json.RawMessage
		if err := d.dec.Decode(&passed); err != nil {
			return err
		}
	}
	if !found {
		return fmt.Errorf("it has no \"entities\": %w", annotate.ErrInvalid)
	}
	_, err := d.dec.Token()
	return err
}

// array reads up to the closing bracket.
func (d *list) array() error {
	for d.dec.More() {
		line := d.line()
		var one json.RawMessage
		if err := d.dec.Decode(&one); err != nil {
			return err
		}
		if row := readObject(line, one, d.report); row != nil {
			d.rows = append(d.rows, row)
		}
	}
	_, err := d.dec.Token()
	return err
}

// readObject is nil when the object was refused.
func readObject(line int, b []byte, report *Report) *Row {
	row := &Row{Line: line, says: map[string]bool{}}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil || members == nil {
		report.refuse(row, "want an object, not %.40s", b)
		return nil
	}
	_ = json.Unmarshal(members["name"], &row.Entity.Name) // to have problems say whose they are
	for _, column := range columns {
		value, ok := members[column]
		if !ok || string(value) == "null" {
			continue
		}
		row.says[column] = true
		if err := row.member(column, value); err != nil {
			report.refuse(row, "%s: %s", column, plain(err))
			return nil
		}
	}
	for _, name := range sortedKeys(members) {
		if !isColumn(name) {
			report.doubt(line, "the member %.40q is not known and was left out", name)
		}
	}
	return row.checked(report)
}

// member reads one member; those that are words go the way of a cell.
func (r *Row) member(column string, b []byte) error {
	switch column {
	case "exact":
		x, err := jsonExact(b)
		r.Entity.Exact = x
		return err
	case "aliases":
		return r.jsonAliases(b)
	case "affiliations":
		return r.jsonAffiliations(b)
	case "apart":
		if err := json.Unmarshal(b, &r.Entity.Apart); err != nil {
			return fmt.Errorf("want a list of ids, not %.40s", b)
		}
		return nil
	case "colour":
		var n int
		if err := json.Unmarshal(b, &n); err != nil {
			return fmt.Errorf("%.40s: want a slot from 1 to 8, or 0", b)
		}
		return r.set(column, strconv.Itoa(n))
	}
	var word string
	if err := json.Unmarshal(b, &word); err != nil {
		return fmt.Errorf("want a string, not %.40s", b)
	}
	return r.set(column, word)
}

func jsonExact(b []byte) (annotate.Exact, error) {
	var words []string
	if err := json.Unmarshal(b, &words); err != nil {
		return 0, fmt.Errorf("want a list of words, not %.40s", b)
	}
	return exact(strings.Join(words, " "))
}

func (r *Row) jsonAliases(b []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		return fmt.Errorf("want a list, not %.40s", b)
	}
	for _, one := range list {
		a := annotate.Alias{}
		if json.Unmarshal(one, &a.Name) != nil {
			var o struct {
				Name, Language string
				Exact          json.RawMessage
			}
			if err := json.Unmarshal(one, &o); err != nil {
				return fmt.Errorf("want a name or an object, not %.40s", one)
			}
			a.Name, a.Language = o.Name, o.Language
			if len(o.Exact) > 0 {
				x, err := jsonExact(o.Exact)
				if err != nil {
					return err
				}
				a.Exact = x
			}
		}
		r.Entity.Aliases = append(r.Entity.Aliases, a)
	}
	return nil
}

func (r *Row) jsonAffiliations(b []byte) error {
	var list []struct {
		Entity, Role string
		From, To     annotate.Date
	}
	if err := json.Unmarshal(b, &list); err != nil {
		if errors.Is(err, annotate.ErrInvalid) {
			return err
		}
		return fmt.Errorf("want a list of objects, not %.40s", b)
	}
	for _, o := range list {
		r.Entity.Affiliations = append(r.Entity.Affiliations, annotate.Affiliation{Role: o.Role, From: o.From, To: o.To})
		r.In = append(r.In, o.Entity)
	}
	return nil
}

func sortedKeys(m map[string]json.RawMessage) []string { return slices.Sorted(maps.Keys(m)) }
