package ui

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/ui/dialog"
)

// writer writes a project in one format. The first two are Parley's own.
type writer struct {
	dialog.ExportFormat
	format   *codec.Format // nil: a dataset
	variants []Variant
}

// Variant is a format with the choices made that it leaves open.
type Variant struct {
	Title  string // "A row for each value"
	Format codec.Format
}

// as is x in one of its variants.
func (x writer) as(shape int) writer {
	if shape < len(x.variants) {
		x.format = &x.variants[shape].Format
	}
	return x
}

// writers are the formats that can be written, datasets first.
func (w *Workbench) writers() []writer {
	const all = "Carries everything, and can be imported again."
	const lines = "Carries everything, a document a line, and can be imported again."
	list := []writer{
		{ExportFormat: dialog.ExportFormat{Name: "parley", Title: "Parley dataset (JSON)", About: all, Endings: []string{".json"}}},
		{ExportFormat: dialog.ExportFormat{Name: "jsonl", Title: "Parley dataset (JSONL)", About: lines, Endings: []string{".jsonl"}}},
	}
	for i := range w.Formats {
		if f := &w.Formats[i]; f.Write != nil && !isDataset(*f) {
			x := writer{ExportFormat: dialog.ExportFormat{Name: f.Name, Title: f.Title, About: carried(f.Carries), Endings: f.Extensions, Folder: f.Folder}, format: f}
			if w.Variants != nil {
				x.variants = w.Variants(*f)
			}
			for _, v := range x.variants {
				x.Shapes = append(x.Shapes, v.Title)
			}
			list = append(list, x)
		}
	}
	return list
}

// names of what can be carried, where its own is no noun.
var nouns = map[codec.Carries]string{
	codec.Discontinuous: "annotations of several pieces", codec.Overlapping: "overlapping annotations",
	codec.Whole: "annotations of whole documents", codec.Codebook: "the schema",
}

// carried says what a format has no place for, which is less than what it has.
func carried(c codec.Carries) string {
	var not []string
	for _, one := range codec.Each() {
		if !c.Has(one) && one != codec.Originals {
			not = append(not, cmp.Or(nouns[one], one.String()))
		}
	}
	if len(not) == 0 {
		return "Carries everything."
	}
	last := len(not) - 1
	if last > 0 {
		not = append(not[:last-1], not[last-1]+" and "+not[last])
	}
	return "Has no place for " + strings.Join(not, ", ") + "."
}

// exportAsk asks for format, scope and place, and exports.
func (w *Workbench) exportAsk() {
	p := w.project
	writers := w.writers()
	e := dialog.Export{
		Path:   filepath.Join(w.importPlace(), p.session.Project().Name),
		Browse: dialog.Browser(w.window),
		Preview: func(c dialog.ExportChoice, tell func(dialog.ExportPreview)) func() {
			return w.previewExport(writers[c.Format].as(c.Shape), w.scopeOf(c), tell)
		},
		Done: func(c dialog.ExportChoice) { w.exportAs(writers[c.Format].as(c.Shape), w.scopeOf(c), c.Path) },
	}
	for _, x := range writers {
		e.Formats = append(e.Formats, x.ExportFormat)
	}
	w.scopes(&e)
	dialog.AskExport(w.window, e)
}

// scopes are what of the project can be written.
func (w *Workbench) scopes(e *dialog.Export) {
	s := w.project.session
	e.Documents = []string{"All " + counted(s.Rows().Len(), "document")}
	if w.doc != nil {
		e.Documents = append(e.Documents, "The open document")
	}
	if list, is := w.list.Filtered(); is && len(list) > 0 {
		e.Documents = append(e.Documents, counted(len(list), "document")+" that the filter of the list shows")
	}
	for _, l := range s.Schema().Layers {
		e.Layers = append(e.Layers, dialog.Choosable[annotate.LayerID]{ID: l.ID, Name: l.Name})
	}
	for _, a := range s.Annotators() {
		e.People = append(e.People, dialog.Choosable[annotate.ID]{ID: a.ID, Name: a.Name})
	}
	for _, state := range []annotate.State{annotate.New, annotate.InProgress, annotate.Done} {
		e.States = append(e.States, dialog.Choosable[annotate.State]{ID: state, Name: state.String()})
	}
}

// scopeOf is what of the project was chosen.
func (w *Workbench) scopeOf(c dialog.ExportChoice) codec.Scope {
	s := codec.Scope{Layers: c.Layers, Annotators: c.People, States: c.States, By: w.project.session.Me().ID}
	switch {
	case c.Documents == 1 && w.doc != nil:
		s.Documents = []annotate.ID{w.doc.id}
	case c.Documents > 0:
		s.Documents, _ = w.list.Filtered()
	}
	return s
}

// write writes r to a target that it makes.
func (x *writer) write(ctx context.Context, r session.Reader, path string, progress func(int) error) (*codec.Report, error) {
	if x.format == nil {
		return parley.WriteFile(path, r, parley.Options{Lines: x.Name == "jsonl", Progress: progress})
	}
	to := codec.WriteFile
	if x.Folder {
		to = codec.WriteFolder
		if strings.EqualFold(filepath.Ext(path), ".zip") {
			to = codec.WriteZip
		}
	}
	var report *codec.Report
	err := to(path, func(t codec.Target) (err error) {
		report, err = x.format.Write(ctx, r, t, codec.WriteOptions{Progress: progress})
		return err
	})
	return report, err
}

// nowhere is a target that keeps nothing, to learn what would not be carried.
type nowhere struct{}

// Create implements codec.Target.
func (nowhere) Create(string) (io.WriteCloser, error) { return forgetting{io.Discard}, nil }

type forgetting struct{ io.Writer }

// Close implements io.Closer.
func (forgetting) Close() error { return nil }

// rehearse writes r nowhere.
func (x *writer) rehearse(ctx context.Context, r session.Reader, progress func(int) error) (*codec.Report, error) {
	if x.format == nil {
		return parley.Write(io.Discard, r, parley.Options{Lines: x.Name == "jsonl", Progress: progress})
	}
	return x.format.Write(ctx, r, nowhere{}, codec.WriteOptions{Progress: progress})
}

// previewExport tells what would not be carried, from another goroutine, until it is
// stopped. What is in a whole dataset is known without a look.
func (w *Workbench) previewExport(x writer, scope codec.Scope, tell func(dialog.ExportPreview)) (stop func()) {
	if x.format == nil && scope.All() {
		tell(dialog.ExportPreview{Head: "Everything in the project is carried."})
		return func() {}
	}
	view, end, err := w.project.session.View()
	if err != nil {
		tell(dialog.ExportPreview{Head: "What can be carried is not known: " + err.Error()})
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	total := w.project.session.Rows().Len()
	progress := counting(ctx, func(s step) {
		if s.done%previewEvery == 0 {
			w.post(func() {
				tell(dialog.ExportPreview{Head: "Looking at what can be carried: " + grouped(s.done) + " of " + counted(total, "document") + "…"})
			})
		}
	}, total)
	go func() {
		defer tidy()
		report, err := x.rehearse(ctx, scope.Of(view), progress)
		end()
		w.post(func() { tell(previewOf(report, err)) })
	}()
	return cancel
}

// previewEvery is after how many documents a preview says how far it is.
const previewEvery = 500

func previewOf(r *codec.Report, err error) (p dialog.ExportPreview) {
	if err != nil {
		return dialog.ExportPreview{Head: "It cannot be written in this format:", Lines: []string{err.Error()}}
	}
	p.Head = counted(r.Documents, "document") + " with " + counted(r.Annotations, "annotation")
	if r.Documents == 0 {
		p.Head = "Nothing would be written"
	}
	p.Lines = append(leftBehind(r), dialog.Remarks(r)...)
	if r.OK() {
		p.Head += ". All of it is carried."
		return p
	}
	p.Head += ". Not everything is carried:"
	if dialog.Carried(r) {
		p.Head = strings.TrimSuffix(p.Head, "Not everything is carried:") + "All of it is carried; worth a look:"
	}
	return p
}

func leftBehind(r *codec.Report) (lines []string) {
	for _, l := range r.Lost {
		lines = append(lines, l.String())
	}
	if n := r.Refused.Total; n > 0 {
		lines = append(lines, counted(n, "record")+" left out")
	}
	if n := r.Doubtful.Total; n > 0 {
		lines = append(lines, counted(n, "record")+" in doubt")
	}
	return lines
}

// Export writes the open project as a dataset to path: JSONL where it ends so, else JSON.
func (w *Workbench) Export(path string) {
	if w.project == nil {
		return
	}
	x := w.writers()[0]
	if filepath.Ext(path) == ".jsonl" {
		x = w.writers()[1]
	}
	w.exportAs(x, codec.Scope{}, path)
}

// exportAs writes a part of the open project elsewhere, with a bar and Stop.
func (w *Workbench) exportAs(x writer, scope codec.Scope, path string) {
	view, end, err := w.project.session.View()
	if err != nil {
		w.tell("The project was not exported", err)
		return
	}
	total := w.project.session.Rows().Len()
	if len(scope.Documents) > 0 {
		total = len(scope.Documents)
	}
	var report *codec.Report
	w.progress("Exporting "+cut(filepath.Base(path), 40), func(ctx context.Context, tell func(step)) error {
		defer sparing()()
		var err error
		report, err = x.write(ctx, scope.Of(view), path, counting(ctx, tell, total))
		return err
	}, func(err error) {
		end()
		tidy()
		w.exported(path, report, err)
	})
}

// exported tells what was written, what was not, and where it is.
func (w *Workbench) exported(path string, report *codec.Report, err error) {
	name := filepath.Base(path)
	switch {
	case stopped(err):
		w.status.say("Export stopped; “" + name + "” was not touched")
	case err != nil:
		dialog.Tell(w.window, notExported(name, filepath.Dir(path), err))
	default:
		w.status.say("Exported to " + path)
		dialog.ShowReport(w.window, dialog.Outcome{
			Happened: "Exported " + counted(report.Documents, "document") + " with " + counted(report.Annotations, "annotation") + ".",
			Where:    "They are in " + path, Report: report,
			Open: func() { w.openPlace(filepath.Dir(path)) },
			Save: func(lines []string) { w.saveLines(name+" report.txt", lines) },
		})
	}
}

// openPlace shows a folder in the desktop's own window for folders.
func (w *Workbench) openPlace(folder string) {
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(folder)}
	if err := w.app.OpenURL(&at); err != nil {
		dialog.Tell(w.window, notOpened(folder, err))
	}
}

// notOpened tells that the desktop shows no folders, which takes nothing from what is in it.
func notOpened(folder string, err error) dialog.Message {
	m := dialog.Message{Happened: "The folder could not be opened.", Safe: "What was exported is whole, in " + folder + ".", Next: "Open it from the desktop.", Detail: err.Error()}
	if errors.Is(err, exec.ErrNotFound) {
		m.Next, m.Detail = "Nothing on this computer opens folders for programs (xdg-open is missing); open it by hand.", ""
	}
	return m
}
