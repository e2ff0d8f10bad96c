//go:build !linux

package bolt

import "os"

// readPageByPage does nothing: what it is for was only seen on Linux.
func readPageByPage(*os.File) {}
