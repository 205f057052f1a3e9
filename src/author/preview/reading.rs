//! What stands in the files right now, block by block?

use std::ops::Range;
use std::sync::Arc;

use super::outline;
use crate::pack::{self, Block, Code, Files, Lesson, Pack, Place, Problem, Severity};

/// The lessons that are looked at, as they stand in their files.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The pack as far as it could be read.
    pub pack: Option<Arc<Pack>>,
    /// Errors and warnings of reading in the lessons looked at and in the pack's own files.
    pub problems: Vec<Problem>,
    /// The lessons looked at, in reading order.
    pub sources: Vec<Source>,
    /// Was everything read, in the other lessons too? Only then is it fair to judge the whole.
    pub is_whole: bool,
}

/// One lesson's file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, relative to the pack's folder.
    pub file: Arc<str>,
    /// What stands in it.
    pub text: Arc<str>,
    /// Its blocks, in order.
    pub blocks: Vec<Written>,
    /// Which lesson of the pack it is; `None` while it cannot be read as a whole.
    pub lesson: Option<usize>,
}

/// One `[[block]]` of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its bytes.
    pub span: Range<usize>,
    /// Which block of the lesson it is; `None` while it cannot be read.
    pub block: Option<usize>,
}

/// A block by its place: which of the sources, and which block of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Which source.
    pub source: usize,
    /// Which of its blocks.
    pub block: usize,
}

/// Reads a pack and takes out one lesson, by the path of its file, or all of them.
pub fn read(files: &Files, only: Option<&str>) -> Reading {
    let loaded = pack::read(files);
    let mut problems = loaded.problems;
    let pack = loaded.pack.map(Arc::new);
    let sources = sources(pack.as_deref(), &problems, only);
    if let (Some(pack), Some(file)) = (&pack, only)
        && sources.is_empty()
    {
        problems.push(unlisted(pack, files, file));
    }
    let is_whole = problems.iter().all(|problem| problem.severity < Severity::Error);
    problems.retain(|problem| is_near(problem, only));
    Reading { pack, problems, sources, is_whole }
}

/// Is a problem worth telling, and does it belong to the lessons looked at or to the pack's own
/// files?
pub fn is_near(problem: &Problem, only: Option<&str>) -> bool {
    let file = &*problem.place.file;
    problem.severity > Severity::Note
        && only.is_none_or(|only| only == file || !file.starts_with("lessons/"))
}

fn unlisted(pack: &Pack, files: &Files, file: &str) -> Problem {
    let name = file.trim_start_matches("lessons/").trim_end_matches(".toml");
    if let Err(why) = files.text(file) {
        let message = crate::text::sentence(&why.to_string());
        let remedy = "Bring it back, or leave with q and look at another lesson.";
        return Problem::new(Code::P005, Place::whole(file, ""), message).mended_by(remedy);
    }
    let message = format!("The pack does not list the lesson \"{name}\", so no student sees it.");
    let remedy = format!("Add \"{name}\" to `lessons` in pack.toml.");
    Problem::new(Code::P005, pack.place.clone(), message).mended_by(remedy)
}

fn sources(pack: Option<&Pack>, problems: &[Problem], only: Option<&str>) -> Vec<Source> {
    let is_wanted = |file: &str| only.is_none_or(|only| only == file);
    let lessons = pack.map_or(&[][..], |pack| &pack.lessons);
    let mut found: Vec<Source> = lessons
        .iter()
        .enumerate()
        .filter(|(_, lesson)| is_wanted(&lesson.place.file))
        .map(|(index, lesson)| parsed(index, lesson))
        .collect();
    // A lesson that is no TOML for the moment is known by its problems alone.
    for Problem { place, .. } in problems {
        let is_known = found.iter().any(|source| source.file == place.file);
        if place.file.starts_with("lessons/") && is_wanted(&place.file) && !is_known {
            let spans = outline::outline(&place.text, &[]);
            let blocks = spans.into_iter().map(|span| Written { span, block: None }).collect();
            let (file, text) = (Arc::clone(&place.file), Arc::clone(&place.text));
            found.push(Source { file, text, blocks, lesson: None });
        }
    }
    found
}

fn parsed(index: usize, lesson: &Lesson) -> Source {
    let (file, text) = (Arc::clone(&lesson.place.file), Arc::clone(&lesson.place.text));
    let texts: Vec<Range<usize>> = lesson
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Text(text) => Some(text.place.span.clone()),
            Block::Figure(_) | Block::Ask(_) => None,
        })
        .collect();
    let spans = outline::outline(&text, &texts);
    let of =
        |span: &Range<usize>| lesson.blocks.iter().position(|block| span.contains(&begin(block)));
    let blocks = spans.into_iter().map(|span| Written { block: of(&span), span }).collect();
    Source { file, text, blocks, lesson: Some(index) }
}

/// A byte that lies in the block's source.
fn begin(block: &Block) -> usize {
    match block {
        Block::Text(text) => text.place.span.start,
        Block::Figure(figure) => figure.place.span.start,
        Block::Ask(exercise) => exercise.place.span.start,
    }
}

impl Reading {
    /// Every block, in reading order.
    pub fn spots(&self) -> impl Iterator<Item = Spot> {
        let of = |(source, own): (usize, &Source)| {
            (0..own.blocks.len()).map(move |block| Spot { source, block })
        };
        self.sources.iter().enumerate().flat_map(of)
    }

    /// The file of a block, and where the block stands in it.
    pub fn written(&self, spot: Spot) -> Option<(&Source, &Written)> {
        let source = self.sources.get(spot.source)?;
        Some((source, source.blocks.get(spot.block)?))
    }

    /// The lesson of a block, and the block, where it can be read.
    pub fn block(&self, spot: Spot) -> Option<(&Lesson, usize)> {
        let (source, written) = self.written(spot)?;
        let lesson = self.pack.as_ref()?.lessons.get(source.lesson?)?;
        Some((lesson, written.block?))
    }

    /// The block that a place of a file lies in; `None` above the first block and in other files.
    pub fn spot_of(&self, place: &Place) -> Option<Spot> {
        let source = self.sources.iter().position(|source| source.file == place.file)?;
        let blocks = &self.sources[source].blocks;
        let at = place.span.start;
        let block = blocks.iter().rposition(|own| own.span.start <= at)?;
        Some(Spot { source, block })
    }

    /// Which block was edited since an older reading: the first whose text changed, or a new one.
    pub fn edited_since(&self, old: &Reading) -> Option<Spot> {
        let pieces = |source: &'_ Source| -> Vec<String> {
            let spans = source.blocks.iter().map(|own| own.span.clone());
            spans.map(|span| source.text.get(span).unwrap_or_default().to_owned()).collect()
        };
        self.sources.iter().enumerate().find_map(|(index, source)| {
            let before = old.sources.iter().find(|own| own.file == source.file)?;
            if before.text == source.text || source.blocks.is_empty() {
                return None;
            }
            let (was, is) = (pieces(before), pieces(source));
            let [was, is] =
                [&was, &is].map(|all| all.iter().map(String::as_str).collect::<Vec<_>>());
            let block = outline::edited(&was, &is)?;
            Some(Spot { source: index, block })
        })
    }

    /// The lines of a file that an older reading has not.
    pub fn difference(&self, old: &Reading, source: usize) -> Option<Range<usize>> {
        let own = self.sources.get(source)?;
        let was = old.sources.iter().find(|was| was.file == own.file)?;
        (was.text != own.text).then(|| outline::difference(&was.text, &own.text))
    }

    /// Where a block of an older reading is found again: by its text, else by its number.
    pub fn again(&self, old: &Reading, spot: Spot) -> Option<Spot> {
        let first = || self.spots().next();
        let Some((was, written)) = old.written(spot) else { return first() };
        let Some(source) = self.sources.iter().position(|own| own.file == was.file) else {
            return first();
        };
        let own = &self.sources[source];
        let text = was.text.get(written.span.clone()).unwrap_or_default().trim_end();
        let is_same = |block: &Written| {
            own.text.get(block.span.clone()).unwrap_or_default().trim_end() == text
        };
        let by_number = || own.blocks.len().checked_sub(1).map(|last| spot.block.min(last));
        let block = own.blocks.iter().position(is_same).or_else(by_number)?;
        Some(Spot { source, block })
    }

    /// Do the files say the same as in another reading, other lessons and the lock included?
    pub fn is_same_as(&self, other: &Reading) -> bool {
        let places = |reading: &Reading| -> Vec<Place> {
            let Some(pack) = &reading.pack else { return Vec::new() };
            let lessons = pack.lessons.iter().map(|lesson| lesson.place.clone());
            lessons.chain([pack.place.clone()]).collect()
        };
        let seeds = |reading: &Reading| -> Vec<Vec<u64>> {
            let packs = reading.pack.iter();
            packs.flat_map(|pack| pack.exercises().map(|(_, own)| own.seeds.clone())).collect()
        };
        let texts = |reading: &Reading| -> Vec<Arc<str>> {
            reading.sources.iter().map(|own| Arc::clone(&own.text)).collect()
        };
        self.problems == other.problems
            && texts(self) == texts(other)
            && places(self) == places(other)
            && seeds(self) == seeds(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::in_memory;

    const FRONT: &str =
        "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    const LESSON: &str = "title = \"A\"\n\n[[block]]\ntext = \"one\"\n\n[[block]]\nask = \"derivative\"\nid = \"sq\"\nof = \"x^2\"\n\n[[block]]\nfigure = \"curve\"\nof = \"x\"\nx = [0, 1]\n";

    fn reading(lesson: &str) -> Reading {
        let files = in_memory(&[("pack.toml", FRONT), ("lessons/a.toml", lesson)]);
        read(&files, Some("lessons/a.toml"))
    }

    fn spot(block: usize) -> Spot {
        Spot { source: 0, block }
    }

    #[test]
    fn every_block_is_found_in_its_source() {
        let reading = reading(LESSON);
        assert_eq!(reading.spots().collect::<Vec<_>>(), [spot(0), spot(1), spot(2)]);
        assert_eq!(reading.block(spot(2)).map(|(_, block)| block), Some(2));
        assert!(reading.problems.is_empty());
    }

    #[test]
    fn a_block_that_cannot_be_read_keeps_its_number() {
        let reading = reading(&LESSON.replace("of = \"x^2\"", "of = \"x^\""));
        assert!(reading.block(spot(1)).is_none());
        assert_eq!(reading.block(spot(2)).map(|(_, block)| block), Some(1));
        assert_eq!(reading.spot_of(&reading.problems[0].place), Some(spot(1)));
    }

    #[test]
    fn a_file_that_is_no_toml_still_has_blocks_and_says_what_was_edited() {
        let old = reading(LESSON);
        let new = reading(&LESSON.replace("id = \"sq\"", "id = \"sq"));
        assert_eq!(new.sources[0].lesson, None);
        assert_eq!(new.edited_since(&old), Some(spot(1)));
        assert!(new.problems.iter().all(|problem| problem.code == Code::P001));
    }

    #[test]
    fn a_block_is_found_again_when_others_come_and_go() {
        let old = reading(LESSON);
        let new = reading(&LESSON.replace("[[block]]\ntext = \"one\"\n\n", ""));
        assert_eq!(new.edited_since(&old), None);
        assert_eq!(new.again(&old, spot(1)), Some(spot(0)));
        assert_eq!(new.again(&old, spot(0)), Some(spot(0)));
    }

    #[test]
    fn a_lesson_that_no_pack_lists_or_that_is_gone_is_said() {
        let files = in_memory(&[
            ("pack.toml", FRONT),
            ("lessons/a.toml", LESSON),
            ("lessons/b.toml", LESSON),
        ]);
        let said = |file: &str| read(&files, Some(file)).problems[0].to_string();
        assert!(
            said("lessons/b.toml").contains("Add \"b\" to `lessons`"),
            "{}",
            said("lessons/b.toml")
        );
        assert!(said("lessons/c.toml").contains("no file `lessons/c.toml`"));
        let none = read(&in_memory(&[]), Some("lessons/a.toml"));
        assert!(none.pack.is_none() && none.sources.is_empty() && none.problems.len() == 1);
    }
}
