package parley_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/assets"
)

// TestBrokenFiles wants nothing applied of a file that breaks anywhere.
func TestBrokenFiles(t *testing.T) {
	for _, lines := range []bool{false, true} {
		b := export(t, awkward(t), lines)
		for n := 1; n < len(b)-2; n += 97 {
			applied := false
			_, err := parley.Read(bytes.NewReader(b[:n]), parley.ReadOptions{Into: empty(), Apply: func(annotate.ChangeSet) error { applied = true; return nil }})
			// JSONL that is cut between two lines is JSONL.
			if between := lines && b[n-1] == '\n' || lines && b[n] == '\n'; (err == nil || applied) && !between {
				t.Fatalf("lines %v: cut at %d of %d: applied %v, error %v", lines, n, len(b), applied, err)
			}
		}
	}
	for name, in := range map[string]string{
		"another format":  `{"format":"brat"}`,
		"no schema":       `{"format":"parley-dataset","version":1,"offset_unit":"codepoint","documents":[]}`,
		"an unknown unit": `{"format":"parley-dataset","version":1,"offset_unit":"grapheme","schema":{},"documents":[]}`,
		"an array":        `[]`,
		"nothing":         ``,
		"documents twice": `{"format":"parley-dataset","version":1,"offset_unit":"byte","schema":{},"documents":[],"documents":[]}`,
		"deep":            `{"format":"parley-dataset","version":1,"offset_unit":"byte","schema":{},"project":` + strings.Repeat("[", 1e5) + strings.Repeat("]", 1e5) + `}`,
	} {
		if _, err := load(empty(), []byte(in)); !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := load(empty(), []byte(`{"format":"parley-dataset","version":2,"offset_unit":"byte","schema":{}}`)); !errors.Is(err, annotate.ErrNewer) {
		t.Errorf("a later version: %v", err)
	}
}

// TestFailingHalfway has the store refuse the fourth of many parts.
func TestFailingHalfway(t *testing.T) {
	var file bytes.Buffer
	if _, err := parley.Write(&file, newSynthetic(t, 5_000), parley.Options{}); err != nil {
		t.Fatal(err)
	}
	var labels []string
	undone := 0
	part := map[annotate.ID]int{} // of each document, which must be in one alone
	read := func(failAt int) error {
		labels, undone = nil, 0
		clear(part)
		_, err := parley.Read(bytes.NewReader(file.Bytes()), parley.ReadOptions{
			Into: void{empty()}, Label: "Import x.json",
			Apply: func(cs annotate.ChangeSet) error {
				if len(labels) == failAt {
					return annotate.ErrFull
				}
				labels = append(labels, cs.Label)
				for _, c := range cs.Changes {
					if doc := c.Key().Document; !doc.IsZero() && part[doc] == 0 {
						part[doc] = len(labels)
					} else if !doc.IsZero() && part[doc] != len(labels) {
						t.Fatalf("document %s is in part %d and in part %d", doc, part[doc], len(labels))
					}
				}
				return nil
			},
			Undo: func() error { undone++; return nil },
		})
		return err
	}
	if err := read(-1); err != nil || len(labels) != 7 || labels[6] != "Import x.json (part 7)" {
		t.Errorf("parts %q, %v", labels, err)
	}
	if err := read(3); !errors.Is(err, annotate.ErrFull) || len(labels) != 3 || undone != 3 {
		t.Errorf("%d applied, %d undone, %v", len(labels), undone, err)
	}
}

func TestSalvage(t *testing.T) {
	s := awkward(t)
	list, _ := s.Annotations(annotatetest.ID(12))
	bad := *list[0]
	bad.Quote.Exact = "Toxt"
	if _, err := s.Commit(&annotate.ChangeSet{Label: "Break", Changes: []annotate.Change{annotate.Update(list[0], &bad)}}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	report, err := parley.Write(&b, s, parley.Options{})
	if err != nil || report.Refused.Total != 1 || report.Annotations != 6 || !strings.Contains(report.Refused.First[0].String(), "quote") {
		t.Errorf("%+v, %v", report, err)
	}
	broken := lost{s}
	if _, err := parley.Write(&b, broken, parley.Options{}); !errors.Is(err, annotate.ErrDamaged) {
		t.Errorf("a damaged document: %v", err)
	}
	b.Reset()
	report, err = parley.Write(&b, broken, parley.Options{Salvage: true})
	if err != nil || report.Documents != 2 || report.Refused.Total != 2 {
		t.Errorf("salvage: %+v, %v", report, err)
	}
	if report, err = load(empty(), b.Bytes()); err != nil || report.Documents != 2 {
		t.Errorf("what was salvaged: %+v, %v", report, err)
	}
}

// lost is a project that cannot read one text.
type lost struct{ session.Reader }

func (l lost) Body(id annotate.ID) (string, error) {
	if id == annotatetest.ID(10) {
		return "", fmt.Errorf("text of document %s: %w", id, annotate.ErrDamaged)
	}
	return l.Reader.Body(id)
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.json")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	if _, err := parley.WriteFile(path, awkward(t), parley.Options{Progress: func(int) error { return stop }}); !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "old" {
		t.Errorf("a failed export left %q", b)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("a failed export left %v", left)
	}
	if _, err := parley.WriteFile(path, awkward(t), parley.Options{}); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); !bytes.Equal(b, export(t, awkward(t), false)) {
		t.Error("the file is not what Write writes")
	}
	if _, err := parley.WriteFile(dir, awkward(t), parley.Options{}); !errors.Is(err, annotate.ErrInvalid) {
		t.Errorf("onto a folder: %v", err)
	}
	left, old := filepath.Join(dir, ".out.json.ABCDEFGH.tmp"), time.Now().Add(-2*time.Hour)
	if err := errors.Join(os.WriteFile(left, []byte("half"), 0o600), os.Chtimes(left, old, old)); err != nil {
		t.Fatal(err)
	}
	if _, err := parley.WriteFile(path, awkward(t), parley.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what a killed export left is still there")
	}
	project := filepath.Join(dir, "talks.parley")
	if err := os.WriteFile(project, []byte("\x00\x00\x00\x00pages"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := parley.WriteFile(project, awkward(t), parley.Options{}); !errors.Is(err, annotate.ErrExists) {
		t.Errorf("onto a project: %v", err)
	}
	if b, _ := os.ReadFile(project); string(b) != "\x00\x00\x00\x00pages" {
		t.Errorf("the project became %q", b)
	}
}

// unreadable is a file on a broken disk, or a folder.
type unreadable struct{ *strings.Reader }

func (unreadable) Read([]byte) (int, error) { return 0, errUnreadable }

var errUnreadable = errors.New("is a directory")

// TestUnreadable wants an end with what the system says, where reading gives nothing but an error.
func TestUnreadable(t *testing.T) {
	if _, err := parley.Validate(unreadable{strings.NewReader("")}, assets.DatasetSchema()); !errors.Is(err, errUnreadable) {
		t.Errorf("validate: %v", err)
	}
	if _, err := parley.Preview(unreadable{strings.NewReader("")}, awkward(t)); !errors.Is(err, errUnreadable) {
		t.Errorf("preview: %v", err)
	}
}
