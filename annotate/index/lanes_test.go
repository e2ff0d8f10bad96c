package index

import (
	"cmp"
	"math/rand/v2"
	"testing"

	"parley/annotate/text"
)

func TestLanesShortestNearestTheText(t *testing.T) {
	l := NewLanes(cmp.Compare[int])
	l.Place([]Entry[int]{entry(0, 100, 1), entry(10, 20, 2), entry(12, 5, 3), entry(40, 5, 4), entry(10, 20, 5), entry(0, 90, 6), entry(0, 95, 7)})
	for key, want := range map[int]int{3: 0, 4: 0, 2: 1, 5: 2, 6: 3, 7: Beyond, 1: Beyond} {
		if lane, ok := l.Lane(key); lane != want || !ok {
			t.Errorf("lane of %d = %d %v; want %d", key, lane, ok, want)
		}
	}
	if _, ok := l.Lane(99); ok {
		t.Error("99 has a lane")
	}
	l.Remove(6)
	if _, ok := l.Lane(7); ok {
		t.Error("7 still waits beyond, though a lane is free")
	}
	if lane := l.Add(entry(0, 95, 7)); lane != 3 {
		t.Errorf("7 comes to %d", lane)
	}
}

// Those with a lane are found by their hulls, whichever lane it is.
func TestLanesOverlapping(t *testing.T) {
	l := NewLanes(cmp.Compare[int])
	for i := range 7 {
		l.Add(entry(10*i, 30, i))
	}
	l.Remove(3)
	found := map[int]text.Span{}
	for e := range l.Overlapping(text.Span{Start: 35, End: 41}) {
		found[e.Key] = e.Span
	}
	if len(found) != 3 || found[1] != entry(10, 30, 1).Span || found[2] != entry(20, 30, 2).Span || found[4] != entry(40, 30, 4).Span {
		t.Errorf("found %v", found)
	}
	if hull, ok := l.Hull(4); !ok || hull != entry(40, 30, 4).Span {
		t.Errorf("the hull of 4 is %v, %v", hull, ok)
	}
	if _, ok := l.Hull(3); ok {
		t.Error("3 has a hull, but is gone")
	}
}

func TestLanesResize(t *testing.T) {
	l := NewLanes(cmp.Compare[int])
	l.Place([]Entry[int]{entry(0, 5, 1), entry(0, 10, 2), entry(20, 5, 3)})
	for _, c := range []struct {
		e    Entry[int]
		want int
	}{
		{entry(0, 15, 2), 1}, // keeps its lane
		{entry(8, 5, 2), 1},  // and lane 0 being free is no reason to jump
		{entry(20, 9, 1), 1}, // lane 0 is taken there
		{entry(50, 1, 4), 0}, // not placed before
	} {
		if got := l.Resize(c.e); got != c.want {
			t.Errorf("Resize(%v) = %d; want %d", c.e, got, c.want)
		}
	}
}

// checkLanes fails when two annotations of one lane overlap, or one waits though a lane is free.
func checkLanes(t *testing.T, l *Lanes[int], all map[int]text.Span) {
	t.Helper()
	for key, s := range all {
		lane, ok := l.Lane(key)
		if !ok {
			t.Fatalf("%d has no lane", key)
		}
		var taken [Beyond + 1]bool
		for other, o := range all {
			if at, _ := l.Lane(other); other != key && o.Overlaps(s) {
				taken[at] = true
			}
		}
		if lane < Beyond && taken[lane] {
			t.Fatalf("lane %d of %d is shared", lane, key)
		}
		if lane == Beyond && (!taken[0] || !taken[1] || !taken[2] || !taken[3]) {
			t.Fatalf("%d at %v waits beyond; taken %v", key, s, taken)
		}
	}
}

// playLanes adds, removes and resizes as data says: nothing else may change its lane.
func playLanes(t *testing.T, data []byte) {
	l, all := NewLanes(cmp.Compare[int]), map[int]text.Span{}
	for ; len(data) >= 4; data = data[4:] {
		e := entry(int(data[1]%64), 1+int(data[2]%32), int(data[3]%24))
		old := map[int]int{}
		for key := range all {
			old[key], _ = l.Lane(key)
		}
		_, there := all[e.Key]
		switch {
		case data[0]%4 == 0:
			l.Remove(e.Key)
			delete(all, e.Key)
		case there:
			l.Resize(e)
			all[e.Key] = e.Span
		default:
			l.Add(e)
			all[e.Key] = e.Span
		}
		var paragraph []Entry[int]
		for key, s := range all {
			paragraph = append(paragraph, Entry[int]{s, key})
		}
		l.Place(paragraph)
		checkLanes(t, l, all)
		for key, lane := range old {
			if now, _ := l.Lane(key); key != e.Key && lane < Beyond && now != lane {
				t.Fatalf("%d jumped from lane %d to %d", key, lane, now)
			}
		}
	}
}

func TestLanesStayPut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		data := make([]byte, 320)
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		playLanes(t, data)
	}
}

func FuzzLanes(f *testing.F) {
	f.Add([]byte("1aba1abb1abc1abd1abe1abf0aba0abb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<9 {
			t.Skip()
		}
		playLanes(t, data)
	})
}
