package main

import (
	"runtime/debug"

	"parley/ui/control"
	"parley/ui/textlayout"
)

// How much garbage may gather beside what is in use, in percent of that.
const (
	hurried = 800 // while the program starts: it needs the processor more than memory
	modest  = 50  // from then on: it lies idle most of the time, beside other programs
)

// hurry has the program start with as little besides as can be: nothing is collected until
// it must be, and the faces are read while the window comes up.
func hurry() {
	debug.SetGCPercent(hurried)
	go func() { control.Painter().Fonts().Load(textlayout.Sans, textlayout.Serif, textlayout.SansBold) }()
}

// frugal is for when the first project is on screen.
func frugal() { debug.SetGCPercent(modest) }
