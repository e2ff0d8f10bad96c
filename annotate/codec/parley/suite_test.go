package parley_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/storage/memory"
)

// A dataset keeps everything, and needs no import: it is read as it is.
func TestSuite(t *testing.T) {
	for _, l := range []codectest.Losses{{Format: "parley", Keeps: everything}, {Format: "jsonl", Keeps: everything}} {
		t.Run(l.Format, func(t *testing.T) {
			k := codectest.New(codec.Format{Name: l.Format, Write: func(_ context.Context, r session.Reader, to codec.Target, _ codec.WriteOptions) (*codec.Report, error) {
				w, err := to.Create("")
				if err != nil {
					return nil, err
				}
				report, err := parley.Write(w, r, parley.Options{Lines: l.Format == "jsonl"})
				return report, errors.Join(err, w.Close())
			}}, memory.New)
			k.ReadAs = func(t testing.TB, files codectest.Files, into session.Store, _ annotate.ID) *codec.Report {
				report, err := parley.Read(strings.NewReader(files[""]), parley.ReadOptions{Into: into, Now: annotatetest.Clock(),
					Apply: func(cs annotate.ChangeSet) error { _, err := into.Commit(&cs); return err }})
				if err != nil {
					t.Fatal(err)
				}
				return report
			}
			k.Run(t, l)
		})
	}
}

var everything = codectest.Keeps{IDs: true, Order: true, Clocks: true}
