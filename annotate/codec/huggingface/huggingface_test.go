package huggingface_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/annotate/codec/huggingface"
	"parley/annotate/text"
	"parley/storage/memory"
)

const body = "📌 Müller u\u0308ber 𐐀\n«الميناء» 👩‍👩‍👧 harbour"

// project has a document of each awkward kind: with two fragments, about the whole, of
// other splits.
func project(t testing.TB) *memory.Store {
	t.Helper()
	schema := annotatetest.Schema()
	schema.Tagsets[0].Tags[0].Definition = "for\nit | *really*"
	schema.Tagsets[0].Tags[0].Rule = "=when said"
	schema.Tagsets[0].Tags[0].Examples = []annotate.Example{{Text: "we are for it"}}
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: `Häfen: "im" Streit`}, schema)
	ids := annotatetest.IDs()
	lina, hts := &annotate.Annotator{ID: ids(), Name: "Lina"}, &annotate.Entity{ID: ids(), Name: "HTS", Aliases: []annotate.Alias{{Name: "هيئة تحرير الشام", Language: "ar"}}}
	sami := &annotate.Annotator{ID: ids(), Name: "Sami"}
	tx, err := text.New(body)
	if err != nil {
		t.Fatal(err)
	}
	at := func(words ...string) (out []text.Span) {
		for _, w := range words {
			i := strings.Index(body, w)
			if i < 0 {
				t.Fatal(w)
			}
			out = append(out, text.Span{Start: text.Offset(i), End: text.Offset(i + len(w))})
		}
		return out
	}
	head := &annotate.Document{ID: ids(), Size: len(body), Title: "Häfen", Language: "de-AT", Turns: []annotate.Turn{{Start: text.Offset(strings.Index(body, "«")), Speaker: "GL"}}}
	claim := &annotate.Annotation{ID: ids(), Document: head.ID, Layer: "Claim", Annotator: lina.ID, Fragments: at("Müller", "harbour"), Note: "a\tb\nc", Features: []annotate.FeatureValue{
		{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}}},
		{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: hts.ID}}},
		{Feature: "weight", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: 2.5}}},
	}}
	actor := &annotate.Annotation{ID: ids(), Document: head.ID, Layer: "Actor", Annotator: sami.ID, Fragments: at("𐐀")}
	whole := &annotate.Annotation{ID: ids(), Document: head.ID, Layer: "Claim", Annotator: lina.ID}
	changes := []annotate.Change{annotate.Create(lina), annotate.Create(sami), annotate.Create(hts), annotate.Create(head), annotate.Create(&annotate.Body{Document: head.ID, Text: body})}
	for _, a := range []*annotate.Annotation{claim, actor, whole} {
		if len(a.Fragments) > 0 {
			a.Quote = tx.Quote(a.Fragments)
		}
		changes = append(changes, annotate.Create(a))
	}
	changes = append(changes, annotate.Create(&annotate.Relation{ID: ids(), Document: head.ID, Type: "mentions", From: claim.ID, To: actor.ID, Annotator: lina.ID}))
	for _, split := range []string{"test", "Validation", "elsewhere"} {
		h := &annotate.Document{ID: ids(), Size: len(split), Title: split, Language: "ar", Custom: []annotate.Field{{Name: "split", Value: split}}}
		changes = append(changes, annotate.Create(h), annotate.Create(&annotate.Body{Document: h.ID, Text: split}))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "begin", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	return store
}

func written(t testing.TB, store *memory.Store, o codec.WriteOptions) (files map[string]string, report *codec.Report) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	err := codec.WriteFolder(dir, func(to codec.Target) (err error) {
		report, err = huggingface.Format().Write(context.Background(), store, to, o)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := codec.OpenSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, name := range s.Files {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(b)
	}
	return files, report
}

type line struct {
	ID, Text    string
	Annotations []annotation
	Relations   []struct{ Type, From, To string }
	Turns       []struct {
		Start   int
		Speaker string
	}
}

type annotation struct {
	ID, Layer, Annotator, Quote, Note string
	Start, End                        *int
	Fragments                         []struct{ Start, End int }
	Features                          []struct {
		Feature string
		Values  []struct{ Type, Value, ID string }
	}
}

func lines(t testing.TB, s string) (out []line) {
	t.Helper()
	for sc := bufio.NewScanner(strings.NewReader(s)); sc.Scan(); {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

func TestLines(t *testing.T) {
	files, report := written(t, project(t), codec.WriteOptions{})
	train := lines(t, files["data/train.jsonl"])
	if len(train) != 2 || len(lines(t, files["data/test.jsonl"])) != 1 || len(lines(t, files["data/validation.jsonl"])) != 1 {
		t.Fatalf("splits: %v", files)
	}
	if report.Doubtful.Total != 1 || report.Documents != 4 || report.Annotations != 3 || report.Relations != 1 || report.Entities != 1 {
		t.Errorf("%+v", report)
	}
	l := train[0]
	points := []rune(l.Text)
	if l.Text != body || len(l.Annotations) != 3 || len(l.Relations) != 1 || string(points[l.Turns[0].Start]) != "«" {
		t.Fatalf("%+v", l)
	}
	for _, a := range l.Annotations {
		var words []string
		for _, f := range a.Fragments {
			words = append(words, string(points[f.Start:f.End]))
		}
		if strings.Join(words, " ") != a.Quote {
			t.Errorf("%q stands where %q is said", words, a.Quote)
		}
		if (a.Start == nil) != (len(a.Fragments) == 0) || a.Start != nil && *a.End != a.Fragments[len(a.Fragments)-1].End {
			t.Errorf("start and end of %+v", a)
		}
	}
	i := slices.IndexFunc(l.Annotations, func(a annotation) bool {
		return a.Quote == "Müller harbour"
	})
	claim := l.Annotations[i]
	var said []string
	for _, f := range claim.Features {
		said = append(said, f.Feature+"="+f.Values[0].Type+":"+f.Values[0].Value)
	}
	if want := []string{"stance=tag:Favor", "claimant=entity:HTS", "weight=number:2.5"}; !slices.Equal(said, want) || claim.Note != "a\tb\nc" || claim.Annotator != "Lina" {
		t.Errorf("%q, want %q: %+v", said, want, claim)
	}
	if l.Relations[0].From != claim.ID || l.Relations[0].Type != "Mentions" {
		t.Errorf("%+v", l.Relations)
	}
}

// Every line of a file has the same members, so that the hub can make columns of them.
func TestSameMembers(t *testing.T) {
	files, _ := written(t, project(t), codec.WriteOptions{})
	var names []string
	for _, file := range []string{"data/train.jsonl", "data/test.jsonl", "data/validation.jsonl"} {
		for sc := bufio.NewScanner(strings.NewReader(files[file])); sc.Scan(); {
			var m map[string]any
			if err := json.Unmarshal(sc.Bytes(), &m); err != nil {
				t.Fatal(err)
			}
			var has []string
			for k, v := range m {
				if has = append(has, k); v == nil {
					t.Errorf("%s is null", k)
				}
			}
			slices.Sort(has)
			if names == nil {
				names = has
			}
			if !slices.Equal(names, has) {
				t.Errorf("%q, want %q", has, names)
			}
		}
	}
	for _, n := range names {
		if !strings.Contains(files["README.md"], "\n  - name: "+n+"\n") {
			t.Errorf("the card says nothing of %s", n)
		}
	}
}

func TestCard(t *testing.T) {
	files, _ := written(t, project(t), codec.WriteOptions{})
	card := files["README.md"]
	front, _, ok := strings.Cut(strings.TrimPrefix(card, "---\n"), "\n---\n")
	if !ok {
		t.Fatal(card)
	}
	for _, want := range []string{"license:\n", "language:\n- \"ar\"\n- \"de\"\n", `pretty_name: "Häfen: \"im\" Streit"`, "size_categories:\n- \"n<1K\"\n",
		"  - split: validation\n    path: data/validation.jsonl\n", "data/actors.jsonl", "  - name: text\n    dtype: string\n", "    - name: start\n      dtype: int64\n"} {
		if !strings.Contains(front, want) {
			t.Errorf("the front matter lacks %q:\n%s", want, front)
		}
	}
	for _, want := range []string{"code points", "| tag | Claim: stance = 1 Favor |  | 1 |", "| layer | Claim |  | 2 |", "| Lina | 2 |", "| Sami | 1 |", "1 document has annotations of more than one annotator", "| feature | Claim: claimant | entity, several | 1 |"} {
		if !strings.Contains(card, want) {
			t.Errorf("the card lacks %q:\n%s", want, card)
		}
	}
}

func TestDictionary(t *testing.T) {
	files, _ := written(t, project(t), codec.WriteOptions{})
	rows, err := csv.NewReader(strings.NewReader(files["dictionary.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range rows {
		found = found || slices.Equal(r, []string{"tag", "Claim", "stance", "", "", "", "1", "Favor", "", "for\nit | *really*", "'=when said", "we are for it", "", "1", "favor", "", "", "", "", "", "", "0"})
	}
	if !found {
		t.Errorf("%q", rows)
	}
	if md := files["dictionary.md"]; !strings.Contains(md, `for it \| \*really\*`) || !strings.Contains(md, "- **11 Strong** (0), part of 1 Favor") {
		t.Error(md)
	}
}

func TestSameBytes(t *testing.T) {
	store := project(t)
	a, _ := written(t, store, codec.WriteOptions{})
	b, _ := written(t, store, codec.WriteOptions{})
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
	utf16 := text.UTF16
	c, _ := written(t, store, codec.WriteOptions{Unit: &utf16})
	if c["data/train.jsonl"] == a["data/train.jsonl"] || !strings.Contains(c["README.md"], "UTF-16 code units") {
		t.Error("the unit that was asked for is not counted in")
	}
}

func TestEmpty(t *testing.T) {
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "empty", Version: 1})
	files, _ := written(t, store, codec.WriteOptions{})
	if _, there := files["data/train.jsonl"]; !there || strings.Contains(files["README.md"], "language:") {
		t.Errorf("%q", files)
	}
}

func TestLost(t *testing.T) {
	store := project(t)
	collection, of := annotate.NewID(), annotate.ID{}
	for d := range store.Summaries(annotate.ID{}) {
		of = d.ID
	}
	var changes []annotate.Change
	for _, o := range []annotate.Original{
		{Collection: collection, Name: "annotation.conf"}, {Collection: collection, Document: of, Name: "a.ann"}, {Collection: annotate.NewID(), Name: "gone.conf"}, // as its import was undone
	} {
		o.ID, o.Format, o.Content = annotate.NewID(), "brat", "[entities]"
		changes = append(changes, annotate.Create(&o))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "keep", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	old, err := store.Schema()
	if err != nil {
		t.Fatal(err)
	}
	next := *old
	next.Tagsets = append(slices.Clone(old.Tagsets), annotate.Tagset{ID: "spare", Name: "spare", Tags: []annotate.Tag{{ID: "a", Name: "a", Examples: []annotate.Example{{Text: "x", Document: annotate.NewID()}}}}})
	if _, err := store.Commit(&annotate.ChangeSet{Label: "spare", Changes: []annotate.Change{annotate.Update(old, &next)}}); err != nil {
		t.Fatal(err)
	}
	_, report := written(t, store, codec.WriteOptions{})
	var b bytes.Buffer
	for _, l := range report.Lost {
		b.WriteString(l.String() + "; ")
	}
	if want := "1 example of a tag written without where it stands; 1 tagset that no feature uses left out; 2 files that were kept as they came in left out; "; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := codec.WriteFolder(filepath.Join(t.TempDir(), "out"), func(to codec.Target) error {
		_, err := huggingface.Format().Write(ctx, project(t), to, codec.WriteOptions{})
		return err
	})
	if !errors.Is(err, annotate.ErrCanceled) {
		t.Error(err)
	}
}
