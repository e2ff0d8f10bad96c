package huggingface

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

func (w *writer) name() string {
	if w.project.Name != "" {
		return w.project.Name
	}
	return "Annotated documents"
}

// card is the dataset card.
func (w *writer) card(f io.Writer) error {
	var b strings.Builder
	b.WriteString("---\n")
	w.front(&b)
	b.WriteString("---\n\n")
	fmt.Fprintf(&b, "# %s\n\n", plain(w.name()))
	if w.project.Note != "" {
		fmt.Fprintf(&b, "%s\n\n", plain(w.project.Note))
	}
	fmt.Fprintf(&b, "%s with %s and %s, made with Parley. The license is for the publisher to fill in, above and here.\n",
		number(w.count.documents, "document", "documents"), number(w.report.Annotations, "annotation", "annotations"), number(w.report.Relations, "relation", "relations"))
	w.lines(&b)
	w.recorded(&b)
	if err := w.annotators(&b); err != nil {
		return err
	}
	_, err := io.WriteString(f, b.String())
	return err
}

// front is the front matter that the hub reads.
func (w *writer) front(b *strings.Builder) {
	b.WriteString("license:\n")
	w.list(b, "language", w.count.codes())
	fmt.Fprintf(b, "pretty_name: %s\n", quoted(w.name()))
	w.list(b, "size_categories", []string{w.count.size()})
	var tasks []string
	if w.count.spans > 0 {
		tasks = append(tasks, "token-classification")
	}
	if w.count.whole > 0 {
		tasks = append(tasks, "text-classification")
	}
	w.list(b, "task_categories", tasks)
	b.WriteString("configs:\n- config_name: default\n  default: true\n  data_files:\n")
	for i, s := range splits {
		if i == 0 || w.count.splits[s] > 0 {
			fmt.Fprintf(b, "  - split: %s\n    path: data/%s%s\n", s, s, w.options.ext())
		}
	}
	for _, name := range w.besides() {
		fmt.Fprintf(b, "- config_name: %s\n  data_files:\n  - split: train\n    path: data/%s%s\n", name, name, w.options.ext())
	}
	b.WriteString("dataset_info:\n- config_name: default\n  features:\n")
	columns(b, reflect.TypeFor[lineJSON](), "  ")
	for _, name := range w.besides() {
		fmt.Fprintf(b, "- config_name: %s\n  features:\n", name)
		columns(b, besides[name], "  ")
	}
}

// besides are the tables beside the documents, and what a line of each is.
var besides = map[string]reflect.Type{"actors": reflect.TypeFor[actorJSON](), "annotators": reflect.TypeFor[annotatorJSON]()}

// besides are those that were written.
func (w *writer) besides() (names []string) {
	if len(w.people) > 0 {
		names = append(names, "annotators")
	}
	if len(w.actors) > 0 {
		names = append(names, "actors")
	}
	return names
}

func (w *writer) list(b *strings.Builder, name string, values []string) {
	if len(values) == 0 {
		return
	}
	fmt.Fprintf(b, "%s:\n", name)
	for _, v := range values {
		fmt.Fprintf(b, "- %s\n", quoted(v))
	}
}

// quoted is s as a string of YAML, which takes JSON's.
func quoted(s string) string {
	b, err := marshal(s)
	if err != nil {
		return `""`
	}
	return strings.TrimSuffix(string(b), "\n")
}

var unitWords = map[text.Unit]string{
	text.CodePoint: "Unicode code points, as Python counts", text.UTF16: "UTF-16 code units, as JavaScript and Java count", text.Byte: "bytes of UTF-8",
}

// lines tells what a line is.
func (w *writer) lines(b *strings.Builder) {
	b.WriteString("\n## Lines\n\nA line of `data/*" + w.options.ext() + "` is a document: its `id`, `text` and `metadata`; `annotations`; `relations` between these; `turns`, where somebody begins to speak; `progress`, how far each annotator is.\n")
	fmt.Fprintf(b, "\n**Positions** count %s, from 0; the end is not included: in Python, `text[start:end]`. They hold for the text as it stands, with LF line ends, not normalised.\n", unitWords[w.unit])
	b.WriteString("\n- `fragments` are the pieces of an annotation, several when it is discontinuous; `start` and `end` are those of the whole. An annotation of the whole document has no fragments, and null for `start` and `end`. `quote` has the words.\n")
	b.WriteString("- `features` is a list of `feature` and `values`. A feature that is not in it is not set, which is no answer. Each value has its `type` (text, number, boolean, date, tag, entity, annotation) and, as text, its `value`; `id` is that of the tag, the actor or the annotation that is meant, and `mention` the annotation that an actor was read from.\n")
	b.WriteString("- `from` and `to` of a relation are the `id` of annotations.\n")
	if len(w.actors) > 0 {
		fmt.Fprintf(b, "- `data/actors%s` is the register of %s with their aliases, affiliations and roles, and IDs elsewhere.\n", w.options.ext(), number(len(w.actors), "actor", "actors"))
	}
	b.WriteString("\nThe codebook, with definitions, rules, examples and counts, is in `dictionary.md`, and as a table in `dictionary.csv`.\n\n| Split | Documents |\n|---|---:|\n")
	for i, s := range splits {
		if i == 0 || w.count.splits[s] > 0 {
			fmt.Fprintf(b, "| %s | %d |\n", s, w.count.splits[s])
		}
	}
}

// recorded is the schema with its counts.
func (w *writer) recorded(b *strings.Builder) {
	b.WriteString("\n## Schema and counts\n\n| What | Name | Type | Count |\n|---|---|---|---:|\n")
	w.entries(func(e *entry) {
		name := e.name
		switch {
		case e.kind == "feature":
			name = e.of + ": " + name
		case strings.HasSuffix(e.kind, "tag"):
			name = e.of + ": " + e.feature + " = " + strings.TrimSpace(e.code+" "+name)
		}
		several := ""
		if e.several == "yes" {
			several = ", several"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %d |\n", e.kind, plain(name), plain(e.types)+several, e.count)
	})
}

// annotators tells whose the annotations are.
func (w *writer) annotators(b *strings.Builder) error {
	b.WriteString("\n## Annotators\n\n| Annotator | Annotations |\n|---|---:|\n")
	people, err := w.reader.Annotators()
	if err != nil {
		return err
	}
	for _, p := range people {
		fmt.Fprintf(b, "| %s | %d |\n", plain(p.Name), w.count.annotators[p.ID])
	}
	if n := w.count.annotators[annotate.ID{}]; n > 0 {
		fmt.Fprintf(b, "| nobody | %d |\n", n)
	}
	if w.count.shared == 1 {
		b.WriteString("\n1 document has annotations of more than one annotator.")
	} else {
		fmt.Fprintf(b, "\n%d documents have annotations of more than one annotator.", w.count.shared)
	}
	b.WriteString(" Agreement between annotators has not been computed here.\n")
	return nil
}
