//! What `pack.toml` says: who, what, which skills, which quizzes.

use std::collections::HashMap;

use super::keys::{PACK, PICK, QUIZ, SKILL};
use super::lesson::is_id;
use super::library::{Feedback, Pack, Pick, Quiz, Skill};
use super::maths::LogBase;
use super::problem::{Code, Place, Problem, Severity};
use super::suggest::nearest;
use super::table::Table;

/// Everything of `pack.toml` but the lessons; the quizzes' picks are checked later.
pub(super) fn front(table: &Table<'_>, place: &Place) -> Option<Pack> {
    let known: Vec<&str> = PACK.iter().map(|key| key.name).collect();
    table.check_keys("A pack", &known, &["format", "id", "title", "version", "lessons"]);
    if !check_format(table, "pack") {
        return None;
    }
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
        allow: table.allowed(),
        place: place.clone(),
        title_place: place.at(table.span_of("title")),
    })
}

/// Is the format one that can be read? What is wrong with it is noted.
pub(super) fn check_format(table: &Table<'_>, what: &str) -> bool {
    let Some(item) = table.get("format") else { return true };
    let Some(format) = super::reader::exact(item) else {
        table.reader.wrong_type("format", item, "the number 1, without quotes");
        return true;
    };
    if format == crate::math::Number::ONE {
        return true;
    }
    let is_later = format.to_i64().is_some_and(|n| (2..1000).contains(&n));
    let (code, remedy) = if is_later {
        (Code::P009, "Use a later gradus.")
    } else {
        (Code::P002, "Write format = 1.")
    };
    let message = format!("This {what} has format {format}; this gradus reads format 1.");
    table.reader.note_at(code, &item.span, message, remedy);
    !is_later
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
    for entry in written.entries.iter().filter(|entry| !entry.key.starts_with("x-")) {
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
pub(super) fn cycle(edges: &HashMap<&str, Vec<&str>>) -> Option<Vec<String>> {
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
    for entry in written.entries.iter().filter(|entry| !entry.key.starts_with("x-")) {
        if !is_id(&entry.key) {
            let message = format!("`{}` cannot name a quiz.", entry.key);
            let remedy = "A quiz's name is made of a-z, 0-9 and -.";
            table.reader.note_at(Code::P006, &entry.key_span, message, remedy);
            continue;
        }
        let Some(own) = table.reader.table_of(&entry.key, &entry.item) else { continue };
        let known: Vec<&str> = QUIZ.iter().map(|key| key.name).collect();
        own.check_keys("A quiz", &known, &["pick"]);
        let picks = own.tables("pick", 100);
        if own.has("pick") && picks.is_empty() && !table.reader.has_errors() {
            let message = format!("Quiz `{}` picks nothing.", entry.key);
            let remedy = "Write pick = [{ skill = \"chain-rule\", n = 2 }].";
            table.reader.note_at(Code::P004, &own.span_of("pick"), message, remedy);
        }
        let feedback =
            match own.has("feedback").then(|| own.word("feedback", &["each", "end", "none"])) {
                None | Some(Some("end") | None) => Feedback::End,
                Some(Some("each")) => Feedback::Each,
                Some(Some(_)) => Feedback::None,
            };
        found.push(Quiz {
            id: entry.key.clone(),
            title: own.text("title").unwrap_or_else(|| entry.key.clone()),
            picks: picks.iter().filter_map(pick).collect(),
            minutes: own.whole("minutes", 1, 600).and_then(|n| u32::try_from(n).ok()),
            feedback,
            place: table
                .reader
                .file
                .at(own.get("pick").map_or(entry.key_span.clone(), |i| i.span.clone())),
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
        (None, Some(id)) => {
            if table.has("n") {
                let message = "`n` goes with a skill; an exercise picked by its id is asked once.";
                table.reader.note_at(Code::P004, &table.span_of("n"), message, "Drop `n`.");
            }
            Some(Pick::Exercise { id })
        }
        (_, _) => {
            let message = "A pick names either a skill or an id.";
            let remedy = "Write { skill = \"chain-rule\", n = 2 } or { id = \"first-step\" }.";
            table.reader.note_at(Code::P004, &table.span, message, remedy);
            None
        }
    }
}

/// Quizzes that pick nothing, what does not exist, or more than there is.
pub(super) fn check_quizzes(table: &Table<'_>, pack: &Pack) {
    for quiz in &pack.quizzes {
        for pick in &quiz.picks {
            if let Some(problem) = check_pick(quiz, pick, pack) {
                table.reader.note(problem);
            }
        }
    }
}

fn check_pick(quiz: &Quiz, pick: &Pick, pack: &Pack) -> Option<Problem> {
    let (what, name, known): (_, _, Vec<&str>) = match pick {
        Pick::Skill { skill, .. } => {
            ("skill", skill, pack.skills.iter().map(|s| s.id.as_str()).collect())
        }
        Pick::Exercise { id } => {
            ("exercise", id, pack.exercises().map(|(_, e)| e.id.as_str()).collect())
        }
    };
    if !known.contains(&name.as_str()) {
        let remedy = match nearest(name, known) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Add it to the pack, or drop it from quiz `{}`.", quiz.id),
        };
        let message =
            format!("Quiz `{}` picks the {what} `{name}`, which does not exist.", quiz.id);
        return Some(Problem::new(Code::P004, quiz.place.clone(), message).mended_by(remedy));
    }
    let Pick::Skill { skill, n } = pick else { return None };
    let training = || pack.exercises().map(|(_, e)| e).filter(|e| e.skills.contains(skill));
    let has_variants = training().any(|exercise| !exercise.is_fixed());
    let count = training().count();
    if has_variants || count >= *n as usize {
        return None;
    }
    let message = format!(
        "Quiz `{}` picks {n} exercises of `{skill}`, and the pack has {count} without variants.",
        quiz.id
    );
    let remedy = "Ask for fewer, or give one of them `params`.";
    Some(Problem::new(Code::P004, quiz.place.clone(), message).mended_by(remedy))
}
