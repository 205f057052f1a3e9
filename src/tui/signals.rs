//! Signals as events, a death of the terminal as a signal, and the way into the background.
//!
//! After a hang-up crossterm 0.29 may spin in `read` for ever, so whoever asks to end the program
//! gets its end: if the screen has not ended the process within [`PATIENCE`], the watchdog does.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, getpgid, getpgrp, getppid, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::events::Event;
use super::terminal;

/// How long the screen has to leave after it was asked to.
const PATIENCE: Duration = Duration::from_millis(400);

const WATCHED: [i32; 7] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// Starts the two watchers; they live as long as the process.
pub(super) fn watch(events: Sender<Event>) -> std::io::Result<()> {
    let mut signals = Signals::new(WATCHED)?;
    let hangup = events.clone();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                // A closed channel means that the screen is already on its way out.
                SIGTSTP => drop(events.send(Event::Suspend)),
                SIGCONT => drop(events.send(Event::Resumed)),
                // The keyboard's reader sees it too, but only once it has begun to read.
                SIGWINCH => drop(events.send(Event::Resize)),
                _ => end(signal, &events),
            }
        }
    })?;
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
        if wait_for_hangup() {
            end(SIGHUP, &hangup);
        }
    })?;
    Ok(())
}

/// Asks the screen to leave and ends the process when it does not.
fn end(signal: i32, events: &Sender<Event>) {
    let _ = events.send(Event::End { code: 128 + signal });
    thread::sleep(PATIENCE);
    terminal::give_back();
    std::process::exit(128 + signal);
}

/// Sleeps until the terminal goes away; `false` where that cannot be seen.
fn wait_for_hangup() -> bool {
    let stdin = std::io::stdin();
    loop {
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
            Ok(_) => return watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR),
        }
    }
}

/// Stops the process as Ctrl-Z does; returns when it goes on. `false` where no shell could make it
/// go on: then nothing happens.
pub(super) fn stop() -> bool {
    if !has_job_control() {
        return false;
    }
    // Others of our job (`cargo run`, a pipeline) stop with us, or the shell would not notice.
    let _ = kill_current_process_group(Signal::TSTP);
    signal_hook::low_level::emulate_default_handler(SIGSTOP).is_ok()
}

/// Is there a parent in our session but outside our job, who can continue us?
fn has_job_control() -> bool {
    let Some(parent) = getppid() else { return false };
    let same_session = getsid(Some(parent)).ok() == getsid(None).ok();
    let same_job = getpgid(Some(parent)).ok() == Some(getpgrp());
    // A parent in the same job (`cargo run`) says nothing; its own parent is most likely a shell.
    same_session || same_job
}
