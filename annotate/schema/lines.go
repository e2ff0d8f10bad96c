package schema

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Lines say the difference to people, one part a line: `renamed tag 201 Port access of
// Category (name "Ports" → "Port access")`.
func (d Diff) Lines() []string {
	lines := make([]string, len(d))
	for i := range d {
		lines[i] = d[i].Line()
	}
	return lines
}

// Line says the difference to people.
func (d *Difference) Line() string {
	line := d.Op.String() + " " + d.title()
	if len(d.Details) == 0 {
		return line
	}
	parts := make([]string, len(d.Details))
	for i, t := range d.Details {
		parts[i] = fmt.Sprintf("%s %s → %s", t.What, shown(t.Old), shown(t.New))
	}
	return line + " (" + strings.Join(parts, "; ") + ")"
}

func (d *Difference) title() string {
	title := d.Part.Noun() + " " + d.Name
	if d.Of != "" {
		title += " of " + d.Of
	}
	return title
}

// longestShown is how much of a text a line shows, in code points.
const longestShown = 60

func shown(s string) string {
	if s == "" {
		return "nothing"
	}
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > longestShown {
		s = string([]rune(s)[:longestShown-1]) + "…"
	}
	return `"` + s + `"`
}

// Label says what was done, as the history shows it: of one difference the difference, of
// several that the schema was changed.
func (d Diff) Label() string {
	verbs := map[Op]string{Added: "Add", Removed: "Delete", Renamed: "Rename", Changed: "Change", Moved: "Move"}
	if len(d) != 1 || d[0].Part == (Part{}) {
		return "Change schema"
	}
	return verbs[d[0].Op] + " " + d[0].Part.Noun() + " " + d[0].Name
}

// MarshalJSON gives {"op", "part", "id", "name", "of", "details"}; the ID says the whole
// way to the part: "Claim/stance" for a feature, "category/201" for a tag.
func (d Difference) MarshalJSON() ([]byte, error) {
	list := d.Details
	if list == nil {
		list = []Detail{}
	}
	return json.Marshal(struct {
		Op      Op       `json:"op"`
		Part    string   `json:"part"`
		ID      string   `json:"id"`
		Name    string   `json:"name"`
		Of      string   `json:"of"`
		Details []Detail `json:"details"`
	}{d.Op, d.Part.Noun(), d.Part.ID(), d.Name, d.Of, list})
}

// ID is the part's own ID behind those of what it belongs to: "Claim/stance", "category/201".
func (p Part) ID() string {
	var ids []string
	for _, id := range []string{string(p.Layer), string(p.Relation), string(p.Feature), string(p.Tagset), string(p.Tag)} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, "/")
}

// Label says what is done, as the history shows it: one part merged or recoded, one
// difference, or that the schema changes.
func (d Draft) Label() string {
	diff := d.Diff()
	if r, ok := d.oneMove(diff); ok {
		from, to := r.Effect.Part.Name(d.base), r.To.Name(d.next)
		if r.Effect.Kind == TagChanged {
			return "Recode " + from + " as " + to
		}
		return "Merge " + r.Effect.Part.Noun() + " " + from + " into " + to
	}
	if len(diff) == 0 && len(d.resolutions) == 1 && d.resolutions[0].Do == Recheck {
		return "Mark " + d.resolutions[0].Effect.Part.Name(d.base) + " for re-check"
	}
	return diff.Label()
}

// oneMove is the only thing that moves; false when there is none, or several, or more is
// different than follows from it.
func (d Draft) oneMove(diff Diff) (one Resolution, ok bool) {
	for _, r := range d.resolutions {
		_, moves := d.Resolution(Effect{Kind: LayerRemoved, Part: Part{Owner: r.Effect.Part.Owner}})
		if r.Do != Move || r.Effect.Kind == FeatureRemoved && moves { // a feature of a layer that moves
			continue
		}
		if ok {
			return one, false
		}
		one, ok = r, true
	}
	part := one.Effect.Part
	if part.Tag != "" {
		part = TagPart(part.Tagset, part.Tag)
	}
	for i := range diff {
		ok = ok && (diff[i].Part == part || diff[i].follows())
	}
	return one, ok
}

// follows reports whether the part only stands below others, or joins others, than before.
func (d *Difference) follows() bool {
	for _, t := range d.Details {
		if t.What != "parent" && t.What != "from" && t.What != "to" {
			return false
		}
	}
	return d.Op == Changed
}
