//! When was something saved?
//!
//! Folders are watched and not files, because editors save by renaming. Opening a file is an event
//! too, also when it is our own reading: only what looks different from the last time counts.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use notify_debouncer_mini::notify::{Error, PollWatcher, RecursiveMode, Watcher};
use notify_debouncer_mini::{Config, DebounceEventResult, Debouncer, new_debouncer_opt, notify};

/// A save is a burst of events; so long after the last of them it is over.
const CALM: Duration = Duration::from_millis(100);
/// How often files are looked at where the system tells nothing.
const PAUSE: Duration = Duration::from_secs(1);
/// A file changed this short a time ago may change again without looking different.
const FRESH: Duration = Duration::from_millis(50);
/// Files whose looks are remembered; a folder that holds more is not ours.
const FILES: usize = 2_000;

/// Watches until it is dropped.
pub(in crate::tui) struct Watch {
    _debouncer: Box<dyn Send>,
}

/// Watches the folder of a pack: the pack's own files, its lessons, and whether it is there at all.
pub(in crate::tui) fn watch(
    folder: &Path,
    tell: impl Fn() + Send + Clone + 'static,
) -> Result<Watch, Error> {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let config = Config::default().with_timeout(CALM).with_batch_mode(false);
    let handler = Handler::new(folder.clone(), tell.clone());
    if let Ok(mut debouncer) =
        new_debouncer_opt::<_, notify::RecommendedWatcher>(config.clone(), handler.handle())
        && add(&mut debouncer, &folder).is_ok()
    {
        return Ok(Watch { _debouncer: Box::new(debouncer) });
    }
    let config = config.with_notify_config(notify::Config::default().with_poll_interval(PAUSE));
    let handler = Handler::new(folder.clone(), tell);
    let mut debouncer = new_debouncer_opt::<_, PollWatcher>(config, handler.handle())?;
    add(&mut debouncer, &folder)?;
    Ok(Watch { _debouncer: Box::new(debouncer) })
}

/// A folder that is not there yet is noticed through the folder around it.
fn add<T: Watcher>(debouncer: &mut Debouncer<T>, folder: &Path) -> Result<(), Error> {
    let mut watch = |path: &Path| debouncer.watcher().watch(path, RecursiveMode::NonRecursive);
    let around = folder.parent().map(&mut watch);
    let own = watch(folder);
    // A pack may have no lesson yet.
    let _ = watch(&folder.join("lessons"));
    own.or(around.unwrap_or(Ok(())))
}

/// Tells the events that matter from the rest.
struct Handler<F> {
    folder: PathBuf,
    tell: F,
    seen: HashMap<PathBuf, Stamp>,
}

/// How a file looks from outside; `None` where there is none.
type Stamp = Option<(SystemTime, u64)>;

fn stamp(path: &Path) -> Stamp {
    let meta = fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

impl<F: Fn() + Send + 'static> Handler<F> {
    /// Looks at everything once, so that reading it is no news.
    fn new(folder: PathBuf, tell: F) -> Handler<F> {
        let lessons = folder.join("lessons");
        let own = ["pack.toml", "pack.lock"].map(|name| folder.join(name));
        let entries = fs::read_dir(&lessons).into_iter().flatten().flatten();
        let files = entries.take(FILES / 2).map(|entry| entry.path());
        let all = files.chain(own).chain([folder.clone(), lessons]);
        let seen = all.map(|path| (path.clone(), stamp(&path))).collect();
        Handler { folder, tell, seen }
    }

    fn handle(mut self) -> impl FnMut(DebounceEventResult) + Send + 'static {
        move |events: DebounceEventResult| match events {
            Ok(events) => {
                let changed = events
                    .iter()
                    .filter(|event| self.is_ours(&event.path) && self.is_new(&event.path));
                if changed.count() > 0 {
                    (self.tell)();
                }
            }
            // Events were lost: look again.
            Err(_) => (self.tell)(),
        }
    }

    fn is_ours(&self, path: &Path) -> bool {
        let is_kind = |kind: &str| path.extension().is_some_and(|extension| extension == kind);
        let is_folder = path == self.folder || path == self.folder.join("lessons");
        is_folder || (path.starts_with(&self.folder) && (is_kind("toml") || is_kind("lock")))
    }

    fn is_new(&mut self, path: &Path) -> bool {
        let stamp = stamp(path);
        let is_fresh = stamp.is_some_and(|(at, _)| at.elapsed().is_ok_and(|age| age < FRESH));
        if self.seen.len() >= FILES {
            self.seen.clear();
        }
        self.seen.insert(path.to_path_buf(), stamp) != Some(stamp) || is_fresh
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn reading_is_no_news_and_saving_is() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("pack");
        fs::create_dir_all(folder.join("lessons")).expect("a folder");
        let lesson = folder.join("lessons/a.toml");
        fs::write(&lesson, "one").expect("it is written");
        std::thread::sleep(FRESH);
        let (sender, saves) = channel();
        let tell = move || sender.send(()).unwrap_or_default();
        let watch = watch(&folder, tell).expect("it is watched");
        for _ in 0..3 {
            assert_eq!(fs::read_to_string(&lesson).ok().as_deref(), Some("one"));
        }
        fs::write(folder.join("notes.md"), "of no concern").expect("it is written");
        assert!(saves.recv_timeout(CALM * 4).is_err(), "nothing was saved");
        let patience = Duration::from_secs(20);
        fs::write(folder.join("lessons/a.toml~"), "two").expect("it is written");
        fs::rename(folder.join("lessons/a.toml~"), &lesson).expect("it gets its name");
        assert!(saves.recv_timeout(patience).is_ok(), "saved by renaming");
        drop(watch);
    }
}
