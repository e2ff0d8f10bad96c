package actors

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/annotate"
	"parley/annotate/codec/parley"
)

// Format is a form of the file.
type Format uint8

// The formats.
const (
	CSV Format = iota
	JSON
)

var formatNames = [...]string{CSV: "csv", JSON: "json"}

// String is "csv" or "json".
func (f Format) String() string { return formatNames[min(f, JSON)] }

// ParseFormat reads "csv" or "json", in any case.
func ParseFormat(name string) (Format, error) {
	for f, n := range formatNames {
		if strings.EqualFold(n, name) {
			return Format(f), nil
		}
	}
	return 0, fmt.Errorf("format %q: want csv or json: %w", name, annotate.ErrInvalid)
}

// Write writes entities in the order of their IDs. The same entities give the same bytes.
func Write(w io.Writer, f Format, entities []*annotate.Entity) error {
	sorted := slices.Clone(entities)
	slices.SortFunc(sorted, func(a, b *annotate.Entity) int { return a.ID.Compare(b.ID) })
	var b []byte
	if f == JSON {
		b = appendJSON(b, sorted)
	} else {
		b = append(b, strings.Join(columns[:], ",")+"\n"...)
		for _, n := range sorted {
			b = appendRow(b, n)
		}
	}
	_, err := w.Write(b)
	return err
}

func appendJSON(b []byte, entities []*annotate.Entity) []byte {
	if len(entities) == 0 {
		return append(b, "[]\n"...)
	}
	rows := parley.NewRows(&annotate.Schema{}, nil)
	open := "[\n"
	for _, n := range entities {
		b = rows.Entity(append(b, open...), n)
		open = ",\n"
	}
	return append(b, "\n]\n"...)
}

func appendRow(b []byte, n *annotate.Entity) []byte {
	parent, colour := "", ""
	if !n.Parent.IsZero() {
		parent = n.Parent.String()
	}
	if n.Colour != 0 {
		colour = strconv.Itoa(n.Colour)
	}
	for i, cell := range [...]string{
		n.ID.String(), n.Name, strings.Join(n.Exact.Words(), " "), string(appendParts(nil, aliasParts(n.Aliases))), n.Kind, parent,
		string(appendParts(nil, affiliationParts(n.Affiliations))), n.Side, n.Country, n.ExternalID, colour, n.Note, stamp(n.Created), stamp(n.Modified), string(appendParts(nil, apartParts(n.Apart))),
	} {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCell(b, cell)
	}
	return append(b, '\n')
}

func aliasParts(list []annotate.Alias) (parts []part) {
	for _, a := range list {
		p := part{text: a.Name}
		if x := strings.Join(a.Exact.Words(), " "); a.Language != "" || x != "" {
			p.fields = []string{a.Language, x}
		}
		parts = append(parts, p)
	}
	return parts
}

func apartParts(list []annotate.ID) (parts []part) {
	for _, id := range list {
		parts = append(parts, part{text: id.String()})
	}
	return parts
}

func affiliationParts(list []annotate.Affiliation) (parts []part) {
	for _, a := range list {
		parts = append(parts, part{a.Entity.String(), []string{a.Role, a.From.String(), a.To.String()}})
	}
	return parts
}

// stamp is a time as datasets have it; the zero time is empty.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}
