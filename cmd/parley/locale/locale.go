// Package locale gives the program a language where the system names none, as LANG=C
// does in containers and on servers: Fyne cannot parse "C" and would log an error at
// each start.
//
// One rule: it must act before Fyne's package lang is initialised, and so it is the one
// place in Parley that does something while packages are initialised. Go initialises
// packages in the order of their paths as far as their imports allow; this one imports
// nothing but os, and lang waits for text/template, whose path comes later. The test of
// the real window, which runs with LANG=C, sees to it that this stays true.
package locale

import "os"

// fallback is the language that Parley's own words are in.
const fallback = "en_US.UTF-8"

// Given is what the environment says of the language after this package has looked at it.
var Given = settle()

func settle() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		if isNone(value) {
			break
		}
		return value
	}
	for _, name := range []string{"LC_ALL", "LANG"} {
		if err := os.Setenv(name, fallback); err != nil {
			return "" // then the error is logged, and nothing else happens
		}
	}
	return fallback
}

// isNone reports whether a value names no language: C and POSIX, with or without an encoding.
func isNone(value string) bool {
	for i := range len(value) {
		if value[i] == '.' || value[i] == '@' {
			value = value[:i]
			break
		}
	}
	return value == "C" || value == "POSIX"
}
