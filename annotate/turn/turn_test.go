package turn_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/text"
	"parley/annotate/turn"
)

func mustText(t testing.TB, s string) *text.Text {
	t.Helper()
	x, err := text.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func registered(names ...string) turn.Register {
	var list []*annotate.Entity
	for i, n := range names {
		parts := strings.Split(n, "|")
		e := &annotate.Entity{ID: annotatetest.ID(uint64(i + 1)), Name: parts[0]}
		for _, a := range parts[1:] {
			e.Aliases = append(e.Aliases, annotate.Alias{Name: a})
		}
		list = append(list, e)
	}
	return turn.NewRegister(list)
}

// told is turns as "0 GL, 12 Lelia=2": the actor's number behind the name.
func told(turns []annotate.Turn) string {
	var parts []string
	for _, u := range turns {
		s := fmt.Sprint(int(u.Start), " ", u.Speaker)
		for n := uint64(1); n < 10; n++ {
			if u.Entity == annotatetest.ID(n) {
				s += fmt.Sprint("=", n)
			}
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

func TestIn(t *testing.T) {
	for name, c := range map[string]struct {
		text, want string
		register   turn.Register
	}{
		"initials and a name": {"GL: Hello ü.\n\nLelia: e\u0301 hi 📌.\n", "0 GL, 15 Lelia", nil},
		"an interview": {"An interview 👩\u200d👩\u200d👧\n\nGL: One.\nMore of it.\n\nLelia: Two.\n\nStill she.\n\nGL: Three.\n\nLelia: Four.\n\nModerator: Five.",
			"33 GL, 55 Lelia, 80 GL, 92 Lelia, 106 Moderator", nil},
		"full names":        {"Lelia Rousselet: So.\nAhmed al-Sharaa: No.\nA long answer.\nAnd more.\nAnd more.", "0 Lelia Rousselet, 21 Ahmed al-Sharaa", nil},
		"questions":         {"Q: Why?\nA: Because.\n", "0 Q, 8 A", nil},
		"Arabic letters":    {"س: من يحكم المدينة؟\nج: المجلس.\n", "0 س, 35 ج", nil},
		"Arabic names":      {"المحاور: لماذا؟\n\nهالة منصور: لأن الميناء لنا.\n\nالمحاور: ومن؟\n", "0 المحاور, 30 هالة منصور, 82 المحاور", nil},
		"capitals in bold":  {"**LELIA:** So.\n\n**Mr. GL**: No.\n\n**LELIA:** Yes.", "0 LELIA, 16 Mr. GL, 33 LELIA", nil},
		"full stops":        {"G.L.: So.\nGL: No.\n", "0 G.L., 10 GL", nil},
		"times":             {"[00:12:03] GL: So.\n00:13 Hala (BBC): No.\n(0:14) GL: ü", "0 GL, 19 Hala, 41 GL", nil},
		"numbered speakers": {"Speaker 1: So.\nSpeaker 2: No.", "0 Speaker 1, 15 Speaker 2", nil},
		"the register": {"Hala: So.\n\nA long answer.\n\nAnd more.\n\nAnd more.\n\nAnd more.\n\nThe Union: No.",
			"0 Hala=1, 60 The Union=2", registered("Hala Mansour|hala", "Dockers|the union")},
		"two of one name": {"HALA: So.\n\nHala: No.", "0 HALA, 11 Hala", registered("Hala Mansour|hala", "Hala Said|Hala")},
		"indented":        {"\u200f  GL: So.\n\tLelia: No.\n", "5 GL, 14 Lelia", nil},

		"a heading":          {"Syria: violence flares\n\nHTS took the city.", "", registered("Syria")},
		"headings":           {"Syria: violence flares\n\nOne.\n\nTwo.\n\nThree.\n\nLebanon: a truce\n\nFour.\n\nFive.", "", nil},
		"notes":              {"Note: so.\n\nNote: so.\n\nSource: AFP\n\nSource: Reuters\nملاحظة: هذا\nملاحظة: هذا", "", nil},
		"head of a page":     {"Title: A quay\nAuthor: Nadia Farouk\nDate: 14 March\nOutlet: The Coast\n\nIt is closed.", "", nil},
		"a clock":            {"12:30 the ship came\n12:45 it left\nAt 12:50: silence", "", nil},
		"addresses":          {"https://example.org\nhttp://example.org\nmailto:x@example.org", "", nil},
		"numbered parts":     {"Chapter 1: So\n\nChapter 2: No\n\nChapter 1: again", "", nil},
		"sentences":          {"He said: no.\nThey said: yes.\nHe said: no.", "", nil},
		"Arabic said":        {"وقال المجلس: لا.\n\nوأضاف: نعم.\n\nوقال: لا.\n\nوقال: لا.", "", nil},
		"one turn":           {"GL: Hello.", "", nil},
		"words as of a page": {"READ MORE: x\nUPDATE: y\nREAD MORE: z\nUPDATE: w", "", nil},
		"verses":             {"Luke 3:16 so\nLuke 3:17 no\nJohn 1:1", "", nil},
		"nothing":            {"", "", nil},
	} {
		if got := told(turn.In(mustText(t, c.text), c.register)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Articles have no turns, whatever the register.
func TestArticles(t *testing.T) {
	paths, err := filepath.Glob("../intake/testdata/*")
	if err != nil || len(paths) == 0 {
		t.Fatal("no texts", err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if x, err := text.New(string(data)); err == nil {
			if got := turn.In(x, registered("Syria", "Syria’s", "HTS")); len(got) > 0 {
				t.Errorf("%s: %s", p, told(got))
			}
		}
	}
}

func TestAt(t *testing.T) {
	turns := []annotate.Turn{{Start: 5, Speaker: "GL"}, {Start: 20, Speaker: "Lelia"}, {Start: 40}, {Start: 60, Speaker: "G.L.", Entity: annotatetest.ID(3)}}
	for o, want := range map[text.Offset]string{0: "", 4: "", 5: "GL", 19: "GL", 20: "Lelia", 40: "", 59: "", 60: "G.L.", 1000: "G.L."} {
		if got, ok := turn.At(turns, o); got.Speaker != want || ok != (want != "") {
			t.Errorf("at %d: %q", o, got.Speaker)
		}
	}
	if s := turn.Speakers(turns); len(s) != 2 || s[0] != (turn.Speaker{Name: "GL", Entity: annotatetest.ID(3), Turns: 2}) || s[1].Name != "Lelia" {
		t.Errorf("%+v", s)
	}
}

// Whatever a text is, turns stand at the starts of lines, in order, with a name.
func FuzzIn(f *testing.F) {
	for _, s := range []string{"GL: a\nLelia: b", "س: أ\nج: ب", "[00:12] GL: a\n**B:** c", "Q:\nA:\nQ：x", "é: 𐐀\ne\u0301: 👩\u200d👩\u200d👧\r\n", ":::\n:", "Hala (x): a\nHala (: b"} {
		f.Add(s)
	}
	r := registered("Hala", "GL|e\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		x, err := text.New(s)
		if err != nil {
			t.Skip()
		}
		last := text.Offset(-1)
		turns := turn.In(x, r)
		if len(turns) == 1 {
			t.Error("one turn alone")
		}
		for _, u := range turns {
			line := x.LineAt(u.Start)
			switch {
			case u.Start <= last || x.Check(u.Start) != nil || u.Speaker == "" || strings.TrimSpace(u.Speaker) != u.Speaker:
				t.Fatalf("%+v in %q", u, s)
			case !strings.Contains(x.Slice(line), u.Speaker) || strings.TrimLeft(x.Slice(text.Span{Start: line.Start, End: u.Start}), " \t\r\v\f\u00a0\u200e\u200f\ufeff\u2028\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2029\u202f\u205f\u3000") != "":
				t.Fatalf("%+v is not the start of %q", u, x.Slice(line))
			}
			last = u.Start
		}
	})
}

func BenchmarkIn(b *testing.B) {
	talk := mustText(b, strings.Repeat("GL: Die Übergangsregierung said so. 📌\n\nA long answer follows, of a line without a name, and goes on and on.\n\nLelia: المجلس رفض ذلك.\n\n", 6500))
	b.SetBytes(int64(talk.Len()))
	for b.Loop() {
		b.ReportMetric(float64(len(turn.In(talk, nil))), "turns")
	}
}
