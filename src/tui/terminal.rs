//! The terminal, taken once and given back exactly once, whichever way out is taken.
//!
//! Everything goes through one handle of our own, not through the lock of the standard library:
//! a thread that panics must be able to give the terminal back while the screen's thread waits in
//! the middle of a write.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, OnceLock, TryLockError};
use std::time::Duration;

use crossterm::cursor::{Hide, SetCursorStyle, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::queue;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::look::Aspect;

/// The handle that everything is written to, and whether the terminal is ours right now.
static HELD: OnceLock<Mutex<Held>> = OnceLock::new();

struct Held {
    screen: File,
    ours: bool,
}

/// A frame's bytes, gathered so that the terminal gets them in one write.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    // ratatui flushes in the middle of a frame; the frame is sent when it is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The screen of the process while the tutor has it.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Page>>,
    page: Page,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste.
    pub(super) fn take() -> io::Result<Screen> {
        // crossterm answers NO_COLOR with `ESC[;m`, which erases bold and reverse: our themes
        // decide about colour.
        crossterm::style::force_color_output(true);
        if HELD.get().is_none() {
            // Lost only against another caller of `take`, whose handle is as good.
            let _ = HELD.set(Mutex::new(Held { screen: own_handle()?, ours: false }));
        }
        enter(false)?;
        let page = Page::default();
        let terminal = Terminal::new(CrosstermBackend::new(page.clone()));
        terminal
            .map(|terminal| Screen { terminal, page, mouse: false })
            .inspect_err(|_| give_back())
    }

    /// The window as it is now.
    pub(super) fn window(&self) -> io::Result<Rect> {
        let size = self.terminal.size()?;
        Ok(Rect::new(0, 0, size.width, size.height))
    }

    /// Draws one frame as one synchronized update; `cursor` is where text is being typed.
    pub(super) fn draw(
        &mut self,
        view: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        queue!(self.page, BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = view(area, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        queue!(self.page, EndSynchronizedUpdate)?;
        self.send()
    }

    /// Gives the mouse to the tutor or back to the terminal.
    pub(super) fn mouse(&mut self, wanted: bool) -> io::Result<()> {
        if self.mouse == wanted {
            return Ok(());
        }
        self.mouse = wanted;
        if wanted {
            queue!(self.page, EnableMouseCapture)?;
        } else {
            queue!(self.page, DisableMouseCapture)?;
        }
        self.send()
    }

    /// Forgets what the terminal shows, so that the next frame draws every cell.
    pub(super) fn redraw(&mut self) -> io::Result<()> {
        // Not `Terminal::clear`: it asks the terminal for the cursor and waits for an answer that
        // the keyboard's thread takes.
        self.terminal = Terminal::new(CrosstermBackend::new(self.page.clone()))?;
        queue!(self.page, Clear(ClearType::All))
    }

    /// Takes the terminal again after somebody else had it.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        enter(self.mouse)?;
        self.redraw()
    }

    fn send(&mut self) -> io::Result<()> {
        let bytes = self.page.0.take();
        let mut held = held()?;
        // After a panic elsewhere the message is on the screen: nothing may be drawn over it.
        if held.ours { held.screen.write_all(&bytes) } else { Ok(()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn held() -> io::Result<MutexGuard<'static, Held>> {
    let held = HELD.get().ok_or_else(|| io::Error::other("the terminal was never taken"))?;
    Ok(held.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// How tall a cell is, as far as the terminal says so: it is asked the system, never the terminal
/// itself, which might not answer.
pub(super) fn aspect() -> Aspect {
    let size = crossterm::terminal::window_size();
    size.map_or_else(
        |_| Aspect::default(),
        |size| Aspect::of((size.width, size.height), (size.columns, size.rows)),
    )
}

fn enter(mouse: bool) -> io::Result<()> {
    let mut held = held()?;
    enable_raw_mode()?;
    held.ours = true;
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, SetCursorStyle::SteadyBlock, Hide)?;
    if mouse {
        queue!(bytes, EnableMouseCapture)?;
    }
    held.screen.write_all(&bytes)
}

/// Gives the terminal back: on every way out, from any thread; the second call does nothing.
pub(super) fn give_back() {
    let Some(held) = HELD.get() else { return };
    for _ in 0..20 {
        match held.try_lock() {
            Ok(mut held) => return leave(&mut held),
            Err(TryLockError::Poisoned(held)) => return leave(&mut held.into_inner()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
        }
    }
    // Somebody hangs in a write to a terminal that takes nothing: at least the mode is put back.
    let _ = disable_raw_mode();
}

fn leave(held: &mut Held) {
    if !held.ours {
        return;
    }
    // Leaving twice would put the cursor on the message that follows.
    held.ours = false;
    let mut bytes = Vec::new();
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        SetCursorStyle::DefaultUserShape,
        LeaveAlternateScreen,
        Show
    );
    // The terminal may be dead; there is nobody left to tell.
    let _ = held.screen.write_all(&bytes);
    let _ = disable_raw_mode();
}

#[cfg(unix)]
fn own_handle() -> io::Result<File> {
    use std::os::fd::AsFd as _;
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn own_handle() -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}
