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

impl<F: Fn() + Send + 'static> Handler<F> {
    fn new(folder: PathBuf, tell: F) -> Handler<F> {
        Handler { folder, tell, seen: HashMap::new() }
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
        let meta = fs::metadata(path).ok();
        let stamp: Stamp = meta.and_then(|meta| Some((meta.modified().ok()?, meta.len())));
        let is_fresh = stamp.is_some_and(|(at, _)| at.elapsed().is_ok_and(|age| age < FRESH));
        if self.seen.len() >= FILES {
            self.seen.clear();
        }
        self.seen.insert(path.to_path_buf(), stamp) != Some(stamp) || is_fresh
    }
}
