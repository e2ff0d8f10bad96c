package dna

import (
	"bytes"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/annotate/codec"
)

const things = "CREATE TABLE THINGS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL, N INTEGER CHECK (N < 100000), UNIQUE (Name, N))"
const pairs = "CREATE TABLE PAIRS(ID INTEGER NOT NULL PRIMARY KEY, A INTEGER, B INTEGER, Note TEXT, UNIQUE (A, B))"

// filled is a database, written and then read.
func filled(t *testing.T, fill func(*filling) error) (*base, []byte) {
	t.Helper()
	f, err := newFilling(things, pairs)
	if err != nil {
		t.Fatal(err)
	}
	err = fill(f)
	if err == nil {
		err = f.end()
	}
	var out bytes.Buffer
	if err == nil {
		err = f.copyTo(&out)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := lent(codec.Source{FS: fstest.MapFS{"x.dna": {Data: out.Bytes()}}, Name: "x.dna"}, "x.dna")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	if got := answer(t, b, "PRAGMA integrity_check"); got != "ok" {
		t.Fatal(got)
	}
	return b, out.Bytes()
}

func answer(t *testing.T, b *base, query string, args ...any) (s string) {
	t.Helper()
	if err := b.each(t.Context(), query, args, func(r row) error { s = r.words(0); return nil }); err != nil {
		t.Fatal(err)
	}
	return s
}

// However many rows there are, and however long, each is there as it was given, in its place.
func TestFilled(t *testing.T) {
	words := "ü u\u0308 📌 𐐀 👩‍👩‍👧 الميناء\r\n"
	for _, n := range []int{0, 1, 15, 16, 17, 63, 64, 65, 5000} {
		name := func(i int) string { return strings.Repeat(words, i%8) + fmt.Sprint(n-i) }
		note := func(i int) driver.Value {
			if i%7 == 0 {
				return nil
			}
			return strings.Repeat("x", i%100*(i%100)+i%1000/999*mostWords)
		}
		fill := func(f *filling) error {
			for i := range n {
				if id, err := f.add("THINGS", name(i), int64(i)-3); err != nil || id != int64(i+1) {
					return fmt.Errorf("row %d: %w", id, err)
				}
				if _, err := f.add("PAIRS", int64(i/4), int64(i%4), note(i)); err != nil {
					return err
				}
			}
			return nil
		}
		b, out := filled(t, fill)
		if _, again := filled(t, fill); !slices.Equal(again, out) {
			t.Errorf("%d rows gave other bytes", n)
		}
		if got := answer(t, b, "SELECT COUNT(*) || ' ' || (SELECT COUNT(*) FROM PAIRS) FROM THINGS"); got != fmt.Sprint(n, " ", n) {
			t.Fatalf("%d rows are %s", n, got)
		}
		for i := 0; i < n; i += 1 + n/1000 {
			if got := answer(t, b, "SELECT Name || N FROM THINGS WHERE ID = ?", int64(i+1)); got != fmt.Sprint(name(i), i-3) {
				t.Fatalf("row %d of %d is %q", i, n, got)
			}
			want := "none"
			if s, ok := note(i).(string); ok {
				want = fmt.Sprint(len(s))
			}
			if got := answer(t, b, "SELECT COALESCE(LENGTH(Note), 'none') FROM PAIRS WHERE ID = ? AND A = ? AND B = ?", int64(i+1), int64(i/4), int64(i%4)); got != want {
				t.Fatalf("note %d of %d is %s, want %s", i, n, got, want)
			}
		}
	}
}

// SQLite checks what its tables demand, and a writer that goes on ends.
func TestFillingRefuses(t *testing.T) {
	for why, row := range map[string][]driver.Value{
		"UNIQUE":   {"first", int64(0)},
		"NOT NULL": {nil, int64(1)},
		"CHECK":    {"n", int64(100_000)},
	} {
		for _, behind := range []int{0, 1, 10_000} {
			f, err := newFilling(things)
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.add("THINGS", "first", int64(0))
			if err == nil {
				_, err = f.add("THINGS", row...)
			}
			for i := 0; i < behind && err == nil; i++ {
				_, err = f.add("THINGS", fmt.Sprint("behind ", i), int64(i))
			}
			if err == nil {
				err = f.end()
			}
			if err == nil || !strings.Contains(err.Error(), why) || !strings.HasPrefix(err.Error(), "THINGS: ") {
				t.Errorf("%s, %d behind it: %v", why, behind, err)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
