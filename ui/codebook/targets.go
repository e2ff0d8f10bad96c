package codebook

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/schema"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// Target is a part to which something can go.
type Target struct {
	Part  schema.Part
	Code  string
	Name  string
	Depth int
	Slot  int
}

// Targets are the parts of s to which what an effect touches can move, in their order.
func Targets(base, s *annotate.Schema, e schema.Effect) (list []Target) {
	p := e.Part
	switch e.Kind {
	case schema.LayerRemoved:
		for _, l := range s.Layers {
			if l.ID != p.Layer {
				list = append(list, Target{Part: schema.LayerPart(l.ID), Name: l.Name, Slot: l.Colour})
			}
		}
	case schema.RelationRemoved:
		for _, r := range s.Relations {
			if r.ID != p.Relation {
				list = append(list, Target{Part: schema.RelationPart(r.ID), Name: r.Name})
			}
		}
	case schema.FeatureRemoved:
		for _, f := range p.Owner.Features(s) {
			if f.ID != p.Feature {
				list = append(list, Target{Part: schema.FeaturePart(p.Owner, f.ID), Name: f.Name})
			}
		}
	case schema.TagRemoved, schema.TagChanged:
		list = tagTargets(s, tagsetOf(s, p), p)
	}
	return list
}

// tagsetOf is the tagset whose tags can take the place of p: of a feature that has another
// set, that one.
func tagsetOf(s *annotate.Schema, p schema.Part) annotate.TagsetID {
	if p.Feature != "" {
		if f := p.Owner.Feature(s, p.Feature); f != nil {
			return f.Tagset
		}
	}
	return p.Tagset
}

func tagTargets(s *annotate.Schema, id annotate.TagsetID, p schema.Part) (list []Target) {
	set := s.Tagset(id)
	if set == nil {
		return nil
	}
	depth := map[annotate.TagID]int{}
	for i := range set.Tags {
		g := &set.Tags[i]
		if g.Parent != "" {
			depth[g.ID] = depth[g.Parent] + 1
		}
		if !g.Retired && (g.ID != p.Tag || id != p.Tagset) {
			list = append(list, Target{Part: schema.TagPart(id, g.ID), Code: g.Code, Name: g.Name, Depth: depth[g.ID], Slot: g.Colour})
		}
	}
	return list
}

// AskTarget has one of list chosen, by typing and the arrows, in a card over w.
func AskTarget(w fyne.Window, title, verb string, list []Target, done func(Target)) {
	const width, pad, most = 460, 20, 12
	var sheet *dialog.Sheet
	var shown []Target
	options := control.NewOptions()
	options.Most = most
	input := control.NewInput("Code or name")
	input.SetIcon(icons.Search.Resource())
	filter := func(query string) {
		shown = matching(list, query)
		rows := make([]control.Option, len(shown))
		for i, t := range shown {
			rows[i] = control.Option{Text: t.Name, Code: t.Code, Match: query, Depth: t.Depth}
			if query != "" {
				rows[i].Depth = 0
			}
		}
		if len(rows) == 0 {
			rows = []control.Option{{Text: "Nothing is called so", Pale: true}}
		}
		options.Set(rows, min(0, len(shown)-1))
	}
	take := func(i int) {
		if i >= 0 && i < len(shown) {
			sheet.Close()
			done(shown[i])
		}
	}
	options.OnChoose = take
	input.OnChanged = filter
	input.OnEnter = func(string) { take(options.Current()) }
	input.OnEscape = func() { sheet.Close() }
	input.OnKey = func(e *fyne.KeyEvent) bool {
		return e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter && e.Name != fyne.KeyLeft && e.Name != fyne.KeyRight && options.Key(e.Name)
	}
	filter("")
	cancel := control.NewButton("Cancel", func() { sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	sheet = dialog.Open(w, dialog.Column(theme.GroupGap, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}), input, fixed(options, width-2*pad),
		dialog.End(nil, cancel, control.NewPrimaryButton(verb, "↵", func() { take(options.Current()) }))),
		dialog.Options{Width: width, Pad: pad, Scrim: true, Stays: true, Focus: input})
}

// matching are the targets that have query in code or name.
func matching(list []Target, query string) []Target {
	if query == "" {
		return list
	}
	var shown []Target
	for _, t := range list {
		if strings.Contains(strings.ToLower(t.Code+" "+t.Name), strings.ToLower(query)) {
			shown = append(shown, t)
		}
	}
	return shown
}

// fixed keeps the height of a list of options as it is when all are shown.
func fixed(o *control.Options, width float32) fyne.CanvasObject {
	p := &part{children: []fyne.CanvasObject{o}}
	height := o.MinSize().Height
	p.min = func() fyne.Size { return fyne.NewSize(width, height) }
	p.arrange = func(s fyne.Size) { place(o, 0, 0, s.Width, o.MinSize().Height) }
	p.ExtendBaseWidget(p)
	return p
}
