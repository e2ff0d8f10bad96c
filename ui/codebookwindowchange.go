package ui

import (
	"context"
	"errors"

	"parley/annotate"
	"parley/annotate/edit"
	drafts "parley/annotate/schema"
	"parley/ui/codebook"
)

// change puts a draft in force. One that takes nothing from under what is recorded is done
// at once; of another it is first counted what it touches, and asked what becomes of that.
func (c *codebookWindow) change(d drafts.Draft) {
	if losing(d) == 0 && len(d.Resolutions()) == 0 {
		c.enforce(d)
		return
	}
	var known []drafts.Touch
	var unknown []drafts.Effect
	if x := c.index(); x != nil && len(d.Resolutions()) == 0 {
		known, unknown = drafts.Known(x, d)
		if !anyLoses(unknown) {
			c.ask(d, known)
			return
		}
	}
	var touches []drafts.Touch
	within := c.reach(d)
	c.read("Counting what it touches", func(ctx context.Context, src drafts.Source, tell func(done, total int)) (err error) {
		touches, err = drafts.Count(ctx, src, d, within, tell)
		return err
	}, func() { c.ask(d, touches) })
}

// reach is where a draft touches something, as far as the index knows.
func (c *codebookWindow) reach(d drafts.Draft) drafts.Reach {
	if x := c.index(); x != nil {
		return d.Reach(x)
	}
	return drafts.Everywhere()
}

// losing is how many of a draft's effects lose something, if there is something.
func losing(d drafts.Draft) (n int) {
	for _, e := range d.Effects() {
		if e.Kind.Loses() {
			n++
		}
	}
	return n
}

func anyLoses(list []drafts.Effect) bool {
	for _, e := range list {
		if e.Kind.Loses() {
			return true
		}
	}
	return false
}

// enforce is the step of a change that nothing recorded has to follow, as touches say.
func (c *codebookWindow) enforce(d drafts.Draft, touches ...drafts.Touch) {
	cs, err := c.editor0().SetSchema(*d.Schema(), touches...)
	cs.Label = d.Label()
	if !c.apply(cs, err) {
		c.editor.Reload()
	}
}

func (c *codebookWindow) editor0() edit.Editor { return c.project.session.Editor() }

// ask asks what becomes of what is touched; when nothing is, the change is done at once.
func (c *codebookWindow) ask(d drafts.Draft, touches []drafts.Touch) {
	var touched []drafts.Touch
	for _, t := range touches {
		_, said := d.Resolution(t.Effect)
		if !t.None() && (t.Effect.Kind.Loses() || said) {
			touched = append(touched, t)
		}
	}
	if len(touched) == 0 {
		c.enforce(d, touches...)
		return
	}
	codebook.Ask(c.win, codebook.Question{Draft: d, Touches: touched, Done: c.carryOut, Rename: func() { c.press(keyNamed("F2")) }})
	c.editor.Reload()
}

func keyNamed(cap string) key { k, _ := parseKey(cap); return k }

// carryOut puts a draft in force and carries it over to what is recorded, in one step.
func (c *codebookWindow) carryOut(d drafts.Draft) {
	change, err := c.editor0().PrepareSchema(d)
	if err != nil {
		c.apply(annotate.ChangeSet{}, err)
		return
	}
	view, end, err := c.project.session.View()
	if err != nil {
		c.tell("", err)
		return
	}
	change.Within(c.reach(d))
	var out edit.SchemaOutcome
	c.road().long(d.Label(), func(ctx context.Context, tell func(step)) (cs annotate.ChangeSet, err error) {
		defer end()
		if cs, out, err = change.Run(ctx, view, annotationsRead(tell)); err != nil {
			err = c.askRest(d, err)
		}
		return cs, err
	}, func() {
		if !c.gone {
			c.bar.say(outcome(d.Label(), out))
		}
	})
	c.editor.Reload() // what is not done stands there no longer
}

// annotationsRead tells how many annotations were looked at.
func annotationsRead(tell func(step)) func(done, total int) {
	return func(done, total int) { tell(step{done, total, counted(done, "annotation")}) }
}

// askRest asks what becomes of what an answer has left without a place, as the slots of a
// layer whose annotations go to another one; err is then annotate.ErrNothing, as nothing is
// done yet. It may be called on any goroutine.
func (c *codebookWindow) askRest(d drafts.Draft, err error) error {
	var rest *edit.UnresolvedError
	if !errors.As(err, &rest) {
		return err
	}
	c.soon(func() {
		if !c.gone {
			codebook.Ask(c.win, codebook.Question{Title: "What becomes of the rest", Draft: d, Touches: rest.Touches, Done: c.carryOut})
		}
	})
	return annotate.ErrNothing
}

// outcome is "Delete tag 201: 37 annotations changed".
func outcome(label string, o edit.SchemaOutcome) string {
	switch {
	case o.Annotations+o.Relations == 0:
		return label
	case o.Relations == 0:
		return label + ": " + counted(o.Annotations, "annotation") + " changed"
	}
	return label + ": " + counted(o.Annotations, "annotation") + " and " + counted(o.Relations, "relation") + " changed"
}

// read runs long work on a view of the project, with a card that can stop it over this
// window, and then, if it came to its end, done.
func (c *codebookWindow) read(title string, run func(ctx context.Context, src drafts.Source, tell func(done, total int)) error, done func()) {
	view, end, err := c.project.session.View()
	if err != nil {
		c.tell("", err)
		return
	}
	c.progressOver(c.win, title, func(ctx context.Context, tell func(step)) error {
		return run(ctx, view, annotationsRead(tell))
	}, func(err error) {
		end()
		switch {
		case c.gone:
		case err != nil:
			c.tell("", err)
			c.editor.Reload()
		default:
			done()
		}
	})
}

// askMerge asks into what p is to go, and then what becomes of what has it.
func (c *codebookWindow) askMerge(p codebook.Place) {
	force := c.project.session.Schema()
	d := drafts.Begin(force)
	var e drafts.Effect
	var merge func(to drafts.Part) (drafts.Draft, error)
	switch {
	case p.Section == codebook.InTagsets && p.Part != "":
		set, tag := annotate.TagsetID(p.Of), annotate.TagID(p.Part)
		e = drafts.Effect{Kind: drafts.TagRemoved, Part: drafts.TagPart(set, tag)}
		merge = func(to drafts.Part) (drafts.Draft, error) { return d.MergeTag(set, tag, to.Tag) }
	case p.Part != "":
		o, f := drafts.OfLayer(annotate.LayerID(p.Of)), annotate.FeatureID(p.Part)
		if p.Section == codebook.InRelations {
			o = drafts.OfRelation(annotate.RelationTypeID(p.Of))
		}
		e = drafts.Effect{Kind: drafts.FeatureRemoved, Part: drafts.FeaturePart(o, f)}
		merge = func(to drafts.Part) (drafts.Draft, error) { return d.MergeFeature(o, f, to.Feature) }
	case p.Section == codebook.InLayers:
		l := annotate.LayerID(p.Of)
		e = drafts.Effect{Kind: drafts.LayerRemoved, Part: drafts.LayerPart(l)}
		merge = func(to drafts.Part) (drafts.Draft, error) { return d.MergeLayer(l, to.Layer) }
	case p.Section == codebook.InRelations:
		r := annotate.RelationTypeID(p.Of)
		e = drafts.Effect{Kind: drafts.RelationRemoved, Part: drafts.RelationPart(r)}
		merge = func(to drafts.Part) (drafts.Draft, error) { return d.MergeRelation(r, to.Relation) }
	default:
		return
	}
	codebook.AskTarget(c.win, "Merge "+e.Part.Name(force)+" into", "Choose", codebook.Targets(force, force, e), func(t codebook.Target) {
		next, err := merge(t.Part)
		if err != nil {
			c.tell("", err)
			return
		}
		c.change(next)
	})
}

// askUses asks what becomes of what has a tag, which itself stays as it is.
func (c *codebookWindow) askUses(p codebook.Place) {
	d := drafts.Begin(c.project.session.Schema())
	e := drafts.Effect{Kind: drafts.TagChanged, Part: drafts.TagPart(annotate.TagsetID(p.Of), annotate.TagID(p.Part))}
	n := codebookSource{c}.Uses(p)
	if n <= 0 {
		c.bar.say("No annotation has this tag")
		return
	}
	codebook.Ask(c.win, codebook.Question{Title: "What has “" + e.Part.Name(d.Base()) + "”", Reason: "is it still " + e.Part.Name(d.Base()) + "?", Draft: d, Touches: []drafts.Touch{{Effect: e, Annotations: n, Values: n}}, Done: c.carryOut})
}
