// Command benchtable reads the output of go test -bench on standard input and prints, for
// each line of a file of goals, the median beside the goal, as a Markdown table.
//
//	go test -run '^$' -bench . -count 5 ./... | benchtable goals.txt
//
// A goal is "what | benchmark | unit | goal | floor | prototype": the goal is a number in
// that unit, or, with a floor (another benchmark of the same run), the ratio that is
// allowed. Empty goals are figures without one. The last cell, which may be left out, is
// what the prototype took for the same on the machine that is named in the README.
package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// processors is what testing adds to a benchmark's name.
var processors = regexp.MustCompile(`-\d+$`)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go test -bench … | benchtable GOALS")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "benchtable:", err)
		os.Exit(1)
	}
}

func run(goals string) error {
	measured, err := read()
	if err != nil {
		return err
	}
	f, err := os.Open(goals)
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Println("| what | measured | goal | | prototype |")
	fmt.Println("|---|---|---|---|---|")
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); line != "" && !strings.HasPrefix(line, "#") {
			if err := row(line, measured); err != nil {
				return err
			}
		}
	}
	return lines.Err()
}

// read gives the median of every benchmark and unit, by "name unit".
func read() (map[string]float64, error) {
	all := map[string][]float64{}
	r := benchfmt.NewReader(os.Stdin, "stdin")
	for r.Scan() {
		switch rec := r.Result().(type) {
		case *benchfmt.Result:
			name := processors.ReplaceAllString(rec.Name.String(), "")
			for _, v := range rec.Values {
				unit, value := v.Unit, v.Value
				if v.OrigUnit != "" {
					unit, value = v.OrigUnit, v.OrigValue
				}
				all[name+" "+unit] = append(all[name+" "+unit], value)
			}
		case *benchfmt.SyntaxError:
			return nil, rec
		}
	}
	medians := make(map[string]float64, len(all))
	for k, list := range all {
		slices.Sort(list)
		medians[k] = list[len(list)/2]
	}
	return medians, r.Err()
}

func row(line string, measured map[string]float64) error {
	cells := strings.Split(line, "|")
	if len(cells) == 5 {
		cells = append(cells, "")
	}
	if len(cells) != 6 {
		return fmt.Errorf("goal %q: want five cells or six", line)
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	what, name, unit, goal, floor, before := cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]
	if v, err := strconv.ParseFloat(before, 64); err == nil {
		before = show(v, unit)
	}
	value, ok := measured[name+" "+unit]
	if !ok {
		fmt.Printf("| %s | not measured | %s | | %s |\n", what, goal, before)
		return nil
	}
	shown := show(value, unit)
	if floor != "" {
		base, ok := measured[floor+" "+unit]
		if !ok {
			fmt.Printf("| %s | %s, floor not measured | %s × | | %s |\n", what, shown, goal, before)
			return nil
		}
		value /= base
		shown = fmt.Sprintf("%.2f × (%s : %s)", value, shown, show(base, unit))
	}
	if goal == "" {
		fmt.Printf("| %s | %s | | | %s |\n", what, shown, before)
		return nil
	}
	limit, err := strconv.ParseFloat(goal, 64)
	if err != nil {
		return fmt.Errorf("goal %q: %w", line, err)
	}
	wanted := "≤ " + show(limit, unit)
	if floor != "" {
		wanted = fmt.Sprintf("≤ %g ×", limit)
	}
	verdict := "reached"
	if value > limit {
		verdict = "**missed**"
	}
	fmt.Printf("| %s | %s | %s | %s | %s |\n", what, shown, wanted, verdict, before)
	return nil
}

// show writes a value in a unit that people read.
func show(v float64, unit string) string {
	if unit != "ns/op" {
		digits := 2
		if v >= 100 {
			digits = 0
		}
		return strings.TrimSpace(strconv.FormatFloat(v, 'f', digits, 64) + " " + shortly(unit))
	}
	for _, u := range []struct {
		name string
		ns   float64
	}{{"s", 1e9}, {"ms", 1e6}, {"µs", 1e3}} {
		if v >= u.ns {
			return strconv.FormatFloat(v/u.ns, 'g', 3, 64) + " " + u.name
		}
	}
	return strconv.FormatFloat(v, 'g', 3, 64) + " ns"
}

// shortly is a unit as it is read: "ms-p99" is ms, "large/small" a ratio, "frames" said by
// the line itself.
func shortly(unit string) string {
	head, _, _ := strings.Cut(unit, "-")
	head, _, ratio := strings.Cut(head, "/")
	switch {
	case unit == "frames":
		return ""
	case (ratio || strings.Contains(unit, "/")) && head != "B":
		return "×"
	}
	return head
}
