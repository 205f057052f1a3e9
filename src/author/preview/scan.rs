//! Which variants does an exercise have, and which of them should no student meet?

use std::collections::HashMap;

use crate::author::check::variants::problems;
use crate::author::check::{Checked, VARIANTS};
use crate::pack::{Code, Exercise, Problem, Variant};

/// Every variant of an exercise that is looked at.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The variants, in the order of their parameters, or of the frozen seeds.
    pub variants: Vec<Looked>,
    /// How many tests were run, over all variants.
    pub tests: usize,
}

/// One variant and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The variant; `None` where its values make no question.
    pub variant: Option<Variant>,
    /// The values of its parameters: `a = 2, n = 3`.
    pub values: String,
    /// An earlier variant that asks the same.
    pub twin: Option<usize>,
    /// What is wrong with it, tests included.
    pub problems: Vec<Problem>,
}

/// Looks at the variants while `goes_on` says so; `None` once it says no.
pub fn scan(exercise: &Exercise, goes_on: &mut dyn FnMut() -> bool) -> Option<Scan> {
    let mut found = Scan::default();
    let mut checked = Checked::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (index, built) in exercise.variants_to_check(VARIANTS).into_iter().enumerate() {
        if !goes_on() {
            return None;
        }
        let looked = match built {
            Ok(variant) => {
                let twin = known.get(&variant.question.hash).copied();
                known.entry(variant.question.hash.clone()).or_insert(index);
                let problems = match twin {
                    Some(_) => Vec::new(),
                    None => problems(exercise, &variant, &mut checked),
                };
                Looked { values: values(&variant), variant: Some(variant), twin, problems }
            }
            Err(problems) => Looked { variant: None, values: String::new(), twin: None, problems },
        };
        found.variants.push(looked);
    }
    found.tests = checked.tests;
    Some(found)
}

fn values(variant: &Variant) -> String {
    let pairs = variant.question.parameters.iter().map(|(name, value)| format!("{name} = {value}"));
    pairs.collect::<Vec<_>>().join(", ")
}

impl Scan {
    /// The variants with a problem of one of these codes, the first first.
    pub fn with(&self, codes: &[Code]) -> Vec<usize> {
        let has = |looked: &Looked| looked.problems.iter().any(|own| codes.contains(&own.code));
        self.variants.iter().enumerate().filter(|(_, own)| has(own)).map(|(at, _)| at).collect()
    }

    /// The variants that ask the same as an earlier one.
    pub fn twins(&self) -> Vec<usize> {
        let is_twin = |(at, own): (usize, &Looked)| own.twin.map(|_| at);
        self.variants.iter().enumerate().filter_map(is_twin).collect()
    }

    /// The first variant in which a problem of the whole exercise appears.
    pub fn first_with(&self, problem: &Problem) -> Option<usize> {
        let is_same = |own: &Problem| {
            own.code == problem.code && own.place.span.start == problem.place.span.start
        };
        self.variants.iter().position(|looked| looked.problems.iter().any(is_same))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{self, in_memory};

    fn scanned(block: &str) -> Scan {
        let front =
            "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
        let lesson = format!("title = \"A\"\n[[block]]\nask = \"derivative\"\n{block}");
        let files = in_memory(&[("pack.toml", front), ("lessons/a.toml", &lesson)]);
        let pack = pack::read(&files).pack.expect("a pack");
        let (_, exercise) = pack.exercises().next().expect("one exercise");
        scan(exercise, &mut || true).expect("nobody stopped it")
    }

    #[test]
    fn degenerate_variants_and_twins_are_found() {
        let scan = scanned(
            "of = \"{a}*x^{n} + {b}\"\nparams = { a = \"1..2\", n = \"0..2\", b = \"= 0*a\" }\n",
        );
        assert_eq!(scan.variants.len(), 6);
        // n = 0 leaves nothing to differentiate.
        assert_eq!(scan.with(&[Code::E104]).len(), 2);
        let scan = scanned("of = \"{a}*{b}*x^2\"\nparams = { a = \"1..3\", b = \"1..3\" }\n");
        assert_eq!(scan.twins().first(), Some(&3));
        assert_eq!(scan.variants[3].twin, Some(1));
        assert_eq!(scan.variants[3].values, "a = 1, b = 2");
    }

    #[test]
    fn a_failing_test_leads_to_its_first_variant() {
        let scan = scanned(
            "of = \"x^{n}\"\nparams = { n = \"2..5\" }\n[[block.test]]\nanswer = \"2*x\"\nexpect = \"right\"\n",
        );
        assert_eq!(scan.tests, 4);
        assert_eq!(scan.with(&[Code::E107]), [1, 2, 3]);
        let problem = scan.variants[1].problems[0].clone();
        assert_eq!(scan.first_with(&problem), Some(1));
    }

    #[test]
    fn a_scan_can_be_stopped() {
        let front =
            "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
        let lesson = "title = \"A\"\n[[block]]\nask = \"derivative\"\nof = \"x^{n}\"\nparams = { n = \"2..5\" }\n";
        let files = in_memory(&[("pack.toml", front), ("lessons/a.toml", lesson)]);
        let pack = pack::load(&files).expect("a pack");
        let (_, exercise) = pack.exercises().next().expect("one exercise");
        assert!(scan(exercise, &mut || false).is_none());
    }
}
