package panel

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotate"
	"parley/ui/control"
)

// Changed takes in that old became next; a nil old was made, a nil next deleted. A
// changed row stays where it is until the rows are sorted again.
func (a *Annotations) Changed(old, next *annotate.Annotation) {
	if old != nil {
		a.count(old, -1)
	}
	if next != nil {
		a.count(next, 1)
	}
	if old != nil && next != nil && annotate.ComparePlace(old, next) == 0 && a.passes(old) == a.passes(next) {
		if i := search(a.place, next, true); i >= 0 {
			a.place[i] = next
		}
		if i := search(a.rows, next, a.sorted < 0); i >= 0 {
			a.rows[i] = next
			a.table.List.RefreshRow(i)
		}
		a.heads()
		return
	}
	if old != nil {
		a.place = remove(a.place, search(a.place, old, true))
		a.rows = remove(a.rows, search(a.rows, old, a.sorted < 0))
	}
	if next != nil {
		a.place = insert(a.place, next, annotate.ComparePlace)
		if query := a.query(); a.passes(next) && (len(query) == 0 || a.matches(next, query)) {
			a.rows = insert(a.rows, next, a.order())
		}
	}
	a.table.List.SetCount(len(a.rows))
	a.Select(a.active)
	a.heads()
}

func insert(list []*annotate.Annotation, a *annotate.Annotation, order func(a, b *annotate.Annotation) int) []*annotate.Annotation {
	at, _ := slices.BinarySearchFunc(list, a, order)
	return slices.Insert(list, at, a)
}

func remove(list []*annotate.Annotation, i int) []*annotate.Annotation {
	if i < 0 {
		return list
	}
	return slices.Delete(list, i, i+1)
}

// rowOf is where the annotation stands in a list, -1 for nowhere.
func (a *Annotations) rowOf(list []*annotate.Annotation, id annotate.ID, reading bool) int {
	if id == (annotate.ID{}) {
		return -1
	}
	if p := a.source.Annotation(id); p != nil {
		if i := search(list, p, reading); i >= 0 {
			return i
		}
	}
	return slices.IndexFunc(list, func(p *annotate.Annotation) bool { return p.ID == id })
}

// search is where p stands in a list: halving it when it is in reading order, so that one
// annotation costs the same in any document, and else row by row.
func search(list []*annotate.Annotation, p *annotate.Annotation, reading bool) int {
	if !reading {
		return slices.IndexFunc(list, func(other *annotate.Annotation) bool { return other.ID == p.ID })
	}
	if i, ok := slices.BinarySearchFunc(list, p, annotate.ComparePlace); ok {
		return i
	}
	return -1
}

func (a *Annotations) count(p *annotate.Annotation, n int) {
	if schema := a.source.Schema(); schema != nil {
		if l := schema.Layer(p.Layer); l != nil && missing(l, p) > 0 {
			a.missed[l.ID] += n
		}
	}
}

// Place is the annotation's number in reading order, from 1, and how many there are;
// 0 when it is not among them.
func (a *Annotations) Place(id annotate.ID) (n, of int) {
	return a.rowOf(a.place, id, true) + 1, len(a.place)
}

// Next is the annotation n places after id in reading order, or before it; the first or
// last when id is none of them; the zero ID at the ends.
func (a *Annotations) Next(id annotate.ID, n int) annotate.ID {
	i, _ := a.Place(id)
	switch {
	case i == 0 && n < 0:
		i = len(a.place)
	default:
		i += n - 1
	}
	if i == len(a.place) && n < 0 {
		i--
	}
	if i < 0 || i >= len(a.place) {
		return annotate.ID{}
	}
	return a.place[i].ID
}

func (a *Annotations) cell(row, col int) control.Cell {
	if row >= len(a.rows) || col >= len(a.columns) {
		return control.Cell{}
	}
	return a.columns[col].cell(a.rows[row])
}

// query is what the rows are filtered by; empty when they are not.
func (a *Annotations) query() []string {
	if !a.filter.Visible() {
		return nil
	}
	return strings.Fields(strings.ToLower(a.filter.Text()))
}

// order is how the rows stand: by the sorted column, and in it as in the text.
func (a *Annotations) order() func(x, y *annotate.Annotation) int {
	if a.sorted < 0 || a.sorted >= len(a.columns) {
		return annotate.ComparePlace
	}
	key := a.columns[a.sorted].key
	return func(x, y *annotate.Annotation) int { return a.turned(key(x).compare(key(y)), x, y) }
}

// turned is an order of two rows as the sorting wants it.
func (a *Annotations) turned(order int, x, y *annotate.Annotation) int {
	if a.falling {
		order = -order
	}
	return cmp.Or(order, annotate.ComparePlace(x, y))
}

// show filters and sorts the rows and draws them. Each row's key is made once.
func (a *Annotations) show() {
	a.rows = slices.Clone(a.place)
	if query := a.query(); len(query) > 0 || a.sifts() {
		a.rows = slices.DeleteFunc(a.rows, func(p *annotate.Annotation) bool {
			return !a.passes(p) || len(query) > 0 && !a.matches(p, query)
		})
	}
	if a.sorted >= 0 && a.sorted < len(a.columns) {
		keys := make(map[*annotate.Annotation]sortKey, len(a.rows))
		for _, p := range a.rows {
			keys[p] = a.columns[a.sorted].key(p)
		}
		slices.SortFunc(a.rows, func(x, y *annotate.Annotation) int { return a.turned(keys[x].compare(keys[y]), x, y) })
	}
	a.table.List.SetCount(len(a.rows))
	a.Select(a.active)
	a.heads()
}

func (a *Annotations) matches(p *annotate.Annotation, query []string) bool {
	var words []string
	for _, c := range a.columns {
		words = append(words, c.cell(p).Text)
	}
	s := strings.ToLower(strings.Join(words, "\n") + "\n" + p.Note)
	for _, q := range query {
		if !strings.Contains(s, q) {
			return false
		}
	}
	return true
}

// Shown is how many annotations the table has rows for: what no filter holds back.
func (a *Annotations) Shown() int { return len(a.rows) }

// Sift shows the rows that the source's filter lets through now.
func (a *Annotations) Sift() { a.show() }

func (a *Annotations) sifts() bool {
	s, ok := a.source.(Sifting)
	return ok && s.Sifts()
}

func (a *Annotations) passes(p *annotate.Annotation) bool {
	s, ok := a.source.(Sifting)
	return !ok || s.Passes(p)
}

func (a *Annotations) opened() bool {
	s, ok := a.source.(Sifting)
	return !ok || s.Opened()
}

// shownOf is how many annotations there are, and of how many when a filter holds some back.
func (a *Annotations) shownOf() string {
	if a.sifts() && len(a.query()) == 0 {
		return control.Grouped(len(a.rows)) + " of " + control.Grouped(len(a.place))
	}
	return control.Grouped(len(a.place))
}
