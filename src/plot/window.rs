//! Which part of the plane is seen?

/// A rectangle of the plane; both sides are finite and longer than nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Left and right.
    pub x: [f64; 2],
    /// Bottom and top.
    pub y: [f64; 2],
}

/// No coordinate of a window lies beyond: its width must be a number too.
const FAR: f64 = 1e300;

/// A side is stretched at most this much to make both axes equal; beyond it they differ.
const MOST_GROWTH: f64 = 12.0;

impl Window {
    /// A rectangle made sane: ends in order, finite, with a width above rounding.
    pub fn new(x: [f64; 2], y: [f64; 2]) -> Window {
        Window { x: interval(x), y: interval(y) }
    }

    /// The smallest rectangle around the points that are finite, with a margin of a share of each
    /// side; `None` without any such point.
    pub fn around(points: impl IntoIterator<Item = [f64; 2]>, margin: f64) -> Option<Window> {
        let (mut x, mut y) = ([f64::MAX, f64::MIN], [f64::MAX, f64::MIN]);
        for point in points {
            if point.iter().all(|v| v.is_finite() && v.abs() <= FAR) {
                x = [x[0].min(point[0]), x[1].max(point[0])];
                y = [y[0].min(point[1]), y[1].max(point[1])];
            }
        }
        if x[0] > x[1] {
            return None;
        }
        // a flat path still gets a window as wide as the path is long
        let side = (x[1] - x[0]).max(y[1] - y[0]).max(x[0].abs().max(y[0].abs()) * 1e-9);
        let side = if side > 0.0 { side } else { 1.0 };
        let grown = |[low, high]: [f64; 2]| {
            let pad =
                (high - low).max(side * 0.25) * margin + (side * 0.25 - (high - low)).max(0.0);
            [low - pad, high + pad]
        };
        Some(Window::new(grown(x), grown(y)))
    }

    /// Width.
    pub fn width(&self) -> f64 {
        self.x[1] - self.x[0]
    }

    /// Height.
    pub fn height(&self) -> f64 {
        self.y[1] - self.y[0]
    }

    /// Is the point inside?
    pub fn contains(&self, point: [f64; 2]) -> bool {
        (self.x[0]..=self.x[1]).contains(&point[0]) && (self.y[0]..=self.y[1]).contains(&point[1])
    }

    /// The window that shows this one whole with both axes to the same scale, so that gradients
    /// look perpendicular to contours: the side that is too short grows about its middle.
    /// `aspect` is half of height over width of a terminal cell: 1 where a cell is twice as high
    /// as wide. A side that would grow more than twelvefold stays as it is.
    #[must_use]
    pub fn fitted(&self, columns: usize, rows: usize, aspect: f64) -> Window {
        if columns == 0 || rows == 0 {
            return *self;
        }
        let aspect = if (0.2..=5.0).contains(&aspect) { aspect } else { 1.0 };
        let (wide, high) = (columns as f64, rows as f64 * 2.0 * aspect);
        let unit = (self.width() / wide).max(self.height() / high);
        let grown = |side: [f64; 2], length: f64| {
            let now = side[1] - side[0];
            if length <= now || length > now * MOST_GROWTH {
                return side;
            }
            let middle = side[0] + now / 2.0;
            [middle - length / 2.0, middle + length / 2.0]
        };
        Window::new(grown(self.x, unit * wide), grown(self.y, unit * high))
    }

    /// The window seen closer (`factor` < 1) or from farther away, with `about` staying in place.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: [f64; 2]) -> Window {
        let side = |[low, high]: [f64; 2], fixed: f64| {
            [fixed + (low - fixed) * factor, fixed + (high - fixed) * factor]
        };
        let zoomed = Window::new(side(self.x, about[0]), side(self.y, about[1]));
        let fits = |[low, high]: [f64; 2]| {
            let size = low.abs().max(high.abs());
            high - low > size * 1e-11 && size < 1e150
        };
        if factor.is_finite() && factor > 0.0 && fits(zoomed.x) && fits(zoomed.y) {
            zoomed
        } else {
            *self
        }
    }

    /// The window moved by shares of its sides.
    #[must_use]
    pub fn moved(&self, right: f64, up: f64) -> Window {
        let (dx, dy) = (self.width() * right, self.height() * up);
        Window::new([self.x[0] + dx, self.x[1] + dx], [self.y[0] + dy, self.y[1] + dy])
    }
}

/// Two ends in order, finite and apart.
fn interval([low, high]: [f64; 2]) -> [f64; 2] {
    let sane = |v: f64| if v.is_nan() { 0.0 } else { v.clamp(-FAR, FAR) };
    let (low, high) = (sane(low.min(high)), sane(high.max(low)));
    let least = (low.abs().max(high.abs()) * 1e-12).max(1e-300);
    if high - low > least {
        [low, high]
    } else {
        let half = low.abs().max(1.0) * 0.5;
        [low - half, low + half]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_side_grows_until_the_axes_are_equal() {
        let seen = Window::new([-1.0, 1.0], [-1.0, 1.0]).fitted(40, 10, 1.0);
        assert_eq!(seen, Window::new([-2.0, 2.0], [-1.0, 1.0]));
    }

    #[test]
    fn a_window_a_thousand_times_wider_than_high_is_left_alone() {
        let flat = Window::new([0.0, 1000.0], [0.0, 1.0]);
        assert_eq!(flat.fitted(40, 20, 1.0), flat);
    }

    #[test]
    fn ends_that_are_no_numbers_give_a_window_all_the_same() {
        for ends in [[f64::NAN, 1.0], [3.0, 3.0], [f64::NEG_INFINITY, f64::INFINITY], [2.0, -2.0]] {
            let window = Window::new(ends, [0.0, 1.0]);
            assert!(window.width() > 0.0 && window.width().is_finite(), "{ends:?}");
        }
    }

    #[test]
    fn the_point_under_the_pointer_stays_when_zooming() {
        let zoomed = Window::new([0.0, 4.0], [0.0, 4.0]).zoomed(0.5, [1.0, 1.0]);
        assert_eq!(zoomed, Window::new([0.5, 2.5], [0.5, 2.5]));
    }

    #[test]
    fn zooming_ends_before_the_numbers_do() {
        let mut window = Window::new([0.9, 1.1], [0.9, 1.1]);
        for _ in 0..1000 {
            window = window.zoomed(0.5, [1.0, 1.0]);
        }
        assert!(window.width() > 1e-12);
        for _ in 0..10_000 {
            window = window.zoomed(2.0, [1.0, 1.0]);
        }
        assert!(window.width().is_finite());
    }

    #[test]
    fn points_that_are_not_finite_do_not_count() {
        let path = [[0.0, 0.0], [f64::NAN, 3.0], [f64::INFINITY, 0.0], [2.0, 2.0]];
        assert_eq!(Window::around(path, 0.0), Some(Window::new([0.0, 2.0], [0.0, 2.0])));
        assert_eq!(Window::around([[f64::NAN, 0.0]], 0.1), None);
    }
}
