package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// block is how many rows are put in columns together. A list of a million is not kept to
// find its widest cell, and who looks at its head only does not wait for its end.
const block = 500

// tabulate prints rows in columns, with heads.
func tabulate(w io.Writer, heads []string, rows iter.Seq[[]string]) error {
	list := append(make([][]string, 0, block), heads)
	for r := range rows {
		for i, cell := range r {
			r[i] = strings.Join(strings.Fields(cell), " ")
		}
		if list = append(list, r); len(list) < block {
			continue
		}
		if _, err := w.Write(columns(list)); err != nil {
			return err
		}
		list = list[:0]
	}
	_, err := w.Write(columns(list))
	return err
}

// columns is rows as lines, each cell but the last as wide as the widest of its column.
func columns(rows [][]string) (lines []byte) {
	var widths []int
	for _, r := range rows {
		for i, cell := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, r := range rows {
		for i, cell := range r {
			lines = append(lines, cell...)
			if i < len(r)-1 {
				lines = append(lines, strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2)...)
			}
		}
		lines = append(lines, '\n')
	}
	return lines
}

// printArray prints JSON objects as an array, one a line.
func printArray(w io.Writer, objects iter.Seq[[]byte]) error {
	open := "[\n"
	for o := range objects {
		if _, err := fmt.Fprintf(w, "%s%s", open, o); err != nil {
			return err
		}
		open = ",\n"
	}
	if open == "[\n" {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

// printRows prints rows as an array of objects, one a line.
func printRows[T any](w io.Writer, rows []T) error { return printEach(w, slices.Values(rows)) }

// printEach is printRows of rows that come one by one.
func printEach[T any](w io.Writer, rows iter.Seq[T]) error {
	var failed error
	err := printArray(w, func(yield func([]byte) bool) {
		for r := range rows {
			b, err := json.Marshal(r)
			if failed = err; err != nil || !yield(b) {
				return
			}
		}
	})
	return errors.Join(failed, err)
}
