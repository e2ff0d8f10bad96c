package actors_test

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec/actors"
)

var start = time.Date(2025, 3, 14, 9, 26, 53, 589e6, time.UTC)

// awkward is a register with everything that a table might spoil.
func awkward() []*annotate.Entity {
	id := annotatetest.ID
	return []*annotate.Entity{
		{
			ID: id(1), Name: "Hay’at Tahrir al-Sham", Exact: annotate.ExactForms, Kind: "armed group", Parent: id(4), Side: "opposition; north", Country: "SY", ExternalID: "Q1", Colour: 8,
			Aliases: []annotate.Alias{{Name: "هيئة تحرير الشام", Language: "ar"}, {Name: "HTS", Exact: annotate.ExactCase | annotate.ExactDiacritics}, {Name: `a|b{c};d\n`, Language: "ar-Latn"}, {Name: " blanks\t"}, {Name: "\r\nline\n"}, {Name: `\`}},
			Note:    "first\r\nsecond, \"quoted\"\rthird\n", Created: start, Modified: start.Add(time.Hour),
		},
		{
			ID: id(2), Name: "Ahmed \"al-Jolani\", e\u0301 📌 𐐀 👨‍👩‍👧", Created: start, Modified: start, Apart: []annotate.ID{id(3), id(4)},
			Affiliations: []annotate.Affiliation{{Entity: id(1), Role: "{emir}; ü}", From: annotate.Date{Year: 2017, Month: 1, Day: 28}, To: annotate.Date{Year: 2025}}, {Entity: id(4)}, {Entity: id(1), To: annotate.Date{Year: 2025, Month: 1}}},
		},
		{ID: id(3), Name: " name, with blanks ", Created: start, Modified: start},
		{ID: id(4), Name: "=SUM(1)", Note: "\ufeff'", Created: start, Modified: start},
	}
}

func written(t testing.TB, f actors.Format, list []*annotate.Entity) string {
	t.Helper()
	var b bytes.Buffer
	if err := actors.Write(&b, f, list); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// taken is what a file makes of a register.
func taken(t testing.TB, s string, there ...*annotate.Entity) ([]*annotate.Entity, *actors.Report, []annotate.Change) {
	t.Helper()
	rows, report, err := actors.Read(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	n := uint64(100)
	changes := actors.Plan(rows, there, actors.Origin{Now: start.Add(time.Minute), NewID: func() annotate.ID { n++; return annotatetest.ID(n) }}, report)
	records := annotatetest.Records{}
	for _, e := range there {
		records[e.Key()] = e
	}
	if err := records.Apply(changes...); err != nil {
		t.Fatal(err)
	}
	var out []*annotate.Entity
	for _, r := range records {
		out = append(out, r.(*annotate.Entity))
	}
	slices.SortFunc(out, func(a, b *annotate.Entity) int { return a.ID.Compare(b.ID) })
	return out, report, changes
}

func TestThereAndBack(t *testing.T) {
	for _, f := range []actors.Format{actors.CSV, actors.JSON} {
		made := written(t, f, awkward())
		got, report, _ := taken(t, made)
		if !reflect.DeepEqual(got, awkward()) {
			t.Errorf("%v: %+v", f, report)
			for i := range min(len(got), 4) {
				t.Errorf("%+v\n%+v", *got[i], *awkward()[i])
			}
		}
		if again := written(t, f, got); again != made || report.Made != 4 || len(report.Doubtful) > 0 {
			t.Errorf("%v: other bytes: %+v", f, report)
		}
		reversed := awkward()
		slices.Reverse(reversed)
		if written(t, f, reversed) != made {
			t.Errorf("%v: the order of what is given counts", f)
		}
		if _, report, changes := taken(t, made, awkward()...); len(changes) > 0 || report.Same != 4 {
			t.Errorf("%v: into the same register: %+v", f, report)
		}
		if got, _, _ := taken(t, written(t, f, nil)); len(got) > 0 {
			t.Errorf("%v: %d actors of none", f, len(got))
		}
	}
}

// What people and spreadsheets write.
func TestReadTables(t *testing.T) {
	want := []string{"HTS|Hay’at Tahrir al-Sham|هيئة", "Müller"}
	for name, s := range map[string]string{
		"commas":             "name,aliases\nHTS,Hay’at Tahrir al-Sham|هيئة\nMüller,\n",
		"semicolons, a mark": "\ufeffname;aliases\r\nHTS; Hay’at Tahrir al-Sham | هيئة {ar} \r\nMüller\r\n",
		"tabs, CR":           "Aliases\tName\rHay’at Tahrir al-Sham|هيئة\tHTS\r\r\tMüller",
		"quoted":             "\"name\",\"aliases\"\n\"HTS\",\"Hay’at Tahrir al-Sham | هيئة\"\n\n\"Müller\",\"\"",
		"JSON":               `[{"name": "HTS", "aliases": ["Hay’at Tahrir al-Sham", {"name": "هيئة"}]}, {"name": "Müller", "parent": null}]`,
		"a dataset":          `{"format": "parley-dataset", "documents": [{}], "entities": [{"name": "HTS", "aliases": [{"name": "Hay’at Tahrir al-Sham"}, {"name": "هيئة"}]}, {"name": "Müller"}], "x": 1}`,
	} {
		got, report, _ := taken(t, s)
		var names []string
		for _, n := range got {
			names = append(names, strings.Join(n.Names(), "|"))
		}
		if !slices.Equal(names, want) || len(report.Refused)+len(report.Doubtful) > 0 {
			t.Errorf("%s: %q, %+v", name, names, report)
		}
	}
}

func TestRefusedFiles(t *testing.T) {
	for s, want := range map[string]string{
		"": "there is no text in it", "\ufeff \n": "there is no text in it", "title\nHTS\n": `names no column "name"`, "name,Name\n": "is there twice",
		"name\nok\n\"open\n\n": "line 3: a quotation mark is open", "name\n\"a\"b\n": "line 2: \"b\\n\" stands behind", "name\nok\nM\xfcller\n": "line 3 is not UTF-8",
		"[\n{\"name\": \"ü\"},\n{\"na": "line 3: it is cut off", "[\n]\n]": "more after its end", "{}": `has no "entities"`, "{\"entities\": 1}": "want a list", "[\n\n1 2]": "line 3",
	} {
		_, _, err := actors.Read(strings.NewReader(s))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", s, err, want)
		}
	}
}

func TestRefusedRows(t *testing.T) {
	id := annotatetest.ID
	there := []*annotate.Entity{{ID: id(1), Name: "HTS", Kind: "group"}, {ID: id(2), Name: "Twin"}, {ID: id(3), Name: "Twin"}, {ID: id(4), Name: "part", Parent: id(1)}}
	for _, c := range []struct{ s, refused, doubtful string }{
		{"name\nA\n \"\"\n\"\"\n", "[line 4: it has no name]", ""},
		{"id,name\n,A\n,\n", "[line 3: it has no name]", ""},
		{"name,colour\nA,9\nB,x\nC,8\n", `[line 2 (A): colour: "9": want a slot from 1 to 8, or nothing line 3 (B): colour: "x": want a slot from 1 to 8, or nothing]`, ""},
		{"name,id\nA,12\n", `[line 2 (A): id: id "12": want 36 characters]`, ""},
		{"name,created\nA,yesterday\n", `[line 2 (A): created: "yesterday": want a time as 2025-03-14T09:26:53.589Z]`, ""},
		{"name,aliases\nA,b {ar\nB,b{a;b;c}\nC,b{ar;loud}\nD,b\\\nE,}\nF,a {b} c\n", `[line 2 (A): aliases: a brace is open at its end line 3 (B): aliases: "b" has 3 parts in braces, not at most 2 line 4 (C): aliases: exact "loud": want one of case, diacritics, forms, prefixed line 5 (D): aliases: a backslash is its last character line 6 (E): aliases: '}' stands where it means nothing; write \} for the character line 7 (F): aliases: "c" stands behind a brace]`, ""},
		{"name,affiliations\nA,HTS {x; 2020; 2019}\nB,HTS {x; May}\nC,Nobody\n", `[line 2 (A): A: 2020 to 2019: it ends before it begins line 3 (B): affiliations: date "May": want YYYY-MM-DD, YYYY-MM or YYYY line 4 (C): affiliations: there is no actor called "Nobody"]`, ""},
		{"name,parent\nA,Twin\nB,A\nC,HTS\n", `[line 2 (A): parent: 2 actors are called "Twin"; name one by its id line 3 (B): it names actor 00000000-0000-7000-8000-000000000065, who is not there]`, ""},
		{"name,parent\nA,B\nB,C\nC,A\nD,C\n", `[line 2 (A): it names actor 00000000-0000-7000-8000-000000000066, who is not there line 3 (B): it names actor 00000000-0000-7000-8000-000000000067, who is not there line 4 (C): it would be part of itself, by its parents line 5 (D): it names actor 00000000-0000-7000-8000-000000000067, who is not there]`, ""},
		{"id,name,parent\n" + id(1).String() + ",HTS,part\n", "[line 2 (HTS): it would be part of itself, by its parents]", ""},
		{"id,name\n" + id(1).String() + ",A\n" + id(1).String() + ",B\n", "[line 3 (B): another row has its id]", ""},
		{"name,kind\nHTS,party\nHTS,group\nHTS,\n", "[line 2 (HTS): there is an actor of this name, of whom the row says something else; put " + id(1).String() + " into the column id when it is the same, or change the name]", ""},
		{"name,nonsense\nA,b\nB,c,d\n", "[line 3 (): it has 3 cells, the head has 2]", "[line 1: the column \"nonsense\" is not known and was left out]"},
		{"[{\"name\": \"A\", \"x\": 1},\n 7,\n{\"name\": 8}, {\"name\": \"B\", \"aliases\": [7]},\n\n{\"name\": \"C\", \"affiliations\": [{\"entity\": \"A\", \"from\": \"May\"}]}, null]", `[line 2: want an object, not 7 line 3: name: want a string, not 8 line 3 (B): aliases: want a name or an object, not 7 line 5 (C): affiliations: date "May": want YYYY-MM-DD, YYYY-MM or YYYY line 5: want an object, not null]`, `[line 1: the member "x" is not known and was left out]`},
	} {
		_, report, _ := taken(t, c.s, there...)
		if got := fmt.Sprint(report.Refused); got != strings.Replace(c.refused, " ()", "", 1) {
			t.Errorf("%q:\n%s\n%s", c.s, got, c.refused)
		}
		if got := fmt.Sprint(report.Doubtful); c.doubtful != "" && got != c.doubtful {
			t.Errorf("%q: %s", c.s, got)
		}
		if report.Made+report.Changed+report.Same+len(report.Refused) != report.Rows {
			t.Errorf("%q: %+v", c.s, report)
		}
	}
}

// A table of some columns changes these and leaves the others.
func TestColumnsThatAreNotThere(t *testing.T) {
	there := awkward()
	got, report, changes := taken(t, "id,name,kind,parent\n"+there[0].ID.String()+",HTS,party,\n"+there[1].ID.String()+","+`"`+strings.ReplaceAll(there[1].Name, `"`, `""`)+`"`+",,\n", there...)
	if report.Changed != 1 || report.Same != 1 || len(changes) != 1 {
		t.Fatalf("%+v", report)
	}
	want := *awkward()[0]
	want.Name, want.Kind, want.Parent, want.Modified = "HTS", "party", annotate.ID{}, start.Add(time.Minute)
	if !reflect.DeepEqual(got[0], &want) || !reflect.DeepEqual(there, awkward()) {
		t.Errorf("%+v", got[0])
	}
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, actors.CSV, awkward()))
	f.Add(written(f, actors.JSON, awkward()))
	f.Add("\ufeffname;aliases;parent;affiliations\r\nA;b {ar; case}|c;B;\"B {r; 2017}\"\r\nB;;;\r")
	f.Add(`{"entities": [{"name": "A", "parent": "B", "colour": 3, "exact": ["case"]}, {"name": "B", "affiliations": [{"entity": "A", "role": "x"}]}]}`)
	f.Fuzz(func(t *testing.T, s string) {
		rows, _, err := actors.Read(strings.NewReader(s))
		if err != nil || len(rows) > 1000 {
			return
		}
		got, report, _ := taken(t, s, &annotate.Entity{ID: annotatetest.ID(1), Name: "HTS", Created: start, Modified: start})
		if report.Made+report.Changed+report.Same+len(report.Refused) != report.Rows {
			t.Errorf("%+v", report)
		}
		for _, n := range got {
			if err := n.Check(); err != nil {
				t.Error(err)
			}
		}
		for _, f := range []actors.Format{actors.CSV, actors.JSON} {
			if back, report, _ := taken(t, written(t, f, got)); !reflect.DeepEqual(back, got) {
				t.Errorf("%v: %+v\n%+v\n%+v", f, report, back, got)
			}
		}
	})
}

// What a spreadsheet saves as Unicode text is UTF-16.
func TestReadWide(t *testing.T) {
	var b []byte
	for _, u := range utf16.Encode([]rune("\uFEFFname\tkind\r\nMüller e\u0301 📌 𐐀\tperson\r\nالميناء 👩‍👩‍👧\tplace\r\n")) {
		b = append(b, byte(u), byte(u>>8))
	}
	rows, report, err := actors.Read(bytes.NewReader(b))
	if err != nil || len(rows) != 2 {
		t.Errorf("%d rows, %+v, %v", len(rows), report, err)
	}
}
