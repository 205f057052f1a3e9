//! `gradus pack preview`: a lesson as a student meets it, with what an author wants to know beside
//! it: the variant, the answer, the hints, and every problem where it stands. On a screen, or
//! printed where there is none or where it is asked for.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{look, opened};
use crate::author::report::{self, Look};
use crate::author::{self, Checked};
use crate::cli::everywhere::Everywhere;
use crate::cli::{Done, Failure, Outcome, Streams};
use crate::pack::{self, Block, Exercise, Files, Lesson, Problem, Question, Severity, Task};
use crate::plain;
use crate::study::figure;
use crate::study::prose::{self, Notation};
use crate::text::Shown;
use crate::tui;
use crate::tui::preview::Subject;
use crate::tutor::hints::{self, Hint};
use crate::tutor::steps;

/// What can be typed after `gradus pack preview`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
On a terminal a screen opens that reads again on each save and goes to the block just edited;
? lists its keys. --plain, --watch and --variant print instead, and so does a pipe.

Examples:
  gradus pack preview my-pack/lessons/first.toml
  gradus pack preview my-pack --plain | less")]
pub(super) struct Arguments {
    /// A lesson's file, or a pack's folder for all of its lessons
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print, also on a terminal
    #[arg(long)]
    plain: bool,
    /// Print this variant of exercises with parameters
    #[arg(long, value_name = "SEED")]
    variant: Option<u64>,
    /// Print what changed again, each time the file is saved; ctrl-c ends
    #[arg(long)]
    watch: bool,
}

/// Cells of a line of text.
const WIDTH: usize = 72;
/// How often a watched file is looked at.
const PAUSE: Duration = Duration::from_millis(300);

/// Opens the screen where there is one, else prints.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let is_printed = arguments.plain || arguments.watch || arguments.variant.is_some();
    if is_printed || !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return print(arguments, everywhere, streams);
    }
    let (settings, complaints) = everywhere.settings();
    for sentence in complaints {
        writeln!(streams.err, "{sentence}")?;
    }
    let folder = super::folder(&arguments.file)?;
    // A path through `lessons/..` leads nowhere while that folder is away.
    let folder = folder.canonicalize().unwrap_or(folder);
    let subject = Subject {
        files: Files::Folder(folder.clone()),
        only: wanted(&arguments.file),
        folder,
        decimal_comma: settings.decimal_comma,
        plain: plain::page,
    };
    match tui::preview(settings, subject) {
        Ok(code) => Ok(Outcome::Ended(code)),
        Err(refusal) => Err(Failure::Cannot(refusal.to_string())),
    }
}

/// The lesson that a path names, by its file in the pack; nothing for a whole pack.
fn wanted(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?;
    (path.is_file() && name != "pack").then(|| format!("lessons/{name}.toml"))
}

/// Prints the lesson; with `--watch` again and again.
fn print(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let (settings, _) = everywhere.settings();
    let look = look(settings);
    let mut before: Vec<String> = Vec::new();
    loop {
        let stamp = saved(arguments);
        let shown = blocks(arguments, look)?;
        let is_first = before.is_empty();
        let changed = shown.texts.iter().filter(|text| is_first || !before.contains(text));
        for text in changed {
            writeln!(streams.out, "{text}")?;
        }
        streams.out.flush()?;
        if !arguments.watch {
            return Ok(if shown.is_sound { Outcome::Fine } else { Outcome::Problems });
        }
        // A lesson that cannot be read has nothing new to compare with.
        before = if shown.texts.is_empty() { before } else { shown.texts };
        while saved(arguments) == stamp {
            std::thread::sleep(PAUSE);
        }
    }
}

/// When the file was saved last; editors save by renaming, so that it may be away for a moment.
fn saved(arguments: &Arguments) -> Option<SystemTime> {
    let folder = pack::folder_of(&arguments.file)?;
    let files = [arguments.file.clone(), folder.join("pack.toml")];
    files.iter().filter_map(|path| path.metadata().ok()?.modified().ok()).max()
}

/// What is printed, block by block.
struct Printed {
    texts: Vec<String>,
    is_sound: bool,
}

fn blocks(arguments: &Arguments, look: Look) -> Result<Printed, Failure> {
    let (folder, _) = opened(&arguments.file)?;
    let files = Files::Folder(folder.clone());
    let checked = author::check(&files, &mut |_, _| {});
    let only = wanted(&arguments.file);
    let is_wanted = |file: &str| only.as_ref().is_none_or(|only| only == file);
    let mut texts = Vec::new();
    let mut told: Vec<&Problem> = Vec::new();
    let lessons = checked.pack.iter().flat_map(|pack| &pack.lessons);
    for lesson in lessons.filter(|lesson| is_wanted(&lesson.place.file)) {
        let title = report::visible(&lesson.title);
        texts.push(format!("{}  {title}\n", Shown::new(&lesson.place.file)));
        for (index, block) in lesson.blocks.iter().enumerate() {
            let own = problems_of(&checked, lesson, index);
            told.extend(&own);
            texts.push(one(block, arguments.variant.unwrap_or(0), &own, look));
        }
    }
    // What belongs to no block: the front, blocks that could not be read.
    for problem in &checked.problems {
        let is_new = !told.iter().any(|own| std::ptr::eq(*own, problem));
        let is_near = is_wanted(&problem.place.file) || &*problem.place.file == "pack.toml";
        if is_new && is_near && problem.severity != Severity::Note {
            texts.push(format!("{}\n", report::one(problem, "", look)));
        }
    }
    Ok(Printed { texts, is_sound: !checked.has_failed(false) })
}

/// Where a block begins.
fn begin(block: &Block) -> usize {
    match block {
        Block::Text(text) => text.place.span.start,
        Block::Figure(figure) => figure.place.span.start,
        Block::Ask(exercise) => exercise.place.span.start,
    }
}

/// The problems between the beginning of a block and that of the next.
fn problems_of<'a>(checked: &'a Checked, lesson: &Lesson, index: usize) -> Vec<&'a Problem> {
    let from = lesson.blocks.get(index).map_or(0, begin);
    let to = lesson.blocks.get(index + 1).map_or(usize::MAX, begin);
    let is_here = |problem: &&Problem| {
        let at = problem.place.span.start;
        problem.place.file == lesson.place.file
            && (from..to).contains(&at)
            && problem.severity != Severity::Note
    };
    checked.problems.iter().filter(is_here).collect()
}

fn one(block: &Block, variant: u64, problems: &[&Problem], look: Look) -> String {
    let mut text = match block {
        Block::Text(text) => {
            format!("── line {}: text\n{}", text.place.line(), set(&text.markdown))
        }
        Block::Figure(figure) => {
            let told = figure::tell(figure, Notation::Unicode);
            let mut lines = vec![told.title.clone()];
            lines.extend(told.before.iter().cloned());
            lines.extend(told.table.brief().lines());
            lines.extend(told.after.iter().cloned());
            if let Some(caption) = &figure.caption {
                lines.push(report::visible(caption));
            }
            format!("── line {}: figure\n{}", figure.place.line(), indented(&lines))
        }
        Block::Ask(exercise) => asked(exercise, variant),
    };
    for problem in problems {
        text.push_str(&report::one(problem, "", look));
        text.push('\n');
    }
    text
}

fn set(markdown: &str) -> String {
    let lines = prose::lines(markdown, WIDTH, Notation::Unicode);
    indented(&lines.iter().map(prose::Line::text).collect::<Vec<_>>())
}

fn indented(lines: &[String]) -> String {
    lines.iter().fold(String::new(), |text, line| text + format!("   {line}").trim_end() + "\n")
}

fn asked(exercise: &Exercise, variant: u64) -> String {
    let head = format!("── line {}: {} {}", exercise.place.line(), exercise.kind, exercise.id);
    let Ok(question) = exercise.question(variant) else { return format!("{head}\n") };
    let values: Vec<String> =
        question.parameters.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let variant = if values.is_empty() {
        String::new()
    } else {
        format!("   variant {variant}: {}", report::visible(&values.join(", ")))
    };
    let mut text = format!("{head}{variant}\n{}", set(&question.prompt));
    if !question.prompt_has_function
        && let Some(of) = question.task.function()
    {
        text.push_str(&indented(&[format!("f = {}", crate::math::print::line(of))]));
    }
    text.push_str(&options(&question));
    for hint in hints::hints(&question) {
        if let Hint::Text(sentence) = hint {
            text.push_str(&labelled("hint", &sentence));
        }
    }
    for step in steps::steps(&question) {
        text.push_str(&labelled("steps", &step.text()));
    }
    text
}

/// The options of a choice, the right ones marked.
fn options(question: &Question) -> String {
    let Task::Choice { options, .. } = &question.task else { return String::new() };
    options.iter().fold(String::new(), |text, option| {
        let sign = if option.right { "✓" } else { "·" };
        text + &format!("   {sign} {}\n", report::visible(&option.text))
    })
}

fn labelled(label: &str, sentence: &str) -> String {
    format!("   {label:<5} │ {}\n", prose::inline(sentence, Notation::Unicode).text())
}
