package bolt

import (
	"bytes"
	"iter"

	"parley/annotate"
	"parley/storage/bolt/record"
)

// each gives all records of a kind, batch by batch. Those that are neighbours share memory.
func each[T annotate.Record](r *reader, kind annotate.Kind) iter.Seq2[T, error] {
	return run(r, &scanner[T]{kind: kind, lenient: r.lenient})
}

// lent is each for who keeps none of what it gives: a record is valid until the next one
// is asked for, its strings for good.
func lent[T annotate.Record](r *reader, kind annotate.Kind) iter.Seq2[T, error] {
	return run(r, &scanner[T]{kind: kind, lenient: r.lenient, lends: true})
}

func run[T annotate.Record](r *reader, sc *scanner[T]) iter.Seq2[T, error] {
	if r.still {
		return ahead(r, sc.batch)
	}
	return batches(r, sc.batch)
}

// ahead is batches where nothing can change: the next one is read while one is yielded.
func ahead[T any](r *reader, read func(s source, from []byte, rows []T) ([]T, []byte, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var spare []T
		for coming := fetch(r, read, []byte{}, nil); coming != nil; {
			got := <-coming
			if coming = nil; got.from != nil {
				coming = fetch(r, read, got.from, spare)
			}
			for _, row := range got.rows {
				if !yield(row, nil) {
					if coming != nil {
						<-coming
					}
					return
				}
			}
			if got.err != nil {
				var none T
				yield(none, got.err)
			}
			spare = got.rows
		}
	}
}

type fetched[T any] struct {
	rows []T
	from []byte // of the next batch; nil: there is none
	err  error
}

// fetch reads one batch on another goroutine.
func fetch[T any](r *reader, read func(s source, from []byte, rows []T) ([]T, []byte, error), from []byte, rows []T) <-chan fetched[T] {
	done := make(chan fetched[T], 1)
	go func() {
		var f fetched[T]
		f.err = r.moment(func(s source) (err error) {
			f.rows, f.from, err = read(s, from, rows[:0])
			return err
		})
		done <- f
	}()
	return done
}

// scanner reads records of a kind by the thousand, on two processors.
type scanner[T annotate.Record] struct {
	kind     annotate.Kind
	lenient  bool
	lends    bool
	pairs    []pair
	decoders [2][2]record.Decoder // of this batch, and of the one that is still being looked at
	turn     int
	weight   []byte
}

// weight is how many bytes a long scan holds and never touches. The garbage collector
// runs when what lives has doubled: without it, in a small program, every four megabytes
// that are read, which is half of the time.
const weight = 16 << 20

type pair struct{ k, v []byte }

// scanned is how many records a scanner decodes in one moment.
const scanned = 4 * batch

// batch reads from the key from, and says where the next batch begins.
func (sc *scanner[T]) batch(s source, from []byte, rows []T) ([]T, []byte, error) {
	var next []byte
	sc.pairs, sc.turn = sc.pairs[:0], 1-sc.turn
	for i := range sc.decoders[sc.turn] {
		if d := &sc.decoders[sc.turn][i]; sc.lends {
			d.Lend()
		} else {
			d.Gather()
		}
	}
	for k, v := range scan(s, homes[sc.kind], from) {
		if len(sc.pairs) == scanned {
			if next = bytes.Clone(k); sc.weight == nil {
				sc.weight = make([]byte, weight)
			}
			break
		}
		sc.pairs = append(sc.pairs, pair{k, v})
	}
	rows, err := sc.both(rows)
	if err != nil {
		next = nil
	}
	return rows, next, err
}

// both decodes the two halves of pairs at the same time.
func (sc *scanner[T]) both(rows []T) ([]T, error) {
	half, decoders := len(sc.pairs)/2, &sc.decoders[sc.turn]
	if cap(rows) < len(sc.pairs) {
		rows = make([]T, len(sc.pairs))
	}
	var second []T
	var secondErr error
	done := make(chan struct{})
	go func() {
		defer close(done)
		secondErr = guard(func() (err error) {
			second, err = sc.decode(&decoders[1], sc.pairs[half:], rows[half:half])
			return err
		})
	}()
	defer func() { <-done }() // what it reads is mapped until then
	first, err := sc.decode(&decoders[0], sc.pairs[:half], rows[:0])
	if err != nil {
		return first, err
	}
	<-done
	return append(first, second...), secondErr
}

// decode appends what pairs say to rows, up to the first that cannot be read.
func (sc *scanner[T]) decode(d *record.Decoder, pairs []pair, rows []T) ([]T, error) {
	for _, p := range pairs {
		rec, err := decode[T](d, sc.kind, p.k, p.v)
		if err == nil {
			rows = append(rows, rec)
		} else if !sc.lenient {
			return rows, err
		}
	}
	return rows, nil
}
