package cas

import (
	"math"
	"strconv"
)

// structure is a feature structure. A plain one says where it stands and nothing else, as
// nearly all do: it has no fields until somebody wants them.
type structure struct {
	id     int
	kind   string
	fields []field // in the order of the file; of all but plain ones, see [structure.open]
	array  *array  // nil: it is none, or has nothing in it

	plain            bool
	sofa, begin, end int32 // of a plain one; no sofa is 0
}

// array is what an array holds.
type array struct {
	elements []value
	bytes    string // of one of bytes, in base64
}

// elements are those of an array.
func (s *structure) elements() []value {
	if s.array == nil {
		return nil
	}
	return s.array.elements
}

// place has s, which has no fields, stand at a place.
func (s *structure) place(sofa, begin, end int) {
	if s.plain = max(sofa, begin, end) <= math.MaxInt32; s.plain {
		s.sofa, s.begin, s.end = int32(sofa), int32(begin), int32(end)
		return
	}
	if sofa > 0 {
		s.set("sofa", value{form: one, id: sofa})
	}
	s.set("begin", value{form: literal, text: strconv.Itoa(begin)})
	s.set("end", value{form: literal, text: strconv.Itoa(end)})
}

// open gives the fields of s, which is plain no longer.
func (s *structure) open() []field {
	if !s.plain {
		return s.fields
	}
	for _, name := range [...]string{"sofa", "begin", "end"} {
		if s.has(name) {
			s.fields = append(s.fields, field{name, s.get(name)})
		}
	}
	s.plain = false
	return s.fields
}

// at is where a feature stands in the fields; -1 when it is unset.
func (s *structure) at(name string) int {
	list := s.open()
	for i := range list {
		if list[i].name == name {
			return i
		}
	}
	return -1
}

// get is what a feature says; nothing when it is unset.
func (s *structure) get(name string) (v value) {
	switch {
	case !s.plain:
		if i := s.at(name); i >= 0 {
			v = s.fields[i].value
		}
	case name == "sofa" && s.sofa > 0:
		v = value{form: one, id: int(s.sofa)}
	case name == "begin":
		v = value{form: literal, text: strconv.Itoa(int(s.begin))}
	case name == "end":
		v = value{form: literal, text: strconv.Itoa(int(s.end))}
	}
	return v
}

func (s *structure) has(name string) bool {
	if s.plain {
		return name == "begin" || name == "end" || name == "sofa" && s.sofa > 0
	}
	return s.at(name) >= 0
}

func (s *structure) set(name string, v value) {
	if i := s.at(name); i >= 0 {
		s.fields[i].value = v
		return
	}
	s.fields = append(s.fields, field{name, v})
}

func (s *structure) unset(name string) {
	if i := s.at(name); i >= 0 {
		s.fields = append(s.fields[:i], s.fields[i+1:]...)
	}
}

// text is a string or a number as it stands; "" when it is unset.
func (s *structure) text(name string) string { return s.get(name).text }

func (s *structure) number(name string) (int, bool) {
	switch {
	case s.plain && name == "begin":
		return int(s.begin), true
	case s.plain && name == "end":
		return int(s.end), true
	}
	n, err := strconv.Atoi(s.text(name))
	return n, err == nil
}

// inText reports whether s is of the text that sofa has.
func (s *structure) inText(sofa *structure) bool {
	return sofa == nil || !s.has("sofa") || s.get("sofa").id == sofa.id
}
