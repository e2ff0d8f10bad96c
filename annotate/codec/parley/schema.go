package parley

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"parley/annotate"
)

// SchemaFormat is the "format" of a schema file.
const SchemaFormat = "parley-schema"

// Template is a schema that projects begin with, and one line that says what it is for.
type Template struct {
	Description string
	Schema      *annotate.Schema
}

// ReadSchema reads a schema file. A member that it does not know is an error, as it may
// be a misspelt one; a schema that cannot be used wraps annotate.ErrInvalid.
func ReadSchema(r io.Reader) (*annotate.Schema, error) {
	t, err := ReadTemplate(r)
	return t.Schema, err
}

// ReadTemplate reads a schema file with its description.
func ReadTemplate(r io.Reader) (Template, error) {
	var f schemaFile
	if err := strictly(r, &f); err != nil {
		return Template{}, fmt.Errorf("schema: %w", err)
	}
	if f.Format != SchemaFormat {
		return Template{}, fmt.Errorf("schema: format %q: want %q: %w", f.Format, SchemaFormat, annotate.ErrInvalid)
	}
	if f.FormatVersion > Version {
		return Template{}, fmt.Errorf("schema: format version %d: %w", f.FormatVersion, annotate.ErrNewer)
	}
	s, err := f.schema()
	return Template{f.Description, s}, err
}

// WriteSchema writes s as a schema file, indented, the same s always as the same bytes.
func WriteSchema(w io.Writer, s *annotate.Schema) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Format        string `json:"format"`
		FormatVersion int    `json:"format_version"`
		schemaJSON
	}{SchemaFormat, Version, schemaToJSON(s)})
}

// strictly decodes the one JSON value of r.
func strictly(r io.Reader, into any) error {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
	}
	if d.More() {
		return fmt.Errorf("there is more after the end: %w", annotate.ErrInvalid)
	}
	return nil
}

// schemaBytes is s on one line, as it stands in a dataset.
func schemaBytes(s *annotate.Schema) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(schemaToJSON(s))
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// parseSchema reads what schemaBytes wrote.
func parseSchema(b []byte) (*annotate.Schema, error) {
	var j schemaJSON
	if err := strictly(bytes.NewReader(b), &j); err != nil {
		return nil, err
	}
	return j.schema()
}
