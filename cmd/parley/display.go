package main

import (
	"net"
	"os"
	"runtime"
	"strings"
)

// hasDisplay reports whether there is somewhere to put a window: without one Fyne's
// driver would end the program in a panic.
func hasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return os.Getenv("WAYLAND_DISPLAY") != "" || answers(os.Getenv("DISPLAY"))
}

// answers reports whether an X display of this machine has somebody behind it. One of
// another machine, as ssh makes, is believed.
func answers(display string) bool {
	host, number, ok := strings.Cut(display, ":")
	if !ok || host != "" && host != "unix" {
		return display != ""
	}
	number, _, _ = strings.Cut(number, ".")
	for _, socket := range []string{"/tmp/.X11-unix/X" + number, "@/tmp/.X11-unix/X" + number} {
		if c, err := net.Dial("unix", socket); err == nil {
			c.Close()
			return true
		}
	}
	return false
}
