//! Lists in front of the block: foreseen answers, variants nobody should meet, the plain form.

use super::line::{Line, filled};
use super::{Leaf, Preview};
use crate::author::preview::{Foreseen, Scan};
use crate::pack::Code;
use crate::text;
use crate::tui::look::Look;
use crate::tui::prose;
use crate::tutor::Verdict;

/// Variants of one sort that are listed.
const FIRST: usize = 3;

/// Characters of an expectation that are shown: the name of a mistake is shorter.
const MISTAKE: usize = 40;

/// What a scan looks for: the heading, and the codes of it.
const SORTS: &[(&str, &[Code])] = &[
    ("degenerate", &[Code::E104]),
    ("undefined", &[Code::E103]),
    ("not derived", &[Code::E102, Code::E106]),
    ("with a failing test", &[Code::E107]),
];

impl Preview {
    /// The rows of the list in front; nothing where there is none.
    pub(super) fn list(&self, width: u16, look: &Look) -> Vec<Line> {
        match &self.leaf {
            Leaf::Answers(found) => answers(found.as_ref(), width, look),
            Leaf::Scan => {
                self.scan.as_ref().map_or_else(Vec::new, |scan| scanned(scan, width, look))
            }
            Leaf::Plain(lines) => plain(lines, width, look),
            Leaf::Block | Leaf::Trying(_) => Vec::new(),
        }
    }
}

/// Each foreseen answer with what a student reads, then the tests with their outcome.
fn answers(found: Option<&Foreseen>, width: u16, look: &Look) -> Vec<Line> {
    let theme = &look.theme;
    let Some(found) = found else { return vec![Line::at(0, "Marking.", theme.quiet)] };
    let mut rows = Vec::new();
    if !found.unwanted.is_empty() {
        let count = text::count(found.unwanted.len(), "answer");
        let heading = Line::at(0, "Wrong answers you foresaw", theme.strong);
        rows.push(heading.with_right(count, theme.quiet));
    }
    for own in &found.unwanted {
        let (sign, ink) = match own.verdict {
            Verdict::Wrong => ("✗", theme.wrong),
            Verdict::Part => ("◐", theme.caution),
            Verdict::Right => ("✓", theme.right),
            Verdict::Undecided | Verdict::Unreadable => ("?", theme.caution),
        };
        let answer = look.words(&own.answer).into_owned();
        rows.push(Line::at(0, sign, ink).and(3, answer, theme.text));
        for sentence in &own.said {
            let sentence = prose::plain(sentence, look);
            rows.extend(filled(5, &sentence, width.min(71), theme.quiet));
        }
    }
    if !found.tests.is_empty() {
        if !rows.is_empty() {
            rows.push(Line::blank());
        }
        rows.extend(tested(found, width, look));
    }
    rows
}

/// The marking tests with their outcome.
fn tested(found: &Foreseen, width: u16, look: &Look) -> Vec<Line> {
    let theme = &look.theme;
    let failing = found.tests.iter().filter(|test| test.failure.is_some()).count();
    let heading = Line::at(0, "Tests of this variant", theme.strong);
    let said = match failing {
        0 => "all pass".to_owned(),
        some => format!("{some} of {} fail", found.tests.len()),
    };
    let mut rows = vec![heading.with_right(said, theme.quiet)];
    for test in &found.tests {
        let (sign, ink) = match test.failure {
            None => ("✓", theme.right),
            Some(_) => ("✗", theme.wrong),
        };
        let typed = look.words(&test.typed).into_owned();
        let expect: String = test.expect.chars().take(MISTAKE).collect();
        let remark = format!("line {}: {expect}", test.line);
        let row = Line::at(0, sign, ink).and(3, typed, theme.text);
        rows.push(row.with_right(look.words(&remark).into_owned(), theme.quiet));
        if let Some((message, remedy)) = &test.failure {
            for sentence in [message, remedy].into_iter().filter(|said| !said.is_empty()) {
                let sentence = look.words(sentence).into_owned();
                rows.extend(filled(5, &sentence, width.min(71), theme.quiet));
            }
        }
    }
    rows
}

/// How many variants are fit to be asked, and the first of each sort that is not.
fn scanned(scan: &Scan, width: u16, look: &Look) -> Vec<Line> {
    let theme = &look.theme;
    let all = scan.variants.len();
    let unasked: Vec<usize> = (0..all).filter(|at| scan.variants[*at].variant.is_none()).collect();
    let mut sorts: Vec<(&str, Vec<usize>)> =
        SORTS.iter().map(|(name, codes)| (*name, scan.with(codes))).collect();
    sorts.push(("the same as another", scan.twins()));
    sorts.push(("without a question", unasked));
    let is_bad = |at: &usize| sorts.iter().any(|(_, found)| found.contains(at));
    let good = (0..all).filter(|at| !is_bad(at)).count();
    let mut rows = vec![
        Line::at(0, "Every variant, looked at", theme.strong)
            .with_right(text::count(all, "variant"), theme.quiet),
        Line::at(0, format!("{good:>5}"), theme.text).and(7, "fit to be asked", theme.text),
    ];
    for (name, found) in &sorts {
        let ink = if found.is_empty() { theme.quiet } else { theme.text };
        rows.push(Line::at(0, format!("{:>5}", found.len()), ink).and(7, *name, ink));
        for at in found.iter().take(FIRST) {
            rows.extend(one(scan, *at, width, look));
        }
        if found.len() > FIRST {
            let more = format!("and {} more", found.len() - FIRST);
            rows.push(Line::at(9, more, theme.quiet));
        }
    }
    rows
}

/// `variant 3: a = 2, n = 3`, and why it is listed.
fn one(scan: &Scan, at: usize, width: u16, look: &Look) -> Vec<Line> {
    let quiet = look.theme.quiet;
    let looked = &scan.variants[at];
    let mut said = format!("variant {}", at + 1);
    if !looked.values.is_empty() {
        said = format!("{said}: {}", looked.values);
    }
    if let Some(twin) = looked.twin {
        said = format!("{said}, asks what variant {} asks", twin + 1);
    }
    if let Some(problem) = looked.problems.first() {
        said = format!("{said}. {}", problem.message);
    }
    filled(9, &look.words(&said), width.min(75), quiet)
}

fn plain(lines: &[String], width: u16, look: &Look) -> Vec<Line> {
    let text = look.theme.text;
    lines
        .iter()
        .flat_map(|line| {
            if line.is_empty() { vec![Line::blank()] } else { filled_plain(line, width, text) }
        })
        .collect()
}

/// Plain lines are laid out already; only what is wider than the window goes on below.
fn filled_plain(line: &str, width: u16, style: ratatui::style::Style) -> Vec<Line> {
    if line.chars().count() <= usize::from(width) {
        return vec![Line::at(0, line, style)];
    }
    filled(0, line, width, style)
}
