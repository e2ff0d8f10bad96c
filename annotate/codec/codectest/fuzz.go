package codectest

import (
	"context"
	"testing"

	"parley/annotate/codec"
)

// mostFuzzed is how long an input of a fuzzer is at most.
const mostFuzzed = 1 << 16

// Fuzz reads files of one name with whatever is in them: no panic, and what comes in stands
// in its text and under the schema that the collection says.
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

// Survives reads a source that may be anything, and wants what [Kit.Fuzz] wants.
func (k Kit) Survives(t testing.TB, s codec.Source) {
	t.Helper()
	k.Format.Detect(s)
	c, err := k.Format.Open(s, codec.OpenOptions{})
	if err != nil {
		return
	}
	defer c.Close()
	schema := c.Schema()
	if schema.Check() != nil {
		return // names that differ in case only, and the like: the import says so
	}
	for d, err := range c.Documents(context.Background(), &codec.Report{}) {
		if err != nil {
			return
		}
		for _, a := range d.Annotations {
			for _, at := range a.Fragments {
				if err := d.Text.CheckSpan(at); err != nil || at.Empty() {
					t.Fatalf("%v of %q: %v", at, a.Layer, err)
				}
			}
		}
	}
}
