package formats

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/assets"
	"parley/storage/memory"
)

// sampleStore holds the project that ships with the program.
func sampleStore(t *testing.T) session.Store {
	t.Helper()
	s := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Häfen"}, &annotate.Schema{Name: "Empty", Version: 1})
	apply := func(cs annotate.ChangeSet) error {
		_, err := s.Commit(&cs)
		return err
	}
	if _, err := parley.Read(strings.NewReader(assets.Sample()), parley.ReadOptions{Into: s, Apply: apply, Now: func() time.Time { return time.Unix(0, 0) }}); err != nil {
		t.Fatal(err)
	}
	return s
}

// kept is a target that keeps what is written.
type kept struct{ bytes.Buffer }

func (k *kept) Create(name string) (io.WriteCloser, error) {
	k.WriteString("\n" + name + "\n")
	return shut{&k.Buffer}, nil
}

type shut struct{ io.Writer }

func (shut) Close() error { return nil }

// TestVariants: the first variant is the format as it is, each of the others writes something
// else, and every format with a choice of shapes offers it.
func TestVariants(t *testing.T) {
	store := sampleStore(t)
	write := func(f codec.Format) string {
		var to kept
		if _, err := f.Write(context.Background(), store, &to, codec.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		return to.String()
	}
	offered := map[string]int{}
	for _, f := range All() {
		seen := map[string]string{}
		for i, v := range Variants(f) {
			offered[f.Name]++
			out := write(v.Format)
			if before, is := seen[out]; is {
				t.Errorf("%s: %q writes what %q does", f.Name, v.Title, before)
			}
			if seen[out] = v.Title; i == 0 && out != write(f) {
				t.Errorf("%s: %q is not as the format is", f.Name, v.Title)
			}
			if v.Format.Name != f.Name {
				t.Errorf("%s: %q is of %s", f.Name, v.Title, v.Format.Name)
			}
		}
	}
	for name, want := range map[string]int{"csv": 5, "tsv": 5, "conll": 3, "doccano": 2, "huggingface": 2} {
		if offered[name] != want {
			t.Errorf("%s: %d variants, want %d", name, offered[name], want)
		}
	}
	if len(offered) != 5 {
		t.Errorf("%v have variants", offered)
	}
}
