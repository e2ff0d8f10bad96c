package ui

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/actors"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/settings"
	"parley/ui/theme"
)

// actorFiles are the files that a register is in.
var actorFiles = dialog.Filter{Name: "Actors (CSV, JSON)", Endings: []string{".csv", ".json", ".tsv", ".txt"}}

func (r *registerWindow) importAsk() {
	r.view.Settle()
	dialog.OpenFile(r.win, "Import actors", r.folder(), actorFiles, r.importFile)
}

func (r *registerWindow) folder() string {
	return cmp.Or(r.Settings.Now().Folder, r.Projects.Folder())
}

// actorPlan is what a file would do to the register.
type actorPlan struct {
	name    string
	changes []annotate.Change
	report  *actors.Report
}

// importFile reads a table or a list of actors elsewhere, and shows what it would change.
func (r *registerWindow) importFile(path string) {
	there, origin := r.Actors(), actors.Origin{NewID: r.Origin.NewID, Now: annotate.Instant(r.Origin.Now())}
	r.bar.ask("Reading “" + cut(filepath.Base(path), 40) + "”…")
	go func() {
		p, err := readActors(path, there, origin)
		r.post(func() {
			switch r.bar.say(""); {
			case r.gone:
			case err != nil:
				r.tell("“"+cut(filepath.Base(path), 40)+"” was not imported", err)
			default:
				r.preview(p)
			}
		})
	}()
}

func readActors(path string, there []*annotate.Entity, o actors.Origin) (*actorPlan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, report, err := actors.Read(f)
	if err != nil {
		return nil, err
	}
	return &actorPlan{filepath.Base(path), actors.Plan(rows, there, o, report), report}, nil
}

// preview says what an import would do, and does it when it is asked to.
func (r *registerWindow) preview(p *actorPlan) {
	const width, pad = 620, 20
	var sheet *dialog.Sheet
	column := dialog.Column(10, control.NewLabel("Import actors from “"+cut(p.name, 40)+"”", control.Style{Size: theme.TitleSize, Bold: true}),
		dialog.Paragraph(p.words(), control.Body, width-2*pad))
	if rows := p.rows(); len(rows) > 0 {
		list := control.NewOptions()
		list.Most = 12
		list.Set(rows, -1)
		column.Add(list)
	}
	cancel := control.NewButton("Cancel", func() { sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	take := func() {
		sheet.Close()
		r.importPlan(p)
	}
	if n := len(p.changes); n > 0 {
		b := control.NewPrimaryButton("Import "+counted(n, "actor"), "↵", take)
		column.Add(dialog.End(nil, cancel, b))
		sheet = dialog.Open(r.win, column, dialog.Options{Width: width, Pad: pad, Scrim: true, Stays: true, Focus: b})
		return
	}
	column.Add(dialog.End(nil, cancel))
	sheet = dialog.Open(r.win, column, dialog.Options{Width: width, Pad: pad, Scrim: true, Stays: true, Focus: cancel})
}

// words are what an import would do in numbers.
func (p *actorPlan) words() string {
	parts := []string{counted(p.report.Made, "new actor"), grouped(p.report.Changed) + " changed", grouped(p.report.Same) + " the same as here"}
	s := strings.Join(parts, ", ") + "."
	if n := len(p.report.Refused); n > 0 {
		s += " " + counted(n, "row") + " cannot be taken and " + map[bool]string{true: "stays", false: "stay"}[n == 1] + " out."
	}
	return s + " Nothing is deleted, and Ctrl+Z takes it back as one step."
}

// shownRows is how many of each sort the preview lists.
const shownRows = 200

// rows are what is wrong, then what is new or other.
func (p *actorPlan) rows() (rows []control.Option) {
	for _, list := range [][]actors.Problem{p.report.Refused, p.report.Doubtful} {
		for _, x := range list[:min(len(list), shownRows)] {
			rows = append(rows, control.Option{Text: x.String(), Mark: control.Cross, Pale: true})
		}
	}
	for _, c := range p.changes[:min(len(p.changes), shownRows)] {
		n, _ := c.New.(*annotate.Entity)
		note := "new"
		if old, ok := c.Old.(*annotate.Entity); ok && old != nil {
			note = "changed"
			if old.Name != n.Name {
				note += ", now “\u2068" + cut(old.Name, 40) + "\u2069”"
			}
		}
		rows = append(rows, control.Option{Text: n.Name, Note: dotted(note, n.Kind)})
	}
	return rows
}

func (r *registerWindow) importPlan(p *actorPlan) {
	s := r.project.session
	cs := annotate.ChangeSet{Label: "Import " + counted(len(p.changes), "actor"), Annotator: s.Me().ID, Time: annotate.Instant(r.Origin.Now()), Changes: p.changes}
	r.applyThen(cs, nil, func() {
		if !r.gone {
			r.bar.say("Imported " + counted(len(p.changes), "actor"))
			r.view.FocusTable()
		}
	})
}

func (r *registerWindow) exportAsk() {
	r.view.Settle()
	path := filepath.Join(r.folder(), r.project.session.Project().Name+" actors.csv")
	dialog.SaveFile(r.win, "Export actors", path, actorFiles, r.exportFile)
}

// exportFile writes the register elsewhere: JSON where the name ends so, else CSV.
func (r *registerWindow) exportFile(path string) {
	format := actors.CSV
	if strings.EqualFold(filepath.Ext(path), ".json") {
		format = actors.JSON
	} else if filepath.Ext(path) == "" {
		path += ".csv"
	}
	all := r.Actors()
	r.remember(func(s *settings.Settings) { s.Folder = filepath.Dir(path) })
	go func() {
		err := codec.Replace(path, func(w io.Writer) error { return actors.Write(w, format, all) })
		r.post(func() {
			switch {
			case r.gone:
			case err != nil:
				r.tell("The actors were not exported", err)
			default:
				r.bar.say("Exported " + counted(len(all), "actor") + " to " + path)
			}
		})
	}()
}
