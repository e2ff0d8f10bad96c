package edit_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/schema"
)

func TestSetRecheck(t *testing.T) {
	d, marks := newDesk(t, "[Claim Zu\u0308rich 📌]")
	id := marks[0].ID
	d.label(d.apply(d.SetRecheck(d, id, " tag 201 was\r\ndivided ")), "Recheck claim")
	if got := d.Annotation(id).Recheck; got != "tag 201 was divided" {
		t.Errorf("%q", got)
	}
	_, err := d.SetRecheck(d, id, "tag 201 was divided")
	refuse(t, annotate.ErrNothing, "the same", err)
	_, err = d.SetRecheck(d, annotatetest.ID(99), "")
	refuse(t, annotate.ErrNotFound, "nobody", err)
	d.label(d.apply(d.SetRecheck(d, id, "")), "Confirm claim")
	if got := d.Annotation(id).Recheck; got != "" {
		t.Errorf("%q", got)
	}
}

func TestChangeSchemaRefuses(t *testing.T) {
	p := newProject(rand.New(rand.NewPCG(1, 2)), 40)
	ctx := context.Background()
	_, _, err := p.ChangeSchema(ctx, p, schema.Begin(p.Schema), nil)
	refuse(t, annotate.ErrNothing, "the same", err)
	other := *p.Schema
	other.Version = 7
	_, _, err = p.ChangeSchema(ctx, p, schema.Begin(&other), nil)
	refuse(t, annotate.ErrConflict, "another schema", err)
	d, err := schema.Begin(p.Schema).DeleteTag("stance", "favor")
	if err != nil {
		t.Fatal(err)
	}
	cs, out, err := p.ChangeSchema(ctx, p, d, nil)
	refuse(t, annotate.ErrInvalid, "without a place", err)
	if len(cs.Changes) > 0 || !strings.Contains(err.Error(), "tag 1 Favor of Stance is deleted, which "+out.Touches[0].String()+" have; say what becomes of them") {
		t.Errorf("%d changes; %v", len(cs.Changes), err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	_, _, err = p.ChangeSchema(stopped, p, d, nil)
	if !errors.Is(err, annotate.ErrCanceled) {
		t.Errorf("stopped: %v", err)
	}
}

// Numbers of schemas are never used twice, also when the one in force is not the newest.
func TestChangeSchemaTakesTheNextNumber(t *testing.T) {
	p := newProject(rand.New(rand.NewPCG(1, 2)), 40)
	p.LastSchema = func() (int, error) { return 6, nil }
	d, err := schema.Begin(p.Schema).MergeTag("stance", "strong", "favor")
	if err != nil {
		t.Fatal(err)
	}
	cs, out, err := p.ChangeSchema(context.Background(), p, d, nil)
	if err != nil || cs.Label != "Merge tag 11 Strong into 1 Favor" || out.Annotations == 0 || out.Deleted != 0 {
		t.Fatalf("%q, %+v, %v", cs.Label, out, err)
	}
	for _, c := range cs.Changes {
		if a, ok := c.New.(*annotate.Annotation); ok && a.Schema != 7 {
			t.Errorf("annotation of version %d", a.Schema)
		}
	}
}
