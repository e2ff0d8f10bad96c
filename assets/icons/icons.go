// Package icons has the pictures of the interface: 16 × 16, a line of 1.5 with round
// ends, one colour, drawn as filled outlines because Fyne recolours fills only.
//
// One rule: no icon without a tooltip, and none where a word fits. make.go draws them
// all from a table of strokes; change that and run go generate.
//
//	button := control.NewIconButton(icons.Trash.Resource(), "Delete, Del", remove)
package icons

import (
	"embed"

	"fyne.io/fyne/v2"
)

//go:generate go run make.go

//go:embed *.svg app.png
var files embed.FS

// Name is the name of an icon.
type Name string

// The icons.
const (
	Plus    Name = "plus"
	Search  Name = "search"
	Up      Name = "up"
	Down    Name = "down"
	Left    Name = "left"
	Right   Name = "right"
	Close   Name = "close"
	Check   Name = "check"
	Type    Name = "type" // size and face of the text
	Eye     Name = "eye"
	EyeShut Name = "eyeshut"
	Link    Name = "link"
	Copy    Name = "copy"
	Trash   Name = "trash"
	Person  Name = "person"
	Group   Name = "group" // an organisation
	Date    Name = "date"
	File    Name = "file"
	Folder  Name = "folder"
	Clock   Name = "clock"
	Text    Name = "text"
	Warning Name = "warning"
	Import  Name = "import"
	Export  Name = "export"
	Note    Name = "note"
	List    Name = "list"
	Panel   Name = "panel"
	More    Name = "more"
	Flag    Name = "flag"
	Tag     Name = "tag"
	Undo    Name = "undo"
	Redo    Name = "redo"
	Keys    Name = "keys"
	Light   Name = "light"
	Number  Name = "number"
	Quote   Name = "quote"
	Filter  Name = "filter"
	Talk    Name = "talk"  // to be talked over
	Empty   Name = "empty" // nothing is here
	Lack    Name = "lack"  // something is missing
)

// Resource is the icon for Fyne, in Text2's light colour until a theme recolours it; an
// unknown name gives an empty picture.
func (n Name) Resource() fyne.Resource {
	b, err := files.ReadFile(string(n) + ".svg")
	if err != nil {
		b = []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"></svg>`)
	}
	return fyne.NewStaticResource(string(n)+".svg", b)
}

// App is the program's own picture, 512 × 512.
func App() fyne.Resource {
	b, err := files.ReadFile("app.png")
	if err != nil {
		return nil // cannot be: it is embedded
	}
	return fyne.NewStaticResource("parley.png", b)
}
