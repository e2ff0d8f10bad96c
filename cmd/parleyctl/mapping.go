package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/cmd/internal/formats"
)

func mappingCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "mapping IN PROJECT",
		Short: "Propose which layer of a project each layer of a file is meant by",
		Long: `Propose, as JSON on standard output, to which layer, feature, tag and relation type of the
project each one of the file goes: by their names, and by the tags that they have in common.
Edit it and give it to 'import --mapping', or load it in the window's import.

What goes to "" stays out, or is added by --make-layers; "out": true keeps it out in any case.
Of a feature, "tags" says which tag of the file, or which words where it has none, becomes
which tag of the project; "tagsOut" lists those that stay out, and "asText" those that become
text. A tag in none of the three becomes the one of its name, or is added.`,
		Args: words("IN", "PROJECT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reading(args[1], func(s *session.Session) error {
				return opening(args[0], format, nil, s, func(o opened) error {
					if o.format.Name != format {
						warn(cmd, "%s is read as %s: %s.", args[0], o.format.Name, o.guess.Why)
					}
					out := json.NewEncoder(cmd.OutOrStdout())
					out.SetIndent("", "  ")
					out.SetEscapeHTML(false)
					return out.Encode(codec.Propose(o.collection.Schema(), s.Schema()))
				})
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "auto", "of what is read: auto, or one that 'parleyctl formats' lists")
	choices(cmd, "format", append(formats.Names(formats.Reads), "auto")...)
	return cmd
}

// opened is a source with what was found in it.
type opened struct {
	format     codec.Format
	guess      codec.Guess // when the format was found out
	source     codec.Source
	collection codec.Collection
	into       session.Reader // the project before anything of it came in
}

// opening opens what is at path, in a format or found out, for a project, and hands it to work.
func opening(path, format string, unit *text.Unit, s *session.Session, work func(opened) error) error {
	return sourceAt(path, format, func(o opened) error {
		view, end, err := s.View()
		if err != nil {
			return err
		}
		defer end()
		o.into = view
		o.collection, err = o.format.Open(o.source, codec.OpenOptions{Unit: unit, Annotator: s.Me().ID, Into: view})
		if err != nil {
			return err
		}
		defer o.collection.Close()
		return work(o)
	})
}

// sourceAt hands over what is at path, with its format.
func sourceAt(path, format string, work func(opened) error) error {
	var o opened
	var err error
	if !strings.EqualFold(format, "auto") {
		if o.format, err = readable(format); err != nil {
			return err
		}
	}
	if o.source, err = codec.OpenSource(path); err != nil {
		return plain(path, err)
	}
	defer o.source.Close()
	if o.format.Name == "" {
		o.format, o.guess = formats.Detect(o.source)
		if o.guess.Likelihood < formats.Sure {
			return fmt.Errorf("%s: what is in it tells no format that Parley reads; 'parleyctl formats' lists those that can be named", path)
		}
	}
	return work(o)
}

// readable is the format of that name, which can be read.
func readable(name string) (codec.Format, error) {
	f, err := formats.Named(name)
	switch {
	case err != nil:
		return f, usagef("format %q: want auto, %s", name, strings.Join(formats.Names(formats.Reads), ", "))
	case !formats.Reads(f):
		return f, usagef("format %s can be written, but not read", f.Name)
	}
	return f, nil
}

// mappingFile reads a mapping; without a name there is none.
func mappingFile(name string) (*codec.Mapping, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, plain(name, err)
	}
	defer f.Close()
	m, err := codec.ReadMapping(f)
	if err != nil {
		return nil, about(name, err)
	}
	return &m, nil
}

// parseUnit is what --unit says; nil when it says nothing.
func parseUnit(name string) (*text.Unit, error) {
	if name == "" {
		return nil, nil
	}
	u, err := text.ParseUnit(name)
	if err != nil {
		return nil, usageError{err}
	}
	return &u, nil
}
