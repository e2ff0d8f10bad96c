package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate/codec"
)

// errStrict is that --strict refuses what would otherwise be told.
var errStrict = errors.New("not everything can be carried, so that with --strict nothing is")

// keeping is --report and --strict.
type keeping struct {
	file   string
	strict bool
}

func (k *keeping) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.file, "report", "", "file for all that was not carried, or not as it stood, as JSON")
	cmd.Flags().BoolVar(&k.strict, "strict", false, "refuse, and change nothing, when anything would stay behind")
}

// check wants a place for the report that is neither what is read nor what is written, before
// anything is written at all.
func (k *keeping) check(in, out string) error {
	if k.file == "" {
		return nil
	}
	if out != "-" && filepath.Clean(k.file) == filepath.Clean(out) {
		return usagef("--report and what is written are the same file, %s", k.file)
	}
	return checkOut(in, k.file)
}

// keep writes a report where --report says.
func (k *keeping) keep(r *codec.Report) error {
	if k.file == "" {
		return nil
	}
	if r.Lost == nil {
		r.Lost = []codec.Loss{}
	}
	err := codec.WriteFile(k.file, func(t codec.Target) error {
		w, err := t.Create("")
		if err != nil {
			return err
		}
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		return errors.Join(out.Encode(r), w.Close())
	})
	return unwritten(k.file, err)
}

// toldLosses is how many records of one kind of loss are named.
const toldLosses = 3

// tellLosses says what the other side has no place for, a line a kind.
func tellLosses(w io.Writer, losses []codec.Loss) {
	for _, l := range losses {
		var where []string
		for _, p := range l.First[:min(toldLosses, len(l.First))] {
			if s := strings.TrimSuffix(p.String(), ": "); s != "" {
				where = append(where, shorten(s, 120))
			}
		}
		switch {
		case len(where) == 0:
			fmt.Fprintf(w, "lost: %s\n", l)
		case l.Total > len(where):
			fmt.Fprintf(w, "lost: %s: %s; …\n", l, strings.Join(where, "; "))
		default:
			fmt.Fprintf(w, "lost: %s: %s\n", l, strings.Join(where, "; "))
		}
	}
}
