// Package settings is what Parley remembers of a person on one machine: how the window
// stands, how text is shown, which projects were open and where one was in each document.
//
// One rule: it is convenience, never data. A settings file that is lost, cut off or
// written by another version costs a person the place they were at, and nothing else;
// so reading never fails, and every list in it is bounded.
//
//	file := settings.Open(path)
//	file.Now().Theme                                   // "dark"
//	file.Change(func(s *settings.Settings) { s.TextSize = 21 })
//	file.Flush()                                       // on disk, whole or not at all
package settings

import (
	"cmp"
	"slices"
	"time"
)

// The bounds of what is kept.
const (
	maxRecent    = 20  // projects in the list
	maxProjects  = 20  // projects of which places are kept
	maxDocuments = 300 // places kept in one project
	maxSearches  = 20
)

// The sizes that text can have, in pixels.
const (
	MinText     = 15
	MaxText     = 28
	DefaultText = 19
)

// Settings is all that is remembered. Lengths are Fyne's pixels.
type Settings struct {
	Theme     string             `json:"theme,omitempty"`  // system, light, dark
	Sans      bool               `json:"sans,omitempty"`   // text in the sans face
	Steady    bool               `json:"steady,omitempty"` // motion is reduced
	TextSize  int                `json:"text_size,omitempty"`
	ColourBy  string             `json:"colour_by,omitempty"` // what colours stand for: layer, stance, actor, annotator
	Width     float32            `json:"width,omitempty"`
	Height    float32            `json:"height,omitempty"`
	Folded    map[string]bool    `json:"folded,omitempty"` // panel → folded
	Sizes     map[string]float32 `json:"sizes,omitempty"`  // panel → width or height, where dragged
	Annotator string             `json:"annotator,omitempty"`
	Keys      Keys               `json:"keys,omitempty"`      // where they are not Parley's
	KeysName  string             `json:"keys_name,omitempty"` // of the profile that they are from
	Folder    string             `json:"folder,omitempty"`    // where the last project was made
	Recent    []Recent           `json:"recent,omitempty"`    // the newest first
	Projects  []Places           `json:"projects,omitempty"`
	Searches  []Search           `json:"searches,omitempty"` // of projects, the newest first
}

// Recent is a project that was open.
type Recent struct {
	Path        string    `json:"path"`
	Name        string    `json:"name"`
	Opened      time.Time `json:"opened"`
	Documents   int       `json:"documents"`
	Annotations int       `json:"annotations"`
	Actors      int       `json:"actors"`
}

// Search is what was looked for in a project.
type Search struct {
	Text       string `json:"text"`
	Statements bool   `json:"statements,omitempty"` // it asks by slots
	Pattern    bool   `json:"pattern,omitempty"`
	Exact      bool   `json:"exact,omitempty"`
	Words      bool   `json:"words,omitempty"`
}

// Places is where a person was in one project, the last document first.
type Places struct {
	Project   string  `json:"project"` // its ID
	Documents []Place `json:"documents"`
}

// Place is where a person was in one document, in bytes of its text.
type Place struct {
	Document string `json:"document"` // its ID
	Caret    int    `json:"caret"`
	Top      int    `json:"top"` // the first offset on screen
}

// mend brings values from outside into their ranges.
func (s *Settings) mend() {
	if s.TextSize == 0 {
		s.TextSize = DefaultText
	}
	s.TextSize = min(max(s.TextSize, MinText), MaxText)
	if s.Folded == nil {
		s.Folded = map[string]bool{}
	}
	if s.Sizes == nil {
		s.Sizes = map[string]float32{}
	}
	if s.Keys.check() != nil {
		s.Keys, s.KeysName = nil, ""
	}
	s.Recent = slices.DeleteFunc(s.Recent, func(r Recent) bool { return r.Path == "" })
	s.Recent = s.Recent[:min(len(s.Recent), maxRecent)]
	s.Projects = s.Projects[:min(len(s.Projects), maxProjects)]
	s.Searches = s.Searches[:min(len(s.Searches), maxSearches)]
	for i := range s.Projects {
		d := &s.Projects[i].Documents
		*d = (*d)[:min(len(*d), maxDocuments)]
	}
}

// Remember puts r at the head of the recent projects, in place of what was known of its
// path. Counts that are not known, all zero, leave those known before.
func (s *Settings) Remember(r Recent) {
	for _, old := range s.Recent {
		if old.Path == r.Path && r.Documents+r.Annotations+r.Actors == 0 {
			r.Documents, r.Annotations, r.Actors = old.Documents, old.Annotations, old.Actors
			r.Name = cmp.Or(r.Name, old.Name)
		}
	}
	s.Forget(r.Path)
	s.Recent = slices.Insert(s.Recent, 0, r)
	s.mend()
}

// RememberSearch puts q at the head of what was looked for, once.
func (s *Settings) RememberSearch(q Search) {
	s.Searches = slices.DeleteFunc(s.Searches, func(o Search) bool { return o == q })
	s.Searches = slices.Insert(s.Searches, 0, q)
	s.mend()
}

// Forget takes a path out of the recent projects. The project itself stays as it is.
func (s *Settings) Forget(path string) {
	s.Recent = slices.DeleteFunc(s.Recent, func(r Recent) bool { return r.Path == path })
}

// SetPlace remembers where a person is in a document, which becomes the project's last.
func (s *Settings) SetPlace(project string, p Place) {
	var was Places
	s.Projects = slices.DeleteFunc(s.Projects, func(q Places) bool {
		if q.Project == project {
			was = q
		}
		return q.Project == project
	})
	kept := slices.DeleteFunc(was.Documents, func(q Place) bool { return q.Document == p.Document })
	s.Projects = slices.Insert(s.Projects, 0, Places{project, slices.Insert(kept, 0, p)})
	s.mend()
}

// Last is the place where a project was left; false when none is known.
func (s *Settings) Last(project string) (Place, bool) {
	for _, q := range s.Projects {
		if q.Project == project && len(q.Documents) > 0 {
			return q.Documents[0], true
		}
	}
	return Place{}, false
}

// PlaceIn is where a person was in a document; false when none is known.
func (s *Settings) PlaceIn(project, document string) (Place, bool) {
	for _, q := range s.Projects {
		if q.Project != project {
			continue
		}
		for _, p := range q.Documents {
			if p.Document == document {
				return p, true
			}
		}
	}
	return Place{}, false
}
