package uima

import (
	"path"
	"slices"
	"strings"

	"parley/annotate"
)

// Initial is the name of the file in which INCEpTION has a document as it came in, before
// anybody annotated it.
const Initial = "INITIAL_CAS"

// Whose says of a file that stands as INCEpTION lays out what several people made of a
// document, "annotation/report.txt/lina.json" or "curation/report.txt/CURATION_USER.json", of
// which document it is and whose. Of any other file both are empty.
func Whose(file string) (document, person string) {
	dir, base := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	switch above := path.Dir(dir); path.Base(above) {
	case "annotation", "curation":
		return path.Join(path.Dir(above), path.Base(dir)), strings.TrimSuffix(base, path.Ext(base))
	}
	return "", ""
}

// Group is a document and the files that say what is in it.
type Group struct {
	Document string // as [Whose] has it, or the file
	Files    []string
}

// Groups are files by their documents, in the order in which these come first. The file
// without anybody's work is the last of its group.
func Groups(files []string) (list []Group) {
	at := map[string]int{}
	for _, f := range files {
		document, _ := Whose(f)
		if document == "" {
			list = append(list, Group{f, []string{f}})
			continue
		}
		i, there := at[document]
		if !there {
			i, at[document] = len(list), len(list)
			list = append(list, Group{Document: document})
		}
		list[i].Files = append(list[i].Files, f)
	}
	for _, g := range list {
		slices.SortStableFunc(g.Files, func(a, b string) int { return rank(a) - rank(b) })
	}
	return list
}

// rank puts the initial file last.
func rank(file string) int {
	if _, person := Whose(file); person == Initial {
		return 1
	}
	return 0
}

// Part is one of the files as which a document is written.
type Part struct {
	Name        string              // without its ending; "" for a name of the document's own
	Inside      bool                // Name has [Document].Folder before it, if that is known yet
	Person      *annotate.Annotator // whose it is; nil: nobody's in particular
	Original    *annotate.Original  // that it was, or that another part was; nil: there is none
	AsItCame    bool                // the original is written as it stands
	Annotations []*annotate.Annotation
	Relations   []*annotate.Relation
}

// Document is what there is of a document to write.
type Document struct {
	Folder      string // for its files, where there are to be several and none came in
	Several     bool   // whether several people have recorded something in the project
	People      []*annotate.Annotator
	Annotations []*annotate.Annotation
	Relations   []*annotate.Relation
	Originals   []*annotate.Original // of the format
	Named       func(*annotate.Original) string
}

// Parts are the files of a document: one, or one of each of several people. A document that
// came in as one file stays one, as long as one person has recorded something in it.
func (d Document) Parts() (list []Part) {
	people := d.recorded()
	laid := slices.ContainsFunc(d.Originals, func(o *annotate.Original) bool { doc, _ := Whose(o.Name); return doc != "" })
	if !laid && len(people) < 2 && (!d.Several || len(d.Originals) > 0) {
		p := Part{Annotations: d.Annotations, Relations: d.Relations}
		if len(people) == 1 {
			p.Person = people[0]
		}
		if len(d.Originals) > 0 {
			p.Original = d.Originals[0]
			p.Name = strings.TrimSuffix(p.Original.Name, path.Ext(p.Original.Name))
		}
		return []Part{p}
	}
	folder, used := d.Folder, map[*annotate.Original]bool{}
	if laid {
		folder = path.Dir(d.Originals[0].Name)
	}
	for _, who := range people {
		p := Part{Person: who, Name: path.Join(folder, fileName(who.Name)), Inside: !laid}
		if i := slices.IndexFunc(d.Originals, func(o *annotate.Original) bool { return strings.EqualFold(d.named(o), who.Name) }); i >= 0 {
			p.Original = d.Originals[i]
			if used[p.Original] = true; laid {
				p.Name = strings.TrimSuffix(p.Original.Name, path.Ext(p.Original.Name))
			}
		} else if len(d.Originals) > 0 {
			p.Original = d.Originals[0] // for all but its annotations
		}
		p.take(d)
		list = append(list, p)
	}
	for _, o := range d.Originals {
		if doc, person := Whose(o.Name); doc != "" && !used[o] {
			list = append(list, Part{Name: strings.TrimSuffix(o.Name, path.Ext(o.Name)), Original: o, AsItCame: person == Initial})
		}
	}
	if len(list) == 0 {
		list = []Part{{Name: path.Join(folder, Initial), Inside: !laid}}
	}
	return list
}

// named is whose an original is: as the file says, or its name.
func (d Document) named(o *annotate.Original) string {
	if name := d.Named(o); name != "" {
		return name
	}
	_, person := Whose(o.Name)
	return person
}

// recorded are those who recorded something.
func (d Document) recorded() (list []*annotate.Annotator) {
	has := map[annotate.ID]bool{}
	for _, a := range d.Annotations {
		has[a.Annotator] = true
	}
	for _, r := range d.Relations {
		has[r.Annotator] = true
	}
	for _, p := range d.People {
		if has[p.ID] {
			list = append(list, p)
		}
	}
	return list
}

// take gives p what its person recorded.
func (p *Part) take(d Document) {
	for _, a := range d.Annotations {
		if a.Annotator == p.Person.ID {
			p.Annotations = append(p.Annotations, a)
		}
	}
	for _, r := range d.Relations {
		if r.Annotator == p.Person.ID {
			p.Relations = append(p.Relations, r)
		}
	}
}

// fileName is a name as one of a file.
func fileName(name string) string {
	clean := strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name), ". ")
	if clean == "" || clean == Initial {
		return "annotator"
	}
	return clean
}
