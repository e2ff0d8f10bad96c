package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	drafts "parley/annotate/schema"
	"parley/ui/codebook"
	"parley/ui/panel"
)

// at makes an annotation the active one, with the keyboard in the text.
func (x *deeds) at(id annotate.ID) {
	x.choose(id, true)
	x.focusText()
}

// run does what the palette calls so.
func (x *deeds) run(action string) {
	x.t.Helper()
	a := x.table.byID[action]
	if a == nil {
		x.t.Fatalf("there is no %q", action)
	}
	a.do()
}

// cardDeeds are those of the claim card.
func cardDeeds() []deed {
	second := func(x *deeds) { x.at(x.claims[1]) }
	set := func(f annotate.FeatureID, values ...annotate.Value) func(*deeds) {
		return func(x *deeds) { x.card.OnSet(x.claims[0], f, values) }
	}
	made := func(of func(x *deeds) panel.NewEntity) func(*deeds) { return func(x *deeds) { x.card.OnCreate(of(x)) } }
	return []deed{
		{"a tag is set", nil, set("stance", tag("against"))},
		{"a slot is cleared", nil, set("stance")},
		{"a value is added", nil, set("topic", tag("quays"), tag("pay"))},
		{"a value of several goes", nil, set("topic")},
		{"a target in words", nil, set("target", annotate.Value{Type: annotate.TypeText, Text: "الميناء 📌 ü"})},
		{"a date", nil, set("date", annotate.Value{Type: annotate.TypeDate, Date: annotate.Date{Year: 2018, Month: 3}})},
		{"an actor, with the mention it was read from", nil, func(x *deeds) {
			x.card.OnSet(x.claims[1], "claimant", []annotate.Value{{Type: annotate.TypeEntity, Ref: x.müll, Mention: x.mentioned}})
		}},
		{"a new actor in a slot", nil, made(func(x *deeds) panel.NewEntity {
			return panel.NewEntity{Annotation: x.claims[0], Feature: "claimant", Name: "ليلى e\u0301 👩‍👩‍👧", Keep: []annotate.Value{entity(x.union)}}
		})},
		{"a note", nil, func(x *deeds) { x.card.OnNote(x.claims[0], "ü\r\n📌") }},
		{"a slot as in the one before", second, func(x *deeds) { x.card.OnSame(x.claims[1], "stance") }},
		{"empty slots as in the one before", second, func(x *deeds) { x.run("annotation.same") }},
		{"a stance by its key", second, func(x *deeds) { x.ctrl(fyne.Key2, fyne.KeyModifierAlt) }},
		{"a stance cleared by its key", func(x *deeds) { x.at(x.claims[0]) }, func(x *deeds) { x.ctrl(fyne.Key0, fyne.KeyModifierAlt) }},
		{"a clone", func(x *deeds) { x.at(x.claims[0]); x.on("The Müller café") }, func(x *deeds) { x.typed("c") }},
		{"a copy on the same words", nil, func(x *deeds) { x.card.OnCopy(x.claims[0]) }},
		{"a mark that begins with defaults", func(x *deeds) { x.at(x.claims[0]); x.run("annotation.defaults"); x.on("café said") }, func(x *deeds) { x.typed("1") }},
		{"a slot of the mention", nil, func(x *deeds) { x.card.OnSet(x.mentioned, "entity", []annotate.Value{entity(x.council)}) }},
	}
}

// textDeeds are those of the text: marks, borders and speech turns.
func textDeeds() []deed {
	interview := func(x *deeds) { x.stepDocument(1) }
	turns := func(x *deeds) { interview(x); x.run("turn.recognise") }
	card := func(words string) func(*deeds) { return func(x *deeds) { turns(x); x.caretAt(words, 0); x.typed("t") } }
	return []deed{
		{"a mark", func(x *deeds) { x.on("said: 📌") }, func(x *deeds) { x.typed("1") }},
		{"the last mark again", func(x *deeds) { x.on("said"); x.typed("1"); x.on("closed") }, func(x *deeds) { x.typed(".") }},
		{"a border", func(x *deeds) { x.at(x.claims[1]) }, func(x *deeds) { x.typed("]") }},
		{"another layer", nil, func(x *deeds) {
			cs, err := x.editor().Retag(x.doc.page, x.claims[0], "Actor")
			x.apply(cs, err)
		}},
		{"turns recognised", interview, func(x *deeds) { x.run("turn.recognise") }},
		{"turns recognised in all documents", nil, func(x *deeds) { x.run("turn.all") }},
		{"who speaks, in all turns", card("Who rules"), func(x *deeds) { x.typed("Müller"); x.key(fyne.KeyReturn) }},
		{"a turn begun", card("Still she"), func(x *deeds) { x.typed("Rania ü"); x.key(fyne.KeyReturn) }},
		{"a turn removed", turns, func(x *deeds) {
			cs, err := x.editor().RemoveTurn(x.doc.page, x.doc.page.Document().Turns[0].Start, false)
			x.apply(cs, err)
		}},
		{"all turns of a speaker removed", turns, func(x *deeds) {
			cs, err := x.editor().RemoveTurn(x.doc.page, x.doc.page.Document().Turns[0].Start, true)
			x.apply(cs, err)
		}},
	}
}

// registerOf is the register's window, opened.
func (x *deeds) registerOf() *registerBench {
	r := &registerBench{bench: x.bench}
	r.open()
	return r
}

// registerDeeds are those of the register of actors.
func registerDeeds() []deed {
	edits := []struct {
		what  string
		alter func(x *deeds, e *annotate.Entity)
	}{
		{"a name", func(_ *deeds, e *annotate.Entity) { e.Name = "نقابة" }},
		{"a kind", func(_ *deeds, e *annotate.Entity) { e.Kind = "union" }},
		{"an alias", func(_ *deeds, e *annotate.Entity) { e.Aliases = append(e.Aliases, annotate.Alias{Name: "ü 𐐀"}) }},
		{"how an alias is matched", func(_ *deeds, e *annotate.Entity) { e.Aliases[0].Exact = annotate.ExactCase }},
		{"a role", func(x *deeds, e *annotate.Entity) {
			e.Affiliations = []annotate.Affiliation{{Entity: x.council, Role: "member", From: annotate.Date{Year: 2018}}}
		}},
		{"a parent", func(x *deeds, e *annotate.Entity) { e.Parent = x.council }},
		{"a side", func(_ *deeds, e *annotate.Entity) { e.Side = "harbour" }},
		{"a country", func(_ *deeds, e *annotate.Entity) { e.Country = "SY" }},
		{"an outside ID", func(_ *deeds, e *annotate.Entity) { e.ExternalID = "Q83285" }},
		{"a colour", func(_ *deeds, e *annotate.Entity) { e.Colour = 4 }},
		{"a note", func(_ *deeds, e *annotate.Entity) { e.Note = "📌\r\n👩‍👩‍👧" }},
	}
	var list []deed
	for _, c := range edits {
		list = append(list, deed{"an actor: " + c.what, nil, func(x *deeds) {
			x.registerOf().r.view.OnEdit(x.union, func(e *annotate.Entity) { c.alter(x, e) })
		}})
	}
	file := func(name, content string) func(*deeds) {
		return func(x *deeds) {
			path := filepath.Join(x.t.TempDir(), name)
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				x.t.Fatal(err)
			}
			r := x.registerOf()
			r.r.importFile(path)
			x.until("the preview", func() bool { return r.r.win.Canvas().Overlays().Top() != nil })
			r.press("↵")
		}
	}
	return append(list,
		deed{"a new actor", nil, func(x *deeds) {
			r := x.registerOf()
			r.press("Ctrl+N")
			r.write("Zoë 𐐀")
			r.press("↵")
		}},
		deed{"a merge, with all that names them", nil, func(x *deeds) { x.registerOf().r.view.OnMerge(x.council, x.union, x.müll) }},
		deed{"two kept apart", nil, func(x *deeds) { x.registerOf().r.view.OnApart(x.union, x.council) }},
		deed{"a split", nil, func(x *deeds) {
			r := x.registerOf()
			r.r.view.Reveal(x.müll)
			x.until("the places", func() bool { return len(r.r.view.Places()) == 1 })
			r.r.view.FocusTable()
			r.press("Ctrl+Shift+M", "↓", "Space", "↵")
		}},
		deed{"an actor deleted who is named", nil, func(x *deeds) {
			r := x.registerOf().r
			r.delete(x.union)
		}},
		deed{"actors from CSV", nil, file("a.csv", "name,kind,aliases\r\nRania ü,person,رانيا\r\nHarbour Council,council,\r\n")},
		deed{"actors from JSON", nil, file("a.json", `[{"name": "Rania 📌", "kind": "person", "aliases": [{"name": "رانيا"}]}]`)},
	)
}

// codebookOf is the window of the schema, opened.
func (x *deeds) codebookOf() *codebookWindow {
	x.openCodebook(codebook.Place{})
	return x.codebook()
}

// drafted changes the schema as the window does that is asked nothing more.
func drafted(alter func(d drafts.Draft) (drafts.Draft, error)) func(*deeds) {
	return func(x *deeds) {
		c := x.codebookOf()
		d, err := alter(drafts.Begin(x.project.session.Schema()))
		if err != nil {
			x.t.Fatal(err)
		}
		c.change(d)
	}
}

// answered changes the schema with an answer to each of its effects; drafts.Refuse leaves
// them as the draft has them.
func answered(alter func(d drafts.Draft) (drafts.Draft, error), do drafts.Action, to drafts.Part) func(*deeds) {
	return func(x *deeds) {
		c := x.codebookOf()
		d, err := alter(drafts.Begin(x.project.session.Schema()))
		for _, e := range d.Effects() {
			if err == nil && do != drafts.Refuse && e.Kind.Loses() {
				d, err = d.Resolve(drafts.Resolution{Effect: e, Do: do, To: to})
			}
		}
		if err != nil {
			x.t.Fatal(err)
		}
		c.carryOut(d)
	}
}

// codebookDeeds are those of the schema.
func codebookDeeds() []deed {
	type d = drafts.Draft
	claims := drafts.OfLayer("Claim")
	first := func(next d, _ any, err error) (d, error) { return next, err }
	favor := func(x d) (d, error) { return x.DeleteTag("stance", "favor") }
	return []deed{
		{"a new layer", nil, drafted(func(x d) (d, error) { n, id, err := x.AddLayer("Quote ü"); return first(n, id, err) })},
		{"a new feature", nil, drafted(func(x d) (d, error) {
			n, id, err := x.AddFeature(claims, annotate.Feature{Name: "صوت"}, 0)
			return first(n, id, err)
		})},
		{"a new tagset", nil, drafted(func(x d) (d, error) { n, id, err := x.AddTagset("Voices"); return first(n, id, err) })},
		{"a new tag", nil, drafted(func(x d) (d, error) {
			n, id, err := x.AddTag("topic", annotate.Tag{Name: "📌"}, -1)
			return first(n, id, err)
		})},
		{"a new relation type", nil, drafted(func(x d) (d, error) { n, id, err := x.AddRelation("attacks", nil, nil); return first(n, id, err) })},
		{"fields of documents", nil, drafted(func(x d) (d, error) { return x.SetFields("Parliament", "Edition") })},
		{"a layer: name, key, colour, words", nil, drafted(func(x d) (d, error) {
			return x.EditLayer("Claim", func(l *annotate.Layer) { l.Name, l.Key, l.Colour, l.Description = "Statement", "7", 5, "e\u0301" })
		})},
		{"a feature: name, required", nil, drafted(func(x d) (d, error) {
			return x.EditFeature(claims, "stance", func(f *annotate.Feature) { f.Name, f.Required = "Position", true })
		})},
		{"a tag: name, definition, examples", nil, drafted(func(x d) (d, error) {
			return x.EditTag("stance", "favor", func(g *annotate.Tag) {
				g.Name, g.Definition, g.Rule, g.Colour = "pro", "is for it", "ask twice", 3
				g.Examples, g.Counter = []annotate.Example{{Text: "مرحبا"}}, []annotate.Example{{Text: "👩‍👩‍👧"}}
			})
		})},
		{"a relation type: name, ends", nil, drafted(func(x d) (d, error) {
			return x.EditRelation("supports", func(r *annotate.RelationType) { r.Name, r.To = "backs", []annotate.LayerID{"Claim", "Actor"} })
		})},
		{"a tag moved", nil, drafted(func(x d) (d, error) { return x.MoveTag("topic", "pay", "ports", 0) })},
		{"a feature moved", nil, drafted(func(x d) (d, error) { return x.MoveFeature(claims, "stance", 0) })},
		{"a tag retired", nil, drafted(func(x d) (d, error) { return x.RetireTag("stance", "favor", true) })},
		{"a tag merged", nil, answered(func(x d) (d, error) { return x.MergeTag("stance", "favor", "against") }, drafts.Refuse, drafts.Part{})},
		{"a used tag deleted: its values go", nil, answered(favor, drafts.Drop, drafts.Part{})},
		{"a used tag deleted: retired", nil, answered(favor, drafts.Retire, drafts.Part{})},
		{"a used tag deleted: to be rechecked", nil, answered(favor, drafts.Recheck, drafts.Part{})},
		{"a used feature deleted", nil, answered(func(x d) (d, error) { return x.DeleteFeature(claims, "stance") }, drafts.Drop, drafts.Part{})},
		{"a used layer deleted", nil, answered(func(x d) (d, error) { return x.DeleteLayer("Claim") }, drafts.Drop, drafts.Part{})},
		{"a used layer deleted: to another", nil, answered(func(x d) (d, error) { return x.DeleteLayer("Actor") }, drafts.Drop, drafts.Part{})},
		{"a used relation type deleted", nil, answered(func(x d) (d, error) { return x.DeleteRelation("supports") }, drafts.Drop, drafts.Part{})},
		{"another schema", nil, drafted(func(x d) (d, error) {
			next := *deedSchema()
			next.Name, next.Layers = "أخرى", append(next.Layers, annotate.Layer{ID: "Place", Name: "Place", Key: "5", Colour: 6})
			return x.Replace(&next)
		})},
		{"an example from the text", func(x *deeds) {
			x.codebookOf().editor.Go(codebook.Place{Section: codebook.InTagsets, Of: "stance", Part: "favor"})
			x.on("stays closed")
		}, func(x *deeds) { (&inCodebook{x.bench, x.codebook()}).press("Ctrl+L") }},
		{"rechecked", func(x *deeds) {
			cs, err := x.editor().SetRecheck(x.doc.page, x.claims[0], "is it still so?")
			x.apply(cs, err)
			x.at(x.claims[0])
		}, func(x *deeds) { x.typed("k") }},
	}
}

// linkDeeds are those of relations.
func linkDeeds() []deed {
	return []deed{
		{"a relation by keys", func(x *deeds) { x.at(x.claims[1]) }, func(x *deeds) { x.typed("ln"); x.key(fyne.KeyReturn) }},
		{"a relation by number", func(x *deeds) { x.at(x.claims[1]) }, func(x *deeds) { x.typed("l2"); x.key(fyne.KeyReturn) }},
		{"a relation dragged", nil, func(x *deeds) { x.pulled(docviewID(x.claims[1]), docviewID(x.claims[2])) }},
		{"a relation’s value", nil, func(x *deeds) {
			x.card.OnSetRelation(x.supports, "strength", []annotate.Value{{Type: annotate.TypeText, Text: "قوي ü"}})
		}},
		{"a relation’s sheet", func(x *deeds) { x.at(x.claims[0]) }, func(x *deeds) {
			s := x.editRelation(x.supports)
			x.typed("strong 📌")
			s.note.SetText("e\u0301")
			s.save()
		}},
		{"a relation deleted", nil, func(x *deeds) { x.card.OnUnlink(x.supports) }},
		{"an end deleted, and the relation with it", func(x *deeds) { x.at(x.claims[1]) }, func(x *deeds) { x.key(fyne.KeyDelete); x.key(fyne.KeyReturn) }},
	}
}

// documentDeeds are those about a document as a whole.
func documentDeeds() []deed {
	whole := func(x *deeds) { x.markWhole("Claim"); x.rest() }
	about := func(x *deeds) annotate.ID { return x.doc.marks.about[0] }
	return []deed{
		{"the whole document marked", nil, func(x *deeds) { x.typed("W1") }},
		{"a slot of the whole document", whole, func(x *deeds) { x.setValues(about(x), "stance", []annotate.Value{tag("against")}) }},
		{"a relation of the whole document", whole, func(x *deeds) { linking{w: x.Workbench, of: about(x)}.join(x.claims[2]) }},
		{"a whole document’s annotation deleted, its relation with it", func(x *deeds) {
			whole(x)
			linking{w: x.Workbench, of: about(x)}.join(x.claims[2])
			x.at(about(x))
		}, func(x *deeds) { x.remove(); x.key(fyne.KeyReturn) }},
		{"no claims here", func(x *deeds) { x.stepDocument(1) }, func(x *deeds) { x.ctrl(fyne.KeyN, fyne.KeyModifierAlt) }},
		{"difficult", nil, func(x *deeds) { x.ctrl(fyne.KeyD, fyne.KeyModifierAlt) }},
		{"to discuss", nil, func(x *deeds) { x.ctrl(fyne.KeyT, fyne.KeyModifierAlt) }},
		{"done", nil, func(x *deeds) { x.run("document.done") }},
		{"new", nil, func(x *deeds) { x.run("document.new") }},
		{"the direction of the text", nil, func(x *deeds) { x.run("view.direction.next") }},
		{"its sheet, with an author who is new", nil, func(x *deeds) {
			x.key(fyne.KeyF2)
			x.retype("Über den Hafen e\u0301 📌")
			x.window.Canvas().FocusNext()
			x.retype("ليلى حداد")
			x.window.Canvas().FocusNext()
			x.key(fyne.KeyDown)
			x.key(fyne.KeyReturn)
			x.window.Canvas().FocusNext()
			x.retype("Courier")
			x.window.Canvas().FocusNext()
			x.retype("mar 2025")
			x.key(fyne.KeyReturn)
		}},
		{"all that its sheet says", nil, func(x *deeds) {
			cs, err := x.editor().EditDocument(x.doc.page.Document(), func(d *annotate.Document) {
				d.AuthorEntity, d.URL, d.Language, d.Note = x.müll, "https://example.org/ü", "ar", "👩‍👩‍👧"
				d.Custom = []annotate.Field{{Name: "Parliament", Value: "𐐀"}}
			})
			x.apply(cs, err)
		}},
		{"a document deleted, with all in it", nil, func(x *deeds) { x.run("document.delete") }},
	}
}

// searchDeeds are those of the search in all documents.
func searchDeeds() []deed {
	bulk := func(keys string, rows ...string) func(*deeds) {
		return func(x *deeds) {
			x.searchFor("stance:favor", true)
			x.searching.panel.FocusList()
			x.typed(keys)
			for _, row := range rows {
				x.chooseRow(row)
			}
			x.agreed()
		}
	}
	second := func(x *deeds) { x.setValues(x.claims[2], "stance", []annotate.Value{tag("favor")}); x.rest() }
	return []deed{
		{"all hits marked", nil, func(x *deeds) {
			x.searchFor("harbour", false)
			x.searching.panel.FocusList()
			x.typed("1m")
			x.agreed()
		}},
		{"a slot of all hits set", second, bulk("c", "Set topic…", "unset")},
		{"a slot of all hits set to a tag", second, bulk("c", "Set stance…", "against")},
		{"all hits recoded", second, bulk("cr", "Stance", "favor", "against")},
		{"all hits in another layer", second, bulk("cl", "Actor")},
		{"all hits deleted, relations with them", second, bulk("c", "Delete 2 annotations")},
		{"all names of the register marked", nil, func(x *deeds) {
			x.run("mention.all")
			x.until("the places", func() bool { return len(x.occurrences.rows) > 0 && !strings.HasSuffix(x.status.passing.Text(), "…") })
			x.occurrences.mark()
		}},
	}
}
