package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/annotate"
)

// keep is how many snapshots of a project stay.
const keep = 5

// stampLayout is the time in a snapshot's name, in UTC; it sorts by age.
const stampLayout = "2006-01-02T15-04-05.000Z"

// SnapshotInfo is one verified copy of a project.
type SnapshotInfo struct {
	Path  string    `json:"path"`
	Time  time.Time `json:"time"`
	Last  uint64    `json:"last"` // number of its last log entry
	Size  int64     `json:"size"` // bytes
	Fresh bool      `json:"-"`    // made by this call; else nothing had changed since it
}

// SnapshotFolder is where the snapshots of a project are: beside the file itself, by
// whatever link it is named.
func SnapshotFolder(project string) string { return real(project) + ".snapshots" }

// real is path with its links followed. What stands beside a project, its snapshots and
// who has it open, has one place only.
func real(path string) string {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		return to
	}
	return path
}

// Snapshot lays a checked copy of this moment beside the project and removes all but
// the newest five. Where nothing has changed since the newest, that is the answer. It
// may run beside changes, on another goroutine; closing the store stops it.
func (s *Store) Snapshot() (SnapshotInfo, error) {
	info, err := s.snapshot(time.Now())
	return info, wrap("snapshot of "+s.path, named(err))
}

func (s *Store) snapshot(now time.Time) (SnapshotInfo, error) {
	list, err := Snapshots(s.path)
	if err != nil {
		return SnapshotInfo{}, err
	}
	if len(list) > 0 && s.unchanged(list[0]) {
		return list[0], nil
	}
	folder := SnapshotFolder(s.path)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return SnapshotInfo{}, err
	}
	path := filepath.Join(folder, now.UTC().Format(stampLayout)+".parley")
	if err := s.copyTo(path, func(temp string) error { return place(temp, path) }); err != nil {
		return SnapshotInfo{}, err
	}
	info, err := snapshotInfo(path)
	info.Fresh = true
	return info, errors.Join(err, prune(s.path))
}

// unchanged reports whether the log ends as that of a snapshot does.
func (s *Store) unchanged(info SnapshotInfo) bool {
	mine, err := s.lastEntry()
	if err != nil {
		return false
	}
	its, err := lastEntryOf(info.Path)
	return err == nil && its.number == mine.number && bytes.Equal(its.value, mine.value)
}

// ending is the last entry of a log, as it is stored.
type ending struct {
	number uint64
	value  []byte
}

func (s *Store) lastEntry() (ending, error) {
	v, err := s.view()
	if err != nil {
		return ending{}, err
	}
	defer s.endView(v)
	var e ending
	err = v.read(func(src source) error {
		e = endOf(src)
		return nil
	})
	return e, err
}

func endOf(src source) ending {
	n := lastNumber(src)
	return ending{n, bytes.Clone(src.get(inLog, number(n)))}
}

func lastEntryOf(path string) (e ending, err error) {
	s, err := openUnnamed(path, true, migrations)
	if err != nil {
		return e, err
	}
	err = s.read(func(src source) error {
		e = endOf(src)
		return nil
	})
	return e, errors.Join(err, s.Close())
}

// Snapshots lists the snapshots of a project, the newest first. One that cannot be
// opened is left out. A project needs not be there to have some.
func Snapshots(project string) ([]SnapshotInfo, error) {
	paths, err := snapshotPaths(project)
	if err != nil {
		return nil, fmt.Errorf("snapshots of %s: %w", project, err)
	}
	var list []SnapshotInfo
	for _, path := range paths {
		if info, err := snapshotInfo(path); err == nil {
			list = append(list, info)
		}
	}
	return list, nil
}

// snapshotPaths are the files, the newest first.
func snapshotPaths(project string) ([]string, error) {
	entries, err := os.ReadDir(SnapshotFolder(project))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if _, err := snapshotTime(e.Name()); err == nil {
			paths = append(paths, filepath.Join(SnapshotFolder(project), e.Name()))
		}
	}
	slices.Sort(paths)
	slices.Reverse(paths)
	return paths, nil
}

func snapshotTime(name string) (time.Time, error) {
	return time.Parse(stampLayout, strings.TrimSuffix(filepath.Base(name), ".parley"))
}

func snapshotInfo(path string) (SnapshotInfo, error) {
	e, err := lastEntryOf(path)
	if err != nil {
		return SnapshotInfo{}, err
	}
	stat, err := os.Stat(path)
	if err != nil {
		return SnapshotInfo{}, err
	}
	t, err := snapshotTime(path)
	return SnapshotInfo{Path: path, Time: t, Last: e.number, Size: stat.Size()}, err
}

func prune(project string) error {
	sweep(SnapshotFolder(project), ".")
	paths, err := snapshotPaths(project)
	if err != nil {
		return err
	}
	for _, path := range paths[min(keep, len(paths)):] {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// Restore puts a copy of a snapshot, or of any whole project file, in the place of the
// project path. What is there now is kept beside it and its new path said; empty when
// nothing was there. Whoever has the project open must close it first: until then it is
// an *InUseError. At every moment one of the two is at path.
func Restore(snapshot, path string) (kept string, err error) {
	kept, err = restore(snapshot, real(path), time.Now())
	return kept, wrap("restore "+path, named(err))
}

func restore(snapshot, path string, now time.Time) (kept string, err error) {
	if f, err := os.Open(path); err == nil {
		held := locked(f)
		if f.Close(); held {
			return "", inUse(path)
		}
	}
	temp, err := beside(path)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp)
	if err := copyChecked(snapshot, temp); err != nil {
		return "", err
	}
	if _, err := os.Lstat(path); err == nil {
		if kept, err = setAside(path, now); err != nil {
			return "", err
		}
	}
	if err := os.Rename(temp, path); err != nil {
		return kept, err
	}
	return kept, syncFolder(filepath.Dir(path))
}

func copyChecked(snapshot, to string) error {
	report, err := Check(snapshot)
	if err != nil {
		return err
	}
	if err := report.Err(); err != nil {
		return err
	}
	from, err := os.Open(snapshot)
	if err != nil {
		return err
	}
	defer from.Close()
	f, err := os.OpenFile(to, os.O_RDWR|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(copyMoment(from, f), f.Sync(), f.Close())
}

// setAside gives the present file a second name, or, on a disk without links, another one.
func setAside(path string, now time.Time) (string, error) {
	ext := filepath.Ext(path)
	base := strings.TrimSuffix(path, ext) + now.Format(" (kept 2006-01-02 15.04.05")
	for i := range 100 {
		kept := base + ")" + ext
		if i > 0 {
			kept = fmt.Sprintf("%s, %d)%s", base, i+1, ext)
		}
		if err := place(path, kept); !errors.Is(err, annotate.ErrExists) {
			return kept, err
		}
	}
	return "", fmt.Errorf("%s)%s: %w", base, ext, annotate.ErrExists)
}
