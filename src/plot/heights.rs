//! Which heights of a curve are worth showing?

use super::graph::Curve;
use super::window::Window;

/// Heights worth showing: all of them, or without the outermost where those belong to a pole.
pub(super) fn height_range(curves: &[Curve], x: [f64; 2], keep: &[[f64; 2]]) -> [f64; 2] {
    const LOOKS: usize = 400;
    let mut heights: Vec<f64> = Vec::new();
    for curve in curves {
        let at = |i: usize| x[0] + (x[1] - x[0]) * (i as f64 + 0.5) / LOOKS as f64;
        heights.extend((0..LOOKS).map(|i| (curve.f)(at(i))).filter(|y| y.is_finite()));
    }
    let kept = keep.iter().map(|p| p[1]).filter(|y| y.is_finite());
    heights.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (heights.first(), heights.last()) else {
        return Window::around(kept.map(|y| [0.0, y]), 0.2).map_or([-1.0, 1.0], |w| w.y);
    };
    let part = |share: f64| heights[((heights.len() - 1) as f64 * share) as usize];
    let (inner_low, inner_high) = (part(0.06), part(0.94));
    let inner = (inner_high - inner_low).max(f64::MIN_POSITIVE);
    let cut = |outer: f64, inner_end: f64, sign: f64| {
        let far = (outer - inner_end).abs() > inner * 3.0;
        if far { inner_end + sign * inner * 0.6 } else { outer }
    };
    let mut low = cut(*first, inner_low, -1.0);
    let mut high = cut(*last, inner_high, 1.0);
    for y in kept {
        (low, high) = (low.min(y), high.max(y));
    }
    let span = high - low;
    // the axis is worth a little room
    if low > 0.0 && low < span * 0.5 {
        low = 0.0;
    }
    if high < 0.0 && -high < span * 0.5 {
        high = 0.0;
    }
    let pad = if span > 0.0 { span * 0.06 } else { 1.0 };
    [low - pad, high + pad]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_of_a_pole_do_not_flatten_the_rest() {
        let range = height_range(&[Curve::plain(&|x: f64| x.tan())], [-4.0, 4.0], &[]);
        assert!(range[1] < 20.0 && range[0] > -20.0, "{range:?}");
    }
}
