package codectest

import (
	"context"
	"runtime/metrics"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
)

// What an input of a fuzzer is at most, and what reading it may cost.
const (
	mostFuzzed    = 1 << 16
	mostAllocated = 1 << 30
	longest       = 20 * time.Second // on a machine that does much else
)

// Fuzz reads one file of the format with whatever is in it: see [Kit.Survives].
func (k Kit) Fuzz(f *testing.F, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > mostFuzzed {
			t.Skip()
		}
		k.Survives(t, k.One(in))
	})
}

// Survives reads a source that may be anything: it neither panics nor hangs nor takes more
// memory than such a file is worth, and what comes in stands in its text and under the schema
// that the collection says.
func (k Kit) Survives(t testing.TB, s codec.Source) {
	t.Helper()
	begun, before := time.Now(), allocated()
	k.Format.Detect(s)
	c, err := k.Format.Open(s, codec.OpenOptions{})
	if err == nil {
		err = c.Schema().Check() // names that differ in case only, and the like: the import says so
		for d, wrong := range c.Documents(context.Background(), &codec.Report{}) {
			if wrong != nil {
				t.Fatal(wrong)
			}
			stands(t, c.Schema(), d, err == nil)
		}
		c.Close()
	}
	if n, took := allocated()-before, time.Since(begun); n > mostAllocated || took > longest {
		t.Fatalf("it took %d MB and %s (%v)", n>>20, took, err)
	}
}

// stands wants that what is in d stands in its text and, where that is valid, under the schema.
func stands(t testing.TB, schema *annotate.Schema, d *codec.Document, valid bool) {
	t.Helper()
	for _, a := range d.Annotations {
		if err := schema.CheckAnnotation(a); valid && err != nil {
			t.Fatal(err)
		}
		for _, at := range a.Fragments {
			if err := d.Text.CheckSpan(at); err != nil || at.Empty() {
				t.Fatalf("%v of %s in %q: %v", at, a.Layer, d.Text, err)
			}
		}
	}
	for _, r := range d.Relations {
		if err := schema.CheckRelation(r); valid && err != nil {
			t.Fatal(err)
		}
	}
}

// allocated is how many bytes were ever taken from memory, given back or not.
func allocated() uint64 {
	list := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(list)
	return list[0].Value.Uint64()
}
