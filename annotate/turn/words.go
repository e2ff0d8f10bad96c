package turn

import (
	"strings"
)

// particles are small words within names.
var particles = set("al el ad an ar as ash at az ul bin ibn bint ben abu abou umm von van vom zu de del della dei der den des di da dos du la le los las ter ten y e und of")

// roles are labels that name a speaker by what they are there for, folded.
var roles = set(keyOf("q a interviewer interviewee moderator host presenter reporter journalist anchor speaker question answer chair chairman chairwoman president narrator witness " +
	"f frage antwort moderatorin fragesteller interviewerin sprecher sprecherin journalistin vorsitzender präsident präsidentin " +
	"intervieweur intervieweuse réponse animateur animatrice présentateur journaliste locuteur entrevistador entrevistadora pregunta respuesta moderador moderadora " +
	"س ج سؤال جواب السؤال الجواب المحاور المحاورة المذيع المذيعة الصحفي الصحفية الصحافي مقدم المقدم الضيف الرئيس"))

// others are labels that begin a line of another kind, folded: remarks, parts of a page,
// heads of messages, and in scripts without capitals the verbs that bring in a quotation.
var others = set(keyOf("note notes nb ps warning caution important tip hint example examples source sources update updated correction clarification editor photo photos image images picture credit caption video audio map " +
	"figure fig table chart chapter part section article step day week item option rule appendix annex see read related also tags tag topics keywords category date time place location venue author by from to cc bcc subject re fwd sent attached " +
	"title headline subtitle outlet publisher published language url link links website email mail phone tel fax contact address follow share copyright summary abstract background introduction conclusion conclusions result results discussion " +
	"reference references footnote footnotes translation transcript translator pros cons advantages disadvantages todo breaking watch live opinion analysis exclusive listen advertisement key http https www isbn doi ps p s " +
	"hinweis anmerkung achtung wichtig beispiel beispiele quelle quellen foto bild abbildung abb tabelle kapitel teil abschnitt artikel datum ort autor autorin titel sprache betreff von an zusammenfassung fazit einleitung hintergrund fußnote übersetzung siehe " +
	"remarque attention exemple exemples légende tableau chapitre partie auteur titre langue objet résumé contexte traduction voir nota fuente fuentes ejemplo ejemplos imagen figura tabla capítulo fecha lugar título idioma asunto resumen " +
	"ملاحظة ملاحظات ملحوظة تنبيه تحذير مثال أمثلة المصدر مصدر المصادر تحديث تصحيح صورة الصورة فيديو جدول شكل الفصل فصل القسم المادة مادة التاريخ تاريخ المكان الكاتب كاتب العنوان عنوان اللغة الموضوع ملخص الملخص خلاصة الخلاصة خلفية مقدمة خاتمة ترجمة النتيجة النتائج المراجع هامش اقرأ انظر"))

// saying are verbs that bring in a quotation, without the “and” that may be before them, folded.
var saying = set(keyOf("قال قالت يقول تقول قالوا أضاف أضافت يضيف أكد أكدت يؤكد أوضح أوضحت يوضح تابع تابعت ختم ذكر ذكرت صرح صرحت أعلن أعلنت أشار أشارت كتب كتبت جاء نقل نقلت سأل سألت أجاب أجابت رد ردت علق علقت شدد بين لفت اعتبر رأى"))

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// isRole reports whether a folded label is a role, with or without a number behind it.
func isRole(key string) bool {
	return roles[strings.TrimRight(key, "0123456789 ")]
}

// never reports whether a label is none of a speaker.
func never(name, key string) bool {
	if roles[key] {
		return false
	}
	first, _, several := strings.Cut(key, " ")
	switch {
	case others[key], others[strings.TrimRight(key, "0123456789 ")]:
		return true
	case several && others[first] && (strings.ToUpper(name) == name || !upperSecond(name)):
		return true // Note to readers, READ MORE; not Art Miller
	case saying[first], saying[strings.TrimPrefix(first, "و")]:
		return true
	}
	return first == ""
}

// upperSecond reports whether the second word begins with a capital, as that of a name does.
func upperSecond(name string) bool {
	words := strings.Fields(name)
	return len(words) > 1 && named(words[1]) > 0
}
