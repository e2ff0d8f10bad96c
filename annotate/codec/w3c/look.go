package w3c

import (
	"fmt"
	"iter"

	"parley/annotate/codec"
)

var errNested = invalid("it is nested too deep")

func (c *collection) file(name string, all []*anno) []*anno {
	s, err := c.source.ReadString(name, mostFile)
	if err == nil {
		if err = codec.CheckJSON(s); err == nil {
			all, err = c.piece(piece(s), name, false, 0, all)
		}
	}
	if err != nil {
		c.odd = append(c.odd, codec.Problem{Place: name, Text: err.Error()})
	}
	return all
}

// piece reads an annotation, a page, a collection, or a list of any of them.
func (c *collection) piece(v piece, place string, inside bool, level int, all []*anno) ([]*anno, error) {
	if level > mostNesting {
		return all, errNested
	}
	return c.has(look(v, inside), v, place, inside, level, all)
}

// looked is what a value is, found beside others.
type looked struct {
	list, page bool   // or is it a collection
	set        fields // the members of a page or a collection
	anno       *anno
	err        error
}

// look finds out what v is, and reads it if it is an annotation.
func look(v piece, inside bool) looked {
	if p := v.trimmed(); p == "null" || p != "" && p[0] == '[' {
		return looked{list: true}
	}
	o, ok := fieldsOf(v)
	if !ok {
		return looked{err: invalid("it is no JSON object")}
	}
	set, ok := among(o.get("type"), "AnnotationCollection")
	page, _ := among(o.get("type"), "AnnotationPage")
	if ok && (set || page) {
		return looked{page: !set, set: o}
	}
	a, err := parse(o, inside)
	if err == nil {
		a.raw = v
	}
	return looked{anno: a, err: err}
}

// has takes in what was found of a value.
func (c *collection) has(f looked, v piece, place string, inside bool, level int, all []*anno) ([]*anno, error) {
	switch {
	case f.list:
		return c.items(v, place, inside, level, all), nil
	case f.err != nil:
		return all, f.err
	}
	c.good++
	if f.anno != nil {
		f.anno.place = place
		return append(all, f.anno), nil
	}
	inside = inside || f.set.get("@context") != ""
	if !f.page {
		c.pages.count(f.set)
		return c.page(f.set.get("first"), place, inside, level, all)
	}
	if id, _ := word(f.set.get("id")); id != "" && c.pages.read[id] {
		return all, nil // it stands in a file of its own too
	} else if id != "" {
		c.pages.read[id] = true
	}
	all = c.items(f.set.get("items"), place, inside, level, all)
	return c.page(f.set.get("next"), place, inside, level, all)
}

// stretch is some items of a list, one after the other.
type stretch struct {
	first int // counted from 1
	list  []piece
}

// mostStretch is how many items are looked at together.
const mostStretch = 64

// stretches are the values of a member that may be one or several.
func stretches(v piece) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		s := stretch{first: 1}
		for e := range each(v) {
			if len(s.list) == mostStretch {
				if !yield(s) {
					return
				}
				s = stretch{first: s.first + mostStretch}
			}
			s.list = append(s.list, e)
		}
		if len(s.list) > 0 {
			yield(s)
		}
	}
}

func (c *collection) items(v piece, place string, inside bool, level int, all []*anno) []*anno {
	lookAll := func(s stretch) (list []looked) {
		for _, e := range s.list {
			list = append(list, look(e, inside))
		}
		return list
	}
	for s, list := range codec.AheadOf(stretches(v), lookAll) {
		for i, f := range list {
			at, err := fmt.Sprintf("%s item %d", place, s.first+i), errNested
			if level < mostNesting {
				all, err = c.has(f, s.list[i], at, inside, level+1, all)
			}
			if err != nil {
				c.odd = append(c.odd, codec.Problem{Place: at, Text: err.Error()})
			}
		}
	}
	return all
}
