package dna

import (
	"database/sql/driver"
	"fmt"
	"strconv"
)

// row is one of an answer; its values are good until the next.
type row []driver.Value

// numbers puts the first of its values into to. The error says which is no whole number.
func (r row) numbers(to ...*int64) (err error) {
	for i := range to {
		if n, ok := r[i].(int64); ok {
			*to[i] = n
		} else if *to[i], err = strconv.ParseInt(r.words(i), 10, 64); err != nil {
			return fmt.Errorf("value %d: %w", i+1, err)
		}
	}
	return nil
}

// words is a value as text; NULL is empty.
func (r row) words(i int) string {
	switch v := r[i].(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}
