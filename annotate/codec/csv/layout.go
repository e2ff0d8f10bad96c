package csv

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// layout says what the columns of a file are.
type layout struct {
	fixed   map[string]int
	meta    []metaColumn
	slots   []*slot
	byValue bool
	width   int
}

type metaColumn struct {
	at   int
	name string
}

// slot is a feature's columns; -1 where there is none.
type slot struct {
	feature string
	value   int
	beside  [len(parts)]int
	tags    []metaColumn
}

// entry is what a row says of one feature.
type entry struct {
	feature string
	values  []cellValue
}

type cellValue struct{ said, code, id, kind string }

func layoutOf(header []string) (*layout, error) {
	l := &layout{fixed: map[string]int{}, width: len(header)}
	for i, name := range header {
		name = strings.TrimSpace(name)
		switch low := strings.ToLower(name); {
		case name == "":
		case low == "text" || low == textColumn:
			l.fixed[textColumn] = i
		case slices.Contains(before[:3], low) || slices.Contains(place, low) || low == noteColumn:
			l.fixed[low] = i
		case strings.HasPrefix(low, "document_"):
			l.meta = append(l.meta, metaColumn{i, name[len("document_"):]})
		default:
			if _, part, _ := featureOf(name); part == "" {
				l.column(i, name)
			}
		}
	}
	for i, name := range header { // what stands beside others, in whatever order
		if _, part, _ := featureOf(strings.TrimSpace(name)); part != "" {
			l.column(i, strings.TrimSpace(name))
		}
	}
	l.sayByValue(header)
	_, quoted := l.fixed["quote"]
	_, starts := l.fixed["start"]
	if !quoted && !starts && l.at("layer") < 0 {
		return nil, fmt.Errorf("its header has none of layer, start and quote: %w", annotate.ErrInvalid)
	}
	return l, nil
}

func (l *layout) column(i int, name string) {
	feature, part, tag := featureOf(name)
	at := slices.IndexFunc(l.slots, func(s *slot) bool { return strings.EqualFold(s.feature, feature) })
	if at < 0 && part != "" { // it stands beside nothing
		feature, part = feature+part, ""
	}
	if at < 0 || part == "" && tag == "" {
		at = len(l.slots)
		l.slots = append(l.slots, &slot{feature: feature, value: -1, beside: [...]int{-1, -1, -1}})
	}
	switch s := l.slots[at]; {
	case tag != "":
		s.tags = append(s.tags, metaColumn{i, tag})
	case part != "":
		s.beside[slices.Index(parts[:], part)] = i
	default:
		s.value = i
	}
}

// sayByValue finds the columns of the form with a row a value.
func (l *layout) sayByValue(header []string) {
	feature, value := slices.Index(header, "feature"), slices.Index(header, "value")
	if feature < 0 || value < 0 {
		return
	}
	l.byValue = true
	l.fixed["feature"] = feature
	l.slots = slices.DeleteFunc(l.slots, func(s *slot) bool { return s.feature != "value" })
}

// at is a column's place; -1 when there is none.
func (l *layout) at(name string) int {
	if i, ok := l.fixed[name]; ok {
		return i
	}
	return -1
}

// row is a row of a file.
type row struct {
	*layout
	line  int
	cells []string
	said  []entry // once it is looked at: see [looked]
	wrong error   // why it says nothing of features
}

// looked are rows with what they say of features, which takes longest to be found out.
func looked(rows []row) []row {
	for i := range rows {
		rows[i].said, rows[i].wrong = rows[i].entries()
	}
	return rows
}

func (r row) get(name string) string { return r.cell(r.at(name)) }

func (r row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// meta is what the row says of its document.
func (r row) metadata() (list []annotate.Field) {
	for _, m := range r.meta {
		if v := r.cell(m.at); v != "" {
			list = append(list, annotate.Field{Name: m.name, Value: v})
		}
	}
	return list
}

// key is the same in the rows of one document.
func (r row) key() string {
	if s := r.get("document"); s != "" {
		return "document " + s
	}
	for _, m := range r.meta {
		if strings.EqualFold(m.name, "title") && r.cell(m.at) != "" {
			return "title " + r.cell(m.at)
		}
	}
	return r.get(textColumn)
}

// same is the same in the rows of one statement, where a row is a value.
func (r row) same() string {
	if id := r.get("id"); id != "" {
		return id
	}
	return strings.Join([]string{r.get("layer"), r.get("start"), r.get("end"), r.get("fragments"), r.get("quote"), r.get("annotator")}, "\x00")
}

// statement reports whether there is one in the row, and not a document only.
func (r row) statement() bool {
	return slices.ContainsFunc([]string{"id", "layer", "start", "quote"}, func(name string) bool { return r.get(name) != "" })
}

// layer is the name of the row's layer.
func (r row) layer() string {
	if s := strings.TrimSpace(r.get("layer")); s != "" {
		return s
	}
	return "Statement"
}

// entries are what the row says of features.
func (r row) entries() (list []entry, err error) {
	for _, s := range r.slots {
		e := entry{feature: s.feature}
		if r.byValue {
			e.feature = r.get("feature")
		}
		if e.values, err = r.values(s); err != nil {
			return nil, fmt.Errorf("%s: %w", e.feature, err)
		}
		if len(e.values) > 0 && e.feature != "" {
			list = append(list, e)
		}
	}
	return list, nil
}

func (r row) values(s *slot) (values []cellValue, err error) {
	for _, t := range s.tags {
		if v := strings.ToLower(strings.TrimSpace(r.cell(t.at))); v == "1" || v == "true" || v == "x" {
			values = append(values, cellValue{said: t.name, kind: annotate.TypeTag.String()})
		}
	}
	said := split(r.cell(s.value))
	var beside [len(parts)][]string
	for i := range parts {
		beside[i] = split(r.cell(s.beside[i]))
		if n := len(beside[i]); n > 0 && n != len(said) {
			return nil, fmt.Errorf("%d values, and %d beside them in %s: %w", len(said), n, parts[i], annotate.ErrInvalid)
		}
	}
	for i, v := range said {
		one := cellValue{said: v}
		for k, to := range []*string{&one.code, &one.id, &one.kind} {
			if beside[k] != nil {
				*to = beside[k][i]
			}
		}
		values = append(values, one)
	}
	return values, nil
}
