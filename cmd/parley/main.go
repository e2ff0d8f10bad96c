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
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"parley/annotate/session"
	"parley/assets"
	"parley/assets/icons"
	_ "parley/cmd/parley/locale" // before Fyne looks at the environment
	"parley/ui"
	"parley/ui/docview"
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

func parse(args []string, errs io.Writer) (c command, err error) {
	f := flag.NewFlagSet("parley", flag.ContinueOnError)
	f.SetOutput(errs)
	f.Usage = func() {
		fmt.Fprintln(errs, "Usage: parley [--sample | --new | FILE.parley]")
		f.PrintDefaults()
	}
	f.BoolVar(&c.sample, "sample", false, "open a fresh copy of the sample project")
	f.BoolVar(&c.create, "new", false, "begin with a new project")
	f.BoolVar(&c.version, "version", false, "say which Parley this is")
	f.StringVar(&c.frameLog, "frame-log", "", "write what each frame cost to `FILE`")
	if err := f.Parse(args); err != nil {
		return c, err
	}
	if f.NArg() > 1 {
		f.Usage()
		return c, fmt.Errorf("one project at a time, not %d", f.NArg())
	}
	c.path = f.Arg(0)
	return c, nil
}

func run(args []string, out, errs io.Writer) int {
	c, err := parse(args, errs)
	switch {
	case err == flag.ErrHelp:
		return 0
	case err != nil:
		fmt.Fprintln(errs, "parley:", err)
		return 2
	case c.version:
		fmt.Fprintln(out, "parley", assets.Version)
		return 0
	case !hasDisplay():
		fmt.Fprintln(errs, "parley: there is no display here; set DISPLAY or WAYLAND_DISPLAY, or use parleyctl, which needs none")
		return 1
	}
	if err := open(c); err != nil {
		fmt.Fprintln(errs, "parley:", err)
		return 1
	}
	return 0
}

// hasDisplay reports whether there is somewhere to put a window: without one Fyne's
// driver would end the program in a panic.
func hasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

func open(c command) error {
	frames, done, err := frameLog(c.frameLog)
	if err != nil {
		return err
	}
	defer done()
	app.SetMetadata(metadata)
	a := app.NewWithID(metadata.ID)
	a.SetIcon(icons.App())
	w := ui.New(a, ui.Options{
		Projects: projects{}, Settings: settings.Open(filepath.Join(xdg.ConfigHome, "parley", "settings.json")),
		Origin: session.System, Version: assets.Version, FrameLog: frames,
	})
	a.Lifecycle().SetOnStarted(func() {
		switch {
		case c.sample:
			w.OpenSample()
		case c.create:
			w.NewProject()
		case strings.EqualFold(filepath.Ext(c.path), ui.Extension):
			w.Open(c.path)
		case c.path != "":
			w.Import(c.path) // a text, as from a desktop's "open with"
		}
	})
	w.Run()
	return nil
}

// metadata is what FyneApp.toml says, for the program itself; a test compares the two.
var metadata = fyne.AppMetadata{ID: "org.parley.Parley", Name: "Parley", Version: assets.Version, Build: 1}

// frameLog writes a line for each frame to path: update and paint in microseconds, and
// how many pictures were painted. An empty path writes nothing.
func frameLog(path string) (tell func(docview.Frame), done func(), err error) {
	if path == "" {
		return nil, func() {}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, nil, err
	}
	l := log.New(f, "", log.Lmicroseconds)
	return func(fr docview.Frame) {
		l.Printf("update %d us, paint %d us, painted %d", fr.Update.Microseconds(), fr.Paint.Microseconds(), fr.Painted)
	}, func() { f.Close() }, nil
}
