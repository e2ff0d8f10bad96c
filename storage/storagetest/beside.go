package storagetest

import (
	"context"
	"errors"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
)

// testBeside wants of a store that is written to beside its owner that the owner reads all
// of a change or nothing, and that one that is stopped leaves nothing.
func testBeside(t *testing.T, b *bench) {
	store, ok := b.store.(session.SideWriter)
	if !ok {
		return
	}
	const many = 700
	set, told := b.Set("Import", b.many(many)...), 0
	done := make(chan error, 1)
	go func() {
		_, err := store.CommitBeside(context.Background(), set, func(n, total int) {
			if n < told || n > total || total != len(set.Changes) {
				t.Errorf("told %d of %d after %d", n, total, told)
			}
			told = n
		})
		done <- err
	}()
	for over := false; !over; {
		select {
		case err := <-done:
			if over = true; err != nil || told != len(set.Changes) {
				t.Fatalf("told of %d: %v", told, err)
			}
		default:
			if n := must(b.store.EntityUses(b.entity.ID)); n != 0 && n != many {
				t.Fatalf("%d uses while it is written", n)
			}
		}
	}
	same(t, "uses", must(b.store.EntityUses(b.entity.ID)), many)
	before := b.last()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := store.CommitBeside(ctx, b.Set("Import", b.many(many)...), func(n, _ int) {
		if n > 0 {
			cancel()
		}
	})
	if !errors.Is(err, annotate.ErrCanceled) {
		t.Fatalf("stopped: %v", err)
	}
	same(t, "uses of the first", must(b.store.EntityUses(b.entity.ID)), many)
	same(t, "the next number", b.commit("Mark", annotate.Create(b.mark())), before+1)
}
