// Package page reads the pages of a bbolt file without bbolt, by plain reads: so a
// damaged file can be looked at without a fault, and what is whole in it can be had.
//
// One rule: nothing in the file is believed before it is checked. A page that cannot
// be read is told as a problem, and what lies beside it is read on.
//
//	f, err := page.Open(file, size)      // one of the two meta pages must be whole
//	problems := f.Check()                // every page: its place, its kind, its keys, the free list
//	c := f.Bucket("documents").Cursor()
//	for k, v := c.Seek(nil); k != nil; k, v = c.Next() { … }
//
// A bbolt file (go.etcd.io/bbolt, format 2) is a row of pages of equal size, in the
// byte order of the machine, which is little-endian wherever Parley runs. A page begins
// with 16 bytes: its number (8), kind (2), number of entries (2), number of pages that
// it runs on over (4). Pages 0 and 1 are the metas, of which the one with the higher
// transaction counts. Branch pages (kind 1) name pages by the first key in them, leaf
// pages (kind 2) have keys with values, of which a value may be a bucket: the page of
// its root, or the page itself. Kind 16 is the list of free pages.
package page
