package ui

import (
	"bytes"
	"os"
	"path/filepath"

	"parley/annotate"
	"parley/annotate/codec/parley"
	drafts "parley/annotate/schema"
	"parley/ui/dialog"
)

// schemaFiles are what a schema is read from and written to.
var schemaFiles = dialog.Filter{Name: "Schema (JSON)", Endings: []string{".json"}}

// importAsk asks which schema is to take the place of the one in force: a template, or one
// from a file, whose path can be written or chosen.
func (c *codebookWindow) importAsk() {
	if ok, why := c.needsWriting(); !ok {
		c.bar.say("Import a schema: " + why)
		return
	}
	options := []dialog.Option{{Text: "From a file…", Note: "JSON, as export writes it"}, {Text: "From a file, by its path…"}}
	templates := c.blankProject().Templates
	for _, t := range templates {
		options = append(options, dialog.Option{Text: t.Schema.Name, Note: t.Description})
	}
	dialog.Choose(c.win, "Import a schema", "It takes the place of the one in force. What has the same ID is the same; of what annotations have and it has not, it is asked what becomes.", "Import", options, func(i int) {
		switch {
		case i == 0:
			dialog.OpenFile(c.win, "Import a schema", c.importPlace(), schemaFiles, c.importSchema)
		case i == 1:
			dialog.AskLines(c.win, "Import a schema", "Import", []dialog.Line{{Label: "File", Hint: "the whole path of the file"}}, func(lines []string) { c.importSchema(lines[0]) })
		default:
			c.replace(templates[i-2].Schema)
		}
	})
}

// importSchema reads a schema from a file.
func (c *codebookWindow) importSchema(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		c.tell("The schema was not read", err)
		return
	}
	s, err := parley.ReadSchema(bytes.NewReader(data))
	if err != nil {
		c.tell("“"+filepath.Base(path)+"” is no schema that can be used", err)
		return
	}
	c.replace(s)
}

// replace puts another schema in the place of the one in force.
func (c *codebookWindow) replace(s *annotate.Schema) {
	d, err := drafts.Begin(c.project.session.Schema()).Replace(s)
	if err != nil {
		c.tell("This schema cannot be used", err)
		return
	}
	if !d.Changed() {
		c.bar.say("It is the schema in force")
		return
	}
	c.change(d)
}

// exportAsk writes the schema in force to a file.
func (c *codebookWindow) exportAsk() {
	name := filepath.Join(c.importPlace(), c.project.session.Schema().Name+".json")
	dialog.SaveFile(c.win, "Export the schema", name, schemaFiles, c.exportSchema)
}

func (c *codebookWindow) exportSchema(path string) {
	var b bytes.Buffer
	err := parley.WriteSchema(&b, c.project.session.Schema())
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o644)
	}
	if err != nil {
		c.tell("The schema was not exported", err)
		return
	}
	c.bar.say("Exported to " + path)
}
