package huggingface

import "parley/annotate"

// writeActors writes the register, when there is one, and learns the names of actors.
func (w *writer) writeActors() error {
	for e, err := range w.reader.Entities() {
		if err != nil {
			return err
		}
		w.actors[e.ID] = e.Name
	}
	if len(w.actors) == 0 {
		return nil
	}
	return table(w, "actors", each(w.options, func(yield func(actorJSON, error) bool) {
		for e, err := range w.reader.Entities() {
			var line actorJSON
			if err == nil {
				line = actor(e)
				w.report.Entities++
			}
			if !yield(line, err) {
				return
			}
		}
	}, 200))
}

// writeAnnotators writes who recorded, when there is anybody.
func (w *writer) writeAnnotators() error {
	people, err := w.reader.Annotators()
	if err != nil || len(people) == 0 {
		return err
	}
	return table(w, "annotators", each(w.options, func(yield func(annotatorJSON, error) bool) {
		for _, p := range people {
			if !yield(annotatorJSON{p.Name, p.Initials}, nil) {
				return
			}
		}
	}, 50))
}

func actor(e *annotate.Entity) actorJSON {
	out := actorJSON{
		ID: e.ID.String(), Name: e.Name, Exact: list(e.Exact.Words()), Aliases: []aliasJSON{}, Kind: e.Kind, Parent: id(e.Parent),
		Affiliations: []affiliationJSON{}, Apart: []string{}, Side: e.Side, Country: e.Country, ExternalID: e.ExternalID,
		Colour: e.Colour, Note: e.Note,
	}
	for _, a := range e.Aliases {
		out.Aliases = append(out.Aliases, aliasJSON{a.Name, a.Language, list(a.Exact.Words())})
	}
	for _, a := range e.Affiliations {
		out.Affiliations = append(out.Affiliations, affiliationJSON{id(a.Entity), a.Role, a.From.String(), a.To.String()})
	}
	for _, other := range e.Apart {
		out.Apart = append(out.Apart, other.String())
	}
	return out
}
