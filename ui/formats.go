package ui

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/annotate/codec"
	"parley/annotate/intake"
)

// sure is from what likelihood on, in percent, what is looked at is taken for a collection
// of a format and not for a text.
const sure = 60

// reading is a format as which something can be read, and how sure that is.
type reading struct {
	format codec.Format
	guess  codec.Guess
}

// foreign is a collection that another tool wrote.
type foreign struct {
	path     string    // of a file, a folder or an archive
	files    []string  // those of the folder at path that were chosen; nil: all
	own      bool      // a dataset of Parley's own
	readings []reading // at least one, the likeliest first
}

// source opens it. Close it.
func (f *foreign) source() (codec.Source, error) {
	if f.files == nil {
		return codec.OpenSource(f.path)
	}
	return codec.Source{FS: os.DirFS(f.path), Name: filepath.Base(f.path), Files: f.files}, nil
}

// recogniser tells collections from texts.
type recogniser struct {
	ctx     context.Context
	formats []codec.Format
	tell    func(path string)
	found   []foreign
	rest    []string
}

// recognise divides what was dropped or chosen into collections of other tools and the rest.
func recognise(ctx context.Context, formats []codec.Format, paths []string, tell func(path string)) (found []foreign, rest []string) {
	formats = slices.DeleteFunc(slices.Clone(formats), func(f codec.Format) bool { return f.Open == nil || f.Detect == nil || isDataset(f) })
	if len(formats) == 0 {
		return nil, paths
	}
	r := recogniser{ctx: ctx, formats: formats, tell: tell}
	if !r.together(paths) {
		for _, p := range paths {
			r.path(p)
		}
	}
	return r.found, r.rest
}

// isDataset reports whether f is one of Parley's own, which come in another way.
func isDataset(f codec.Format) bool { return f.Name == "parley" || f.Name == "jsonl" }

// mostShown is how large a dataset of Parley's own may be, in bytes, for a look before it
// comes in, as it is read once more for that.
const mostShown = 32 << 20

// ownToShow divides datasets into those that are shown before they come in and the rest.
func (w *Workbench) ownToShow(paths []string) (shown []foreign, straight []string) {
	for _, p := range paths {
		f := foreign{path: p, own: true}
		if info, err := os.Stat(p); err == nil && info.Size() <= mostShown {
			f.readings = w.ownReading(f)
		}
		if len(f.readings) == 0 {
			straight = append(straight, p)
			continue
		}
		shown = append(shown, f)
	}
	return shown, straight
}

// ownReading is the dataset that f is; none where the window does not know these.
func (w *Workbench) ownReading(f foreign) []reading {
	s, err := f.source()
	if err != nil {
		return nil // whoever reads it says why
	}
	defer s.Close()
	var best []reading
	for _, x := range w.Formats {
		if !isDataset(x) || x.Open == nil || x.Detect == nil {
			continue
		}
		if g := x.Detect(s); g.Likelihood >= sure && (best == nil || g.Likelihood > best[0].guess.Likelihood) {
			best = []reading{{x, g}}
		}
	}
	return best
}

// together takes files of one folder for a collection of several files, if they are one.
func (r *recogniser) together(paths []string) bool {
	if len(paths) < 2 {
		return false
	}
	f := foreign{path: filepath.Dir(paths[0])}
	for _, p := range paths {
		if info, err := os.Stat(p); err != nil || !info.Mode().IsRegular() || filepath.Dir(p) != f.path {
			return false
		}
		f.files = append(f.files, filepath.Base(p))
	}
	slices.Sort(f.files)
	return r.take(f, func(f codec.Format) bool { return f.Folder })
}

// path takes one that was named: a folder as a whole if it is one collection, else each of
// its files for itself.
func (r *recogniser) path(p string) {
	info, err := os.Stat(p)
	switch {
	case err != nil:
		r.rest = append(r.rest, p)
	case !info.IsDir():
		if !r.file(p, true) {
			r.rest = append(r.rest, p)
		}
	case !r.take(foreign{path: p}, func(f codec.Format) bool { return f.Folder }):
		r.folder(p)
	}
}

// folder looks at the files of a folder; if none is a collection it stays as it is.
func (r *recogniser) folder(p string) {
	files, _, err := intake.Find(r.ctx, []string{p})
	if err != nil {
		return // it was stopped
	}
	before := len(r.found)
	var texts []string
	for _, f := range files {
		if r.ctx.Err() != nil {
			return
		}
		if !r.file(f, false) {
			texts = append(texts, f)
		}
	}
	if len(r.found) == before {
		texts = []string{p}
	}
	r.rest = append(r.rest, texts...)
}

// file looks at one file. Of those that nobody named themselves only formats whose endings
// they have are asked, but for archives, in which there may be anything.
func (r *recogniser) file(p string, named bool) bool {
	if isParley(p) {
		return false
	}
	return r.take(foreign{path: p}, func(f codec.Format) bool {
		return named || hasEnding(p, ".zip") || slices.ContainsFunc(f.Extensions, func(e string) bool { return hasEnding(p, e) })
	})
}

func hasEnding(path, ending string) bool {
	return strings.HasSuffix(strings.ToLower(path), strings.ToLower(ending))
}

// isParley reports whether a file is a dataset, a schema or a project of Parley's.
func isParley(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, 4<<10)
	n, _ := io.ReadFull(f, start)
	return isProject(path) || intake.Sniff(path, start[:n]) == intake.Parley
}

// take asks formats whether f is theirs, and keeps it if one of them is sure.
func (r *recogniser) take(f foreign, asked func(codec.Format) bool) bool {
	if r.ctx.Err() != nil {
		return false
	}
	r.tell(f.path)
	list := slices.DeleteFunc(slices.Clone(r.formats), func(f codec.Format) bool { return !asked(f) })
	if len(list) == 0 {
		return false
	}
	s, err := f.source()
	if err != nil {
		return false // whoever reads it as a text says why it cannot be read
	}
	defer s.Close()
	for _, x := range list {
		if g := x.Detect(s); g.Likelihood > 0 {
			f.readings = append(f.readings, reading{x, g})
		}
	}
	slices.SortStableFunc(f.readings, func(a, b reading) int { return cmp.Compare(b.guess.Likelihood, a.guess.Likelihood) })
	if len(f.readings) == 0 || f.readings[0].guess.Likelihood < sure {
		return false
	}
	r.found = append(r.found, f)
	return true
}
