// Package refiqda reads and writes REFI-QDA 1.5, which ATLAS.ti, MAXQDA, NVivo, QualCoder and
// others exchange: projects (.qdpx) and codebooks (.qdc).
//
// A project is a zip archive of project.qde, which is XML, and of the folder sources with a
// text each:
//
//	<Project name="…" origin="…" xmlns="urn:QDA-XML:project:1.0">
//	  <Users><User guid="…" name="Lina"/></Users>
//	  <CodeBook><Codes><Code guid="…" name="Claim" isCodable="true"><Description>…</Description><Code …/></Code></Codes></CodeBook>
//	  <Variables>…</Variables> <Cases>…</Cases>
//	  <Sources><TextSource guid="…" name="Häfen" plainTextPath="internal://….txt">
//	    <PlainTextSelection guid="…" name="Müller" startPosition="2" endPosition="8">
//	      <Coding guid="…" creatingUser="…"><CodeRef targetGUID="…"/></Coding> <NoteRef targetGUID="…"/>
//	    </PlainTextSelection>
//	    <VariableValue><VariableRef targetGUID="…"/><TextValue>…</TextValue></VariableValue>
//	  </TextSource></Sources>
//	  <Notes>…</Notes> <Links><Link originGUID="…" targetGUID="…" name="supports"/></Links>
//	</Project>
//
// As read: the codes of another program are one tagset, the tree as it is, of the feature
// "code" of the layer "Coding". A selection is an annotation for each person who coded it. Of
// a project that Parley wrote (its origin says so) the codes at the top are layers, those
// below that cannot be coded with are features, and below these are tags. Variables of
// sources, and of the cases they belong to, are metadata; links of selections are relations.
//
// One rule: the standard counts code points of the plain text, and programs do otherwise. So
// where selections are named by their words, as MAXQDA and ATLAS.ti do, the words decide
// between code points and UTF-16 units, and whether CRLF is one place or two; a document that
// is not counted as the standard wants is reported as repaired.
//
// As written: values that are no tags have no place, and stand as words in the description of
// the selection, a line each, "claimant: HTS"; of a whole document in a note called "Values". Read
// again they are texts. Colours of layers and tags are colours of codes. Sources that are no
// text (pictures, sound, film) are told and left out.
//
// # Deviations
//
//   - Features of layers are codes that cannot be coded with, between those of layers and tags,
//     as the standard has no variables of selections.
//   - A discontinuous annotation is one selection of its hull, since a coding belongs to one.
//   - A link has no author in the standard: a relation is read as by whoever made the selection
//     that it goes from. Links to whole sources are not written, as codings of a source are none.
//   - What XML cannot have, control characters, becomes U+FFFD; the texts themselves stand in
//     files of their own and are whole.
//   - On reading, positions may be what the standard does not want; words decide, as above.
package refiqda
