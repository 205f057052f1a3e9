//! Where does a curve rise, fall, stay, jump or end?

/// A curve from its left end to its right end, in pieces without gap or jump.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Course {
    pub pieces: Vec<Piece>,
    /// Where there is no value: from, to; both the same at a single place.
    pub gaps: Vec<[f64; 2]>,
}

/// A piece without gap or jump.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub from: End,
    /// Turns from rising to falling or staying, from left to right, and then the right end.
    pub stops: Vec<Stop>,
}

/// An end of a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    pub x: f64,
    /// The height that it comes to; infinite where that has no bound.
    pub height: f64,
    /// Is the end a gap or a jump, and not the border of the figure?
    pub is_broken: bool,
}

/// How the curve comes to a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stop {
    pub way: Way,
    pub end: End,
}

/// Up, down or level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Rises,
    Falls,
    Stays,
}

/// Places looked at from left to right: the ends, the middle, and every round number between.
const SAMPLES: usize = 401;
/// Halvings towards a place.
const HALVINGS: usize = 60;

impl Course {
    /// Follows a function from `low` to `high`.
    pub(super) fn of(f: &dyn Fn(f64) -> f64, low: f64, high: f64) -> Course {
        let at = |n: usize| low + (high - low) * n as f64 / (SAMPLES - 1) as f64;
        let samples: Vec<[f64; 2]> = (0..SAMPLES).map(|n| [at(n), f(at(n))]).collect();
        let near = typical_step(&samples) * 4.0;
        let mut course = Course { pieces: Vec::new(), gaps: Vec::new() };
        let mut run: Vec<[f64; 2]> = Vec::new();
        let mut left = None;
        for pair in samples.windows(2) {
            let [[x0, y0], [x1, y1]] = [pair[0], pair[1]];
            if y0.is_finite() {
                run.push([x0, y0]);
            }
            match (y0.is_finite(), y1.is_finite()) {
                (true, true) if (y1 - y0).abs() > near => {
                    if let Some(place) = jump(f, [x0, x1], [y0, y1]) {
                        let sides = [edge(f, x0, place), edge(f, x1, place)];
                        course.add(f, &mut run, left, Some([place, sides[0]]));
                        left = Some([place, sides[1]]);
                        if !f(place).is_finite() {
                            course.gaps.push([place, place]);
                        }
                    }
                }
                (true, false) => {
                    let place = last_value(f, x0, x1);
                    course.add(f, &mut run, left, Some([place, edge(f, x0, place)]));
                    course.gaps.push([place, place]);
                    left = None;
                }
                (false, true) => {
                    let place = last_value(f, x1, x0);
                    left = Some([place, edge(f, x1, place)]);
                    match course.gaps.last_mut() {
                        Some(gap) => gap[1] = place,
                        None => course.gaps.push([low, place]),
                    }
                }
                (true | false, _) => {}
            }
        }
        if let Some(last) = samples.last().filter(|last| last[1].is_finite()) {
            run.push(*last);
        } else if let Some(gap) = course.gaps.last_mut().filter(|_| run.is_empty()) {
            gap[1] = high;
        } else {
            course.gaps.push([low, high]);
        }
        course.add(f, &mut run, left, None);
        course
    }

    /// A finished piece; `left` and `right` are the place and the height of a broken end.
    fn add(
        &mut self,
        f: &dyn Fn(f64) -> f64,
        run: &mut Vec<[f64; 2]>,
        left: Option<[f64; 2]>,
        right: Option<[f64; 2]>,
    ) {
        let run = std::mem::take(run);
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        let end = |broken: Option<[f64; 2]>, own: &[f64; 2]| {
            let [x, height] = broken.unwrap_or(*own);
            // An end that belongs to the curve is none that it only comes near to.
            End { x, height, is_broken: broken.is_some() && f(x) != height }
        };
        let (from, to) = (end(left, first), end(right, last));
        if from.x == to.x && (left.is_some() || right.is_some()) {
            // A lone point between two breaks is no piece.
            return;
        }
        self.pieces.push(Piece { from, stops: stops(f, &run, from, to) });
    }

    /// How many turns there are.
    pub(super) fn turns(&self) -> usize {
        self.pieces.iter().map(|piece| piece.stops.len() - 1).sum()
    }
}

/// The greater part of the steps between samples is no longer than this.
fn typical_step(samples: &[[f64; 2]]) -> f64 {
    let steps = samples.windows(2).map(|pair| (pair[1][1] - pair[0][1]).abs());
    let mut steps: Vec<f64> = steps.filter(|step| step.is_finite()).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() * 4 / 5).copied().unwrap_or(0.0)
}

/// The ways of a piece between its samples.
fn stops(f: &dyn Fn(f64) -> f64, run: &[[f64; 2]], from: End, to: End) -> Vec<Stop> {
    let way = |y0: f64, y1: f64| {
        // Rounding is no slope.
        let least = f64::EPSILON * 4.0 * y0.abs().max(y1.abs());
        match y1 - y0 {
            step if step > least => Way::Rises,
            step if step < -least => Way::Falls,
            _ => Way::Stays,
        }
    };
    let ways: Vec<Way> = run.windows(2).map(|pair| way(pair[0][1], pair[1][1])).collect();
    let mut stops = Vec::new();
    for (n, pair) in ways.windows(2).enumerate() {
        if pair[0] != pair[1] {
            let x = turn(f, run[n][0], run[n + 2][0], (pair[0], pair[1]));
            let end = End { x, height: f(x), is_broken: false };
            stops.push(Stop { way: pair[0], end });
        }
    }
    let before = stops.last().map_or(from, |stop: &Stop| stop.end);
    let last = ways.last().copied().unwrap_or_else(|| way(before.height, to.height));
    stops.push(Stop { way: last, end: to });
    stops
}

/// Where one way turns into another, between two places.
fn turn(f: &dyn Fn(f64) -> f64, low: f64, high: f64, ways: (Way, Way)) -> f64 {
    let (mut a, mut b) = (low, high);
    match ways {
        // From level ground on, or back to it: the last place with that height.
        (Way::Stays, _) => {
            let level = f(low);
            for _ in 0..HALVINGS {
                let middle = f64::midpoint(a, b);
                if f(middle) == level { a = middle } else { b = middle }
            }
        }
        (_, Way::Stays) => {
            let level = f(high);
            for _ in 0..HALVINGS {
                let middle = f64::midpoint(a, b);
                if f(middle) == level { b = middle } else { a = middle }
            }
        }
        // A top or a bottom: thirds of the way close in on it.
        (way, _) => {
            let sign = if way == Way::Rises { 1.0 } else { -1.0 };
            for _ in 0..2 * HALVINGS {
                let (left, right) = (a + (b - a) / 3.0, b - (b - a) / 3.0);
                let (low, high) = (f(left) * sign, f(right) * sign);
                // Where rounding hides the difference the middle is as good a guess as any.
                if low <= high {
                    a = left;
                }
                if high <= low {
                    b = right;
                }
            }
        }
    }
    nice(f64::midpoint(a, b), high - low)
}

/// A place as people write it, where that is no farther off than computing was.
fn nice(found: f64, width: f64) -> f64 {
    let step = 10f64.powf((width * 1e-4).log10().ceil().clamp(-300.0, 300.0));
    let nice = (found / step).round() * step;
    if (found - nice).abs() < width * 1e-5 { nice + 0.0 } else { found }
}

/// Where a function jumps between two samples; `None` where it is only steep.
fn jump(f: &dyn Fn(f64) -> f64, mut x: [f64; 2], mut y: [f64; 2]) -> Option<f64> {
    let (whole, wide) = ((y[1] - y[0]).abs(), x[1] - x[0]);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(x[0], x[1]);
        let height = f(middle);
        if !height.is_finite() {
            return Some(nice(middle, wide));
        }
        if (height - y[0]).abs() > (y[1] - height).abs() {
            (x[1], y[1]) = (middle, height);
        } else {
            (x[0], y[0]) = (middle, height);
        }
        if (y[1] - y[0]).abs() < whole * 0.1 {
            return None;
        }
    }
    Some(nice(f64::midpoint(x[0], x[1]), wide))
}

/// The border between a place with a value and one without.
fn last_value(f: &dyn Fn(f64) -> f64, inside: f64, outside: f64) -> f64 {
    let (mut a, mut b) = (inside, outside);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(a, b);
        if f(middle).is_finite() { a = middle } else { b = middle }
    }
    nice(a, (outside - inside).abs())
}

/// The height that a function comes to at a place, from the side of `inside`; infinite where it
/// grows and grows.
fn edge(f: &dyn Fn(f64) -> f64, inside: f64, place: f64) -> f64 {
    let near = |share: f64| f(place + (inside - place) * share);
    let [far, mid, close] = [1e-2, 1e-5, 1e-8].map(near);
    if far.is_finite() && mid.is_finite() && close.is_finite() {
        let (first, second) = ((mid - far).abs(), (close - mid).abs());
        if second > first * 0.5 && second > mid.abs() * 1e-3 {
            return if close > mid { f64::INFINITY } else { f64::NEG_INFINITY };
        }
        let own = f(place);
        return if (own - close).abs() <= (close - mid).abs() { own } else { close };
    }
    f(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(course: &Course) -> Vec<Vec<Way>> {
        let piece = |piece: &Piece| piece.stops.iter().map(|stop| stop.way).collect();
        course.pieces.iter().map(piece).collect()
    }

    #[test]
    fn a_parabola_falls_and_rises() {
        let course = Course::of(&|x| x * x, -1.0, 3.0);
        assert_eq!(ways(&course), [[Way::Falls, Way::Rises]]);
        assert_eq!(course.pieces[0].stops[0].end.x, 0.0);
    }

    #[test]
    fn a_pole_parts_the_curve_and_has_no_bound() {
        let course = Course::of(&|x| 1.0 / x, -3.0, 3.0);
        assert_eq!(ways(&course), [[Way::Falls], [Way::Falls]]);
        assert_eq!(course.pieces[0].stops[0].end.height, f64::NEG_INFINITY);
        assert_eq!(course.pieces[1].from.height, f64::INFINITY);
        assert_eq!(course.gaps, [[0.0, 0.0]]);
    }

    #[test]
    fn a_pole_between_samples_is_found() {
        let course = Course::of(&|x: f64| x.tan(), -1.0, 3.0);
        assert_eq!(ways(&course), [[Way::Rises], [Way::Rises]]);
        let pole = course.pieces[1].from;
        assert!((pole.x - std::f64::consts::FRAC_PI_2).abs() < 1e-6, "{pole:?}");
        assert_eq!(pole.height, f64::NEG_INFINITY);
    }

    #[test]
    fn a_jump_level_ground_and_a_missing_half_are_told_apart() {
        let jump = Course::of(&|x: f64| x.signum() + x / 4.0, -3.0, 3.1);
        assert_eq!(jump.pieces.len(), 2);
        let even = Course::of(&|x: f64| if x == 0.0 { 0.0 } else { x.signum() }, -3.0, 3.0);
        assert_eq!(even.pieces.len(), 2, "a lone point is no piece");
        let circle = Course::of(&|x: f64| (4.0 - x * x).sqrt(), -3.0, 3.0);
        let ends = [circle.pieces[0].from, circle.pieces[0].stops[1].end];
        assert!(ends.iter().all(|end| end.height == 0.0 && !end.is_broken), "{ends:?}");
        assert!((jump.pieces[0].stops[0].end.height + 1.0).abs() < 1e-6);
        let relu = Course::of(&|x: f64| x.max(0.0), -4.0, 4.0);
        assert_eq!(ways(&relu), [[Way::Stays, Way::Rises]]);
        assert_eq!(relu.pieces[0].stops[0].end.x, 0.0);
        let half = Course::of(&|x: f64| x.ln(), -2.0, 4.0);
        assert_eq!(half.gaps, [[-2.0, 0.0]]);
        assert_eq!(half.pieces[0].from.height, f64::NEG_INFINITY);
        let none = Course::of(&|_| f64::NAN, 0.0, 1.0);
        assert!(none.pieces.is_empty() && none.gaps == [[0.0, 1.0]]);
    }

    #[test]
    fn a_constant_stays_and_a_flat_bowl_does_not() {
        assert_eq!(ways(&Course::of(&|_| 3.0, -2.0, 2.0)), [[Way::Stays]]);
        let flat = Course::of(&|x: f64| x.powi(8), -1.0, 1.0);
        assert_eq!(ways(&flat), [[Way::Falls, Way::Rises]]);
        let tiny = Course::of(&|x: f64| 1.0 + x * x / 1e6, -1.0, 1.0);
        assert_eq!(ways(&tiny), [[Way::Falls, Way::Rises]]);
    }
}
