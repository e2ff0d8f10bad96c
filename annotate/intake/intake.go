package intake

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
	"parley/annotate/turn"
)

// MaxBytes is the largest file that is read (64 MiB). Of a larger one no more than a byte
// beyond it is ever looked at.
const MaxBytes = text.MaxLen

// Options say how to read files. The zero value finds everything out.
type Options struct {
	Format   Format // Auto: by name and content
	Encoding string // a name that IANA or WHATWG knows, as "windows-1256"; empty: found out
}

// Draft is a document about to come in, and why its head says what it says.
type Draft struct {
	edit.Draft
	Path      string     // as it was asked for; empty when it came from memory
	Proposals []Proposal // in the order of [Property], one each at most
}

// Proposal is a value of a document's head that was found or guessed.
type Proposal struct {
	Property Property
	Value    string // as in the head; a date as annotate.Date writes it
	Grounds  string // where it is from, to stand after "from": "line 3", "the file's name"
}

// Property is what of a document's head can be proposed.
type Property uint8

// The properties, in the order in which a head shows them.
const (
	Title Property = iota
	Author
	Outlet
	Date
	URL
	Language
	Encoding
)

var propertyNames = [...]string{"title", "author", "outlet", "date", "url", "language", "encoding"}

// String is the property's name in files.
func (p Property) String() string { return propertyNames[min(p, Encoding)] }

// Proposal finds what is proposed for p; false when nothing is.
func (d *Draft) Proposal(p Property) (Proposal, bool) {
	for _, q := range d.Proposals {
		if q.Property == p {
			return q, true
		}
	}
	return Proposal{}, false
}

// Read makes a draft of a file's bytes, which it does not keep. Name is the file's name,
// with or without folders; it stands in errors, helps to tell the format and is the
// title when there is no better.
func Read(name string, data []byte, o Options) (Draft, error) {
	d, err := read(name, data, o)
	if err != nil {
		return Draft{}, fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return d, nil
}

// ReadFrom is [Read] of what r gives, at most a byte more than [MaxBytes] of it.
func ReadFrom(name string, r io.Reader, o Options) (Draft, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return Draft{}, fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return Read(name, data, o)
}

// ReadFile is [Read] of the file at path.
func ReadFile(path string, o Options) (Draft, error) {
	// A pipe would block the opening, and so is refused before it.
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return Draft{}, fmt.Errorf("%s: it is no file: %w", filepath.Base(path), annotate.ErrUnsupported)
	case err == nil && info.Size() > MaxBytes:
		return Draft{}, fmt.Errorf("%s: %w", filepath.Base(path), errTooLarge)
	}
	f, err := os.Open(path)
	if err != nil {
		return Draft{}, fmt.Errorf("%s: %w", filepath.Base(path), plain(err))
	}
	defer f.Close()
	d, err := ReadFrom(path, f, o)
	d.Path = path
	return d, err
}

// errTooLarge is the refusal of a file of more than [MaxBytes].
var errTooLarge = fmt.Errorf("more than %d MB: %w", MaxBytes>>20, annotate.ErrTooLarge)

// plain is what the system says, without the path that stands in front of it already.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// found is what a format's reader makes of a decoded file: the text, and its proposals,
// the surest first.
type found struct {
	text      string
	proposals []Proposal
}

// maxValue is the longest value that is proposed, in bytes: what is longer is a mistake.
const maxValue = 1000

// add proposes a value unless there is none, or a surer one is there.
func (f *found) add(p Property, value, grounds string) {
	value = strings.Join(strings.Fields(value), " ")
	if value == "" || len(value) > maxValue || f.has(p) {
		return
	}
	// A copy: a head lives on in lists, the text that it was cut from need not.
	f.proposals = append(f.proposals, Proposal{p, strings.Clone(value), grounds})
}

func (f *found) has(p Property) bool {
	for _, q := range f.proposals {
		if q.Property == p {
			return true
		}
	}
	return false
}

func read(name string, data []byte, o Options) (Draft, error) {
	if len(data) > MaxBytes {
		return Draft{}, errTooLarge
	}
	if len(data) == 0 {
		return Draft{}, annotate.ErrEmpty
	}
	format, err := formatOf(name, data, o.Format)
	if err != nil {
		return Draft{}, err
	}
	content, encoding, err := decode(data, o.Encoding, format)
	if err != nil {
		return Draft{}, err
	}
	f, err := format.read(content)
	if err != nil {
		return Draft{}, err
	}
	if !readable(f.text) {
		return Draft{}, annotate.ErrEmpty
	}
	if encoding.guessed {
		f.add(Encoding, encoding.name, "the bytes, which do not say it")
	}
	f.add(Language, language(f.text), "its words")
	f.add(Title, stem(name), "the file's name")
	return draft(name, data, format, encoding.name, f)
}

// stem is the file's name without folders and extension.
func stem(name string) string {
	name = filepath.Base(name)
	if s := strings.TrimSuffix(name, filepath.Ext(name)); strings.TrimSpace(s) != "" {
		name = s
	}
	if name = strings.TrimSpace(strings.ToValidUTF8(name, "�")); name == "" || name == "." {
		return "Untitled"
	}
	return name
}

func draft(name string, data []byte, format Format, encoding string, f found) (Draft, error) {
	t, err := text.New(f.text)
	if errors.Is(err, text.ErrTooLong) {
		return Draft{}, fmt.Errorf("its text is more than %d MB: %w", MaxBytes>>20, annotate.ErrTooLarge)
	}
	if err != nil {
		return Draft{}, fmt.Errorf("%w: %w", err, annotate.ErrUndecodable)
	}
	d := Draft{Draft: edit.Draft{Text: f.text}, Proposals: inOrder(f.proposals)}
	d.Head = annotate.Document{
		SHA256: sha256.Sum256([]byte(f.text)), Size: len(f.text), Words: t.CountWords(), Turns: turn.In(t, nil),
		Source: annotate.Source{
			Name: strings.ToValidUTF8(filepath.Base(name), "�"), SHA256: sha256.Sum256(data),
			Encoding: encoding, Format: string(format),
		},
	}
	for _, p := range d.Proposals {
		p.put(&d.Head)
	}
	return d, nil
}

func inOrder(list []Proposal) (out []Proposal) {
	for p := Title; p <= Encoding; p++ {
		for _, q := range list {
			if q.Property == p {
				out = append(out, q)
			}
		}
	}
	return out
}

func (p Proposal) put(head *annotate.Document) {
	switch p.Property {
	case Title:
		head.Title = p.Value
	case Author:
		head.Author = p.Value
	case Outlet:
		head.Outlet = p.Value
	case Date:
		head.Date, _ = annotate.ParseDate(p.Value)
	case URL:
		head.URL = p.Value
	case Language:
		head.Language = p.Value
	}
}
