package schema

import (
	"fmt"
	"slices"

	"parley/annotate"
)

func layerNames(l annotate.Layer) (id, name string) { return string(l.ID), l.Name }

func both[T any](of func(T) (id, name string)) func(T) []string {
	return func(t T) []string { id, name := of(t); return []string{id, name} }
}

// AddLayer makes a layer at the end, with the first key and colour that are free.
func (d Draft) AddLayer(name string) (Draft, annotate.LayerID, error) {
	var id annotate.LayerID
	next, err := d.with(func(s *annotate.Schema) error {
		l := annotate.Layer{Key: freeKey(s), Colour: freeColour(s)}
		if err := rename(&l.Name, name, "layer"); err != nil {
			return err
		}
		if err := nameTaken(s.Layers, -1, l.Name, layerNames, "layer"); err != nil {
			return err
		}
		l.ID = annotate.LayerID(identify(l.Name, "Layer", false, taken(both(layerNames), s.Layers, d.base.Layers)))
		id = l.ID
		s.Layers = append(s.Layers, l)
		return nil
	})
	return next, id, err
}

// EditLayer alters a layer's name, description, key and colour; its ID and its features
// stay whatever alter does.
func (d Draft) EditLayer(id annotate.LayerID, alter func(*annotate.Layer)) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := layerAt(s, id)
		if i < 0 {
			return missing("layer", string(id))
		}
		l := s.Layers[i]
		alter(&l)
		l.ID, l.Features = id, s.Layers[i].Features
		if err := rename(&l.Name, l.Name, "layer"); err != nil {
			return err
		}
		if err := nameTaken(s.Layers, i, l.Name, layerNames, "layer"); err != nil {
			return err
		}
		if err := keyTaken(s, i, l.Key); err != nil {
			return err
		}
		if err := checkColour(l.Colour); err != nil {
			return err
		}
		s.Layers[i] = l
		return nil
	})
}

// MoveLayer puts a layer at a place, counted from 0; -1 is the end.
func (d Draft) MoveLayer(id annotate.LayerID, to int) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := layerAt(s, id)
		if i < 0 {
			return missing("layer", string(id))
		}
		move(s.Layers, i, to)
		return nil
	})
}

// DeleteLayer takes a layer away, and from the allowed ends of relation types. A type that
// would have no end left on one side, which would mean any, goes with it.
func (d Draft) DeleteLayer(id annotate.LayerID) (Draft, error) {
	return d.with(func(s *annotate.Schema) error { return deleteLayer(s, id, "") })
}

// MergeLayer takes a layer away, and its annotations go to another one, which also takes
// its place as an allowed end of relation types. Values go to the feature of the same ID;
// those that have none there are effects of their own.
func (d Draft) MergeLayer(id, into annotate.LayerID) (Draft, error) {
	next, err := d.with(func(s *annotate.Schema) error {
		if id == into || s.Layer(into) == nil {
			return fmt.Errorf("layer %q: choose another layer for its annotations: %w", into, annotate.ErrInvalid)
		}
		return deleteLayer(s, id, into)
	})
	if err != nil {
		return d, err
	}
	return next.Resolve(Resolution{Effect: Effect{Kind: LayerRemoved, Part: LayerPart(id)}, Do: Move, To: LayerPart(into)})
}

func deleteLayer(s *annotate.Schema, id, into annotate.LayerID) error {
	i := layerAt(s, id)
	if i < 0 {
		return missing("layer", string(id))
	}
	s.Layers = slices.Delete(s.Layers, i, i+1)
	s.Relations = slices.DeleteFunc(s.Relations, func(r annotate.RelationType) bool {
		return into == "" && (only(r.From, id) || only(r.To, id))
	})
	for i := range s.Relations {
		r := &s.Relations[i]
		r.From, r.To = replaced(r.From, id, into), replaced(r.To, id, into)
	}
	return nil
}

func only(list []annotate.LayerID, id annotate.LayerID) bool { return len(list) == 1 && list[0] == id }

// replaced is list with into, if there is one, for id.
func replaced(list []annotate.LayerID, id, into annotate.LayerID) (out []annotate.LayerID) {
	for _, l := range list {
		if l == id {
			l = into
		}
		if l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

func layerAt(s *annotate.Schema, id annotate.LayerID) int {
	return slices.IndexFunc(s.Layers, func(l annotate.Layer) bool { return l.ID == id })
}

// freeKey is the first digit that marks nothing; empty when all do.
func freeKey(s *annotate.Schema) string {
	for c := '1'; c <= '9'; c++ {
		if keyTaken(s, -1, string(c)) == nil {
			return string(c)
		}
	}
	return ""
}

func keyTaken(s *annotate.Schema, self int, key string) error {
	if key == "" {
		return nil
	}
	if len(key) != 1 || key[0] < '1' || key[0] > '9' {
		return fmt.Errorf("key %q: choose a digit from 1 to 9, or none: %w", key, annotate.ErrInvalid)
	}
	for i, l := range s.Layers {
		if i != self && l.Key == key {
			return fmt.Errorf("key %s marks %s; choose another digit, or free it there: %w", key, l.Name, annotate.ErrInvalid)
		}
	}
	return nil
}

// colours is how many the palette has.
const colours = 8

// freeColour is the slot of the palette that the fewest layers have.
func freeColour(s *annotate.Schema) int {
	var used [colours + 1]int
	for _, l := range s.Layers {
		if l.Colour > 0 && l.Colour <= colours {
			used[l.Colour]++
		}
	}
	best := 1
	for c := 2; c <= colours; c++ {
		if used[c] < used[best] {
			best = c
		}
	}
	return best
}

func checkColour(c int) error {
	if c < 0 || c > colours {
		return fmt.Errorf("colour %d: choose one from 1 to %d, or 0 for none: %w", c, colours, annotate.ErrInvalid)
	}
	return nil
}
