//! Packs as they should be: the bundled ones, the printed example, a new one.

use std::fs;
use std::path::Path;

use gradus::author::{self, Checked, archive, format, lock, template};
use gradus::pack::{self, Code, Exercise, Files, Problem, Severity, Task, in_memory};

fn check(files: &Files) -> Checked {
    author::check(files, &mut |_, _| {})
}

fn told(checked: &Checked) -> Vec<String> {
    let told = checked.problems.iter().filter(|p| p.severity != Severity::Note);
    told.map(Problem::to_string).collect()
}

fn example() -> Files {
    Files::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/example"))
}

#[test]
fn every_bundled_pack_checks_clean() {
    assert!(!pack::bundled().is_empty());
    for id in pack::bundled() {
        let checked = check(&Files::Bundled(id.clone()));
        assert_eq!(told(&checked), [""; 0], "{id}");
    }
}

#[test]
fn the_printed_example_checks_clean() {
    let checked = check(&example());
    assert_eq!(told(&checked), [""; 0]);
    assert_eq!(checked.exercises, 16);
    assert!(checked.tests > 0 && checked.variants > 800);
}

#[test]
fn a_new_pack_checks_clean_and_two_lines_make_an_exercise() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join("demo");
    template::new(&folder).expect("it is made");
    let files = Files::Folder(folder.clone());
    assert_eq!(told(&check(&files)), [""; 0]);
    let lesson = folder.join("lessons/first.toml");
    let mut text = fs::read_to_string(&lesson).expect("it is there");
    text.push_str("\n[[block]]\nask = \"derivative\"\nof = \"x^3*sin(x)\"\n");
    fs::write(&lesson, text).expect("it is written");
    let checked = check(&files);
    assert_eq!(told(&checked), [""; 0]);
    let pack = checked.pack.expect("it is a pack");
    let exercise = pack.exercise("d-x3sinx").expect("its id comes from its function");
    let question = exercise.question(0).expect("it has a question");
    assert_eq!(question.prompt, "Differentiate f with respect to x.");
}

#[test]
fn a_folder_that_holds_something_is_not_touched() {
    let home = tempfile::tempdir().expect("a temporary folder");
    fs::write(home.path().join("notes.txt"), "mine").expect("it is written");
    let refused = template::new(home.path());
    assert!(refused.is_err());
    assert_eq!(fs::read_dir(home.path()).expect("it is there").count(), 1);
}

fn exercises(block: &str) -> Vec<Exercise> {
    let front = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    let lesson = format!("title = \"A\"\n{block}");
    let files = in_memory(&[("pack.toml", front), ("lessons/a.toml", &lesson)]);
    let pack = pack::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    pack.exercises().map(|(_, exercise)| exercise.clone()).collect()
}

#[test]
fn a_seed_gives_the_same_variant_everywhere() {
    let block = "[[block]]\nask = \"derivative\"\nid = \"golden\"\nof = \"{a}*x^{n}*{trig}(x)\"\n\
        params = { a = \"-9..9 except 0\", n = \"2..5\", trig = [\"sin\", \"cos\"] }\n";
    let exercise = &exercises(block)[0];
    let asked: Vec<String> = (0..6)
        .map(|seed| match exercise.question(seed).expect("a variant").task {
            Task::Derivative { of, .. } => gradus::math::print::ascii(&of),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        asked,
        [
            "-x^3*sin(x)",
            "-x^4*sin(x)",
            "-7*x^5*sin(x)",
            "4*x^3*sin(x)",
            "7*x^4*cos(x)",
            "6*x^5*sin(x)"
        ]
    );
}

#[test]
fn a_large_space_is_sampled_within_its_conditions() {
    let block = "[[block]]\nask = \"derivative\"\nid = \"wide\"\nof = \"{a}*x + {b}\"\n\
        params = { a = \"1..1000000\", b = \"= 2*a\" }\nwhere = [\"mod(a, 7) == 3\"]\n";
    let exercise = &exercises(block)[0];
    for seed in 0..20 {
        let question = exercise.question(seed).expect("a variant");
        let a: i64 = question.parameters[0].1.parse().expect("a whole number");
        assert_eq!(a % 7, 3);
        assert_eq!(question.parameters[1].1, (2 * a).to_string());
    }
}

#[test]
fn frozen_variants_are_asked_in_turn() {
    let block = "[[block]]\nask = \"derivative\"\nid = \"locked\"\nof = \"{a}*x^2\"\n\
        params = { a = \"2..9\" }\nvariants = 3\n";
    let front = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    let lesson = format!("title = \"A\"\n{block}");
    let plain = [("pack.toml", front), ("lessons/a.toml", lesson.as_str())];
    let pack = pack::load(&in_memory(&plain)).expect("a good pack");
    let locked = lock::lock(&pack);
    let told = "locked: 3 variants, answers of 2 to 3 characters, 2 rules of calculus";
    assert_eq!(locked.report, [told]);
    let with_lock = [plain[0], plain[1], ("pack.lock", locked.text.as_str())];
    let pack = pack::load(&in_memory(&with_lock)).expect("a good pack");
    let exercise = pack.exercise("locked").expect("it is there");
    assert_eq!(exercise.seeds.len(), 3);
    let hash = |n| exercise.nth(n).expect("a variant").hash;
    assert_eq!(hash(0), hash(3));
    assert!(hash(0) != hash(1) && hash(1) != hash(2) && hash(0) != hash(2));
}

#[test]
fn a_lock_survives_new_words_and_a_new_order_and_notices_a_new_function() {
    let front = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    let one = "[[block]]\nask = \"derivative\"\nid = \"one\"\nof = \"{a}*x^2\"\nparams = { a = \"2..9\" }\n";
    let two = "[[block]]\nask = \"derivative\"\nid = \"two\"\nof = \"{a}*x^3\"\n\
        params = { a = \"2..9\" }\nvariants = 4\n";
    let lesson = |blocks: &[&str]| format!("title = \"A\"\n{}", blocks.concat());
    let files = |lesson: &str, lock: &str| {
        in_memory(&[("pack.toml", front), ("lessons/a.toml", lesson), ("pack.lock", lock)])
    };
    let first = lesson(&[one, two]);
    let pack = pack::load(&in_memory(&[("pack.toml", front), ("lessons/a.toml", &first)]));
    let lock = lock::lock(&pack.expect("a good pack")).text;
    let problems = |lesson: &str| {
        let read = pack::read(&files(lesson, &lock));
        let told = read.problems.iter().map(|problem| (problem.code, problem.line()));
        (told.collect::<Vec<_>>(), read.pack.expect("a pack"))
    };
    let reworded = two.replace("of =", "prompt = \"Differentiate {f}.\"\nlevel = 3\nof =");
    let (told, moved) = problems(&lesson(&[&reworded, one]));
    assert_eq!(told, []);
    let (_, before) = problems(&first);
    let hashes = |pack: &pack::Pack| -> Vec<String> {
        let two = pack.exercise("two").expect("it is there");
        (0..4).map(|n| two.nth(n).expect("a variant").hash).collect()
    };
    assert_eq!(hashes(&moved), hashes(&before));
    let (told, _) = problems(&lesson(&[&one.replace("x^2", "x^5"), two]));
    assert_eq!(told, [(Code::P008, 2)]);
}

#[test]
fn what_is_formatted_asks_the_same() {
    let loaded = pack::read(&example());
    let pack = loaded.pack.expect("the example is a pack");
    for lesson in &pack.lessons {
        let Some(tidy) = format::lesson(&lesson.place.text, lesson) else { continue };
        let comments = |text: &str| text.matches('#').count();
        assert_eq!(comments(&lesson.place.text), comments(&tidy));
    }
}

#[test]
fn a_built_pack_is_the_same_pack() {
    let pack = pack::load(&example()).expect("the example is a pack");
    let files = author::add::collect(&example(), &pack).expect("its files are there");
    let bytes = archive::write(&files).expect("written in memory");
    let again = pack::load(&Files::Memory(archive::read(&bytes).expect("it reads back")));
    let ids = |pack: &pack::Pack| -> Vec<String> {
        pack.exercises().map(|(_, exercise)| exercise.id.clone()).collect()
    };
    assert_eq!(ids(&again.expect("a good pack")), ids(&pack));
}

#[test]
fn every_exercise_of_a_long_lesson_is_looked_at() {
    let block = |n: usize| {
        format!(
            "[[block]]\nask = \"derivative\"\nid = \"e{n}\"\nof = \"{{a}}*x^{{n}}*sin({n}*x)\"\nparams = {{ a = \"2..3\", n = \"2..3\" }}\n"
        )
    };
    let front = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    let lesson = format!("title = \"A\"\n{}", (1..=50).map(block).collect::<String>());
    let mut told_last = (0, 0);
    let files = in_memory(&[("pack.toml", front), ("lessons/a.toml", &lesson)]);
    let checked = author::check(&files, &mut |done, total| told_last = (done, total));
    assert_eq!((checked.exercises, checked.variants, told_last), (50, 200, (50, 50)));
    assert_eq!(told(&checked), [""; 0]);
}
