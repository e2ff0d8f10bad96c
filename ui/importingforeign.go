package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/intake"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/ui/dialog"
)

// arrival is a foreign collection on its way into the project: how it is read, what there
// is in it, and what comes after it.
type arrival struct {
	foreign
	at     int        // the reading that is used
	unit   *text.Unit // by hand; nil: the format's
	schema *annotate.Schema
	survey *codec.Survey
	then   func() // the next one
}

func (a *arrival) name() string         { return filepath.Base(a.path) }
func (a *arrival) format() codec.Format { return a.readings[a.at].format }

// open opens the collection for a project, until ctx ends. It tells how much it has read: a
// format may read all of it before it knows what there is.
func (a *arrival) open(ctx context.Context, tell func(step), into session.Reader, me annotate.ID) (codec.Collection, error) {
	s, err := a.source()
	if err != nil {
		return nil, err
	}
	var opened atomic.Bool
	s = s.Watched(ctx, func(read int64) {
		if !opened.Load() {
			tell(step{0, 1, sized(read) + " read"})
		}
	})
	c, err := a.format().Open(s, codec.OpenOptions{Unit: a.unit, Annotator: me, Into: into})
	opened.Store(true)
	if ctx.Err() != nil && err == nil {
		err = errors.Join(annotate.ErrCanceled, c.Close())
	}
	if err != nil {
		return nil, errors.Join(halted(ctx, err), s.Close())
	}
	return c, nil
}

// halted is err, or that the work was stopped when that is why it failed.
func halted(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil && !stopped(err) {
		return annotate.ErrCanceled
	}
	return err
}

// importForeign brings in collections one after the other: each is looked through, shown,
// and comes in if a person agrees. Then it goes on with then.
func (w *Workbench) importForeign(list []foreign, then func()) {
	if w.project == nil || len(list) == 0 {
		then()
		return
	}
	w.lookThrough(&arrival{foreign: list[0], then: func() { w.importForeign(list[1:], then) }})
}

// lookThrough reads a collection elsewhere, to show what there is in it.
func (w *Workbench) lookThrough(a *arrival) {
	s := w.project.session
	view, end, err := s.View()
	if err != nil {
		w.tell("The import did not begin", err)
		return
	}
	me := s.Me().ID
	w.progress("Looking through "+cut(a.name(), 40), func(ctx context.Context, tell func(step)) error {
		c, err := a.open(ctx, tell, view, me)
		if err != nil {
			return err
		}
		a.schema = c.Schema()
		a.survey, err = codec.Look(ctx, c, codec.SurveyOptions{
			Known: func(sum [32]byte) bool {
				id, err := view.DocumentWithText(sum)
				return err == nil && !id.IsZero()
			},
			Progress: counting(ctx, tell, 0),
		})
		return errors.Join(halted(ctx, err), c.Close())
	}, func(err error) {
		end()
		w.lookedThrough(a, err)
	})
}

// counting tells how many documents are done, of a number that may be unknown, and stops
// when the context ends.
func counting(ctx context.Context, tell func(step), total int) func(int) error {
	return func(n int) error {
		if ctx.Err() != nil {
			return annotate.ErrCanceled
		}
		of := total
		if of < n {
			of = 2 * n // nobody knows how many there are: half of it is always to come
		}
		tell(step{n, of, counted(n, "document")})
		return nil
	}
}

func (w *Workbench) lookedThrough(a *arrival, err error) {
	switch {
	case w.project == nil:
	case stopped(err):
		w.status.say("Import of “" + a.name() + "” stopped; nothing was added")
		a.then()
	case err != nil && a.own:
		w.importDatasets([]string{a.path}, a.then) // which says what of it cannot be read
	case err != nil:
		w.cannotRead(a, err)
	default:
		w.reviewForeign(a)
	}
}

func stopped(err error) bool {
	return errors.Is(err, annotate.ErrCanceled) || errors.Is(err, context.Canceled)
}

// cannotRead tells that a collection is none of the format, and offers to read it as text.
func (w *Workbench) cannotRead(a *arrival, err error) {
	dialog.Ask(w.window, dialog.Message{
		Happened: "“" + a.name() + "” cannot be read as " + a.format().Title + ".", Safe: "Nothing was added.",
		Next: "Read it as a text, or leave it out.", Detail: err.Error(),
	}, dialog.Choice{Text: "Read as text", Run: func() { w.asTexts(a) }}, dialog.Choice{Text: "Leave out", Key: "↵", Run: a.then})
}

// asTexts reads what another tool wrote as plain texts.
func (w *Workbench) asTexts(a *arrival) {
	w.collect([]string{a.path}, dialog.Intake{Options: intake.Options{Format: intake.Text}})
}

// reviewForeign shows what there is and what would become of it.
func (w *Workbench) reviewForeign(a *arrival) {
	to := w.project.session.Schema()
	r := a.readings[a.at]
	f := dialog.Foreign{
		Name: a.name(), Format: r.format.Title, Unit: a.unit, Survey: a.survey, From: a.schema, To: to, Mapping: codec.Propose(a.schema, to),
		Grounds: fmt.Sprintf("Recognised as %s, %d %% sure: %s.", r.format.Title, r.guess.Likelihood, strings.TrimSuffix(r.guess.Why, ".")),
		Save:    func(m codec.Mapping) { w.saveMapping(a, m) },
		Load:    w.loadMapping,
		Done:    func(m codec.Mapping) { w.agreed(a, m, to) },
		Leave: func() {
			w.status.say("“" + a.name() + "” was left out; nothing was added")
			a.then()
		},
		Read: func(r dialog.Reading, u *text.Unit) { w.readAnew(a, r, u) },
	}
	for i, x := range a.readings {
		f.Readings = append(f.Readings, dialog.Reading{Name: x.format.Name, Title: fmt.Sprintf("%s (%d %% sure)", x.format.Title, x.guess.Likelihood), Now: i == a.at})
	}
	f.Readings = append(f.Readings, dialog.Reading{Title: "Plain text"})
	dialog.ReviewForeign(w.window, f)
}

// agreed brings in what a person agreed to. A dataset of Parley's own that goes where it is
// proposed comes in as it is, with its IDs, times and versions of the schema.
func (w *Workbench) agreed(a *arrival, m codec.Mapping, to *annotate.Schema) {
	if a.own && same(m, codec.Propose(a.schema, to)) {
		w.importDatasets([]string{a.path}, a.then)
		return
	}
	w.takeIn(a, m)
}

// same reports whether two mappings say the same.
func same(a, b codec.Mapping) bool {
	x, err := json.Marshal(a)
	y, also := json.Marshal(b)
	return err == nil && also == nil && bytes.Equal(x, y)
}

// readAnew looks through a collection again, read in another way.
func (w *Workbench) readAnew(a *arrival, r dialog.Reading, u *text.Unit) {
	if r.Name == "" {
		w.asTexts(a)
		return
	}
	for i, x := range a.readings {
		if x.format.Name == r.Name {
			a.at = i
		}
	}
	a.unit = u
	w.lookThrough(a)
}

var mappingFiles = dialog.Filter{Name: "Mapping (JSON)", Endings: []string{".json"}}

func (w *Workbench) saveMapping(a *arrival, m codec.Mapping) {
	name := filepath.Join(w.importPlace(), strings.TrimSuffix(a.name(), filepath.Ext(a.name()))+" mapping.json")
	dialog.SaveFile(w.window, "Save mapping", name, mappingFiles, func(path string) {
		err := codec.Replace(path, func(to io.Writer) error {
			e := json.NewEncoder(to)
			e.SetIndent("", "  ")
			return e.Encode(m)
		})
		if err != nil {
			w.tell("The mapping was not saved", err)
		}
	})
}

func (w *Workbench) loadMapping(take func(codec.Mapping)) {
	dialog.OpenFile(w.window, "Load mapping", w.importPlace(), mappingFiles, func(path string) {
		f, err := os.Open(path)
		if err == nil {
			var m codec.Mapping
			m, err = codec.ReadMapping(f)
			if err = errors.Join(err, f.Close()); err == nil {
				take(m)
			}
		}
		if err != nil {
			w.tell("“"+filepath.Base(path)+"” is no mapping that can be used", err)
		}
	})
}

// takeIn brings a collection in: it is read and converted elsewhere, and applied on Fyne's
// goroutine. What was applied of one that is stopped is taken back.
func (w *Workbench) takeIn(a *arrival, m codec.Mapping) {
	s := w.project.session
	view, end, err := s.View()
	if err != nil {
		w.tell("The import did not begin", err)
		return
	}
	me, now, newID := s.Me().ID, w.Origin.Now, w.Origin.NewID
	title := "Importing " + cut(a.name(), 40)
	uncover := w.road().cover(title)
	var report *codec.Report
	parts := 0
	w.progress(title, func(ctx context.Context, tell func(step)) error {
		c, err := a.open(ctx, tell, view, me)
		if err != nil {
			return err
		}
		report, err = codec.Import(ctx, c, codec.ImportOptions{
			Into: view, Mapping: m, Extend: true, Annotator: me, Now: now, NewID: newID,
			Apply:    w.road().applying(ctx, &parts),
			Undo:     w.road().takingBack(&parts, tell),
			Label:    "Import " + cut(a.name(), 40),
			Progress: counting(ctx, tell, a.survey.Documents),
		})
		return errors.Join(err, c.Close())
	}, func(err error) {
		end()
		uncover()
		w.tookIn(a, report, parts, err)
	})
}

func (w *Workbench) tookIn(a *arrival, report *codec.Report, parts int, err error) {
	switch {
	case w.project == nil:
		return
	case stopped(err):
		w.status.say("Import of “" + a.name() + "” stopped; nothing was added")
		a.then()
		return
	case err != nil:
		m := dialog.Explain("“"+a.name()+"” was not imported", err)
		dialog.Ask(w.window, m, dialog.Choice{Text: "Close", Key: "↵", Run: a.then})
		return
	}
	w.status.saved()
	said := counted(report.Documents, "document") + " with " + counted(report.Annotations, "annotation")
	w.status.say(a.name() + " imported: " + said)
	if w.doc == nil {
		w.openLast()
	}
	dialog.ShowReport(w.window, dialog.Outcome{
		Happened: "Imported " + said + ".", Where: "They are in the project and saved. " + takenBack(parts),
		Report: report, Save: func(lines []string) { w.saveLines(a.name()+" report.txt", lines) }, Closed: a.then,
	})
}

// takenBack says how an import in so many parts is undone.
func takenBack(parts int) string {
	if parts > 1 {
		return "Ctrl+Z takes them back, in " + counted(parts, "step") + "."
	}
	return "Ctrl+Z takes them back."
}

// saveLines keeps a report in a file.
func (w *Workbench) saveLines(name string, lines []string) {
	dialog.SaveFile(w.window, "Save the list", filepath.Join(w.importPlace(), name), dialog.Filter{Name: "Text", Endings: []string{".txt"}}, func(path string) {
		err := codec.Replace(path, func(to io.Writer) error {
			_, err := io.WriteString(to, strings.Join(lines, "\n")+"\n")
			return err
		})
		if err != nil {
			w.tell("The list was not saved", err)
		}
	})
}
