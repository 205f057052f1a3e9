//! A pack: its lessons, skills and quizzes.

use std::collections::{BTreeMap, HashMap};

use super::files::{Files, NoText};
use super::fill::Values;
use super::frozen;
use super::item;
use super::keys::{PACK, PICK, QUIZ, SKILL};
use super::lesson::{self, Block, Home, Lesson, is_id};
use super::maths::LogBase;
use super::name_ids;
use super::problem::{Code, Place, Problem, Severity};
use super::reader::{Reader, Table};
use super::suggest::nearest;

/// A pack of lessons.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its stable name.
    pub id: String,
    /// What students see.
    pub title: String,
    /// Three numbers, such as `1.0.0`.
    pub version: String,
    /// What it is about, in one line.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// On what terms others may use it.
    pub license: Option<String>,
    /// The language of its text.
    pub language: String,
    /// What `log` means.
    pub log: LogBase,
    /// The lessons in reading order.
    pub lessons: Vec<Lesson>,
    /// What it trains.
    pub skills: Vec<Skill>,
    /// Ready-made quizzes.
    pub quizzes: Vec<Quiz>,
    /// Codes of warnings that the author meant.
    pub allow: Vec<String>,
    /// The file `pack.toml`.
    pub place: Place,
    /// Where its title stands.
    pub title_place: Place,
}

/// Something that a pack trains.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// Its stable name.
    pub id: String,
    /// What students see.
    pub title: String,
    /// Skills that come before it.
    pub needs: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// A ready-made quiz.
#[derive(Clone, Debug, PartialEq)]
pub struct Quiz {
    /// Its stable name.
    pub id: String,
    /// What students see.
    pub title: String,
    /// What it asks, in order.
    pub picks: Vec<Pick>,
    /// How long it takes at most.
    pub minutes: Option<u32>,
    /// When verdicts are shown.
    pub feedback: Feedback,
}

/// What a quiz asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// So many exercises of a skill.
    Skill {
        /// The skill.
        skill: String,
        /// How many.
        n: u32,
    },
    /// One exercise.
    Exercise {
        /// Its id.
        id: String,
    },
}

/// When a quiz shows its verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// After each answer.
    Each,
    /// At the end.
    End,
    /// Not at all.
    None,
}

/// Lessons of one pack at most.
const LESSONS: usize = 500;

impl Pack {
    /// Every exercise with its lesson, in reading order.
    pub fn exercises(&self) -> impl Iterator<Item = (&Lesson, &super::Exercise)> {
        self.lessons.iter().flat_map(|lesson| {
            lesson.blocks.iter().filter_map(move |block| match block {
                Block::Ask(exercise) => Some((lesson, exercise)),
                Block::Text(_) | Block::Figure(_) => None,
            })
        })
    }

    /// The exercise of this id.
    pub fn exercise(&self, id: &str) -> Option<&super::Exercise> {
        self.exercises().map(|(_, exercise)| exercise).find(|exercise| exercise.id == id)
    }

    /// The lesson of this id.
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }
}

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
    let loaded = read(files);
    match loaded.pack {
        Some(pack) if loaded.problems.iter().all(|p| p.severity != Severity::Error) => Ok(pack),
        _ => Err(loaded.problems),
    }
}

/// Reads as much of a pack as can be read.
pub fn read(files: &Files) -> Loaded {
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
        let cross = lessons(&mut pack, &names, files, &mut problems);
        check_lesson_needs(&pack, &names, &mut problems);
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

/// Everything of `pack.toml` but the lessons; the quizzes' picks are checked later.
fn front(table: &Table<'_>, place: &Place) -> Option<Pack> {
    let known: Vec<&str> = PACK.iter().map(|key| key.name).collect();
    table.check_keys("A pack", &known, &["format", "id", "title", "version", "lessons"]);
    let format = table.get("format").and_then(super::reader::exact);
    if let Some(format) = format.filter(|n| *n > crate::math::Number::ONE) {
        let code = if format.to_i64().is_some_and(|n| n < 1000) { Code::P009 } else { Code::P002 };
        let message = format!("This pack has format {format}; this gradus reads format 1.");
        table.reader.note_at(code, &table.span_of("format"), message, "Use a later gradus.");
        return None;
    }
    table.whole("format", 1, 1);
    check_engine(table);
    let id = table.text("id");
    if let Some(id) = id.as_deref().filter(|id| !is_id(id)) {
        let short: String = id.chars().take(40).collect();
        let message = format!("\"{short}\" cannot be the id of a pack.");
        let remedy = "An id is made of a-z, 0-9 and -, and has 1 to 64 characters.";
        table.reader.note_at(Code::P006, &table.span_of("id"), message, remedy);
        return None;
    }
    let version = table.text("version");
    if let Some(version) = version.as_deref().filter(|version| !is_version(version)) {
        let message = format!("\"{version}\" is no version.");
        let remedy = "Write three numbers, such as version = \"1.0.0\".";
        table.reader.note_at(Code::P002, &table.span_of("version"), message, remedy);
    }
    let log = if table.whole("log", 10, 10).is_some() { LogBase::Ten } else { LogBase::E };
    let skills = skills(table);
    let quizzes = quizzes(table);
    Some(Pack {
        id: id?,
        title: table.text("title")?,
        version: version.unwrap_or_default(),
        summary: table.text("summary"),
        authors: table.texts("authors", 100, true).unwrap_or_default(),
        license: table.text("license"),
        language: table.text("language").unwrap_or_else(|| "en".to_owned()),
        log,
        lessons: Vec::new(),
        skills,
        quizzes,
        allow: table.texts("allow", 50, false).unwrap_or_default(),
        place: place.clone(),
        title_place: place.at(table.span_of("title")),
    })
}

fn is_version(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(['-', '+']).next().unwrap_or("").split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|n| (1..=9).contains(&n.len()) && n.parse::<u32>().is_ok())
}

/// Notes a pack that was made for a later gradus.
fn check_engine(table: &Table<'_>) {
    let Some(wanted) = table.text("gradus") else { return };
    let numbers = |text: &str| -> Option<Vec<u32>> {
        text.trim().split('.').map(|part| part.parse().ok()).collect()
    };
    let Some(least) = wanted.trim().strip_prefix(">=").and_then(numbers) else {
        let message = format!("`gradus` cannot be \"{wanted}\".");
        let remedy = "Write gradus = \">=0.1\".";
        table.reader.note_at(Code::P002, &table.span_of("gradus"), message, remedy);
        return;
    };
    let own = numbers(env!("CARGO_PKG_VERSION")).unwrap_or_default();
    if least > own {
        let message = format!(
            "This pack needs gradus {wanted}; this is gradus {}.",
            env!("CARGO_PKG_VERSION")
        );
        table.reader.note_at(Code::P009, &table.span_of("gradus"), message, "Use a later gradus.");
    }
}

fn skills(table: &Table<'_>) -> Vec<Skill> {
    let Some(written) = table.table("skills") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in written.entries {
        if !is_id(&entry.key) {
            let message = format!("`{}` cannot name a skill.", entry.key);
            let remedy = "A skill's name is made of a-z, 0-9 and -.";
            table.reader.note_at(Code::P006, &entry.key_span, message, remedy);
            continue;
        }
        let Some(own) = table.reader.table_of(&entry.key, &entry.item) else { continue };
        let known: Vec<&str> = SKILL.iter().map(|key| key.name).collect();
        own.check_keys("A skill", &known, &["title"]);
        found.push(Skill {
            id: entry.key.clone(),
            title: own.text("title").unwrap_or_else(|| entry.key.clone()),
            needs: own.texts("needs", 50, true).unwrap_or_default(),
            place: table.reader.file.at(entry.key_span.clone()),
        });
    }
    for skill in &found {
        for need in skill.needs.iter().filter(|need| !found.iter().any(|s| s.id == **need)) {
            let remedy = match nearest(need, found.iter().map(|s| s.id.as_str())) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Declare it: {need} = {{ title = \"…\" }}."),
            };
            let message = format!("Skill `{}` needs `{need}`, which is not declared.", skill.id);
            table
                .reader
                .note(Problem::new(Code::S301, skill.place.clone(), message).mended_by(remedy));
        }
    }
    let edges: HashMap<&str, Vec<&str>> = found
        .iter()
        .map(|skill| (skill.id.as_str(), skill.needs.iter().map(String::as_str).collect()))
        .collect();
    if let Some(cycle) = cycle(&edges) {
        let place = found.iter().find(|s| s.id == cycle[0]).map(|s| s.place.clone());
        let message = format!("Skills need each other in a circle: {}.", cycle.join(" → "));
        let problem =
            Problem::new(Code::S301, place.unwrap_or_else(|| table.reader.file.clone()), message);
        let mut problem = problem.mended_by("Drop one of these needs.");
        // Nobody could ever start: worse than a skill that is practised too early.
        problem.severity = Severity::Error;
        table.reader.note(problem);
    }
    found
}

/// A circle among needs, its first name repeated at the end.
fn cycle(edges: &HashMap<&str, Vec<&str>>) -> Option<Vec<String>> {
    let mut names: Vec<&str> = edges.keys().copied().collect();
    names.sort_unstable();
    let mut finished: Vec<&str> = Vec::new();
    for start in names {
        // Depth first without recursion: the way down, and for each name how many needs were seen.
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((name, seen)) = way.pop() {
            let needs = edges.get(name).map_or(&[][..], Vec::as_slice);
            let Some(next) = needs.get(seen).copied() else {
                finished.push(name);
                continue;
            };
            way.push((name, seen + 1));
            if let Some(from) = way.iter().position(|(own, _)| *own == next) {
                let mut circle: Vec<String> =
                    way[from..].iter().map(|(own, _)| (*own).to_owned()).collect();
                circle.push(next.to_owned());
                return Some(circle);
            }
            if !finished.contains(&next) {
                way.push((next, 0));
            }
        }
    }
    None
}

fn quizzes(table: &Table<'_>) -> Vec<Quiz> {
    let Some(written) = table.table("quiz") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in written.entries {
        if !is_id(&entry.key) {
            let message = format!("`{}` cannot name a quiz.", entry.key);
            let remedy = "A quiz's name is made of a-z, 0-9 and -.";
            table.reader.note_at(Code::P006, &entry.key_span, message, remedy);
            continue;
        }
        let Some(own) = table.reader.table_of(&entry.key, &entry.item) else { continue };
        let known: Vec<&str> = QUIZ.iter().map(|key| key.name).collect();
        own.check_keys("A quiz", &known, &["pick"]);
        let feedback =
            match own.has("feedback").then(|| own.word("feedback", &["each", "end", "none"])) {
                None | Some(Some("end") | None) => Feedback::End,
                Some(Some("each")) => Feedback::Each,
                Some(Some(_)) => Feedback::None,
            };
        found.push(Quiz {
            id: entry.key.clone(),
            title: own.text("title").unwrap_or_else(|| entry.key.clone()),
            picks: own.tables("pick", 100).iter().filter_map(pick).collect(),
            minutes: own.whole("minutes", 1, 600).and_then(|n| u32::try_from(n).ok()),
            feedback,
        });
    }
    found
}

fn pick(table: &Table<'_>) -> Option<Pick> {
    let known: Vec<&str> = PICK.iter().map(|key| key.name).collect();
    table.check_keys("A pick", &known, &[]);
    match (table.text("skill"), table.text("id")) {
        (Some(skill), None) => {
            let n = if table.has("n") { table.whole("n", 1, 100)? } else { 1 };
            Some(Pick::Skill { skill, n: u32::try_from(n).ok()? })
        }
        (None, Some(id)) => Some(Pick::Exercise { id }),
        (_, _) => {
            let message = "A pick names either a skill or an id.";
            let remedy = "Write { skill = \"chain-rule\", n = 2 } or { id = \"first-step\" }.";
            table.reader.note_at(Code::P004, &table.span, message, remedy);
            None
        }
    }
}

/// Names that quizzes pick, and that do not exist.
fn check_quizzes(table: &Table<'_>, pack: &Pack) {
    for quiz in &pack.quizzes {
        for pick in &quiz.picks {
            let (what, name, known): (_, _, Vec<&str>) = match pick {
                Pick::Skill { skill, .. } => {
                    ("skill", skill, pack.skills.iter().map(|s| s.id.as_str()).collect())
                }
                Pick::Exercise { id } => {
                    ("exercise", id, pack.exercises().map(|(_, e)| e.id.as_str()).collect())
                }
            };
            if known.contains(&name.as_str()) {
                continue;
            }
            let remedy = match nearest(name, known) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Add it to the pack, or drop it from quiz `{}`.", quiz.id),
            };
            let message =
                format!("Quiz `{}` picks the {what} `{name}`, which does not exist.", quiz.id);
            table.reader.note_at(Code::P004, &table.span_of("quiz"), message, remedy);
        }
    }
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
    files: &Files,
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
        let (entries, errors) = item::from_toml(&place);
        let unreadable = !errors.is_empty();
        problems.extend(errors);
        if unreadable {
            continue;
        }
        let home = Home { pack: &pack.id, lesson: name, log: pack.log };
        pack.lessons.extend(lesson::read(&place, &entries, &home, problems));
    }
    problems[before..].iter().all(|problem| problem.severity != Severity::Error)
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
        let place = pack.lesson(&circle[0]).map_or(&pack.place, |lesson| &lesson.place);
        problems.push(
            Problem::new(Code::S301, place.clone(), message).mended_by("Drop one of these needs."),
        );
    }
}

/// A pack of files in memory, for tests and for archives.
pub fn in_memory(files: &[(&str, &str)]) -> Files {
    let owned: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    Files::Memory(owned)
}
