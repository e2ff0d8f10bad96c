package codec_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/storage/memory"
)

// many is a project of n documents with one annotation each.
func many(t *testing.T, n int) *memory.Store {
	store, lina, _ := ours()
	var changes []annotate.Change
	for i := range n {
		words := fmt.Sprintf("The union said 📌 %d.", i)
		d := &annotate.Document{ID: annotatetest.ID(uint64(5000 + i)), Title: fmt.Sprintf("Document %03d", i), Size: len(words), SHA256: sha256.Sum256([]byte(words))}
		body := &annotate.Body{Document: d.ID, Text: words}
		a := &annotate.Annotation{ID: annotatetest.ID(uint64(9000 + i)), Document: d.ID, Layer: "claim", Annotator: lina.ID}
		p := &annotate.Progress{Document: d.ID, Annotator: lina.ID, State: annotate.Done}
		o := &annotate.Original{ID: annotatetest.ID(uint64(12000 + i)), Document: d.ID, Format: []string{"brat", "dna"}[i%2], Name: "x"}
		changes = append(changes, annotate.Create(body), annotate.Create(d), annotate.Create(a), annotate.Create(p), annotate.Create(o))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "Import", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	return store
}

var lostThing = codec.Kind{One: "thing", Many: "things"}

// told renders a document as a line, and tells a loss of it.
func told(d *codec.Loaded, report *codec.Report) (string, error) {
	report.Lose(lostThing, codec.Problem{Document: d.Head.Title})
	without := codec.Without{States: true}
	without.Loaded(report, d)
	return fmt.Sprintf("%s|%s|%d|%d", d.Head.Title, d.Text.String(), len(d.Annotations), len(d.Originals)), nil
}

func TestRender(t *testing.T) {
	store, report := many(t, 100), &codec.Report{}
	var out []string
	did := 0
	pages := codec.Pages{Reader: store, Report: report, Originals: "dna", Options: codec.WriteOptions{Progress: func(n int) error { did = n; return nil }}}
	err := codec.Render(context.Background(), pages, told, func(line string) error { out = append(out, line); return nil })
	before := did - 100 // documents that were there
	if err != nil || before < 0 || len(out) != did {
		t.Fatalf("%v: %d lines, told of %d", err, len(out), did)
	}
	out = slices.DeleteFunc(out, func(l string) bool { return !strings.HasPrefix(l, "Document ") })
	for i, l := range out {
		if want := fmt.Sprintf("Document %03d|The union said 📌 %d.|1|%d", i, i, i%2); l != want {
			t.Errorf("%q, not %q", l, want)
		}
	}
	if len(report.Lost) != 2 || report.Lost[0].Total != did || report.Lost[1].Total != 100 {
		t.Fatalf("%+v", report.Lost)
	}
	for i, p := range report.Lost[1].First {
		if p.Document != fmt.Sprintf("Document %03d", i) {
			t.Errorf("%d is told of %s", i, p.Document)
		}
	}
}

func TestRenderEveryFormat(t *testing.T) {
	n := 0
	pages := codec.Pages{Reader: many(t, 10), Report: &codec.Report{}, Originals: codec.EveryFormat}
	err := codec.Render(context.Background(), pages, func(d *codec.Loaded, _ *codec.Report) (int, error) { return len(d.Originals), nil }, func(has int) error { n += has; return nil })
	if err != nil || n != 10 {
		t.Errorf("%d originals, %v", n, err)
	}
}

func TestRenderEnds(t *testing.T) {
	store := many(t, 100)
	full := errors.New("the disk is full")
	ctx, cancel := context.WithCancel(context.Background())
	for name, c := range map[string]struct {
		want   error
		ctx    context.Context
		render func(*codec.Loaded, *codec.Report) (string, error)
		put    func(string) error
		did    func(int) error
	}{
		"render":   {want: full, render: func(*codec.Loaded, *codec.Report) (string, error) { return "", full }},
		"put":      {want: full, put: func(string) error { return full }},
		"progress": {want: full, did: func(int) error { return full }},
		"context":  {want: annotate.ErrCanceled, ctx: ctx, put: func(string) error { cancel(); return nil }},
	} {
		t.Run(name, func(t *testing.T) {
			puts := 0
			put := func(s string) error {
				if puts++; c.put != nil {
					return c.put(s)
				}
				return nil
			}
			if c.render == nil {
				c.render = told
			}
			if c.ctx == nil {
				c.ctx = context.Background()
			}
			err := codec.Render(c.ctx, codec.Pages{Reader: store, Report: &codec.Report{}, Options: codec.WriteOptions{Progress: c.did}}, c.render, put)
			if !errors.Is(err, c.want) || puts > 10 {
				t.Errorf("%v after %d", err, puts)
			}
		})
	}
}

// Of documents that are not asked for nothing is read.
func TestRenderOnly(t *testing.T) {
	store := many(t, 20)
	var out []string
	did := 0
	pages := codec.Pages{Reader: store, Report: &codec.Report{}, Options: codec.WriteOptions{Progress: func(n int) error { did = n; return nil }},
		Only: func(h *annotate.Document) bool { return strings.HasSuffix(h.Title, "7") }}
	err := codec.Render(context.Background(), pages, told, func(line string) error { out = append(out, line); return nil })
	if err != nil || did != 2 || len(out) != 2 || !strings.HasPrefix(out[0], "Document 007|") || !strings.HasPrefix(out[1], "Document 017|") {
		t.Errorf("%v: %q of %d", err, out, did)
	}
}
