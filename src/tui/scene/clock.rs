//! Which step is shown, and does it go on by itself?

use std::time::Duration;

/// A position in the walks that may move.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Clock {
    /// The step shown.
    pub(in crate::tui) now: usize,
    /// Does it move?
    pub(in crate::tui) is_playing: bool,
    /// Steps a second.
    pub(in crate::tui) speed: f64,
    /// The part of a step that has gone by.
    rest: f64,
}

/// Steps a second at first, the slowest and the fastest.
const USUAL: f64 = 8.0;
const SLOWEST: f64 = 0.5;
const FASTEST: f64 = 1024.0;

/// At most 30 frames a second.
const FRAME: f64 = 1.0 / 30.0;

impl Default for Clock {
    fn default() -> Clock {
        Clock { now: 0, is_playing: false, speed: USUAL, rest: 0.0 }
    }
}

impl Clock {
    /// Starts at the shown step, or again from the first where the last is shown.
    pub(in crate::tui) fn play(&mut self, last: usize) {
        if self.now >= last {
            self.now = 0;
        }
        self.is_playing = last > 0;
        self.rest = 0.0;
    }

    /// Shows a step and stops there.
    pub(in crate::tui) fn show(&mut self, step: usize) {
        self.now = step;
        self.is_playing = false;
    }

    /// Halves or doubles the speed.
    pub(in crate::tui) fn change_speed(&mut self, factor: f64) {
        self.speed = (self.speed * factor).clamp(SLOWEST, FASTEST);
    }

    /// How long until the next step is due.
    pub(in crate::tui) fn pause(&self) -> Option<Duration> {
        self.is_playing.then(|| {
            let due = ((1.0 - self.rest) / self.speed).max(FRAME);
            Duration::from_secs_f64(due)
        })
    }

    /// Lets time go by; stops at the last step.
    pub(in crate::tui) fn tick(&mut self, elapsed: Duration, last: usize) {
        if !self.is_playing {
            return;
        }
        // after a pause of the whole program the walk goes on, it does not jump
        let elapsed = elapsed.as_secs_f64().min(1.0 / self.speed + 4.0 * FRAME);
        let steps = self.rest + elapsed * self.speed + 1e-6;
        self.now = (self.now + steps as usize).min(last);
        self.rest = steps.fract();
        self.is_playing = self.now < last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_steps_go_by_in_a_second() {
        let mut clock = Clock::default();
        clock.play(100);
        let mut time = 0.0;
        while let Some(pause) = clock.pause().filter(|_| time < 0.999) {
            time += pause.as_secs_f64();
            clock.tick(pause, 100);
        }
        assert_eq!(clock.now, 8);
    }

    #[test]
    fn a_fast_walk_takes_several_steps_a_frame_and_stops_at_its_end() {
        let mut clock = Clock::default();
        clock.change_speed(1e9);
        clock.play(500);
        while let Some(pause) = clock.pause() {
            assert!(pause.as_secs_f64() >= FRAME - 1e-9);
            clock.tick(pause, 500);
        }
        assert_eq!((clock.now, clock.is_playing), (500, false));
        clock.play(500);
        assert_eq!(clock.now, 0);
    }
}
