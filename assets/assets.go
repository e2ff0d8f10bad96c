// Package assets is what Parley ships beside its code: the schema templates, the
// sample project and the JSON Schema of the dataset, as bytes. Fonts and icons stand
// in packages of their own below it.
//
// One rule: it knows nothing of what the bytes mean. Package annotate/codec/parley
// parses them, and its tests check every one:
//
//	b, err := assets.Template("political claims")
//	t, err := parley.ReadTemplate(bytes.NewReader(b))
package assets

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed templates/*.json
var templates embed.FS

//go:embed schema/parley-dataset.json
var datasetSchema string

//go:embed sample/harbour-talks.json
var sample string

// templateNames are the templates as they are offered, the default first.
var templateNames = [...]string{"political-claims", "dna-statement", "semeval-2016-stance", "argument", "named-entities"}

// DefaultTemplate is the template of a project for which none is named.
const DefaultTemplate = "political-claims"

// TemplateNames lists the schema templates as they are offered, the default first.
func TemplateNames() []string { return slices.Clone(templateNames[:]) }

// Template is the schema template called name, as JSON. Case does not matter, and blanks
// may stand for hyphens. The error lists the names there are.
func Template(name string) ([]byte, error) {
	want := strings.ReplaceAll(strings.TrimSpace(name), " ", "-")
	for _, n := range templateNames {
		if strings.EqualFold(n, want) {
			return templates.ReadFile("templates/" + n + ".json")
		}
	}
	return nil, fmt.Errorf("schema template %q: want one of %s", name, strings.Join(templateNames[:], ", "))
}

// Version is the version of Parley.
const Version = "0.1.0"

// DatasetSchema is the JSON Schema (draft 2020-12) of the dataset.
func DatasetSchema() string { return datasetSchema }

// Sample is the sample project, as a dataset. It is made of the texts in sample/source by
// the tests of annotate/codec/parley, run with -update.
func Sample() string { return sample }
