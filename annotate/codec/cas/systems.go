package cas

import (
	"maps"
	"path"
	"slices"
	"strings"

	"parley/annotate"
)

// system is a type system of its own file, as XMI has it.
type system struct {
	came    types // as it came in, which does not change
	types   types // with what files that are written need besides
	name    string
	content string // as it came in; empty: it did not
	before  string // written again, without what was added since
	used    bool   // it is written
}

// newSystem is a type system that came in as t.
func newSystem(name string, t types) *system {
	return &system{came: t, types: maps.Clone(t), name: name}
}

// system is the one of what stands in a folder, there or above; nil when there is none.
func (w *writer) system(dir string) *system {
	for ; ; dir = path.Dir(dir) {
		i := slices.IndexFunc(w.systems, func(s *system) bool { return path.Dir(s.name) == dir })
		if i >= 0 {
			return w.systems[i]
		}
		if dir == "." || dir == "/" {
			return nil
		}
	}
}

// systemOf is that of a file that came in, which may be in a folder named as the file; of a new
// one, which is nil, that of the whole.
func (w *writer) systemOf(o *annotate.Original) *system {
	dir := "."
	if o != nil {
		dir = strings.TrimSuffix(o.Name, path.Ext(o.Name))
	}
	if s := w.system(dir); s != nil {
		return s
	}
	return w.fresh
}

// types are those with which a file begins: its own, so that they can be added to.
func (r *renderer) types(o *annotate.Original) types {
	s := r.systemOf(o)
	if r.latest {
		return maps.Clone(s.types)
	}
	return maps.Clone(s.came)
}

// joins reports whether what the files of a document need can be added to their type systems:
// whether neither one of them nor a document before has called something else the same.
func (p *page) joins() bool {
	for i, f := range p.files {
		for _, k := range f.needs() {
			if !f.system.types.agree(k) || slices.ContainsFunc(p.files[:i], func(o file) bool { return o.system == f.system && !o.types.agree(k) }) {
				return false
			}
		}
	}
	return true
}

// needs are the types that a file needs and its type system did not come with, or not so.
func (f *file) needs() (list []*kind) {
	if f.system == nil {
		return nil
	}
	for _, name := range f.types.order() {
		if k := f.types[name]; k != f.system.came[name] {
			list = append(list, k)
		}
	}
	return list
}

// agree reports whether nothing that k declares is declared otherwise.
func (t types) agree(k *kind) bool {
	old := t[k.name]
	if old == nil || old == k {
		return true
	}
	for _, f := range k.features {
		if o := t.feature(k.name, f.name); o != nil && *o != f {
			return false
		}
	}
	return old.super == k.super
}

// join adds what a file needs to its type system.
func (f *file) join() {
	s := f.system
	s.used = s.used || f.begun
	for _, k := range f.needs() {
		s.types.ensure(k.name, k.super)
		for _, x := range k.features {
			s.types.declare(k.name, x.name, x.rng, x.element)
		}
	}
}
