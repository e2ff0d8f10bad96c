package ui

import (
	"strings"

	"parley/annotate"
	"parley/assets/icons"
)

// flags are what the annotator says of the open document beside the state of the work.
func (w *Workbench) flags() annotate.Flags {
	if w.doc == nil {
		return 0
	}
	if g := w.doc.page.Progress(w.project.session.Me().ID); g != nil {
		return g.Flags
	}
	return 0
}

// flagNames are the flags as people read them.
var flagNames = []struct {
	flag annotate.Flags
	name string
	icon icons.Name
}{{annotate.Difficult, "Difficult", icons.Flag}, {annotate.Discuss, "To discuss", icons.Talk}, {annotate.NoClaims, "No claims here", icons.Empty}}

// toggleFlag puts a flag up, or down again, and says what that contradicts.
func (w *Workbench) toggleFlag(f annotate.Flags) {
	up := !w.flags().Has(f)
	cs, err := w.editor().SetFlags(w.doc.page, f, up)
	if !w.apply(cs, err) {
		return
	}
	name := flagName(f)
	switch against := w.contradiction(); {
	case !up:
		w.status.say("Flag taken down: " + lowerFirst(name))
	case f == annotate.NoClaims && against != "":
		w.status.say(name + ", but " + against)
	default:
		w.status.say("Flagged: " + lowerFirst(name))
	}
}

func flagName(f annotate.Flags) string {
	for _, n := range flagNames {
		if n.flag == f {
			return n.name
		}
	}
	return ""
}

// flagWords are flags in a sentence: “difficult, to discuss”.
func flagWords(f annotate.Flags) string {
	var words []string
	for _, n := range flagNames {
		if f.Has(n.flag) {
			words = append(words, lowerFirst(n.name))
		}
	}
	return strings.Join(words, ", ")
}

// contradiction says what speaks against the flag that no claim is here: “3 claims are
// marked”, of the annotator's own; mentions do not count, nor what is said of the whole
// document. It is empty when nothing does, or
// when there is no such flag. Only with the flag up the annotations are looked at.
func (w *Workbench) contradiction() string {
	if !w.flags().Has(annotate.NoClaims) || !w.doc.marks.whole {
		return ""
	}
	m, n, layer := w.doc.marks, 0, annotate.LayerID("")
	for a := range m.page.Annotations() {
		if a.Annotator != m.me || m.looks[a.Layer].mention || len(a.Fragments) == 0 {
			continue
		}
		if n++; n > 1 && a.Layer != layer {
			layer = "annotation"
			continue
		}
		layer = a.Layer
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + lowerFirst(w.layerName(layer)) + " is marked"
	}
	return counted(n, lowerFirst(w.layerName(layer))) + " are marked"
}

// wholeActions are what can be said of the document as a whole.
func (w *Workbench) wholeActions() []*Action {
	list := []*Action{{
		ID: "document.mark", Name: "Mark the whole document…", Words: "stance category text level annotation about", Group: onDocument, Key: "W", Icon: icons.Tag.Resource(),
		Note: func() string { return "then a layer’s key" }, Enabled: w.needsText, Run: w.markWholeAsk,
	}}
	for i, key := range []string{"Alt+D", "Alt+T", "Alt+N"} {
		f := flagNames[i]
		list = append(list, &Action{
			ID: "document.flag." + strings.ReplaceAll(f.flag.Words()[0], " ", ""), Name: "Flag: " + lowerFirst(f.name), Words: "mark document flag difficult discuss none empty", Group: onDocument, Key: key,
			Icon: f.icon.Resource(), Enabled: w.needsText, Checked: func() bool { return w.flags().Has(f.flag) }, Run: func() { w.toggleFlag(f.flag) },
		})
	}
	for _, f := range flagNames {
		word := strings.ReplaceAll(f.flag.Words()[0], " ", "-")
		list = append(list, &Action{
			ID: "document.flagged." + word, Name: "Show documents flagged " + lowerFirst(f.name), Words: "filter list flag", Group: onDocument, Icon: icons.Filter.Resource(),
			Enabled: w.needsProject, Run: func() { w.list.SetFilter("flag:" + word); w.focusFilter() },
		})
	}
	return list
}
