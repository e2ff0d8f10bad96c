package doccano

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"parley/annotate/codec"
)

// mostHeader is the longest header of a table that is looked for, in bytes.
const mostHeader = 64 << 10

// isTable reports whether a file begins as doccano's CSV of labelled texts: with a header
// that has text and label.
func isTable(head []byte) bool {
	b := codec.Decoded(bytes.NewReader(head))
	if first, _ := b.Peek(1); len(first) == 0 || first[0] == '{' {
		return false
	}
	cells, err := csv.NewReader(io.LimitReader(b, mostHeader)).Read()
	return err == nil && slices.Contains(cells, "text") && slices.Contains(cells, "label")
}

// eachRow calls do with every row of a table, as the line of JSONL that says the same, until
// it is false. A row that cannot be read is a line that cannot either.
func eachRow(f io.Reader, do func(row) bool) error {
	rows := csv.NewReader(codec.Decoded(f))
	rows.FieldsPerRecord = -1
	header, err := rows.Read()
	if err != nil {
		return err
	}
	header = slices.Clone(header)
	for {
		cells, err := rows.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &wrong):
			if !do(row{wrong.StartLine, []byte(wrong.Err.Error())}) {
				return nil
			}
			continue
		case err != nil:
			return err
		}
		n, _ := rows.FieldPos(0)
		if !do(row{n, rowLine(header, cells)}) {
			return nil
		}
	}
}

// rowLine is a row as a line of JSONL; empty cells say nothing.
func rowLine(header, cells []string) []byte {
	b := []byte{'{'}
	for i, c := range cells[:min(len(cells), len(header))] {
		if c == "" || header[i] == "" {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		name, _ := json.Marshal(header[i]) // strings always are
		value, _ := json.Marshal(c)
		b = append(append(append(b, name...), ':'), value...)
	}
	return append(b, '}')
}
