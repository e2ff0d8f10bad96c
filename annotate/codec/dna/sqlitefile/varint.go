package sqlitefile

import "encoding/binary"

// appendVarint appends a number in seven bits a byte, the highest first; the ninth byte has
// eight.
func appendVarint(b []byte, n uint64) []byte {
	if n < 1<<7 {
		return append(b, byte(n))
	}
	size := varintSize(n)
	if size == 9 {
		for i := range 8 {
			b = append(b, byte(n>>(57-7*i))|0x80)
		}
		return append(b, byte(n))
	}
	for i := size - 1; i > 0; i-- {
		b = append(b, byte(n>>(7*i))|0x80)
	}
	return append(b, byte(n)&0x7F)
}

func varintSize(n uint64) int {
	size := 1
	for n >>= 7; n > 0 && size < 9; n >>= 7 {
		size++
	}
	return size
}

// number is the number of a page as pages have it.
func number(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
