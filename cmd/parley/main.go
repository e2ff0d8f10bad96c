// Command parley is the workbench: it opens a project in a window.
//
//	parley                    the start page
//	parley harbour.parley     that project
//	parley --sample           a fresh copy of the sample project
//
// One rule: it joins and does nothing else. The window is package ui, the files are
// storage/bolt; only here do they meet, and only here is Fyne's driver imported.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/assets"
	"parley/assets/icons"
	"parley/cmd/internal/formats"
	_ "parley/cmd/parley/locale" // before Fyne looks at the environment
	"parley/ui"
	"parley/ui/settings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// command is what was asked for.
type command struct {
	path     string // a project
	create   bool   // begin with the form of a new one
	sample   bool
	version  bool
	frameLog string
}

// usage is what --help says.
const usage = `Parley: mark who claims what, and who stands where.

Usage:
  parley [flags]             the start page
  parley [flags] PROJECT     open a project, a file that ends in .parley
  parley [flags] TEXT        bring a text, or a folder of texts, into a new project

Flags:
  --sample           Open a fresh copy of the sample project.
  --new              Begin with the form of a new project.
  --frame-log FILE   Write to FILE, as lines of JSON, what each frame of the text cost:
                     update, paint and bringing it to the screen, in microseconds.
  --version          Say which Parley this is.
  --help             Say this.

Exit codes: 0 done, 1 there is no display or a file could not be written, 2 wrong usage.
For scripts and machines without a display there is parleyctl.
`

func parse(args []string) (c command, err error) {
	f := flag.NewFlagSet("parley", flag.ContinueOnError)
	f.SetOutput(io.Discard) // what is wrong is said once, by run
	f.BoolVar(&c.sample, "sample", false, "")
	f.BoolVar(&c.create, "new", false, "")
	f.BoolVar(&c.version, "version", false, "")
	f.StringVar(&c.frameLog, "frame-log", "", "")
	if err := f.Parse(args); err != nil {
		return c, err
	}
	c.path = f.Arg(0)
	switch {
	case f.NArg() > 1:
		return c, fmt.Errorf("one project at a time, not %d", f.NArg())
	case c.sample && (c.create || c.path != ""), c.create && c.path != "":
		return c, errors.New("a project, --sample or --new: only one of them")
	}
	return c, nil
}

func run(args []string, out, errs io.Writer) int {
	c, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(out, usage)
		return 0
	case err != nil:
		fmt.Fprintf(errs, "parley: %v; parley --help lists what there is\n", err)
		return 2
	case c.version:
		fmt.Fprintln(out, "parley", assets.Version)
		return 0
	case !hasDisplay():
		fmt.Fprintln(errs, "parley: there is no display here; DISPLAY or WAYLAND_DISPLAY must name one that answers, or use parleyctl, which needs none")
		return 1
	}
	if err := open(c); err != nil {
		fmt.Fprintln(errs, "parley:", err)
		return 1
	}
	return 0
}

// variants are the ways in which a format can be written, for the window.
func variants(f codec.Format) (list []ui.Variant) {
	for _, v := range formats.Variants(f) {
		list = append(list, ui.Variant(v))
	}
	return list
}

func open(c command) error {
	frames, done, err := frameLog(c.frameLog)
	if err != nil {
		return err
	}
	defer done()
	hurry()
	options := ui.Options{
		Projects: projects{}, Settings: settings.Open(filepath.Join(xdg.ConfigHome, "parley", "settings.json")),
		Origin: session.System, Version: assets.Version, FrameLog: frames, Settled: frugal, Formats: formats.All(), Variants: variants,
	}
	if strings.EqualFold(filepath.Ext(c.path), ui.Extension) {
		options.Opening = ui.Begin(options, c.path) // while the window comes up
	}
	app.SetMetadata(metadata)
	a := app.NewWithID(metadata.ID)
	a.SetIcon(icons.App())
	w := ui.New(a, options)
	a.Lifecycle().SetOnStarted(func() {
		switch {
		case c.sample:
			w.OpenSample()
		case c.create:
			w.NewProject()
		case options.Opening != nil:
			w.Started()
		case c.path != "":
			w.Import(c.path) // a text, as from a desktop's "open with"
		}
	})
	w.Run()
	return nil
}

// metadata is what FyneApp.toml says, for the program itself; a test compares the two.
var metadata = fyne.AppMetadata{ID: "org.parley.Parley", Name: "Parley", Version: assets.Version, Build: 1}
