//! Of which pieces is a curve, and where is there no joining them?

use super::window::Window;

/// Halvings of a gap before it counts as a jump.
const HALVINGS: usize = 14;
/// Halvings between a place with a height and one without.
const EDGE: usize = 40;

/// The curve in pieces without gap, jump or pole. `near` is a difference of heights that needs no
/// second look.
pub(super) fn pieces(
    f: &dyn Fn(f64) -> f64,
    window: Window,
    samples: usize,
    near: f64,
) -> Vec<Vec<[f64; 2]>> {
    let step = window.width() / samples as f64;
    let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut last: Option<[f64; 2]> = None;
    for i in 0..samples {
        let x = window.x[0] + step * (i as f64 + 0.5);
        let y = f(x);
        if !y.is_finite() {
            // the curve goes on to where it ends, between two samples
            if let (Some([x0, _]), Some(piece)) = (last, pieces.last_mut()) {
                piece.extend(end(f, x0, x));
            }
            last = None;
            continue;
        }
        if last.is_none() && i > 0 {
            pieces.push(end(f, x, x - step).into_iter().collect());
            last = pieces.last().and_then(|piece| piece.last()).copied();
        }
        let joined = last
            .is_some_and(|[x0, y0]| (y - y0).abs() <= 3.0 * near || !jumps(f, [x0, x], [y0, y]));
        match pieces.last_mut() {
            Some(piece) if joined => piece.push([x, y]),
            _ => pieces.push(vec![[x, y]]),
        }
        last = Some([x, y]);
    }
    pieces
}

/// The last point of a curve between a place where it has a height and one where it has none.
fn end(f: &dyn Fn(f64) -> f64, mut inside: f64, mut outside: f64) -> Option<[f64; 2]> {
    let first = inside;
    for _ in 0..EDGE {
        let middle = f64::midpoint(inside, outside);
        if f(middle).is_finite() { inside = middle } else { outside = middle }
    }
    (inside != first).then(|| [inside, f(inside)])
}

/// Is there a jump or a pole between two samples? Halves the gap towards the greater difference:
/// where the function is continuous, the difference shrinks with it.
fn jumps(f: &dyn Fn(f64) -> f64, mut x: [f64; 2], mut y: [f64; 2]) -> bool {
    let whole = (y[1] - y[0]).abs();
    for _ in 0..HALVINGS {
        let middle = x[0] + (x[1] - x[0]) / 2.0;
        let height = f(middle);
        if !height.is_finite() {
            return true;
        }
        if (height - y[0]).abs() > (y[1] - height).abs() {
            (x[1], y[1]) = (middle, height);
        } else {
            (x[0], y[0]) = (middle, height);
        }
        if (y[1] - y[0]).abs() < whole * 0.1 {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_circle_comes_down_to_the_axis() {
        let circle = |x: f64| (1.0 - x * x).sqrt();
        let pieces = pieces(&circle, Window::new([-2.0, 2.0], [0.0, 1.0]), 57, 0.01);
        assert_eq!(pieces.len(), 1);
        for end in [pieces[0][0], pieces[0][pieces[0].len() - 1]] {
            assert!(end[1] < 1e-4 && (end[0].abs() - 1.0).abs() < 1e-8, "{end:?}");
        }
    }
}
