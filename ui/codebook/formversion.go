package codebook

import (
	"parley/annotate"
	"parley/annotate/schema"
	"parley/ui/control"
)

func (f *form) buildVersions() {
	f.add("Name", newWriting(f, "", 1, func() string { return f.schema().Name }, func(s string) {
		f.editor.change(func(d schema.Draft) (schema.Draft, error) { return d.Rename(s) })
	}))
	f.add("Holds", newWords(func() string { return holds(f.schema()) }))
	if f.editor.writable() {
		in := control.NewButton("Import…", func() { call(f.editor.OnImport) })
		in.Key = "Ctrl+I"
		in.Refresh()
		out := control.NewButton("Export…", func() { call(f.editor.OnExport) })
		out.Key = "Ctrl+E"
		out.Refresh()
		f.add("", newButtons(in, out)).wider()
	}
}

// holds is "3 layers, 5 tagsets with 52 tags, 4 relation types".
func holds(s *annotate.Schema) string {
	tags := 0
	for i := range s.Tagsets {
		tags += len(s.Tagsets[i].Tags)
	}
	return counted(len(s.Layers), "layer") + ", " + counted(len(s.Tagsets), "tagset") + " with " + counted(tags, "tag") + ", " + counted(len(s.Relations), "relation type")
}

func (f *form) buildRecheck() {
	one := func() (m Marked) {
		for _, m := range f.editor.source.Marked() {
			if m.Annotation.String() == f.at.Part {
				return m
			}
		}
		return m
	}
	f.add("Words", newWords(func() string { return one().Quote }))
	f.add("Document", newWords(func() string { return one().Title }))
	f.add("Why", newWords(func() string { return one().Why }))
	jump := control.NewButton("Show in the text", func() { f.editor.activate(f.at) })
	jump.Key = "↵"
	jump.Refresh()
	done := control.NewButton("Rechecked", func() { f.editor.rechecked() })
	done.Key = "k"
	done.Refresh()
	f.add("", newButtons(jump, done)).wider()
}
