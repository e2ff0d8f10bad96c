package codec_test

import (
	"context"
	"testing"

	"parley/annotate/codec"
)

func TestTwins(t *testing.T) {
	for _, twins := range []bool{false, true} {
		store, lina, _ := ours()
		o := options(store, lina, codec.Mapping{})
		o.Twins = twins
		report, err := codec.Import(context.Background(), foreign(t, words), o) // of two documents with one text
		if err != nil || report.Documents+report.Skipped.Total != 2 || (report.Documents == 2) != twins {
			t.Errorf("twins %v: %d documents, %d skipped, %v", twins, report.Documents, report.Skipped.Total, err)
		}
	}
}
