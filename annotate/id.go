package annotate

import (
	"fmt"

	"github.com/google/uuid"
)

// ID names a record for ever: a UUID of version 7 (RFC 9562), whose bytes order by
// the time of making. The zero ID names nothing.
type ID [16]byte

// NewID makes an ID from the clock and the system's random source. Code that wants
// to be repeatable takes a func() ID instead of calling it.
func NewID() ID { return ID(uuid.Must(uuid.NewV7())) }

// ParseID reads the 36 characters of [ID.String], in any case.
func ParseID(s string) (ID, error) {
	if len(s) != 36 {
		return ID{}, fmt.Errorf("id %q: want 36 characters", s)
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return ID{}, fmt.Errorf("id %q: %w", s, err)
	}
	return ID(u), nil
}

// IsZero reports whether id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String is the canonical form, 36 lower-case characters.
func (id ID) String() string { return uuid.UUID(id).String() }

// MarshalText is String; the zero ID is the empty string.
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (id *ID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = ID{}
		return nil
	}
	got, err := ParseID(string(b))
	*id = got
	return err
}
