package huggingface

import (
	"io"

	"parley/annotate"
)

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
	return w.file("data/actors.jsonl", func(f io.Writer) error {
		for e, err := range w.reader.Entities() {
			if err != nil {
				return err
			}
			b, err := marshal(actor(e))
			if err == nil {
				_, err = f.Write(b)
			}
			if err != nil {
				return err
			}
			w.report.Entities++
		}
		return nil
	})
}

func actor(e *annotate.Entity) actorJSON {
	out := actorJSON{
		ID: e.ID.String(), Name: e.Name, Exact: list(e.Exact.Words()), Aliases: []aliasJSON{}, Kind: e.Kind, Parent: id(e.Parent),
		Affiliations: []affiliationJSON{}, Apart: []string{}, Side: e.Side, Country: e.Country, ExternalID: e.ExternalID, Note: e.Note,
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
