package webannotsv

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What a file says is written as it stands, number for number.
func TestFilesComeBackToTheByte(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/fixtures/webanno-tsv/*/reference.tsv")
	if len(files) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	for _, f := range files {
		in, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		table, err := parse(string(in), func(line int, err error) { t.Errorf("%s: line %d: %v", f, line, err) })
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if out := table.emit(); !bytes.Equal(in, out) {
			t.Errorf("%s:\n%s\nwant\n%s", f, out, in)
		}
	}
}

// A layer has a feature once; two slots may lead to the same type.
func TestHeaders(t *testing.T) {
	for header, layers := range map[string]int{
		"#T_SP=a.Claim|kind|stance": 1,
		"#T_SP=a.Claim|kind|kind":   0,
		"#T_SP=a.Said|ROLE_a.Said:who_a.Who|a.Actor|ROLE_a.Said:whom_a.Whom|a.Actor": 1,
		"#T_SP=a.Said|ROLE_a.Said:who_a.Who|a.Actor|ROLE_a.Said:who_a.Whom|a.Actor":  0,
	} {
		p := parser{}
		if err := p.header(header); len(p.table.layers) != layers || (err == nil) != (layers == 1) {
			t.Errorf("%s: %d layers, %v", header, len(p.table.layers), err)
		}
	}
}
