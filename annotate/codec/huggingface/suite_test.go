package huggingface_test

import (
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/huggingface"
	"parley/storage/memory"
)

func TestSuite(t *testing.T) {
	for name, o := range map[string]huggingface.Options{"lines": {}, "Parquet": {Parquet: true}} {
		t.Run(name, func(t *testing.T) {
			codectest.New(o.Format(), memory.New).Run(t, codectest.Losses{Format: "huggingface", Again: "records have IDs of their own"})
		})
	}
}
