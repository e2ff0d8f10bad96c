package labelstudio

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
)

// each calls do with what take makes of every task of a file, and with its place, until do is
// false. take is called in advance, from several goroutines.
func each[T any](c *collection, name string, take func(place string, t *taken) (T, error), do func(place string, v T, err error) bool) error {
	f, err := c.source.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	type done struct {
		value T
		place string
		odd   bool
		err   error
	}
	known, list := c.cuts[name], iter.Seq[piece](nil)
	if list = pieces(f, roomForTasks); known != nil {
		list = known.pieces(f)
	}
	seen := &cuts{}
	for p, d := range codec.AheadOf(list, func(p piece) (d done) {
		d.place = c.place(name, p.n)
		var t *taken
		if t, d.odd, d.err = p.take(); t != nil {
			d.value, d.err = take(d.place, t)
		}
		return d
	}) {
		if d.odd {
			seen.odd = true
			break
		}
		seen.list = append(seen.list, cut{p.from, len(p.b)})
		if !do(d.place, d.value, d.err) {
			return nil
		}
	}
	if c.cuts[name] = seen; seen.odd {
		return slowly(c, name, len(seen.list)+1, take, do)
	}
	return nil
}

// slowly does as [each], from one task of a file on.
func slowly[T any](c *collection, name string, from int, take func(place string, t *taken) (T, error), do func(place string, v T, err error) bool) error {
	f, err := c.source.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return tasks(f, func(n int, raw json.RawMessage) bool {
		if n < from {
			return true
		}
		var v T
		t, err := decode(raw)
		if err == nil {
			v, err = take(c.place(name, n), t)
		}
		return do(c.place(name, n), v, err)
	})
}

// place is where task n of a file stands.
func (c *collection) place(name string, n int) string {
	if c.source.Only() == "" {
		return fmt.Sprintf("%s task %d", name, n)
	}
	return fmt.Sprintf("task %d", n)
}

// take reads the task. It is odd when it is no JSON.
func (p *piece) take() (t *taken, odd bool, err error) {
	if p.odd {
		return nil, true, nil
	}
	s := string(p.b)
	if t = quick(s); t != nil {
		return t, false, nil
	}
	if codec.CheckJSON(s) != nil {
		return nil, true, nil
	}
	t, err = decode(p.b)
	return t, false, err
}

// decode reads a task with all that encoding/json has.
func decode(raw []byte) (*taken, error) {
	var t task
	if err := json.Unmarshal(raw, &t); err != nil {
		return nil, fmt.Errorf("%w: %w", annotate.ErrInvalid, err)
	}
	if len(t.Data) == 0 || t.Data[0] != '{' {
		return nil, fmt.Errorf("it has no data: %w", annotate.ErrInvalid)
	}
	return &taken{members(t.Data), t.all(), unread(string(raw))}, nil
}

// all is what everybody says of a task, the annotators before the models.
func (t *task) all() (list []*parsed) {
	for _, s := range slices.Concat(t.Annotations, t.Completions) {
		p := &parsed{}
		if s.Cancelled {
			p.odd = append(p.odd, codec.Problem{Record: "annotation", Text: "it was cancelled"})
		} else {
			p = parse(&s, annotator(s.By, s.Named))
		}
		p.truth, p.created, p.altered = s.Truth, s.Created, s.Altered
		list = append(list, p)
	}
	for _, s := range t.Predictions {
		if len(s.Result) > 0 {
			list = append(list, parse(&s, predicted+s.Model))
		}
	}
	return list
}

// annotator is who completed a task, or else who is named.
func annotator(by, named part) string {
	name := person(by)
	if name == "" && json.Unmarshal([]byte(named), &name) != nil {
		return ""
	}
	return strings.TrimSpace(name)
}

// person is who completed a task: by address, by name, or by number; empty for nobody.
func person(by part) string {
	var n int64
	if json.Unmarshal([]byte(by), &n) == nil && n > 0 {
		return fmt.Sprintf("Annotator %d", n)
	}
	var p struct {
		ID    int64  `json:"id"`
		Email string `json:"email"`
		First string `json:"first_name"`
		Last  string `json:"last_name"`
	}
	if json.Unmarshal([]byte(by), &p) != nil {
		return ""
	}
	if name := strings.TrimSpace(p.First + " " + p.Last); name != "" {
		return name
	}
	if p.Email == "" && p.ID > 0 {
		return fmt.Sprintf("Annotator %d", p.ID)
	}
	return strings.TrimSpace(p.Email)
}
