package ui

import (
	"archive/zip"
	"context"
	"errors"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/doccano"
	"parley/ui/control"
	"parley/ui/dialog"
)

// foreignLines are lines as doccano writes them: the second one is no JSON.
const foreignLines = `{"text": "📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour", "label": [[3, 9, "actor"], [16, 18, "LETTER"], [39, 46, "حرف"]], "title": "Häfen"}
{"text": 7}
{"text": "Zwei e\u0301 Kräne", "label": [[0, 4, "LETTER"]]}
`

// foreignBench is a project that knows doccano, and a file of it.
func foreignBench(t *testing.T) (*bench, string) {
	t.Helper()
	b := newBench(t)
	b.Formats = []codec.Format{doccano.Format()}
	b.enterNow()
	path := filepath.Join(t.TempDir(), "in ü", "Häfen.jsonl")
	write(t, path, foreignLines)
	return b, path
}

// asks waits for a card that asks something.
func (b *bench) asks(what string) {
	b.t.Helper()
	b.until(what, func() bool { return b.covered() && !b.topSheet().Busy() })
}

// layersNow are the names of the project's layers.
func (b *bench) layersNow() (names []string) {
	for _, l := range b.project.session.Schema().Layers {
		names = append(names, l.Name)
	}
	return names
}

// TestImportForeign: what doccano wrote is recognised; what is alike goes to the project's
// layers, the rest to new ones or to what a person chose; the report says what was refused;
// undo takes all back.
func TestImportForeign(t *testing.T) {
	b, path := foreignBench(t)
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(filepath.Dir(path))})
	b.asks("the review")
	b.key(fyne.KeyDown) // LETTER
	b.typed(" ")
	b.typed("c")
	b.key(fyne.KeyReturn) // to Claim
	b.key(fyne.KeyReturn)
	b.asks("the report")
	if got := b.status.passing.Text(); got != "Häfen.jsonl imported: 2 documents with 4 annotations" {
		t.Errorf("said %q", got)
	}
	b.key(fyne.KeyReturn)
	if b.covered() || b.documents().Len() != 4 {
		t.Fatalf("covered %t, %d documents", b.covered(), b.documents().Len())
	}
	if got := b.layersNow(); !slices.Equal(got, []string{"Claim", "Actor", "حرف"}) {
		t.Errorf("layers %q", got)
	}
	if have, need := b.layers.Size().Height, b.layers.MinSize().Height; have < need {
		t.Errorf("the list of layers is %v high, not %v", have, need)
	}
	count := map[annotate.LayerID][]string{}
	for _, d := range b.project.session.Documents() {
		list, err := b.project.session.Reader().Annotations(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list {
			count[a.Layer] = append(count[a.Layer], a.Quote.Exact)
		}
	}
	slices.Sort(count["Claim"])
	if !slices.Equal(count["Claim"], []string{"Zwei", "𐐀"}) || !slices.Equal(count["Actor"], []string{"Müller"}) || !slices.Equal(count["حرف"], []string{"harbour"}) {
		t.Errorf("annotations %q", count)
	}
	if got := b.table.byID["edit.undo"].Label(); got != "Undo import Häfen.jsonl" {
		t.Errorf("%q", got)
	}
	b.undo()
	if got := b.layersNow(); b.documents().Len() != 2 || len(got) != 2 {
		t.Errorf("undone: %d documents, layers %q", b.documents().Len(), got)
	}
}

// TestImportForeignLeft: Escape leaves the project as it is; a format that a person asks
// for as a text comes in as one.
func TestImportForeignLeft(t *testing.T) {
	b, path := foreignBench(t)
	b.Import(path)
	b.asks("the review")
	b.key(fyne.KeyEscape)
	if b.covered() || b.documents().Len() != 2 || !strings.Contains(b.status.passing.Text(), "nothing was added") {
		t.Errorf("covered %t, said %q", b.covered(), b.status.passing.Text())
	}
}

// TestImportTextsAndForeign: texts are shown first and say what comes after them; who wants
// none of the texts still sees the rest.
func TestImportTextsAndForeign(t *testing.T) {
	b, path := foreignBench(t)
	write(t, filepath.Join(filepath.Dir(path), "note ü.txt"), "الميناء 📌")
	for _, texts := range []bool{false, true} {
		b.Import(filepath.Dir(path))
		b.asks("the review of texts")
		b.key(map[bool]fyne.KeyName{false: fyne.KeyEscape, true: fyne.KeyReturn}[texts])
		b.asks("the review of the collection")
		b.key(fyne.KeyReturn)
		b.asks("the report")
		b.key(fyne.KeyReturn)
		want := map[bool]int{false: 4, true: 5}[texts]
		if n := b.documents().Len(); n != want || b.covered() {
			t.Errorf("with texts %t: %d documents, covered %t", texts, n, b.covered())
		}
	}
}

// TestImportOwnShown: a dataset is shown before it comes in; as proposed it comes in as it is,
// otherwise as its mapping says; Escape leaves it out.
func TestImportOwnShown(t *testing.T) {
	from := newBench(t)
	from.enterNow()
	path := filepath.Join(t.TempDir(), "set ü.json")
	from.Export(path)
	from.asks("the end of the export")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, strings.ReplaceAll(string(data), "Müller", "Mueller 📌 ميناء")) // other texts than those of the project
	own := doccano.Format()
	own.Name, own.Title = "parley", "Parley dataset"
	own.Detect = func(codec.Source) codec.Guess { return codec.Guess{Likelihood: 100, Why: "it says so"} }
	own.Open = func(_ codec.Source, o codec.OpenOptions) (codec.Collection, error) { // tells the two ways apart
		return doccano.Format().Open(codec.Source{FS: fstest.MapFS{"a.jsonl": {Data: []byte(foreignLines)}}, Name: "a.jsonl", Files: []string{"a.jsonl"}}, o)
	}
	for name, keys := range map[string][]fyne.KeyName{"left out": {fyne.KeyEscape}, "as it is": {fyne.KeyReturn}, "mapped": {fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn, fyne.KeyReturn}} {
		b := newBench(t)
		b.Formats = []codec.Format{own}
		b.enterNow()
		b.Import(path)
		b.asks("the review")
		for _, k := range keys {
			if k == fyne.KeySpace {
				b.typed(" ")
				continue
			}
			b.key(k)
		}
		switch name {
		case "left out":
			if b.covered() || b.documents().Len() != 2 {
				t.Errorf("left out: %d documents", b.documents().Len())
			}
		case "as it is":
			b.until("the end", func() bool { return !b.covered() && strings.HasPrefix(b.status.passing.Text(), "set ü.json imported") })
		default:
			b.asks("the report")
			if b.documents().Len() != 4 {
				t.Errorf("mapped: %d documents", b.documents().Len())
			}
		}
	}
}

// halting is a collection of which only the first document comes before somebody stops it.
type halting struct{ codec.Collection }

// Documents implements codec.Collection.
func (s halting) Documents(ctx context.Context, r *codec.Report) iter.Seq2[*codec.Document, error] {
	return func(yield func(*codec.Document, error) bool) {
		for d, err := range s.Collection.Documents(ctx, r) {
			if !yield(d, err) {
				return
			}
			<-ctx.Done()
		}
	}
}

// TestImportForeignStopped: whether it is looked through or comes in, Escape stops it and
// the project is as it was.
func TestImportForeignStopped(t *testing.T) {
	for stuckAt := range 2 {
		b, path := foreignBench(t)
		f, opened := doccano.Format(), atomic.Int32{}
		f.Open = func(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
			c, err := doccano.Format().Open(s, o)
			if n := int(opened.Add(1)); err == nil && n == stuckAt+1 {
				return halting{c}, nil
			}
			return c, err
		}
		b.Formats = []codec.Format{f}
		b.Import(path)
		if stuckAt == 1 {
			b.asks("the review")
			b.key(fyne.KeyReturn)
		}
		b.until("the bar", func() bool { return int(opened.Load()) == stuckAt+1 && b.covered() && b.topSheet().Busy() })
		b.topSheet().Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		b.until("the end", func() bool { return !b.covered() })
		if got := b.status.passing.Text(); got != "Import of “Häfen.jsonl” stopped; nothing was added" || b.documents().Len() != 2 {
			t.Errorf("at %d: said %q, %d documents", stuckAt, got, b.documents().Len())
		}
	}
}

// TestRecognise: collections are told from texts, alone and among them; datasets and what
// is not sure are left to others.
func TestRecognise(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.jsonl"), foreignLines)
	write(t, filepath.Join(dir, "b ü.txt"), "الميناء")
	write(t, filepath.Join(dir, "c.json"), `{"format": "parley-dataset", "version": 1}`)
	whole := doccano.Format()
	whole.Name, whole.Folder = "whole", true
	whole.Detect = func(s codec.Source) codec.Guess {
		return codec.Guess{Likelihood: map[bool]int{true: 90}[slices.Contains(s.Files, "x.ann") && len(s.Files) > 1], Why: "it has x.ann"}
	}
	formats := []codec.Format{doccano.Format(), whole}
	look := func(paths ...string) (found, rest []string) {
		list, texts := recognise(t.Context(), formats, paths, func(string) {})
		for _, f := range list {
			found = append(found, filepath.Base(f.path)+":"+f.readings[0].format.Name)
		}
		for _, p := range texts {
			rest = append(rest, filepath.Base(p))
		}
		return found, rest
	}
	if found, rest := look(dir); !slices.Equal(found, []string{"a.jsonl:doccano"}) || !slices.Equal(rest, []string{"b ü.txt", "c.json"}) {
		t.Errorf("%q, %q", found, rest)
	}
	if err := os.Remove(filepath.Join(dir, "a.jsonl")); err != nil {
		t.Fatal(err)
	}
	if found, rest := look(dir); len(found) != 0 || !slices.Equal(rest, []string{filepath.Base(dir)}) {
		t.Errorf("without it: %q, %q", found, rest)
	}
	write(t, filepath.Join(dir, "x.ann"), "T1")
	if found, rest := look(dir); !slices.Equal(found, []string{filepath.Base(dir) + ":whole"}) || len(rest) != 0 {
		t.Errorf("as a whole: %q, %q", found, rest)
	}
	packed := t.TempDir()
	zipped(t, filepath.Join(packed, "in ü.zip"), "x.ann", "الميناء.txt")
	if found, rest := look(packed); !slices.Equal(found, []string{"in ü.zip:whole"}) || len(rest) != 0 {
		t.Errorf("packed: %q, %q", found, rest)
	}
	if found, _ := look(filepath.Join(dir, "x.ann"), filepath.Join(dir, "b ü.txt")); !slices.Equal(found, []string{filepath.Base(dir) + ":whole"}) {
		t.Errorf("chosen together: %q", found)
	}
}

// zipped packs files of one letter each.
func zipped(t *testing.T, path string, names ...string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, name := range names {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte("x"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestExportForeign: what doccano has no place for is told before and after; only the
// chosen part is written.
func TestExportForeign(t *testing.T) {
	b, _ := foreignBench(t)
	b.typed("1")
	b.table.byID["stance.against"].do()
	b.table.byID["project.export"].do()
	if _, ok := b.window.Canvas().Focused().(*control.Input); !ok {
		t.Fatalf("%T has the keyboard", b.window.Canvas().Focused())
	}
	b.topSheet().Close()
	writers := b.writers()
	if len(writers) != 3 || writers[2].Name != "doccano" {
		t.Fatalf("%+v", writers)
	}
	path := filepath.Join(t.TempDir(), "out ü.jsonl")
	b.exportAs(writers[2], codec.Scope{Documents: []annotate.ID{b.doc.id}}, path)
	b.asks("the report")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if s := string(data); strings.Count(s, "\n") != 1 || !strings.Contains(s, `"Claim"`) {
		t.Errorf("%s", s)
	}
	if got := b.status.passing.Text(); got != "Exported to "+path {
		t.Errorf("said %q", got)
	}
}

// TestNotOpened: without a program that opens folders a sentence says where the export is.
func TestNotOpened(t *testing.T) {
	m := notOpened("/tmp/ميناء ü", &exec.Error{Name: "xdg-open", Err: exec.ErrNotFound})
	if !strings.Contains(m.Safe, "in /tmp/ميناء ü.") || !strings.Contains(m.Next, "by hand") || m.Detail != "" {
		t.Errorf("%+v", m)
	}
	if m := notOpened("/tmp", errors.New("e\u0301 📌")); m.Detail != "e\u0301 📌" {
		t.Errorf("%+v", m)
	}
}

// TestExportPreview: a rehearsal tells the same as the writing.
func TestExportPreview(t *testing.T) {
	b, _ := foreignBench(t)
	b.typed("1")
	b.table.byID["stance.against"].do()
	said := map[string]bool{}
	for _, x := range b.writers() {
		for _, scope := range []codec.Scope{{}, {Layers: []annotate.LayerID{"Actor"}}} {
			var last string
			stop := b.previewExport(x, scope, func(p dialog.ExportPreview) { last = p.Head + strings.Join(p.Lines, "; ") })
			b.until("the preview", func() bool { return last != "" })
			stop()
			said[x.Name+" "+last] = true
		}
	}
	for _, want := range []string{
		"parley Everything in the project is carried.", "parley 2 documents with 0 annotations. All of it is carried.",
		"jsonl Everything in the project is carried.",
	} {
		if !said[want] {
			t.Errorf("not said: %q of %v", want, said)
		}
	}
	lost := 0
	for s := range said {
		head, lines, _ := strings.Cut(s, "Not everything is carried:")
		features := strings.Contains(lines, "annotation written without its features")
		if strings.Contains(lines, "1 annotator left out") && (head == "doccano 2 documents with 1 annotation. " && features || head == "doccano 2 documents with 0 annotations. " && !features) {
			lost++
		}
	}
	if lost != 2 {
		t.Errorf("what is lost is not told: %v", said)
	}
}
