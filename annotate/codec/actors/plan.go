package actors

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"parley/annotate"
)

// Origin is where new IDs and times come from.
type Origin struct {
	NewID func() annotate.ID
	Now   time.Time
}

// Plan is what rows do to a register of the entities that are there, as changes for one
// ChangeSet; the report counts it. A row with an ID makes that entity, or changes it in the
// columns that the file has. A row without makes a new one; where there is one of its very
// name, it is that one's when it says nothing else, and refused when it does: who is meant
// is not guessed. Refused too is what names nobody or several, or would make a circle of
// parents, and with it what names that. Nothing is deleted.
func Plan(rows []*Row, there []*annotate.Entity, o Origin, report *Report) []annotate.Change {
	p := planner{
		origin: o, report: report, byName: map[string][]annotate.ID{},
		old: map[annotate.ID]*annotate.Entity{}, next: map[annotate.ID]*annotate.Entity{}, rows: map[annotate.ID]*Row{},
	}
	for _, n := range there {
		p.old[n.ID], p.next[n.ID] = n, n
		p.byName[n.Name] = append(p.byName[n.Name], n.ID)
	}
	for _, r := range rows {
		p.take(r)
	}
	p.nameAll()
	for p.drop() {
	}
	return p.changes()
}

type planner struct {
	origin Origin
	report *Report
	old    map[annotate.ID]*annotate.Entity
	next   map[annotate.ID]*annotate.Entity // as all will be
	rows   map[annotate.ID]*Row             // of what changes
	byName map[string][]annotate.ID
}

// take finds whose row it is, and makes the entity as far as it names no other.
func (p *planner) take(r *Row) {
	id := r.Entity.ID
	if id.IsZero() {
		var same bool
		if id, same = p.known(r); same {
			return
		}
		if id.IsZero() {
			id = p.origin.NewID()
		} else {
			p.report.refuse(r, "there is an actor of this name, of whom the row says something else; put %s into the column id when it is the same, or change the name", id)
			return
		}
	}
	if p.rows[id] != nil {
		p.report.refuse(r, "another row has its id")
		return
	}
	old := p.old[id]
	if old == nil {
		old = &annotate.Entity{ID: id, Created: p.origin.Now, Modified: p.origin.Now}
	}
	n := r.over(old)
	if err := n.Check(); err != nil {
		p.report.refuse(r, "%s", plain(err))
		return
	}
	p.rows[id], p.next[id] = r, n
	p.byName[n.Name] = append(p.byName[n.Name], id)
}

// known is the entity of a row without an ID: one whose name is the row's, of the register
// or of a row before. Same says that the row adds nothing to it.
func (p *planner) known(r *Row) (id annotate.ID, same bool) {
	for _, k := range p.byName[r.Entity.Name] {
		if r.addsNothing(p.next[k]) {
			p.report.Same++
			return k, true
		}
		id = k
	}
	return id, false
}

// addsNothing reports whether n says all that the row says. What the row names is left to
// others to compare: a row that names anybody adds something.
func (r *Row) addsNothing(n *annotate.Entity) bool {
	e := &r.Entity
	covered := func(said, is string) bool { return said == "" || said == is }
	return r.Parent == "" && len(r.In) == 0 && e.Exact&^n.Exact == 0 && (e.Colour == 0 || e.Colour == n.Colour) &&
		len(e.Apart) == 0 && covered(e.Kind, n.Kind) && covered(e.Side, n.Side) && covered(e.Country, n.Country) && covered(e.ExternalID, n.ExternalID) && covered(e.Note, n.Note) &&
		!slices.ContainsFunc(e.Aliases, func(a annotate.Alias) bool {
			return !slices.ContainsFunc(n.Aliases, func(o annotate.Alias) bool {
				return o.Name == a.Name && covered(a.Language, o.Language) && a.Exact&^o.Exact == 0
			})
		})
}

// over is old with what the row says in its place. Who is named comes later.
func (r *Row) over(old *annotate.Entity) *annotate.Entity {
	n, e := *old, &r.Entity
	n.Name = e.Name
	set(r, "exact", &n.Exact, e.Exact)
	set(r, "aliases", &n.Aliases, e.Aliases)
	set(r, "kind", &n.Kind, e.Kind)
	set(r, "side", &n.Side, e.Side)
	set(r, "country", &n.Country, e.Country)
	set(r, "external_id", &n.ExternalID, e.ExternalID)
	set(r, "colour", &n.Colour, e.Colour)
	set(r, "note", &n.Note, e.Note)
	set(r, "apart", &n.Apart, e.Apart)
	set(r, "created", &n.Created, cmpTime(e.Created, n.Created))
	set(r, "modified", &n.Modified, cmpTime(e.Modified, n.Modified))
	return &n
}

func set[T any](r *Row, column string, to *T, v T) {
	if r.says[column] {
		*to = v
	}
}

func cmpTime(said, is time.Time) time.Time {
	if said.IsZero() {
		return is
	}
	return said
}

// nameAll fills in parents and affiliations.
func (p *planner) nameAll() {
	p.byName = map[string][]annotate.ID{}
	for _, id := range slices.SortedFunc(maps.Keys(p.next), annotate.ID.Compare) {
		p.byName[p.next[id].Name] = append(p.byName[p.next[id].Name], id)
	}
	for _, id := range p.inOrder() {
		r := p.rows[id]
		n := *p.next[id]
		if err := p.name(r, &n); err != nil {
			p.refuse(id, "%s", plain(err))
			continue
		}
		p.next[id] = &n
	}
}

func (p *planner) name(r *Row, n *annotate.Entity) (err error) {
	if r.says["parent"] {
		if n.Parent, err = p.find(r.Parent); err != nil {
			return fmt.Errorf("parent: %w", err)
		}
	}
	if r.says["affiliations"] {
		n.Affiliations = slices.Clone(r.Entity.Affiliations)
		for i := range n.Affiliations {
			if n.Affiliations[i].Entity, err = p.find(r.In[i]); err != nil {
				return fmt.Errorf("affiliations: %w", err)
			}
			if n.Affiliations[i].Entity.IsZero() {
				return fmt.Errorf("affiliations: one names nobody")
			}
		}
	}
	return n.Check()
}

// find is an entity by its ID or its canonical name.
func (p *planner) find(who string) (annotate.ID, error) {
	if who == "" {
		return annotate.ID{}, nil
	}
	if id, err := annotate.ParseID(who); err == nil {
		return id, nil // whether it is there is seen at the end
	}
	switch list := p.byName[who]; len(list) {
	case 0:
		return annotate.ID{}, fmt.Errorf("there is no actor called %.80q", who)
	case 1:
		return list[0], nil
	default:
		return annotate.ID{}, fmt.Errorf("%d actors are called %.80q; name one by its id", len(list), who)
	}
}

// inOrder are the IDs of the rows in the order of their lines.
func (p *planner) inOrder() []annotate.ID {
	return slices.SortedFunc(maps.Keys(p.rows), func(a, b annotate.ID) int {
		return cmp.Or(cmp.Compare(p.rows[a].Line, p.rows[b].Line), a.Compare(b))
	})
}

// refuse has a row change nothing.
func (p *planner) refuse(id annotate.ID, format string, args ...any) {
	p.report.refuse(p.rows[id], format, args...)
	delete(p.rows, id)
	if p.old[id] != nil {
		p.next[id] = p.old[id]
	} else {
		delete(p.next, id)
	}
}

// drop refuses rows that name who is not there, or stand above themselves; false when all
// that is left is sound.
func (p *planner) drop() bool {
	before := len(p.rows)
	p.dropHanging()
	p.dropCircles()
	return len(p.rows) < before
}

// dropHanging goes on from who is refused to who names them.
func (p *planner) dropHanging() {
	naming := map[annotate.ID][]annotate.ID{}
	todo := p.inOrder()
	for _, id := range todo {
		for named := range annotate.Entities(p.next[id]) {
			naming[named] = append(naming[named], id)
		}
	}
	for ; len(todo) > 0; todo = todo[1:] {
		id := todo[0]
		if p.rows[id] == nil {
			continue
		}
		for named := range annotate.Entities(p.next[id]) {
			if p.next[named] == nil {
				p.refuse(id, "it names actor %s, who is not there", named)
				todo = append(todo, naming[id]...)
				break
			}
		}
	}
}

// dropCircles refuses, of each circle of parents, the row that stands last in the file.
func (p *planner) dropCircles() {
	walk := map[annotate.ID]annotate.ID{} // where one comes from who was met
	for _, start := range p.inOrder() {
		at := start
		for ; !at.IsZero() && walk[at].IsZero(); at = p.parent(at) {
			walk[at] = start
		}
		if walk[at] != start || p.rows[start] == nil {
			continue
		}
		last := annotate.ID{}
		for id, first := at, true; first || id != at; id, first = p.parent(id), false {
			if r := p.rows[id]; r != nil && (last.IsZero() || r.Line > p.rows[last].Line) {
				last = id
			}
		}
		if !last.IsZero() {
			p.refuse(last, "it would be part of itself, by its parents")
		}
	}
}

func (p *planner) parent(id annotate.ID) annotate.ID {
	if n := p.next[id]; n != nil {
		return n.Parent
	}
	return annotate.ID{}
}

// changes are the rows that change something, and their count.
func (p *planner) changes() (list []annotate.Change) {
	for _, id := range slices.SortedFunc(maps.Keys(p.rows), annotate.ID.Compare) {
		old, n := p.old[id], p.thereOnly(p.next[id])
		switch {
		case old == nil:
			p.report.Made++
			list = append(list, annotate.Create(n))
		case says(old) == says(n):
			p.report.Same++
		default:
			p.report.Changed++
			if n.Modified.Equal(old.Modified) {
				n.Modified = p.origin.Now
			}
			list = append(list, annotate.Update(old, n))
		}
	}
	slices.SortFunc(p.report.Refused, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return list
}

// thereOnly is n kept apart from those only who are there: that one is not is no loss.
func (p *planner) thereOnly(n *annotate.Entity) *annotate.Entity {
	gone := func(id annotate.ID) bool { return p.next[id] == nil }
	if !slices.ContainsFunc(n.Apart, gone) {
		return n
	}
	next := *n
	next.Apart = slices.DeleteFunc(slices.Clone(n.Apart), gone)
	if len(next.Apart) == 0 {
		next.Apart = nil
	}
	return &next
}

// says is all that a row says of n but its times.
func says(n *annotate.Entity) string {
	bare := *n
	bare.Created, bare.Modified = time.Time{}, time.Time{}
	return string(appendRow(nil, &bare))
}
