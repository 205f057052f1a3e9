//! The basins: a walk from every place of the map, a piece of them at a time.

use super::function::Function;
use super::{News, worker};
use crate::descent::{self, Plan, land};
use crate::plot::{self, Landing, Layers, Look, Map, Mark, Picture, basin_size, basins};
use crate::text::digits;
use crate::tui::app::Effect;
use crate::tui::scene::{Runner, Scene};
use crate::tui::sheet::Sheet;

/// What a walk from one place came to.
#[derive(Clone, Copy, Debug)]
pub enum Trip {
    /// It arrived here after so many steps.
    Arrived([f64; 2], usize),
    /// It left every bound.
    Away,
    /// It was still on its way, here.
    Late([f64; 2]),
}

/// The map of basins while it grows.
#[derive(Debug)]
pub(super) struct Basins {
    map: Map,
    plan: Plan,
    size: (usize, usize),
    landings: Vec<Option<Landing>>,
    /// How many walks are done.
    done: usize,
    ends: Vec<End>,
    away: usize,
    late: usize,
    /// Which map this is: news of an older one is dropped.
    pub(super) number: u64,
    /// Was it stopped before its last walk?
    pub(super) is_stopped: bool,
}

/// A place where walks end.
#[derive(Clone, Debug)]
struct End {
    at: [f64; 2],
    count: usize,
}

/// Steps of each walk at most, walks in one piece of work, and ends that are told apart.
const STEPS: usize = 200;
const PIECE: usize = 240;
const MOST_ENDS: usize = 8;

/// A walk has arrived where the gradient is shorter than this.
const ARRIVED: f64 = 1e-3;

impl Basins {
    /// The empty map for the selected runner, and its first piece of work.
    pub(super) fn begin(
        scene: &Scene,
        (columns, rows): (usize, usize),
        runner: &Runner,
        (function, look): (&Function, Look),
        number: u64,
    ) -> (Basins, Effect) {
        let map = Map::frame(scene.window(), (columns, rows), look);
        let mut plan = runner.plan.clone();
        (plan.steps, plan.tolerance) = (STEPS, Some(ARRIVED));
        let size = basin_size(&map, look);
        // walks end at marked points, if anywhere: those have their colours from the start
        let known = scene.marks.iter().filter(|mark| mark.kind == plot::MarkKind::Minimum);
        let ends = known.take(MOST_ENDS).map(|mark| End { at: mark.at, count: 0 }).collect();
        let landings = vec![None; size.0 * size.1];
        let basins = Basins {
            map,
            plan,
            size,
            landings,
            done: 0,
            ends,
            away: 0,
            late: 0,
            number,
            is_stopped: false,
        };
        let work = basins.piece(function);
        (basins, work)
    }

    /// The next piece of work: some walks from where the map has none yet.
    fn piece(&self, function: &Function) -> Effect {
        let last = (self.done + PIECE).min(self.landings.len());
        let starts: Vec<[f64; 2]> = (self.done..last).map(|i| self.place(i)).collect();
        let (plan, compiled, number) = (self.plan.clone(), function.compiled.clone(), self.number);
        worker(move || {
            let walk = |start: [f64; 2]| {
                let mut plan = plan.clone();
                plan.start = start.to_vec();
                let landing = land(&compiled, &plan);
                let at = [landing.at[0], landing.at[1]];
                match landing.end {
                    descent::End::Away => Trip::Away,
                    descent::End::Arrived => Trip::Arrived(at, landing.steps),
                    descent::End::Underway => Trip::Late(at),
                }
            };
            News::Basins(number, starts.into_iter().map(walk).collect())
        })
    }

    /// The point of the plane in the middle of a place.
    fn place(&self, index: usize) -> [f64; 2] {
        let window = self.map.window();
        let (columns, rows) = self.size;
        let share = |i: usize, of: usize| (i as f64 + 0.5) / of.max(1) as f64;
        [
            window.x[0] + window.width() * share(index % columns, columns),
            window.y[1] - window.height() * share(index / columns, rows),
        ]
    }

    /// Takes a finished piece; answers with the next one, if there is one.
    pub(super) fn take(&mut self, trips: &[Trip], function: &Function) -> Option<Effect> {
        if self.is_stopped {
            return None;
        }
        for trip in trips {
            let landing = self.land(*trip);
            if let Some(place) = self.landings.get_mut(self.done) {
                *place = Some(landing);
            }
            self.done += 1;
        }
        (self.done < self.landings.len()).then(|| self.piece(function))
    }

    fn land(&mut self, trip: Trip) -> Landing {
        let (at, steps) = match trip {
            Trip::Away => {
                self.away += 1;
                return Landing::Away;
            }
            Trip::Late(at) => (at, None),
            Trip::Arrived(at, steps) => (at, Some(steps)),
        };
        let window = self.map.window();
        let near = window.width().max(window.height()) * 0.03;
        let is_here = |end: &End| (end.at[0] - at[0]).hypot(end.at[1] - at[1]) < near;
        // who circles an end closely at its last step has found it, late
        let end = match (self.ends.iter().position(is_here), steps) {
            (Some(end), _) => end,
            (None, Some(_)) if self.ends.len() < MOST_ENDS => {
                self.ends.push(End { at, count: 0 });
                self.ends.len() - 1
            }
            (None, _) => {
                self.late += 1;
                return Landing::Late;
            }
        };
        self.ends[end].count += 1;
        Landing::At(end as u8, steps.unwrap_or(STEPS) as f64 / STEPS as f64)
    }

    /// Has every place its walk?
    pub(super) fn is_done(&self) -> bool {
        self.done >= self.landings.len()
    }

    /// How far it is: walks done, walks in all.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.done, self.landings.len())
    }

    /// The picture so far.
    pub(super) fn picture(&self, marks: &[Mark], start: &[f64], look: Look) -> Picture {
        let start = match start {
            [x, y] => Some([*x, *y]),
            _ => None,
        };
        let layers = Layers { marks, start, ..Layers::default() };
        basins(&self.map, &self.landings, &layers, look)
    }

    /// `basins of descent, rate 0.01`.
    pub(super) fn title(&self) -> String {
        let rate = crate::text::number(self.plan.rate);
        format!("basins of {}, rate {rate}", self.plan.method.name())
    }

    /// The sentence below.
    pub(super) fn sentence(&self) -> String {
        let (done, all) = self.progress();
        if self.is_done() {
            format!("{all} runs. {}", self.edges())
        } else if self.is_stopped {
            format!("Stopped after {done} of {all} runs.")
        } else {
            format!("{done} of {all} runs")
        }
    }

    /// What the edges between the basins are like.
    fn edges(&self) -> &'static str {
        let (columns, rows) = self.size;
        let end = |column: usize, row: usize| match self.landings.get(row * columns + column) {
            Some(Some(Landing::At(end, _))) => Some(*end),
            Some(Some(Landing::Away)) => Some(u8::MAX),
            Some(Some(Landing::Late) | None) | None => None,
        };
        let (mut edge, mut lonely) = (0, 0);
        for row in 1..rows.saturating_sub(1) {
            for column in 1..columns.saturating_sub(1) {
                let near = [(0, 1), (1, 0), (2, 1), (1, 2)];
                let same = near.iter().filter(|(right, down)| {
                    end(column + right - 1, row + down - 1) == end(column, row)
                });
                match same.count() {
                    // nothing beside it, or only one place, ends where this one does
                    0 | 1 => lonely += 1,
                    2 | 3 => edge += 1,
                    _ => {}
                }
            }
        }
        match (edge + lonely, lonely) {
            (0, _) => "No edges: from here on every start ends at the same place.",
            (_, lonely) if lonely * 8 > edge => {
                "Ragged edges: a small change of the start changes the end."
            }
            _ => "Clean edges: only right beside them does the start decide.",
        }
    }

    /// Ends with their colours and shares.
    pub(super) fn draw_shares(&self, sheet: &mut Sheet, look: Look) {
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        sheet.put(0, 0, "ends at", quiet);
        sheet.right(0, "share", quiet);
        let room = usize::from(sheet.width().saturating_sub(9));
        let all = self.done.max(1) as f64;
        let mut rows: Vec<(Option<u8>, String, usize)> = self
            .ends
            .iter()
            .enumerate()
            .filter(|(_, end)| end.count > 0)
            .map(|(i, end)| (Some(i as u8), point(end.at, room), end.count))
            .collect();
        rows.push((None, "runs away".to_owned(), self.away));
        rows.push((None, "still on its way".to_owned(), self.late));
        let mut y = 1;
        for (end, name, count) in rows.into_iter().filter(|(_, _, count)| *count > 0) {
            let swatch = if look.has_heat() {
                let mut swatch = Picture::new(2, 1);
                let cell = plot::Cell::new('█', plot::Ink::Own(look.end(end)));
                swatch.set(0, 0, cell);
                swatch.set(1, 0, cell);
                swatch
            } else {
                let mut swatch = Picture::new(2, 1);
                let letter = end.map_or('/', |end| char::from(b'a' + end));
                let ink = end.map_or(plot::Ink::Faint, plot::Ink::Runner);
                swatch.set(0, 0, plot::Cell::new(letter, ink));
                swatch
            };
            crate::tui::figure::paint(&swatch, &mut sheet.part(0, y, 2, 1));
            sheet.put(3, y, &name, text);
            sheet.right(y, &format!("{:.0} %", 100.0 * count as f64 / all), text);
            y += 1;
        }
        sheet.put(0, y + 1, "Brighter: fewer steps.", quiet);
        sheet.put(0, y + 2, "Each point is one run.", quiet);
    }
}

/// A point to as many digits as fit.
fn point([x, y]: [f64; 2], room: usize) -> String {
    let spell = |n: usize| format!("({}, {})", digits(x, n), digits(y, n));
    let fits = [3, 2].map(spell).into_iter().find(|text| text.chars().count() <= room);
    fits.unwrap_or_else(|| spell(1))
}
