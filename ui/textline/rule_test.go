package textline

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The toolkit's own words are used nowhere: it places runs of mixed direction wrongly, and
// its entries show Arabic in pieces.
func TestNothingElseShowsWords(t *testing.T) {
	forbidden := map[string][]string{
		"fyne.io/fyne/v2/canvas": {"NewText", "Text"},
		"fyne.io/fyne/v2/widget": {
			"NewLabel", "NewLabelWithStyle", "NewLabelWithData", "Label", "NewRichText", "NewRichTextWithText", "NewRichTextFromMarkdown", "RichText",
			"NewEntry", "NewMultiLineEntry", "NewEntryWithData", "Entry", "NewSelectEntry", "NewTextGrid", "NewTextGridFromString", "TextGrid",
			"NewButton", "NewButtonWithIcon", "NewCheck", "NewSelect", "NewCard", "NewHyperlink", "NewForm", "NewTree", "NewList", "NewTable",
		},
		"fyne.io/fyne/v2/dialog": {"ShowInformation", "NewInformation", "ShowConfirm", "NewConfirm", "ShowError", "NewError", "ShowForm", "NewForm", "ShowEntryDialog"},
	}
	files := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		names := map[string][]string{}
		for _, i := range file.Imports {
			name := strings.Trim(i.Path.Value, `"`)
			if list, ok := forbidden[name]; ok {
				local := filepath.Base(name)
				if i.Name != nil {
					local = i.Name.Name
				}
				names[local] = list
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && slices.Contains(names[x.Name], s.Sel.Name) {
					t.Errorf("%s: %s.%s", set.Position(n.Pos()), x.Name, s.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("only %d files were looked into", files)
	}
}
