package settings

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Keys are what a person changed of the keys: for an action, by its ID, the keys that run
// it, as their caps show them, the first one first; an empty list is no key. Actions that
// are not named have their own keys. Actions that nobody knows, of another version or of
// a layer of another project, are kept.
type Keys map[string][]string

// Profile is a set of keys as a file, to be taken to another machine or given to somebody
// else: JSON in UTF-8, as
//
//	{
//	  "format": "parley-keys",
//	  "version": 1,
//	  "name": "Lina’s keys",
//	  "keys": {
//	    "edit.undo": ["Ctrl+Z", "F2"],
//	    "text.select-word": ["e"],
//	    "project.quit": []
//	  }
//	}
//
// Only actions whose keys differ from Parley's are in it. A key is written as its cap
// shows it: any of Ctrl+, Alt+, Shift+ and then a character or a name, as F9, Del, Tab,
// Home, PgUp or an arrow. On a Mac Ctrl is the Command key.
type Profile struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Name    string `json:"name,omitempty"`
	Keys    Keys   `json:"keys"`
}

// The bounds of a profile, and how it says what it is.
const (
	ProfileFormat  = "parley-keys"
	ProfileVersion = 1
	maxProfile     = 1 << 20 // bytes
	maxActions     = 5000
	maxKeys        = 8  // of one action
	maxKeyName     = 32 // characters, of a key and of an action's ID four times as many
)

// ErrProfile says that what was read is no profile of keys.
var ErrProfile = errors.New("not a profile of keys")

// ReadProfile reads a profile. It fails with ErrProfile on whatever is none, and says why;
// fields that it does not know are passed over.
func ReadProfile(r io.Reader) (Profile, error) {
	var p Profile
	data, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	switch {
	case err != nil:
		return p, fmt.Errorf("read keys: %w", err)
	case len(data) > maxProfile:
		return p, fmt.Errorf("read keys: larger than a megabyte: %w", ErrProfile)
	case !utf8.Valid(data):
		return p, fmt.Errorf("read keys: no UTF-8: %w", ErrProfile)
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return Profile{}, fmt.Errorf("read keys: %w: %w", err, ErrProfile)
	}
	if err := p.check(); err != nil {
		return Profile{}, fmt.Errorf("read keys: %w: %w", err, ErrProfile)
	}
	return p, nil
}

func (p *Profile) check() error {
	switch {
	case p.Format != ProfileFormat:
		return fmt.Errorf("the format is %q, not %q", cutTo(p.Format, maxKeyName), ProfileFormat)
	case p.Version < 1 || p.Version > ProfileVersion:
		return fmt.Errorf("its version is %d, this program reads %d", p.Version, ProfileVersion)
	}
	return p.Keys.check()
}

func (k Keys) check() error {
	if len(k) > maxActions {
		return fmt.Errorf("it names %d actions", len(k))
	}
	for _, id := range slices.Sorted(maps.Keys(k)) {
		if id == "" || !plain(id, 4*maxKeyName) {
			return fmt.Errorf("%q is no action", cutTo(id, maxKeyName))
		}
		if len(k[id]) > maxKeys {
			return fmt.Errorf("%s has %d keys", id, len(k[id]))
		}
		for _, key := range k[id] {
			if key == "" || !plain(key, maxKeyName) {
				return fmt.Errorf("%s: %q is no key", id, cutTo(key, maxKeyName))
			}
		}
	}
	return nil
}

// plain reports whether s is short and has nothing that cannot be seen.
func plain(s string, most int) bool {
	return utf8.RuneCountInString(s) <= most && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

func cutTo(s string, most int) string {
	if r := []rune(s[:min(len(s), 4*most)]); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s[:min(len(s), 4*most)]
}

// Write writes the profile as a file that people can read.
func (p Profile) Write(w io.Writer) error {
	p.Format, p.Version = ProfileFormat, ProfileVersion
	if p.Keys == nil {
		p.Keys = Keys{}
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err == nil {
		_, err = w.Write(append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write keys: %w", err)
	}
	return nil
}

// Clone is a copy that can be changed.
func (k Keys) Clone() Keys {
	c := make(Keys, len(k))
	for id, keys := range k {
		c[id] = slices.Clone(keys)
	}
	return c
}

// ReadProfileFile is ReadProfile of a file.
func ReadProfileFile(path string) (Profile, error) {
	f, err := os.Open(path)
	if err != nil {
		return Profile{}, fmt.Errorf("read keys: %w", err)
	}
	defer f.Close()
	return ReadProfile(f)
}

// WriteFile writes the profile to a file, whole or not at all.
func (p Profile) WriteFile(path string) error {
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		return err
	}
	if err := replace(path, b.Bytes()); err != nil {
		return fmt.Errorf("write keys: %w", err)
	}
	return nil
}
