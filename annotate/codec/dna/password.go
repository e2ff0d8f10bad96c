package dna

import (
	"crypto/sha256"
	"encoding/base64"
)

// password is every coder's, and admin is the coder that DNA has in every file.
const (
	password = "parley"
	admin    = "Admin"
)

// rounds is how often DNA hashes a password.
const rounds = 100_000

// hashed is a password as DNA keeps it: 16 bytes of salt and a SHA-256 that is hashed over
// and over, in base64. The salt is made from seed, so that the same file comes out twice; it
// guards nothing here, as everybody is told the password.
func hashed(password, seed string) string {
	from := sha256.Sum256([]byte("salt " + seed))
	salt := from[:16]
	sum := sha256.Sum256(append(append([]byte{}, salt...), password...))
	for range rounds - 1 {
		sum = sha256.Sum256(sum[:])
	}
	return base64.StdEncoding.EncodeToString(append(append([]byte{}, salt...), sum[:]...))
}
