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
	return table(w, "actors", func(put func(actorJSON, int) error) error {
		for e, err := range w.reader.Entities() {
			if err == nil {
				err = put(actor(e), 200)
			}
			if err != nil {
				return err
			}
			w.report.Entities++
		}
		return nil
	})
}

// writeAnnotators writes who recorded, when there is anybody.
func (w *writer) writeAnnotators() error {
	people, err := w.reader.Annotators()
	if err != nil || len(people) == 0 {
		return err
	}
	return table(w, "annotators", func(put func(annotatorJSON, int) error) error {
		for _, p := range people {
			if err := put(annotatorJSON{p.Name, p.Initials}, 50); err != nil {
				return err
			}
		}
		return nil
	})
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
