//! From files to a pack, with every problem on the way.

use std::collections::{BTreeMap, HashMap};

use super::files::{Files, NoText};
use super::fill::Values;
use super::front::{check_quizzes, cycle, front};
use super::frozen;
use super::item;
use super::lesson::{self, Home, is_id};
use super::library::Pack;
use super::maths::LogBase;
use super::name_ids;
use super::problem::{Code, Place, Problem, Severity};
use super::reader::Reader;
use super::suggest::nearest;
use super::table::Table;
use super::translation;

/// Lessons of one pack at most.
const LESSONS: usize = 500;

/// A pack as far as it could be read, and every problem that was found.
#[derive(Debug)]
pub struct Loaded {
    /// The pack without the blocks that have errors; `None` where `pack.toml` makes no pack.
    pub pack: Option<Pack>,
    /// Every problem, in the order of the files.
    pub problems: Vec<Problem>,
}

/// Reads a pack, or says everything that is wrong with it. Notes and warnings are no hindrance.
pub fn load(files: &Files) -> Result<Pack, Vec<Problem>> {
    load_in(files, None)
}

/// The same, in the words of a reader's language where the pack has them.
pub fn load_in(files: &Files, language: Option<&str>) -> Result<Pack, Vec<Problem>> {
    let loaded = read_in(files, language);
    match loaded.pack {
        Some(pack) if loaded.problems.iter().all(|p| p.severity != Severity::Error) => Ok(pack),
        _ => Err(loaded.problems),
    }
}

/// Reads as much of a pack as can be read.
pub fn read(files: &Files) -> Loaded {
    read_in(files, None)
}

/// The same, in the words of a reader's language, such as `fr`, where the pack has them.
pub fn read_in(files: &Files, language: Option<&str>) -> Loaded {
    let mut problems = Vec::new();
    let text = match files.text("pack.toml") {
        Ok(text) => text,
        Err(why) => return Loaded { pack: None, problems: vec![no_text(&why, "pack.toml")] },
    };
    let place = Place::whole("pack.toml", &text);
    let (entries, errors) = item::from_toml(&place);
    let unreadable = !errors.is_empty();
    problems.extend(errors);
    if unreadable && entries.is_empty() {
        return Loaded { pack: None, problems };
    }
    let none = Values::default();
    let reader = Reader::new(&place, &none, LogBase::E);
    let table = Table { reader: &reader, entries: &entries, span: 0..0 };
    let pack = front(&table, &place);
    if let Some(mut pack) = pack {
        let names = lesson_names(&table, files);
        let cross = lessons(&mut pack, &names, (files, language), &mut problems);
        check_lesson_needs(&pack, &names, &mut problems);
        note_unlisted(&table, &names, files, &mut problems);
        name_ids::assign(&mut pack, &mut problems);
        frozen::apply(&mut pack, files, &mut problems);
        if cross {
            check_quizzes(&table, &pack);
        }
        problems.splice(0..0, reader.into_problems());
        return Loaded { pack: Some(pack), problems };
    }
    problems.splice(0..0, reader.into_problems());
    Loaded { pack: None, problems }
}

fn no_text(why: &NoText, file: &str) -> Problem {
    let (code, remedy) = match why {
        NoText::Missing(_) => (Code::P005, "Create it, or take its name out of `lessons`."),
        NoText::NotPlain(_) => {
            (Code::P005, "A pack holds plain files, no links out of its folder.")
        }
        NoText::TooLarge(_) => (Code::P009, "Split it into several lessons."),
        NoText::NotUtf8(..) => (Code::P001, "Save the file as UTF-8."),
        NoText::Refused(..) => (Code::P005, ""),
    };
    let remedy = if file == "pack.toml" && code == Code::P005 {
        "A pack is a folder with a file `pack.toml`: `gradus pack new NAME` makes one."
    } else {
        remedy
    };
    let sentence = why.to_string();
    let mut letters = sentence.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let message = format!("{first}{}.", letters.as_str());
    Problem::new(code, Place::whole(file, ""), message).mended_by(remedy)
}

/// The names under `lessons` that are names, each once, with their places.
fn lesson_names(table: &Table<'_>, files: &Files) -> Vec<(String, Place)> {
    let reader = table.reader;
    let mut found: Vec<(String, Place)> = Vec::new();
    for item in table.items("lessons", LESSONS, false).unwrap_or_default() {
        let Some(name) = reader.text("lessons", item) else { continue };
        let place = reader.file.at(item.span.clone());
        if !is_id(&name) {
            let message = format!("\"{name}\" cannot name a lesson.");
            let remedy =
                "A lesson's name is made of a-z, 0-9 and -; its file is lessons/<name>.toml.";
            reader.note(Problem::new(Code::P005, place, message).mended_by(remedy));
        } else if found.iter().any(|(own, _)| *own == name) {
            let message = format!("The lesson \"{name}\" is listed twice.");
            reader.note(Problem::new(Code::P005, place, message).mended_by("Drop one of them."));
        } else {
            found.push((name, place));
        }
    }
    if table.has("lessons") && found.is_empty() && !reader.has_errors() {
        let there = files.lessons();
        let remedy = match there.first() {
            Some(first) => {
                format!("There is a file lessons/{first}.toml: lessons = [\"{first}\"].")
            }
            None => "Write a file lessons/first.toml, and lessons = [\"first\"].".to_owned(),
        };
        reader.note_at(Code::P005, &table.span_of("lessons"), "The pack has no lesson.", remedy);
    }
    found
}

/// Reads the lessons; was every one of them read without an error?
fn lessons(
    pack: &mut Pack,
    names: &[(String, Place)],
    (files, language): (&Files, Option<&str>),
    problems: &mut Vec<Problem>,
) -> bool {
    let before = problems.len();
    for (name, listed) in names {
        let path = format!("lessons/{name}.toml");
        let text = match files.text(&path) {
            Ok(text) => text,
            Err(why @ NoText::Missing(_)) => {
                let mut problem = no_text(&why, &path);
                problem.place = listed.clone();
                let there = files.lessons();
                if let Some(near) = nearest(name, there.iter().map(String::as_str)) {
                    problem.remedy = format!("Did you mean \"{near}\"?");
                }
                problems.push(problem);
                continue;
            }
            Err(why) => {
                problems.push(no_text(&why, &path));
                continue;
            }
        };
        let place = Place::whole(&path, &text);
        let (mut entries, errors) = item::from_toml(&place);
        let unreadable = !errors.is_empty();
        problems.extend(errors);
        if unreadable {
            continue;
        }
        translation::check(&entries, files, name, problems);
        if let Some(language) = language {
            translation::apply(&mut entries, files, name, language, &pack.language);
        }
        let home = Home { pack: &pack.id, lesson: name, log: pack.log };
        pack.lessons.extend(lesson::read(&place, &entries, &home, problems));
    }
    problems[before..].iter().all(|problem| problem.severity != Severity::Error)
}

/// Lessons that lie in the folder and that no student sees.
fn note_unlisted(
    table: &Table<'_>,
    names: &[(String, Place)],
    files: &Files,
    problems: &mut Vec<Problem>,
) {
    let is_listed = |name: &str| names.iter().any(|(own, _)| own == name);
    let there = files.lessons();
    for name in there.iter().filter(|name| is_id(name) && !is_listed(name)) {
        let place = table.reader.file.at(table.span_of("lessons"));
        let message = format!("lessons/{name}.toml is not listed: nobody sees it.");
        let mut problem = Problem::new(Code::P005, place, message)
            .mended_by(format!("Add \"{name}\" to `lessons`, or leave it out for now."));
        // A draft may wait there.
        problem.severity = Severity::Note;
        problems.push(problem);
    }
}

fn check_lesson_needs(pack: &Pack, names: &[(String, Place)], problems: &mut Vec<Problem>) {
    let mut edges = HashMap::new();
    for lesson in &pack.lessons {
        for need in lesson.needs.iter().filter(|need| !names.iter().any(|(n, _)| n == *need)) {
            let remedy = match nearest(need, names.iter().map(|(name, _)| name.as_str())) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Name a lesson of this pack.".to_owned(),
            };
            let message = format!("The lesson needs `{need}`, which is no lesson of the pack.");
            problems.push(
                Problem::new(Code::P005, lesson.place_of("needs"), message).mended_by(remedy),
            );
        }
        edges.insert(lesson.id.as_str(), lesson.needs.iter().map(String::as_str).collect());
    }
    if let Some(circle) = cycle(&edges) {
        let message = format!("Lessons need each other in a circle: {}.", circle.join(" → "));
        let place = pack.lesson(&circle[0]).map_or(pack.place.clone(), |l| l.place_of("needs"));
        let mut problem =
            Problem::new(Code::S301, place, message).mended_by("Drop one of these needs.");
        // Nobody could ever start.
        problem.severity = Severity::Error;
        problems.push(problem);
    }
}

/// A pack of files in memory, for tests and for archives.
pub fn in_memory(files: &[(&str, &str)]) -> Files {
    let owned: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    Files::Memory(owned)
}
