package sqlitefile_test

import (
	"database/sql"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // to read what was written

	"parley/annotate/codec/dna/sqlitefile"
)

// written is a database, opened with SQLite.
func written(t testing.TB, fill func(*sqlitefile.File) error) *sql.DB {
	t.Helper()
	name := filepath.Join(t.TempDir(), "database")
	to, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	f, err := sqlitefile.New(to)
	if err == nil {
		err = fill(f)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if got := answer(t, db, "PRAGMA integrity_check"); got != "ok" {
		t.Fatalf("SQLite says of it: %s", got)
	}
	return db
}

func answer(t testing.TB, db *sql.DB, query string, args ...any) (s string) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&s); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return s
}

const things = "CREATE TABLE THINGS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL, N INTEGER, UNIQUE (Name, N))"
const pairs = "CREATE TABLE PAIRS(ID INTEGER NOT NULL PRIMARY KEY, A INTEGER, B INTEGER, Note TEXT, UNIQUE (A, B))"

// Trees of every height, with rows of every length, hold what was put in.
func TestTrees(t *testing.T) {
	words := "ü u\u0308 📌 𐐀 👩‍👩‍👧 الميناء\r\n"
	for _, n := range []int{0, 1, 2, 3, 50, 51, 203, 204, 205, 1000, 40_000} {
		random := rand.New(rand.NewPCG(1, uint64(n)))
		var names []string
		for i := range n {
			names = append(names, fmt.Sprint(strings.Repeat(words, random.IntN(8)), i))
		}
		random.Shuffle(n, func(i, k int) { names[i], names[k] = names[k], names[i] })
		db := written(t, func(f *sqlitefile.File) error {
			a, b := f.Table("THINGS", things, 1, 2), f.Table("PAIRS", pairs, 1, 2)
			for i, name := range names {
				if id, err := a.Add(sqlitefile.Null, sqlitefile.Text(name), sqlitefile.Int(int64(i)-3)); err != nil || id != int64(i+1) {
					return fmt.Errorf("%d: %w", id, err)
				}
				if _, err := b.Add(sqlitefile.Null, sqlitefile.Int(int64(i/4)), sqlitefile.Int(int64(i%4)), sqlitefile.Text(strings.Repeat("x", i%100*(i%100)))); err != nil {
					return err
				}
			}
			return nil
		})
		if got := answer(t, db, "SELECT COUNT(*) || ' ' || (SELECT COUNT(*) FROM PAIRS) FROM THINGS"); got != fmt.Sprint(n, " ", n) {
			t.Fatalf("%d rows are %s", n, got)
		}
		for i := 0; i < n; i += 1 + n/100 {
			if got := answer(t, db, "SELECT ID || ' ' || N FROM THINGS WHERE Name = ?", names[i]); got != fmt.Sprint(i+1, " ", i-3) {
				t.Errorf("%q is %s, want %d", names[i], got, i+1)
			}
			if got := answer(t, db, "SELECT ID || ' ' || LENGTH(Note) FROM PAIRS WHERE A = ? AND B = ?", i/4, i%4); got != fmt.Sprint(i+1, " ", i%100*(i%100)) {
				t.Errorf("pair %d is %s", i, got)
			}
		}
	}
}

func TestValues(t *testing.T) {
	numbers := []int64{0, 1, 2, -1, 127, 128, -128, -129, 32767, 32768, 1<<23 - 1, 1 << 23, -1 << 23, math.MaxInt32, math.MinInt32, math.MaxInt32 + 1, 1<<47 - 1, 1 << 47, -1 << 47, math.MaxInt64, math.MinInt64}
	var lengths []int
	for _, near := range []int{0, 57, 120, 488, 4050, 4096, 8150, 3 * 4092, 70_000} {
		for n := max(near-15, 0); n < near+15; n++ {
			lengths = append(lengths, n)
		}
	}
	db := written(t, func(f *sqlitefile.File) error {
		a := f.Table("A", "CREATE TABLE A(N INTEGER, Absent TEXT)")
		b := f.Table("B", "CREATE TABLE B(ID INTEGER PRIMARY KEY, S TEXT)")
		for _, n := range numbers {
			if _, err := a.Add(sqlitefile.Int(n), sqlitefile.Null); err != nil {
				return err
			}
		}
		for _, n := range lengths {
			if _, err := b.Add(sqlitefile.Null, sqlitefile.Text(strings.Repeat("ab", n)[:n])); err != nil {
				return err
			}
		}
		return nil
	})
	for i, n := range numbers {
		if got := answer(t, db, "SELECT N || ' ' || (Absent IS NULL) FROM A WHERE rowid = ?", i+1); got != fmt.Sprint(n, " 1") {
			t.Errorf("%d is %s", n, got)
		}
	}
	for i, n := range lengths {
		if got := answer(t, db, "SELECT S FROM B WHERE ID = ?", i+1); got != strings.Repeat("ab", n)[:n] {
			t.Errorf("%d bytes are %d", n, len(got))
		}
	}
}

// A schema of more than one page.
func TestManyTables(t *testing.T) {
	for n := range 120 {
		if n > 25 && n%10 > 0 {
			continue
		}
		db := written(t, func(f *sqlitefile.File) error {
			for i := range n {
				if _, err := f.Table(fmt.Sprint("T", i), fmt.Sprintf("CREATE TABLE T%d(%s PRIMARY KEY)", i, "Name"+strings.Repeat("e", 90)), 0).Add(sqlitefile.Text("x")); err != nil {
					return err
				}
			}
			return nil
		})
		if got := answer(t, db, "SELECT COUNT(*) FROM sqlite_master"); got != fmt.Sprint(2*n) {
			t.Errorf("%d tables are %s", n, got)
		}
	}
}

// What is made is a database like others: it can be altered.
func TestAltered(t *testing.T) {
	db := written(t, func(f *sqlitefile.File) error {
		a := f.Table("PAIRS", pairs, 1, 2)
		for i := range 5000 {
			if _, err := a.Add(sqlitefile.Null, sqlitefile.Int(int64(i)), sqlitefile.Int(1), sqlitefile.Text("note")); err != nil {
				return err
			}
		}
		return nil
	})
	for _, q := range []string{"DELETE FROM PAIRS WHERE ID % 3 = 0", "INSERT INTO PAIRS (A, B, Note) SELECT A, 2, 'new' FROM PAIRS", "CREATE INDEX more ON PAIRS(Note)", "VACUUM"} {
		if _, err := db.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		if got := answer(t, db, "PRAGMA integrity_check"); got != "ok" {
			t.Fatalf("%s: %s", q, got)
		}
	}
	if _, err := db.Exec("INSERT INTO PAIRS (A, B) VALUES (1, 1)"); err == nil {
		t.Error("a pair came in twice")
	}
}

func TestRefuses(t *testing.T) {
	for name, rows := range map[string][][]sqlitefile.Value{
		"twice":    {{sqlitefile.Null, sqlitefile.Text("a"), sqlitefile.Int(1)}, {sqlitefile.Null, sqlitefile.Text("a"), sqlitefile.Int(1)}},
		"backward": {{sqlitefile.Null, sqlitefile.Int(2), sqlitefile.Int(1)}, {sqlitefile.Null, sqlitefile.Int(1), sqlitefile.Int(1)}},
	} {
		to, err := os.Create(filepath.Join(t.TempDir(), "database"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := sqlitefile.New(to)
		if err != nil {
			t.Fatal(err)
		}
		a := f.Table("THINGS", things, 1, 2)
		for _, r := range rows {
			if _, wrong := a.Add(r...); wrong != nil {
				err = wrong
			}
		}
		if err == nil {
			err = f.Close()
		}
		if err == nil {
			t.Errorf("%s: it is taken", name)
		}
		to.Close()
	}
}
