//! What is on the screen?
//!
//! Uses every room above; the only home of ratatui and crossterm. `Event → keys → Message →
//! update → Effect → view`: `update` reads no clock and does no I/O, `view` changes nothing.

pub mod app;
mod background;
mod events;
pub mod exercise;
pub mod field;
pub mod figure;
pub mod formula;
pub mod frame;
pub mod help;
pub mod home;
pub mod keys;
pub mod lab;
pub mod lesson;
pub mod lessons;
pub mod list;
pub mod look;
mod message;
pub mod palette;
mod panes;
pub mod plate;
pub mod preview;
pub mod prose;
mod scene;
mod screen_loop;
pub mod sheet;
#[cfg(unix)]
mod signals;
#[cfg(windows)]
#[path = "signals_windows.rs"]
mod signals;
pub mod stage;
mod terminal;
pub mod theme;
mod view;

use std::io::IsTerminal as _;
use std::panic;

use app::{App, Go};
use look::{Aspect, Glyphs, Look};
use theme::{Palette, Theme};

use crate::record::Record;
use crate::study::Study;
use crate::study::settings::{self, Settings};

/// What the screen starts from.
pub struct Opening {
    /// How this person likes it.
    pub settings: Settings,
    /// Packs, and what is remembered.
    pub study: Study,
    /// Where it is kept.
    pub record: Record,
    /// Why nothing can be saved at the moment, if nothing can.
    pub unsaved: Option<String>,
    /// The first screen, if it is not home.
    pub first: Option<Go>,
}

/// Why the screen did not open.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Input or output is a file or a pipe.
    #[error("The screen needs a terminal; without one, use: gradus --plain")]
    NoTerminal,
    /// The terminal did not do what it was asked.
    #[error("The terminal cannot be used: {0}. Without the screen: gradus --plain")]
    Terminal(#[from] std::io::Error),
}

/// Opens the tutor on the terminal; answers with the exit code when the student leaves.
pub fn run(opening: Opening) -> Result<u8, Refusal> {
    let Opening { settings, study, record, unsaved, first } = opening;
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Refusal::NoTerminal);
    }
    let look = look(settings);
    let today = jiff::Zoned::now().strftime("%A %-d %B").to_string();
    let mut app = App::new(look, settings.mouse, today, study);
    if let Some(why) = unsaved {
        app.notice = format!("Answers cannot be saved: {why}. Practice goes on, unrecorded.");
    }
    guard_panics();
    Ok(screen_loop::run(app, Some(record), first)?)
}

/// Opens the preview of a lesson that is being written; answers with the exit code when its author
/// leaves. Nothing is kept.
pub fn preview(settings: Settings, subject: preview::Subject) -> Result<u8, Refusal> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Refusal::NoTerminal);
    }
    let app = App::previewing(look(settings), subject);
    guard_panics();
    Ok(screen_loop::run(app, None, None)?)
}

/// How things look on this terminal with these settings.
fn look(settings: Settings) -> Look {
    let glyphs = match settings.glyphs {
        settings::Glyphs::Braille => Glyphs::Braille,
        settings::Glyphs::HalfBlock => Glyphs::HalfBlock,
        settings::Glyphs::Ascii => Glyphs::Ascii,
    };
    Look {
        theme: Theme::new(palette(settings)),
        glyphs,
        motion: settings.motion,
        aspect: Aspect::default(),
    }
}

/// Which palette this terminal gets.
fn palette(settings: Settings) -> Palette {
    let says = |name: &str| std::env::var(name).unwrap_or_default();
    let colour = match settings.color {
        settings::Color::Auto => says("NO_COLOR").is_empty(),
        settings::Color::Always => true,
        settings::Color::Never => false,
    };
    if !colour {
        return Palette::Mono;
    }
    if !["truecolor", "24bit"].contains(&says("COLORTERM").as_str()) {
        return Palette::Sixteen;
    }
    match settings.theme {
        settings::Theme::Light => Palette::Light,
        settings::Theme::Auto if background::is_light() => Palette::Light,
        settings::Theme::Dark | settings::Theme::Auto => Palette::Dark,
    }
}

/// A panic in any thread gives the terminal back before its message is printed. On another thread
/// than the screen's it ends the process: what it computed is lost, and the screen would go on
/// drawing over the message.
fn guard_panics() {
    let screen = std::thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        terminal::give_back();
        report(fault);
        if std::thread::current().id() != screen {
            std::process::exit(2);
        }
    }));
}

/// Panics where `GRADUS_PANIC` asks for it, so that the ways out can be tested.
#[cfg(debug_assertions)]
fn fault(place: &str) {
    assert!(
        !std::env::var("GRADUS_PANIC").is_ok_and(|asked| asked == place),
        "asked for by GRADUS_PANIC={place}"
    );
}

#[cfg(not(debug_assertions))]
fn fault(_place: &str) {}
