package labelstudio

import (
	"slices"
	"strconv"
	"strings"
)

// taken is a task as it was read.
type taken struct {
	data   []member
	all    []*parsed // what everybody says of it, the annotators before the models
	unread []string  // names of members that have no place, in order
}

// quick reads a task in one go, if it is as almost all are. It gives nil where it meets
// anything else, a mistake too: then [decode] reads it with all that encoding/json has, and
// says what is wrong. Its words are parts of s.
func quick(s string) *taken {
	q := &quickly{scan: scan{s: s}}
	data := part("")
	var lists [3][]*parsed // of saidKinds
	for name := range q.members {
		k := slices.Index(saidKinds, name)
		switch {
		case k >= 0 && lists[k] != nil, name == "data" && data != "":
			q.fail()
		case k >= 0:
			lists[k] = q.sayings(name == "predictions")
		case name == "data":
			data = q.value()
		case name == "id":
			q.value()
		default:
			q.other(name, taskMembers)
		}
	}
	if q.peek(); q.bad || q.i < len(s) || data == "" || data[0] != '{' {
		return nil
	}
	slices.Sort(q.unread)
	return &taken{members(data), slices.Concat(lists[:]...), q.unread}
}

type quickly struct {
	scan
	unread []string
}

// other passes over a member that is not among known.
func (q *quickly) other(name string, known []string) {
	if folded(name, known) {
		q.fail()
	}
	if says(string(q.value())) && !slices.Contains(q.unread, name) {
		q.unread = append(q.unread, strings.Clone(name))
	}
}

// folded reports whether a name is among list in any letters, as encoding/json takes them.
func folded(name string, list []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, name) })
}

// set sets to to the words of a string; null leaves it as it was.
func (q *quickly) set(to *string) {
	if q.peek() == '"' {
		*to = q.words()
	} else if q.value() != "null" {
		q.fail()
	}
}

// list are strings.
func (q *quickly) list() []string {
	list := []string{}
	for range q.elements {
		list = append(list, q.words())
	}
	return list
}

func (q *quickly) sayings(models bool) []*parsed {
	list := []*parsed{}
	for range q.elements {
		p, some := q.said(models)
		if some || !models {
			list = append(list, p)
		}
	}
	return list
}

// said reads what one annotator or one model says, and whether that is something.
func (q *quickly) said(model bool) (p *parsed, some bool) {
	p = &parsed{}
	who, named, name, begun := part(""), part(""), "", false
	for member := range q.members {
		switch member {
		case "id":
			q.value()
		case "completed_by":
			who = q.value()
		case "created_username":
			named = q.value()
		case "model_version":
			q.set(&name)
		case "result":
			if begun {
				q.fail()
			}
			begun, some = true, q.results(p)
		case "was_cancelled", "ground_truth":
			if q.value() != "false" { // what is true is rare
				q.fail()
			}
		case "created_at":
			p.created = moment(q.value())
		case "updated_at":
			p.altered = moment(q.value())
		default:
			q.other(member, saidMembers)
		}
	}
	p.by = annotator(who, named)
	if model {
		p = &parsed{by: predicted + name, regions: p.regions, byID: p.byID, links: p.links}
	}
	return p, some
}

func (q *quickly) results(p *parsed) (some bool) {
	for range q.elements {
		var r result
		var v value
		q.result(&r, &v)
		switch {
		case q.bad:
			return false
		case r.Type == "relation":
			p.links = append(p.links, r)
		case r.Value == "" || p.region(&r).take(&r, &v) != nil:
			q.fail()
		}
		some = true
	}
	return some
}

func (q *quickly) result(r *result, v *value) {
	for name := range q.members {
		if to := r.words(name); to != nil {
			q.set(to)
			continue
		}
		switch name {
		case "value":
			if r.Value != "" {
				q.fail()
			}
			r.Value = "{"
			q.inside(v)
		case "labels":
			r.Labels = q.list()
		case "meta":
			q.meta(r)
		default:
			q.other(name, resultMembers)
		}
	}
}

// words are those of a member that is a string; nil for any other.
func (r *result) words(name string) *string {
	switch name {
	case "id":
		return &r.ID
	case "from_name":
		return &r.From
	case "to_name":
		return &r.To
	case "type":
		return &r.Type
	case "from_id":
		return &r.FromID
	case "to_id":
		return &r.ToID
	case "direction":
		return &r.Direction
	}
	return nil
}

func (q *quickly) meta(r *result) {
	for name := range q.members {
		v := q.value()
		if name == "text" {
			r.Meta.Text = v
		} else if strings.EqualFold(name, "text") {
			q.fail()
		}
	}
}

// inside reads the value of a result.
func (q *quickly) inside(v *value) {
	for name := range q.members {
		switch name {
		case "start":
			v.Start = q.value()
		case "end":
			v.End = q.value()
		case "text":
			v.Text = q.value()
		case "startOffset":
			v.StartOffset = q.whole()
		case "endOffset":
			v.EndOffset = q.whole()
		case "choices":
			v.Choices = q.list()
		case "taxonomy":
			v.Taxonomy = [][]string{}
			for range q.elements {
				v.Taxonomy = append(v.Taxonomy, q.list())
			}
		case "number":
			v.Number = q.number()
		case "rating":
			v.Rating = q.number()
		case "datetime":
			q.set(&v.Datetime)
		default:
			q.labels(name, v)
		}
	}
}

// labels takes a member that may be called as the type of its result.
func (q *quickly) labels(name string, v *value) {
	list := q.value()
	if strings.HasSuffix(name, "labels") {
		if v.labels.name != "" {
			q.fail()
		}
		v.labels = member{name, list}
	} else if folded(name, valueMembers) {
		q.fail()
	}
}

func (q *quickly) whole() int {
	n, err := strconv.Atoi(string(q.value()))
	if err != nil {
		q.fail()
	}
	return n
}

func (q *quickly) number() *float64 {
	n, err := strconv.ParseFloat(string(q.value()), 64)
	if err != nil {
		q.fail()
	}
	return &n
}
