package ui

import (
	"cmp"
	"path/filepath"
	"strings"

	"parley/ui/dialog"
	"parley/ui/settings"
)

// profileFiles are the files that profiles of keys are in.
var profileFiles = dialog.Filter{Name: "Keys", Endings: []string{".json"}}

// profileName says whose the keys are.
func (w *Workbench) profileName() string {
	s := w.Settings.Now()
	switch {
	case len(s.Keys) == 0:
		return "Parley’s keys"
	case s.KeysName != "":
		return s.KeysName + " · " + counted(len(s.Keys), "change")
	}
	return "Your keys · " + counted(len(s.Keys), "change")
}

// exportProfile writes the keys to a file for another machine or another person.
func (c *keyCard) exportProfile() {
	w := c.window
	path := filepath.Join(cmp.Or(w.Settings.Now().Folder, w.Projects.Folder()), "Parley keys.json")
	dialog.SaveFile(w.window, "Export keys", path, profileFiles, func(path string) {
		if err := w.saveProfile(path); err != nil {
			dialog.Tell(w.window, dialog.Message{
				Happened: "The keys were not exported.", Safe: "They are as they were, and “" + filepath.Base(path) + "” was not touched.",
				Next: "Choose another place, or free some space there.", Detail: err.Error(),
			})
			return
		}
		c.idle("Exported to " + path)
	})
}

func (w *Workbench) saveProfile(path string) error {
	s := w.Settings.Now()
	return settings.Profile{Name: cmp.Or(s.KeysName, "Keys of "+cmp.Or(s.Annotator, w.Projects.User())), Keys: s.Keys}.WriteFile(path)
}

// importProfile takes the keys of a file in place of those that are.
func (c *keyCard) importProfile() {
	w := c.window
	dialog.OpenFile(w.window, "Import keys", cmp.Or(w.Settings.Now().Folder, w.Projects.Folder()), profileFiles, func(path string) {
		said, ok := w.loadProfile(path)
		if ok {
			c.fill("")
			c.idle(said)
		}
	})
}

// loadProfile reads a profile and says what came of it; what is none is told, and changes
// nothing.
func (w *Workbench) loadProfile(path string) (said string, ok bool) {
	p, err := settings.ReadProfileFile(path)
	if err != nil {
		dialog.Tell(w.window, dialog.Message{
			Happened: "“" + cut(filepath.Base(path), 60) + "” was not imported: it cannot be read as keys.",
			Safe:     "Your keys are as they were.", Next: "Choose a file that Parley exported.", Detail: err.Error(),
		})
		return "", false
	}
	unknown, unreadable := 0, 0
	for id, keys := range p.Keys {
		if w.table.byID[id] == nil {
			unknown++
		}
		unreadable += len(keys) - len(readable(keys))
	}
	w.setKeys(p.Keys, cmp.Or(p.Name, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))))
	said = "Imported: " + counted(len(p.Keys), "change")
	if unknown > 0 {
		said += ", " + grouped(unknown) + " of what is not here now and is kept"
	}
	if unreadable > 0 {
		said += "; " + counted(unreadable, "key") + " cannot be used and " + map[bool]string{true: "is", false: "are"}[unreadable == 1] + " left out"
	}
	return said + ".", true
}

// clashes are actions that share a key with another, by ID, and what the other is called:
// only a profile from elsewhere can do that.
func clashes(all []*Action) map[string]string {
	found := map[string]string{}
	for _, a := range all {
		for _, cap := range a.Keys() {
			if k, ok := parseKey(cap); ok {
				if other, _ := rival(all, a, k); other != nil {
					found[a.ID] = strings.TrimSuffix(other.Label(), "…")
				}
			}
		}
	}
	return found
}
