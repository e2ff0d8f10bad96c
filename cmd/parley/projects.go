package main

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/assets"
	"parley/storage/bolt"
	"parley/ui"
)

// projects is the world of files as the window sees it: project files are bbolt
// databases. It implements ui.Projects.
type projects struct{}

// Create implements ui.Projects.
func (projects) Create(path string, p *annotate.Project, s *annotate.Schema) (session.Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	store, err := bolt.Create(path, p, s)
	if err != nil {
		return nil, err
	}
	return store, nil
}

// Open implements ui.Projects.
func (projects) Open(path string) (session.Store, error) {
	store, err := bolt.Open(path, bolt.Options{Program: "Parley"})
	if err != nil {
		return nil, err // not store: a nil *bolt.Store is no nil session.Store
	}
	return store, nil
}

// OpenCopy implements ui.Projects.
func (projects) OpenCopy(path string) (session.Store, error) {
	store, err := bolt.OpenCopy(path)
	if err != nil {
		return nil, err
	}
	return store, nil
}

// Sample implements ui.Projects. Each copy is the person's to play with and to keep: it
// goes to their own data, under the time at which it was made.
func (projects) Sample() (string, error) {
	now := time.Now()
	dir := filepath.Join(xdg.DataHome, "parley", "samples")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(dir, now.Format("Sample 2006-01-02 15.04.05.000")+ui.Extension)
	p := &annotate.Project{ID: annotate.NewID(), Name: "Sample", Created: annotate.Instant(now)}
	store, err := bolt.Create(path, p, &annotate.Schema{Name: "Empty", Version: 1})
	if err != nil {
		return "", err
	}
	if err := fill(store, now); err != nil {
		store.Close()
		return "", fmt.Errorf("sample: %w", err)
	}
	return path, store.Close()
}

// fill reads the sample dataset into an empty project.
func fill(store session.Store, now time.Time) error {
	apply := func(cs annotate.ChangeSet) error {
		cs.Cause = annotate.Upkeep // the sample is where undo ends
		_, err := store.Commit(&cs)
		return err
	}
	_, err := parley.Read(strings.NewReader(assets.Sample()), parley.ReadOptions{Into: store, Apply: apply, Now: func() time.Time { return now }})
	return err
}

// Snapshot implements ui.Projects.
func (projects) Snapshot(s session.Store) error {
	store, ok := s.(*bolt.Store)
	if !ok {
		return fmt.Errorf("snapshot of a %T: %w", s, annotate.ErrInvalid)
	}
	_, err := store.Snapshot()
	return err
}

// Snapshots implements ui.Projects.
func (projects) Snapshots(path string) (list []ui.Snapshot, err error) {
	infos, err := bolt.Snapshots(path)
	for _, i := range infos {
		list = append(list, ui.Snapshot{Path: i.Path, Time: i.Time, Size: i.Size})
	}
	return list, err
}

// Restore implements ui.Projects.
func (projects) Restore(path string, s ui.Snapshot) (string, error) {
	return bolt.Restore(s.Path, path)
}

// Salvage implements ui.Projects.
func (projects) Salvage(path string) (session.Reader, string, func(), error) {
	s, report, err := bolt.Salvage(path)
	if err != nil {
		return nil, "", nil, err
	}
	return s, report.Summary(), func() { s.Close() }, nil
}

// Folder implements ui.Projects: the person's documents, or their home.
func (projects) Folder() string {
	if info, err := os.Stat(xdg.UserDirs.Documents); err == nil && info.IsDir() {
		return xdg.UserDirs.Documents
	}
	return xdg.Home
}

// User implements ui.Projects. The system's own accounts are nobody's name.
func (projects) User() string {
	u, err := user.Current()
	if err != nil || u.Uid == "0" {
		return ""
	}
	name, _, _ := strings.Cut(u.Name, ",")
	if strings.TrimSpace(name) == "" {
		return u.Username
	}
	return strings.TrimSpace(name)
}
