package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"parley/annotate"
	"parley/annotate/turn"
)

// MaxBatch is how much text one [Collect] gathers, in bytes of UTF-8 (1 GiB): it is held in
// memory until the caller has made one ChangeSet of it. Files beyond it are refused with
// annotate.ErrTooLarge, to be imported in a second step.
const MaxBatch = 1 << 30

// Request says what to collect.
type Request struct {
	// Paths are files and folders. Folders are gone through to the bottom, and so are archives
	// that end in .zip, of which a file is told as "texts.zip/a/b.txt".
	Paths   []string
	Options Options
	Names   turn.Register // by which speakers are known; may be nil
	// Known reports whether the project has a document with this text already; nil: none.
	// It is called by the goroutine that called Collect.
	Known func(sha256 [32]byte) bool
	// Progress is told before each file, by the goroutine that called Collect; may be nil.
	Progress func(Progress)
}

// Progress is how far a collection is.
type Progress struct {
	Done, Total int    // files
	Path        string // the file at hand; empty at the end
}

// Result is all that was found. Every file is in exactly one of the lists; each list is
// in the order in which the files were found.
type Result struct {
	Drafts   []Draft
	Datasets []string  // paths of what Parley itself exported, for its codec
	Skipped  []Skipped // texts that are there already
	Refused  []Refusal
}

// Skipped is a file whose text is there already.
type Skipped struct {
	Path string
	Same string // path of the same text in this collection; empty: it is in the project
}

// Refusal is a file that cannot come in, or a folder that cannot be read.
type Refusal struct {
	Path string
	Err  error // names the file and the reason in one line
}

// Collect reads files and folders, at most two files at once. Nothing is changed anywhere,
// so that stopping leaves nothing half done: the caller makes one ChangeSet of the drafts,
// or none. A file that cannot come in is named in the result and stops nothing. The only
// error is annotate.ErrCanceled, when ctx ends; it comes with the zero Result.
func Collect(ctx context.Context, r Request) (Result, error) {
	c := collector{request: r, ctx: ctx, seen: map[[32]byte]string{}}
	files, refused, err := Find(ctx, r.Paths)
	if err != nil {
		return Result{}, err
	}
	c.result.Refused = refused
	entries, done := c.unpacked(files)
	defer done()
	if err := c.gather(entries); err != nil {
		return Result{}, err
	}
	return c.result, nil
}

// workers is how many files are read at once.
const workers = 2

type collector struct {
	request Request
	ctx     context.Context
	result  Result
	seen    map[[32]byte]string // text → path
	size    int                 // of all drafts' texts
}

// reading is a file on its way; done is closed when the rest is set.
type reading struct {
	path    string
	draft   Draft
	dataset bool
	err     error
	done    chan struct{}
}

// gather keeps as many readings under way as there are workers, and takes them in order.
func (c *collector) gather(files []entry) error {
	var queue []*reading
	for next := 0; next < len(files) || len(queue) > 0; {
		for len(queue) < workers && next < len(files) {
			queue = append(queue, c.start(files[next]))
			next++
		}
		c.progress(Progress{next - len(queue), len(files), queue[0].path})
		select {
		case <-c.ctx.Done():
			for _, r := range queue {
				<-r.done
			}
			return fmt.Errorf("import of %d files: %w", len(files), annotate.ErrCanceled)
		case <-queue[0].done:
		}
		c.take(queue[0])
		queue = queue[1:]
	}
	c.progress(Progress{Done: len(files), Total: len(files)})
	return nil
}

func (c *collector) progress(p Progress) {
	if c.request.Progress != nil {
		c.request.Progress(p)
	}
}

func (c *collector) start(e entry) *reading {
	r := &reading{path: e.path, done: make(chan struct{})}
	go func() {
		defer close(r.done)
		if r.dataset = e.member == nil && isDatasetFile(e.path, c.request.Options.Format); !r.dataset {
			r.draft, r.err = e.read(c.request.Options)
			r.draft.recognise(c.request.Names)
		}
	}()
	return r
}

// isDatasetFile looks at no more than a file's beginning: a dataset may be of any size.
func isDatasetFile(path string, asked Format) bool {
	if asked != Auto && asked != Parley {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, head)
	n, err := io.ReadFull(f, start)
	return (err == nil || errors.Is(err, io.ErrUnexpectedEOF)) && Sniff(path, start[:n]) == Parley
}

func (c *collector) take(r *reading) {
	sum := r.draft.Head.SHA256
	same, again := c.seen[sum]
	switch {
	case r.dataset:
		c.result.Datasets = append(c.result.Datasets, r.path)
	case r.err != nil:
		c.result.Refused = append(c.result.Refused, Refusal{r.path, r.err})
	case again:
		c.result.Skipped = append(c.result.Skipped, Skipped{r.path, same})
	case c.request.Known != nil && c.request.Known(sum):
		c.result.Skipped = append(c.result.Skipped, Skipped{Path: r.path})
	case c.size+len(r.draft.Text) > MaxBatch:
		err := fmt.Errorf("%s: one import takes %d MB of text, import the rest in a second one: %w", filepath.Base(r.path), MaxBatch>>20, annotate.ErrTooLarge)
		c.result.Refused = append(c.result.Refused, Refusal{r.path, err})
	default:
		c.seen[sum] = r.path
		c.size += len(r.draft.Text)
		c.result.Drafts = append(c.result.Drafts, r.draft)
	}
}
