package intake

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/annotate"
)

// months are the names of the months of the Gregorian calendar, by language; the Arabic
// ones as the Levant and Iraq, Egypt and the Gulf, and the Maghreb call them. They are as
// fold leaves words.
var months = monthTable(
	"january february march april may june july august september october november december",
	"jan feb mar apr may jun jul aug sep oct nov dec", ". . . . . . . . sept . . .",
	"januar februar marz april mai juni juli august september oktober november dezember", "janner feber maerz . . . . . . okt . dez",
	"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre", "janv fevr . avr . . juil . . . . .",
	"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
	"janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
	"januari februari maart april mei juni juli augustus september oktober november december",
	"ocak subat mart nisan mayıs haziran temmuz agustos eylul ekim kasım aralık",
	"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
	"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
	"ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר", "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
	"يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
	". شباط اذار نيسان ايار حزيران تموز اب ايلول . . .",
	"جانفي فيفري . افريل ماي جوان جويليه اوت . . . .", ". . . . . . يوليوز غشت شتنبر . نونبر دجنبر",
	"ژانویه فوریه مارس اوریل مه ژوین ژوییه اوت سپتامبر اکتبر نوامبر دسامبر",
)

// twoWordMonths are the Levantine months of two words.
var twoWordMonths = map[string]time.Month{
	"كانون الثاني": time.January, "تشرين الاول": time.October, "تشرين الثاني": time.November, "كانون الاول": time.December,
}

func monthTable(rows ...string) map[string]time.Month {
	table := map[string]time.Month{}
	for _, row := range rows {
		for i, name := range strings.Fields(row) {
			if name != "." {
				table[name] = time.Month(i + 1)
			}
		}
	}
	return table
}

// token is a number, a word or a sign of a line.
type token struct {
	text       string // of a word: folded
	start, end int    // bytes of the line
	number     int    // -1 when it is none
	digits     int
}

// tokens cuts a line into words, numbers and signs; blanks are left out.
func tokens(line string) (out []token) {
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		t := token{start: i, end: i + size, number: -1}
		switch {
		case unicode.IsSpace(r):
			i += size
			continue
		case digit(r) >= 0:
			t.number, t.digits, t.end = number(line, i)
		case unicode.IsLetter(r):
			t.end = i + strings.IndexFunc(line[i:]+" ", func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		}
		t.text = fold(line[t.start:t.end])
		out = append(out, t)
		i = t.end
	}
	return out
}

func number(line string, i int) (value, digits, end int) {
	for end = i; end < len(line); digits++ {
		r, size := utf8.DecodeRuneInString(line[end:])
		d := digit(r)
		if d < 0 {
			break
		}
		value, end = min(value*10+d, 99999), end+size
	}
	return value, digits, end
}

// digit is the value of a European, Arabic-Indic or Persian digit; -1 of anything else.
func digit(r rune) int {
	for _, zero := range []rune{'0', '٠', '۰'} {
		if zero <= r && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

// folds are letters that spellings of one month differ in.
var folds = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا", "ة", "ه", "ى", "ي", "ئ", "ی", "ـ", "",
	"é", "e", "è", "e", "û", "u", "ü", "u", "ä", "a", "ç", "c", "ş", "s", "ğ", "g", "i̇", "i")

// fold is a word in small letters without marks and variants of letters.
func fold(word string) string {
	word = folds.Replace(strings.ToLower(word))
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, word)
}

// place is where in its line a date stands, in bytes.
type place struct{ start, end int }

// findDate finds the first date of a line: "11 March 2025", "March 11, 2025", "15.09.2018",
// "2025-03-11", "١٥ آذار ٢٠٢٥", "mai 2024". Of day and month in figures the day comes first,
// but with slashes only where there is no doubt: 3/5/2024 is no date. A year alone is none.
func findDate(line string) (annotate.Date, place, bool) {
	list := tokens(line)
	for i := range list {
		for _, form := range []func([]token) (annotate.Date, int){isoDate, figures, dayMonthYear, monthDayYear} {
			if d, n := form(list[i:]); n > 0 {
				return d, place{list[i].start, list[i+n-1].end}, true
			}
		}
	}
	return annotate.Date{}, place{}, false
}

// isoDate is YYYY-MM-DD, with a time behind it or not.
func isoDate(t []token) (annotate.Date, int) {
	if len(t) < 5 || t[0].digits != 4 || t[1].text != t[3].text || !strings.Contains("-/.", t[1].text) || !together(t[:5]) {
		return annotate.Date{}, 0
	}
	return day(t[0].number, t[2].number, t[4].number, 5)
}

// figures is DD.MM.YYYY.
func figures(t []token) (annotate.Date, int) {
	if len(t) < 5 || t[4].digits != 4 || t[0].digits > 2 || t[2].digits > 2 || t[1].text != t[3].text || !strings.Contains("./-", t[1].text) {
		return annotate.Date{}, 0
	}
	d, m := t[0].number, t[2].number
	if t[1].text == "/" && d != m {
		switch {
		case d > 12:
		case m > 12:
			d, m = m, d
		default:
			return annotate.Date{}, 0
		}
	}
	return day(t[4].number, m, d, 5)
}

func together(t []token) bool {
	for i := 1; i < len(t); i++ {
		if t[i].start != t[i-1].end {
			return false
		}
	}
	return true
}

// dayMonthYear is "11 March 2025", "3. Mai 2024", "1er mai 2024", "3 de mayo de 2024".
func dayMonthYear(t []token) (annotate.Date, int) {
	if t[0].number < 1 || t[0].digits > 2 {
		return annotate.Date{}, 0
	}
	n := skip(t, 1, ". st nd rd th er º de of")
	month, k := monthAt(t[n:])
	if k == 0 {
		return annotate.Date{}, 0
	}
	n = skip(t, n+k, ". , ، de del of /")
	// كانون الثاني / يناير: a month by both its names
	if again, k := monthAt(t[n:]); k > 0 && again == month {
		n = skip(t, n+k, ". , ، de")
	}
	if n >= len(t) || t[n].digits != 4 {
		return annotate.Date{}, 0
	}
	return day(t[n].number, int(month), t[0].number, n+1)
}

// monthDayYear is "March 11, 2025", or "mai 2024" without a day.
func monthDayYear(t []token) (annotate.Date, int) {
	month, n := monthAt(t)
	if n == 0 {
		return annotate.Date{}, 0
	}
	n = skip(t, n, ". , ، de del")
	if n >= len(t) || t[n].number < 0 {
		return annotate.Date{}, 0
	}
	if t[n].digits == 4 {
		return dated(t[n].number, int(month), 0, n+1)
	}
	d := t[n].number
	if n = skip(t, n+1, ", . st nd rd th"); n >= len(t) || t[n].digits != 4 {
		return annotate.Date{}, 0
	}
	return day(t[n].number, int(month), d, n+1)
}

func monthAt(t []token) (time.Month, int) {
	if len(t) == 0 {
		return 0, 0
	}
	if len(t) > 1 {
		if m := twoWordMonths[t[0].text+" "+t[1].text]; m > 0 {
			return m, 2
		}
	}
	if m := months[t[0].text]; m > 0 {
		return m, 1
	}
	return 0, 0
}

// skip is the first index from n on that is none of words.
func skip(t []token, n int, words string) int {
	for n < len(t) && strings.Contains(" "+words+" ", " "+t[n].text+" ") {
		n++
	}
	return n
}

func day(year, month, day, n int) (annotate.Date, int) {
	if day < 1 {
		return annotate.Date{}, 0
	}
	return dated(year, month, day, n)
}

// dated is the date, if there is such a day between 1400 and 2200, and n.
func dated(year, month, day, n int) (annotate.Date, int) {
	t := time.Date(year, time.Month(month), max(day, 1), 0, 0, 0, 0, time.UTC)
	if year < 1400 || year > 2200 || int(t.Month()) != month || t.Day() != max(day, 1) {
		return annotate.Date{}, 0
	}
	return annotate.Date{Year: int16(year), Month: uint8(month), Day: uint8(day)}, n
}
