package memory_test

import (
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/memory"
	"parley/storage/storagetest"
)

func TestStore(t *testing.T) {
	storagetest.Run(t, storagetest.Kind{
		Create: func(t *testing.T, p *annotate.Project, s *annotate.Schema) session.Store { return memory.New(p, s) },
		Reopen: func(t *testing.T, s session.Store) session.Store { return s },
	})
}
