package cas

import "testing"

// What a plain structure says is the same whether it has fields or not, however far it stands.
func TestPlain(t *testing.T) {
	for _, at := range [][3]int{{1, 0, 6}, {0, 2, 3}, {1 << 40, 5, 1 << 33}} {
		s, same := &structure{id: 7, kind: "x.Token"}, &structure{id: 7, kind: "x.Token"}
		s.place(at[0], at[1], at[2])
		same.place(at[0], at[1], at[2])
		same.open()
		for _, name := range []string{"sofa", "begin", "end", "ü"} {
			n, ok := s.number(name)
			m, also := same.number(name)
			if s.get(name) != same.get(name) || s.has(name) != same.has(name) || n != m || ok != also || name == "end" && n != at[2] {
				t.Errorf("%v: %s is %+v, want %+v", at, name, s.get(name), same.get(name))
			}
		}
		if got, want := string(s.appendJSON(nil, nil)), string(same.appendJSON(nil, nil)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if len(s.open()) != len(same.fields) || s.plain {
			t.Errorf("%+v", s)
		}
	}
}
