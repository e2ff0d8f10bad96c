package formats_test

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/cmd/internal/formats"
	"parley/storage/memory"
)

// saying is the project of the examples: one claim that an actor makes, and the actor's name.
func saying(t *testing.T) *memory.Store {
	t.Helper()
	tag := func(id, name string) annotate.Tag { return annotate.Tag{ID: annotate.TagID(id), Name: name} }
	schema := &annotate.Schema{
		Name: "Talks", Version: 1,
		Layers: []annotate.Layer{
			{ID: "Claim", Name: "Claim", Key: "1", Colour: 1, Features: []annotate.Feature{
				{ID: "claimant", Name: "Claimant", Types: []annotate.FeatureType{annotate.TypeEntity}},
				{ID: "stance", Name: "Stance", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
			}},
			{ID: "Stance", Name: "Stance", Key: "3", Colour: 3, Features: []annotate.Feature{
				{ID: "target", Name: "Target", Types: []annotate.FeatureType{annotate.TypeText}},
				{ID: "stance", Name: "Stance", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
			}},
			{ID: "Actor", Name: "Actor", Key: "2", Colour: 2, Features: []annotate.Feature{{ID: "entity", Name: "Entity", Types: []annotate.FeatureType{annotate.TypeEntity}}}},
		},
		Tagsets: []annotate.Tagset{{ID: "stance", Name: "Stance", Tags: []annotate.Tag{tag("favor", "Favor"), tag("against", "Against")}}},
	}
	now := time.Date(2025, 3, 11, 10, 0, 0, 0, time.UTC)
	id := annotatetest.ID
	store := memory.New(&annotate.Project{ID: id(1), Name: "Talks", Created: now}, schema)
	const body = "📌 Müller wants the harbour opened."
	tx, err := text.New(body)
	if err != nil {
		t.Fatal(err)
	}
	d := &annotate.Document{ID: id(2), Title: "Talks resume", Date: annotate.Date{Year: 2025, Month: 3, Day: 11}, Language: "en", SHA256: sha256.Sum256([]byte(body)), Size: len(body), Words: 5, Created: now, Modified: now}
	who := &annotate.Entity{ID: id(3), Name: "Anna Müller", Kind: "person", Created: now, Modified: now}
	lina := &annotate.Annotator{ID: id(4), Name: "Lina", Created: now}
	at := func(n uint64, layer annotate.LayerID, start, end text.Offset, values ...annotate.FeatureValue) annotate.Change {
		var spans []text.Span // none: of the document as a whole
		if end > 0 {
			spans = []text.Span{{Start: start, End: end}}
		}
		return annotate.Create(&annotate.Annotation{
			ID: id(n), Document: d.ID, Layer: layer, Annotator: lina.ID, Fragments: spans, Quote: tx.Quote(spans),
			Features: values, Origin: annotate.ByHand, Schema: 1, Created: now, Modified: now,
		})
	}
	actor := func(f annotate.FeatureID) annotate.FeatureValue {
		return annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: who.ID}}}
	}
	words := annotate.FeatureValue{Feature: "target", Values: []annotate.Value{{Type: annotate.TypeText, Text: "Harbour"}}}
	favor := annotate.FeatureValue{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}}}
	_, err = store.Commit(&annotate.ChangeSet{Label: "Begin", Annotator: lina.ID, Time: now, Changes: []annotate.Change{
		annotate.Create(lina), annotate.Create(who), annotate.Create(&annotate.Body{Document: d.ID, Text: body}), annotate.Create(d),
		at(5, "Actor", 5, 12, actor("entity")), at(6, "Claim", 19, 37, actor("claimant"), favor), at(7, "Stance", 0, 0, favor, words),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// excerpt says what of a written file an example shows: what a pattern finds, piece by piece.
type excerpt struct {
	file string // its name's end; of an archive, what is packed in it
	show string
}

// Excerpts of the formats, by name: the lines that the claim of the example is in.
var excerpts = map[string][]excerpt{
	"parley":      {{"", `"layer":"Claim"|"fragments":[^a-z]*"start":15[^]]*\]|"quote":"the[^"]*"|"features":\{"claimant.*?\}[^}]*\}`}},
	"jsonl":       {{"", `"title":[^,]*,"text":"[^"]*"|"layer":"Claim"|"fragments":[^a-z]*"start":15[^]]*\]|"features":\{"claimant.*?\}[^}]*\}`}},
	"brat":        {{".ann", `.+`}, {"annotation.conf", `\[attributes\]\n(?:.+\n)+`}},
	"webanno-tsv": {{".tsv", `.+`}},
	"cas-json":    {{".json", `\{"%ID" : \d+, "%TYPE" : "(?:webanno.*Claim|uima.cas.Sofa)".*\}`}},
	"cas-xmi":     {{".xmi", `<(?:cas:Sofa|custom:Claim).*`}},
	"w3c":         {{".jsonld", `"parley:layer":"Claim"|"body":\[\{"id".*?"parley:feature":"Claimant".*|"target":\[\{"source":"texts/0001.txt","selector":\[\{"type":"TextPositionSelector","start":15.*`}},
	"doccano":     {{"", `.+`}},
	"labelstudio": {{"tasks.json", `\{"id":"[^"]*6","from_name":.*?\}\}`}, {"config.xml", `<Labels.*(?:\n.*)*?</Labels>`}},
	"prodigy":     {{"", `\{"text":"📌 [^"]*"|"spans":\[.*?\]|"answer":"[^"]*"`}},
	"conll":       {{"", `.+`}},
	"csv":         {{"", `id,layer.*|.*,Claim,.*`}},
	"tsv":         {{"", `id\tlayer.*|.*\tClaim\t.*`}},
	"semeval":     {{"", `.+`}},
	"refi-qda":    {{"project.qde", `<PlainTextSelection[^>]*startPosition="15"(?:.*\n)*?.*</PlainTextSelection>`}},
	"refi-qdc":    {{"", `<Code .*`}},
	"huggingface": {{"train.jsonl", `\{"id":"[^"]*2","text":"[^"]*"|"layer":"Claim"|"start":15,"end":33,"quote":"[^"]*"|"features":\[\{"feature":"Claimant".*?\}\]\}\]`}, {"dictionary.csv", `.*,Favor,.*`}},
}

// The example of each format stands in the README; -update writes it.
func TestExamples(t *testing.T) {
	store := saying(t)
	var b strings.Builder
	for _, f := range formats.All() {
		if f.Write == nil {
			continue
		}
		shown := shownDNA
		if f.Name != "dna" {
			shown = shownText
		}
		fmt.Fprintf(&b, "<details><summary><code>%s</code> %s</summary>\n\n```\n%s```\n\n</details>\n", f.Name, f.Title, shown(t, f, writeExample(t, f, store)))
	}
	inReadme(t, "examples", b.String())
}

// writeExample gives the folder with what f writes of r.
func writeExample(t *testing.T, f codec.Format, r session.Reader) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "folder")
	put := codec.WriteFolder
	if !f.Folder {
		dir = t.TempDir()
		put = func(name string, fill func(codec.Target) error) error {
			return codec.WriteFile(filepath.Join(name, "talks"+f.Extensions[0]), fill)
		}
	}
	err := put(dir, func(to codec.Target) error {
		_, err := f.Write(context.Background(), r, to, codec.WriteOptions{})
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return dir
}

func shownText(t *testing.T, f codec.Format, dir string) string {
	t.Helper()
	files, err := codec.OpenSource(dir)
	if name := filepath.Join(dir, "talks"+f.Extensions[0]); !f.Folder {
		files, err = codec.OpenSource(name)
		if f.Name == "refi-qda" {
			z, wrong := zip.OpenReader(name)
			files, err = codec.Source{FS: z}, wrong
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, e := range excerpts[f.Name] {
		name, content := fileOf(t, files.FS, e.file)
		if i > 0 || len(excerpts[f.Name]) > 1 {
			fmt.Fprintf(&b, "%s:\n", path.Base(name))
		}
		found := regexp.MustCompile(e.show).FindAllString(content, -1)
		if len(found) == 0 {
			t.Errorf("%s: %s has nothing of %s:\n%s", f.Name, name, e.show, content)
		}
		for _, s := range found {
			b.WriteString(strings.TrimRight(s, "\n\t ") + "\n")
		}
	}
	return b.String()
}

// fileOf is the file whose name has that end.
func fileOf(t *testing.T, files fs.FS, end string) (name, content string) {
	t.Helper()
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, end) {
			name = p
		}
		return err
	})
	if err != nil || name == "" {
		t.Fatalf("there is no file that ends in %q: %v", end, err)
	}
	b, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	return name, string(b)
}

// shownDNA asks the database as a reader of it would.
func shownDNA(t *testing.T, f codec.Format, dir string) string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "talks"+f.Extensions[0]))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const query = `SELECT t.Label, s.Start, s.Stop, v.Variable, e.Value
FROM STATEMENTS s JOIN STATEMENTTYPES t ON s.StatementTypeId = t.ID JOIN DATASHORTTEXT d ON d.StatementId = s.ID
JOIN VARIABLES v ON d.VariableId = v.ID JOIN ENTITIES e ON d.Entity = e.ID WHERE t.Label = 'Claim';`
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := query + "\n\n"
	for rows.Next() {
		var label, variable, value string
		var start, stop int
		if err := rows.Scan(&label, &start, &stop, &variable, &value); err != nil {
			t.Fatal(err)
		}
		out += fmt.Sprintf("%s|%d|%d|%s|%s\n", label, start, stop, variable, value)
	}
	if err := rows.Err(); err != nil || !strings.Contains(out, "|Favor") {
		t.Fatalf("%v\n%s", err, out)
	}
	return out
}
