package parley

import "parley/annotate/codec"

// Report says what was carried and what was not, and why: as every format's does.
type Report = codec.Report

// Findings are problems of one sort, as in every [Report].
type Findings = codec.Findings

// Problem is one thing that is wrong with a file, or with a record to be written to one. Its
// place is a JSON Pointer (RFC 6901), after "line N: " in JSONL.
type Problem = codec.Problem
