package codec_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"testing"
	"testing/fstest"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/doccano"
)

const lookedAt = `{"text": "📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧", "entities": [{"id": 1, "label": "PER", "start_offset": 3, "end_offset": 9}, {"id": 2, "label": "PER", "start_offset": 16, "end_offset": 18}], "relations": [{"from_id": 1, "to_id": 2, "type": "knows"}]}
{"text": "zwei", "label": ["sport", "local"]}
{"text": 7}
`

// A survey counts by layer, type and feature, and tells what cannot be read.
func TestLook(t *testing.T) {
	open := func() codec.Collection {
		c, err := doccano.Format().Open(codec.Source{FS: fstest.MapFS{"a.jsonl": {Data: []byte(lookedAt)}}, Name: "a.jsonl", Files: []string{"a.jsonl"}}, codec.OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	zwei := sha256.Sum256([]byte("zwei"))
	s, err := codec.Look(context.Background(), open(), codec.SurveyOptions{Known: func(sum [32]byte) bool { return sum == zwei }})
	if err != nil {
		t.Fatal(err)
	}
	if s.Documents != 2 || s.There != 1 || s.Annotations != 3 || s.Relations != 1 || s.Report.Refused.Total != 1 {
		t.Errorf("%+v", s)
	}
	if s.Layers["PER"].Records != 2 || s.Types["knows"].Records != 1 || s.Layers["Document label"].Values["label"] != 2 {
		t.Errorf("layers %+v, types %+v", s.Layers, s.Types)
	}
	if said := s.Layers["Document label"].Said["label"]; said["sport"] != 1 || said["local"] != 1 || len(said) != 2 {
		t.Errorf("said %+v", said)
	}
	if s.First == nil || len(s.First.Annotations) != 2 {
		t.Errorf("first %+v", s.First)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := codec.Look(ctx, open(), codec.SurveyOptions{}); !errors.Is(err, annotate.ErrCanceled) {
		t.Errorf("stopped: %v", err)
	}
}
