//! Where is the ground level, and what lies there?
//!
//! The gradient is taken on a grid; cells in which every component may vanish, and points where it
//! is shorter than all around, are starts of Newton's method on the gradient, its steps bounded so
//! that each start serves its own neighbourhood. A point counts where both the gradient and the
//! step that is left are nothing. Corners and cone points, where there is no gradient, are not
//! looked for.

use super::linear::{eigen, norm};
use crate::math::Compiled;

/// A point with gradient zero.
#[derive(Clone, PartialEq, Debug)]
pub struct Critical {
    /// Where.
    pub at: Vec<f64>,
    /// f there.
    pub value: f64,
    /// The eigenvalues of the Hessian, rising.
    pub eigenvalues: Vec<f64>,
    /// What the Hessian says.
    pub kind: Kind,
}

/// What the Hessian says of a critical point.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// All eigenvalues are positive.
    Minimum,
    /// Eigenvalues of both signs.
    Saddle,
    /// All eigenvalues are negative.
    Maximum,
    /// An eigenvalue is zero and the others do not differ in sign: the Hessian does not decide.
    Degenerate,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Minimum => "minimum",
            Kind::Saddle => "saddle",
            Kind::Maximum => "maximum",
            Kind::Degenerate => "degenerate",
        }
    }

    /// What eigenvalues say, where those up to `nothing` count as zero.
    pub fn of(eigenvalues: &[f64], nothing: f64) -> Kind {
        let any = |wanted: fn(f64, f64) -> bool| eigenvalues.iter().any(|&l| wanted(l, nothing));
        let (positive, negative) = (any(|l, nothing| l > nothing), any(|l, nothing| l < -nothing));
        let flat = any(|l, nothing| l.is_nan() || l.abs() <= nothing);
        match (positive, negative) {
            (true, true) => Kind::Saddle,
            (true, false) if !flat => Kind::Minimum,
            (false, true) if !flat => Kind::Maximum,
            _ => Kind::Degenerate,
        }
    }
}

/// More isolated points than this are not looked for.
const MOST: usize = 400;
/// More degenerate points than this are a curve of them, which is not a list of points.
const MOST_DEGENERATE: usize = 12;
const ITERATIONS: usize = 120;
/// Starts where there are too many variables for a grid.
const SCATTERED: usize = 1500;

/// The critical points inside a window, one pair of ends for each variable, sorted by value. A
/// curve of critical points is left out.
pub fn critical_points(f: &Compiled, window: &[(f64, f64)]) -> Vec<Critical> {
    let usable = |&(low, high): &(f64, f64)| (high - low).is_finite() && low < high;
    if window.is_empty() || window.len() != f.variables().len() || !window.iter().all(usable) {
        return Vec::new();
    }
    let grid = Grid::new(f, window);
    let mut found: Vec<Critical> = Vec::new();
    for start in grid.starts() {
        let Some(critical) = grid.settle(f, start) else { continue };
        let same = |other: &Critical| grid.distance(&other.at, &critical.at) < 1e-6;
        if !found.iter().any(same) {
            found.push(critical);
        }
        if found.len() >= MOST {
            break;
        }
    }
    let degenerate = found.iter().filter(|point| point.kind == Kind::Degenerate).count();
    if degenerate > MOST_DEGENERATE {
        found.retain(|point| point.kind != Kind::Degenerate);
    }
    found.sort_by(|one, other| one.value.total_cmp(&other.value));
    found
}

/// The gradient on a grid that reaches a little beyond the window.
struct Grid<'a> {
    window: &'a [(f64, f64)],
    /// Points along each side.
    side: usize,
    /// The gradients, the first variable running fastest.
    gradients: Vec<Vec<f64>>,
    /// The longest gradient that is finite.
    longest: f64,
    /// The width of a cell for each variable.
    cell: Vec<f64>,
}

impl<'a> Grid<'a> {
    fn new(f: &Compiled, window: &'a [(f64, f64)]) -> Grid<'a> {
        let side = match window.len() {
            1 => 1201,
            2 => 81,
            3 => 17,
            // Starts are scattered then, and this only sizes the steps.
            _ => 11,
        };
        let cell = window.iter().map(|(low, high)| (high - low) / (side - 3) as f64).collect();
        let mut grid = Grid { window, side, gradients: Vec::new(), longest: 0.0, cell };
        for index in 0..grid.count() {
            let mut gradient = vec![0.0; window.len()];
            f.gradient(&grid.point(index), &mut gradient);
            let length = norm(&gradient);
            if length.is_finite() {
                grid.longest = grid.longest.max(length);
            }
            grid.gradients.push(gradient);
        }
        grid
    }

    fn count(&self) -> usize {
        match self.window.len() {
            n @ 1..=3 => self.side.pow(n as u32),
            _ => SCATTERED,
        }
    }

    /// The place of a grid point: one cell beyond the window on each side.
    fn point(&self, mut index: usize) -> Vec<f64> {
        if self.window.len() > 3 {
            return self.scattered(index);
        }
        let mut place = Vec::with_capacity(self.window.len());
        for ((low, _), cell) in self.window.iter().zip(&self.cell) {
            // Off the middle by an odd share: a grid line on an axis would hide signs there.
            let along = (index % self.side) as f64 - 1.0 + 0.0137;
            place.push(low + cell * along);
            index /= self.side;
        }
        place
    }

    /// One of a sequence of points that fills a window of many variables evenly: each coordinate
    /// turns by an irrational share, the root of the next prime.
    fn scattered(&self, index: usize) -> Vec<f64> {
        const PRIMES: [f64; 8] = [2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0];
        let place = |(i, (low, high)): (usize, &(f64, f64))| {
            let turn = PRIMES[i % PRIMES.len()].sqrt() * (1 + i / PRIMES.len()) as f64;
            low + (high - low) * (turn * (index + 1) as f64).fract()
        };
        self.window.iter().enumerate().map(place).collect()
    }

    /// Where Newton's method is to start.
    fn starts(&self) -> Vec<Vec<f64>> {
        let n = self.window.len();
        if self.longest == 0.0 {
            // Level everywhere: there are no points to name.
            return Vec::new();
        }
        let mut starts = Vec::new();
        for index in 0..self.gradients.len() {
            if n > 3 {
                starts.push(self.point(index));
                continue;
            }
            let Some(corners) = self.corners(index) else { continue };
            if self.may_vanish(&corners) || self.is_shortest(index) {
                let half = self.cell.iter().map(|cell| cell / 2.0);
                starts.push(self.point(index).iter().zip(half).map(|(x, h)| x + h).collect());
            }
        }
        starts
    }

    /// The corners of the cell that begins at a grid point; none at the far sides.
    fn corners(&self, index: usize) -> Option<Vec<usize>> {
        let mut corners = vec![index];
        let mut stride = 1;
        for _ in 0..self.window.len() {
            if (index / stride) % self.side + 1 >= self.side {
                return None;
            }
            corners.extend(corners.clone().iter().map(|corner| corner + stride));
            stride *= self.side;
        }
        Some(corners)
    }

    /// Does every component of the gradient take both signs, or none, at the corners?
    fn may_vanish(&self, corners: &[usize]) -> bool {
        (0..self.window.len()).all(|i| {
            let component = |corner: &usize| self.gradients[*corner][i];
            corners.iter().any(|corner| component(corner) <= 0.0)
                && corners.iter().any(|corner| component(corner) >= 0.0)
        })
    }

    /// Is the gradient shorter here than at the neighbours along each axis?
    fn is_shortest(&self, index: usize) -> bool {
        let length = norm(&self.gradients[index]);
        let mut stride = 1;
        for _ in 0..self.window.len() {
            let along = (index / stride) % self.side;
            if along == 0 || along + 1 == self.side {
                return false;
            }
            let is_longer = |neighbour: usize| norm(&self.gradients[neighbour]) >= length;
            if !is_longer(index - stride) || !is_longer(index + stride) {
                return false;
            }
            stride *= self.side;
        }
        true
    }

    /// The critical point that Newton's method reaches from a start, if it is in the window.
    fn settle(&self, f: &Compiled, mut at: Vec<f64>) -> Option<Critical> {
        let n = at.len();
        let (mut gradient, mut hessian) = (vec![0.0; n], vec![0.0; n * n]);
        for _ in 0..ITERATIONS {
            f.gradient(&at, &mut gradient);
            f.hessian(&at, &mut hessian);
            let mut step = newton(&hessian, &gradient)?;
            let length = self.length(&step);
            if length < 1e-13 {
                break;
            }
            // At most two cells, so that the point found belongs to the start.
            let bound = 2.0 / (self.side - 3).max(1) as f64;
            if length > bound {
                for s in &mut step {
                    *s *= bound / length;
                }
            }
            at.iter_mut().zip(&step).for_each(|(x, s)| *x += s);
            if !self.holds(&at, 0.2) {
                return None;
            }
        }
        self.accept(f, at)
    }

    fn accept(&self, f: &Compiled, at: Vec<f64>) -> Option<Critical> {
        let n = at.len();
        let (mut gradient, mut hessian) = (vec![0.0; n], vec![0.0; n * n]);
        let at = self.rounded(f, at);
        let value = f.gradient(&at, &mut gradient);
        f.hessian(&at, &mut hessian);
        let left = self.length(&newton(&hessian, &gradient)?);
        let is_level = norm(&gradient) <= 1e-7 * self.longest && left < 1e-7;
        if !is_level || !self.holds(&at, 1e-9) {
            return None;
        }
        let eigenvalues = super::eigenvalues(&hessian);
        // What the longest gradient makes of the curvature of the window.
        let across = self.window.iter().map(|(low, high)| high - low).fold(0.0, f64::max);
        let kind = Kind::of(&eigenvalues, 1e-9 * self.longest / across);
        Some(Critical { at, value, eigenvalues, kind })
    }

    /// The point with short decimals in place of rounding noise, where it is as level there.
    fn rounded(&self, f: &Compiled, at: Vec<f64>) -> Vec<f64> {
        let short: Vec<f64> = at.iter().map(|x| (x * 1e8).round() / 1e8 + 0.0).collect();
        let mut gradient = vec![0.0; at.len()];
        f.gradient(&at, &mut gradient);
        let before = norm(&gradient);
        f.gradient(&short, &mut gradient);
        let is_as_level = norm(&gradient) <= before.max(1e-14 * self.longest);
        if is_as_level { short } else { at }
    }

    /// The length of a step in widths of the window.
    fn length(&self, step: &[f64]) -> f64 {
        let shares = step.iter().zip(self.window).map(|(s, (low, high))| s / (high - low));
        norm(&shares.collect::<Vec<f64>>())
    }

    fn distance(&self, one: &[f64], other: &[f64]) -> f64 {
        self.length(&one.iter().zip(other).map(|(a, b)| a - b).collect::<Vec<f64>>())
    }

    /// Is the point in the window, widened on each side by this share?
    fn holds(&self, at: &[f64], share: f64) -> bool {
        at.iter().zip(self.window).all(|(x, (low, high))| {
            let margin = share * (high - low);
            (low - margin..=high + margin).contains(x)
        })
    }
}

/// Newton's step towards gradient zero, leaving out directions without any curvature.
fn newton(hessian: &[f64], gradient: &[f64]) -> Option<Vec<f64>> {
    let pairs = eigen(hessian);
    let most = pairs.iter().fold(0.0_f64, |most, (value, _)| most.max(value.abs()));
    if most.is_nan() || !gradient.iter().all(|g| g.is_finite()) {
        return None;
    }
    let mut step = vec![0.0; gradient.len()];
    for (value, vector) in pairs {
        if value.abs() > 1e-14 * most {
            let share: f64 = vector.iter().zip(gradient).map(|(v, g)| v * g).sum();
            step.iter_mut().zip(&vector).for_each(|(s, v)| *s -= share / value * v);
        }
    }
    Some(step)
}
