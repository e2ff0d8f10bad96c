package intake

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"parley/annotate"
)

// Format is a kind of file, by its name in files and on the command line.
type Format string

// The formats. Auto asks to find out.
const (
	Auto     Format = ""
	Text     Format = "text"
	Markdown Format = "markdown" // see readMarkdown
	HTML     Format = "html"     // see readHTML
	Parley   Format = "parley"   // a dataset that Parley wrote: for its codec, not for this package
)

// ParseFormat finds the format called name, in any case; "auto" and "" are [Auto].
func ParseFormat(name string) (Format, error) {
	switch f := Format(strings.ToLower(name)); f {
	case "auto":
		return Auto, nil
	case Auto, Text, Markdown, HTML, Parley:
		return f, nil
	}
	return Auto, fmt.Errorf("format %q: want auto, text, markdown, html or parley: %w", name, annotate.ErrInvalid)
}

var extensions = map[string]Format{
	".md": Markdown, ".markdown": Markdown, ".mdown": Markdown,
	".html": HTML, ".htm": HTML, ".xhtml": HTML,
	".json": "json", ".jsonl": "json", ".ndjson": "json",
}

// head is how much of a file's beginning tells its format, in bytes.
const head = 4 << 10

// Sniff tells what kind of file this is from its name and its first bytes, of which a few
// thousand are enough. It never gives [Auto] or an error: what is nothing else is [Text].
// A dataset of Parley is told by its content, whatever its name.
func Sniff(name string, start []byte) Format {
	start = bytes.TrimPrefix(start[:min(len(start), head)], []byte("\xEF\xBB\xBF"))
	if isDataset(start) {
		return Parley
	}
	if f := extensions[strings.ToLower(filepath.Ext(name))]; f == Markdown || f == HTML {
		return f
	}
	if isHTML(start) {
		return HTML
	}
	return Text
}

// isDataset looks for "format": "parley-…" in the first object.
func isDataset(start []byte) bool {
	if !bytes.HasPrefix(bytes.TrimSpace(start), []byte("{")) {
		return false
	}
	_, rest, ok := bytes.Cut(start, []byte(`"format"`))
	if !ok {
		return false
	}
	rest, ok = bytes.CutPrefix(bytes.TrimSpace(rest), []byte(":"))
	return ok && bytes.HasPrefix(bytes.TrimSpace(rest), []byte(`"parley-`))
}

func isHTML(start []byte) bool {
	s := bytes.ToLower(bytes.TrimSpace(start))
	for _, sign := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(s, []byte(sign)) {
			return true
		}
	}
	return (bytes.HasPrefix(s, []byte("<?xml")) || bytes.HasPrefix(s, []byte("<!--"))) && bytes.Contains(s, []byte("<html"))
}

// strangers are formats that are told by their first bytes and not read.
var strangers = []struct{ sign, name string }{
	{"%PDF-", "a PDF"},
	{"PK\x03\x04", "a Word, OpenDocument or ZIP file"},
	{"{\\rtf", "a rich text file (RTF)"},
	{"\xD0\xCF\x11\xE0", "an old Word or Excel file"},
	{"SQLite format 3\x00", "an SQLite database"},
}

// formatOf is the format that was asked for, or the one the file has; an error for a
// format that is not text or that another package reads.
func formatOf(name string, data []byte, asked Format) (Format, error) {
	for _, s := range strangers {
		if bytes.HasPrefix(data, []byte(s.sign)) {
			return Auto, fmt.Errorf("it is %s: %w", s.name, annotate.ErrUnsupported)
		}
	}
	if asked != Auto && asked != Parley {
		return asked, nil
	}
	f := Sniff(name, data)
	switch {
	case f == Parley:
		return Auto, fmt.Errorf("it is a dataset, not a text: %w", annotate.ErrUnsupported)
	case asked == Parley:
		return Auto, fmt.Errorf("it is no dataset of Parley: %w", annotate.ErrUnsupported)
	case extensions[strings.ToLower(filepath.Ext(name))] == "json":
		return Auto, fmt.Errorf("it is JSON, but no dataset of Parley: %w", annotate.ErrUnsupported)
	}
	return f, nil
}

func (f Format) read(content string) (found, error) {
	switch f {
	case Text:
		return readText(content), nil
	case Markdown:
		return readMarkdown(content)
	case HTML:
		return readHTML(content)
	}
	return found{}, fmt.Errorf("format %q: %w", string(f), annotate.ErrUnsupported)
}
