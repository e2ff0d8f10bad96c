// Package parley reads and writes Parley's own files: the dataset, which holds a whole
// project, and the schema.
package parley

// Format is the "format" of a dataset.
const Format = "parley-dataset"

// Version is the version of the file formats that this package writes. It reads this one
// and all before it.
const Version = 1
