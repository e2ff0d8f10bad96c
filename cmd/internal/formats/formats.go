// Package formats is the list of what Parley reads and writes, for the programs: the
// packages of annotate/codec know nothing of each other, and this one knows them all.
//
// One rule: a format stands here once, and shell, window and README ask no other list.
//
//	f, err := formats.Named("brat")
//	f, guess := formats.Detect(source) // by what is in it
//	store, done, err := formats.Scratch()
//	report, err := formats.Fill(ctx, store, f, source, formats.FillOptions{})
package formats

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/brat"
	"parley/annotate/codec/cas"
	"parley/annotate/codec/conll"
	"parley/annotate/codec/csv"
	"parley/annotate/codec/dna"
	"parley/annotate/codec/doccano"
	"parley/annotate/codec/huggingface"
	"parley/annotate/codec/labelstudio"
	"parley/annotate/codec/prodigy"
	"parley/annotate/codec/refiqda"
	"parley/annotate/codec/semeval"
	"parley/annotate/codec/w3c"
	"parley/annotate/codec/webannotsv"
)

// Sure is from which likelihood on, in percent, a source is taken for what it seems to be.
const Sure = 60

// All are the formats, in the order of lists. The slice is the caller's.
func All() []codec.Format {
	return []codec.Format{
		dataset("parley", "Parley dataset, one JSON document", false, ".json"),
		dataset("jsonl", "Parley dataset, a document a line", true, ".jsonl"),
		brat.Format(),
		webannotsv.Format(),
		cas.JSON(),
		cas.XMI(),
		w3c.Format(),
		dna.Format(),
		doccano.Format(),
		labelstudio.Format(),
		prodigy.Format(),
		conll.Format(),
		csv.Format(),
		csv.TSV(),
		semeval.Format(),
		refiqda.Format(),
		refiqda.Codebook(),
		huggingface.Format(),
	}
}

// Named is the format of that name, in any case; the error lists the names.
func Named(name string) (codec.Format, error) {
	all := All()
	i := slices.IndexFunc(all, func(f codec.Format) bool { return strings.EqualFold(f.Name, name) })
	if i < 0 {
		return codec.Format{}, fmt.Errorf("format %q: want %s: %w", name, strings.Join(Names(nil), ", "), annotate.ErrInvalid)
	}
	return all[i], nil
}

// Names are the names of the formats that is holds of; of all when it is nil.
func Names(is func(codec.Format) bool) (names []string) {
	for _, f := range All() {
		if is == nil || is(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

// Reads reports whether f can be read.
func Reads(f codec.Format) bool { return f.Open != nil }

// Writes reports whether f can be written.
func Writes(f codec.Format) bool { return f.Write != nil }

// Detect is the format that a source is most likely of, and how likely that is: see [Sure].
// Of two that are equally likely it is the first.
func Detect(s codec.Source) (codec.Format, codec.Guess) {
	return likeliest(s, func(codec.Format) bool { return true })
}

// DetectNamed is [Detect] among the formats whose files end as that of s does: for
// one of thousands in a folder, most of which are texts.
func DetectNamed(s codec.Source) (codec.Format, codec.Guess) {
	return likeliest(s, func(f codec.Format) bool {
		return slices.ContainsFunc(f.Extensions, func(e string) bool { return strings.HasSuffix(strings.ToLower(s.Name), e) })
	})
}

func likeliest(s codec.Source, asked func(codec.Format) bool) (best codec.Format, guess codec.Guess) {
	for _, f := range All() {
		if f.Detect == nil || f.Open == nil || !asked(f) {
			continue
		}
		if g := f.Detect(s); g.Likelihood > guess.Likelihood {
			best, guess = f, g
		}
	}
	return best, guess
}
