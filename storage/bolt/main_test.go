package bolt_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMain removes the million's file, which all benchmarks of a run share.
func TestMain(m *testing.M) {
	code := m.Run()
	if millionBuilt {
		if path, err := million(); err == nil {
			os.RemoveAll(filepath.Dir(path))
		}
	}
	os.Exit(code)
}
