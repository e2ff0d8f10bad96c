package intake

import (
	"context"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/turn"
)

const interview = "An interview ü\r\n\r\nGL: Who rules e\u0301 📌?\r\n\r\nHala: We do 𐐀 👩\u200d👩\u200d👧.\r\n\r\nGL: المجلس?\r\n"

// Turns are proposed by the text alone, and with the names of a project by those.
func TestTurnsAtImport(t *testing.T) {
	d, err := Read("talk.txt", []byte(interview), Options{})
	if err != nil || len(d.Head.Turns) != 3 || d.Head.Turns[1].Speaker != "Hala" || !d.Head.Turns[1].Entity.IsZero() {
		t.Fatalf("%+v, %v", d.Head.Turns, err)
	}
	for _, u := range d.Head.Turns {
		if s := d.Text[u.Start:]; s[:len(u.Speaker)+1] != u.Speaker+":" {
			t.Errorf("%+v begins at %q", u, s[:10])
		}
	}
	folder := tree(t, map[string]string{"a.txt": interview, "b.txt": "It is closed: so they say."})
	hala := &annotate.Entity{ID: annotatetest.ID(1), Name: "Hala Mansour", Aliases: []annotate.Alias{{Name: "hala"}}}
	r, err := Collect(context.Background(), Request{Paths: []string{folder}, Names: turn.NewRegister([]*annotate.Entity{hala})})
	if err != nil || len(r.Drafts) != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	if got := r.Drafts[0].Head.Turns; len(got) != 3 || got[1].Entity != hala.ID || !got[0].Entity.IsZero() {
		t.Errorf("%+v", got)
	}
	if got := r.Drafts[1].Head.Turns; got != nil {
		t.Errorf("%+v", got)
	}
}
