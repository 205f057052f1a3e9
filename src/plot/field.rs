//! What is the height at every dot?

use super::window::Window;

/// A function of two variables, a row at a time: fills the heights at these xs and one y.
pub type Rows<'a> = dyn Fn(&[f64], f64, &mut [f64]) + 'a;

/// A function sampled at the centres of a grid of dots, row by row from the top.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Dots across.
    pub columns: usize,
    /// Dots down.
    pub rows: usize,
    /// The part of the plane that they cover, to the outer edges of the dots.
    pub window: Window,
    /// The heights; what is not finite is NaN.
    pub values: Vec<f64>,
}

/// Heights are held within these bounds, so that differences of two are numbers.
const HIGHEST: f64 = 1e300;

/// No dot is farther away.
const FARTHEST: f64 = 1e12;

impl Field {
    /// Samples `row`, which fills a row of heights for its xs and one y.
    pub fn sample(row: &Rows, window: Window, columns: usize, rows: usize) -> Field {
        let (dx, dy) = (window.width() / columns as f64, window.height() / rows as f64);
        let xs: Vec<f64> = (0..columns).map(|i| dx.mul_add(i as f64 + 0.5, window.x[0])).collect();
        let mut values = vec![f64::NAN; columns * rows];
        for (j, out) in values.chunks_mut(columns.max(1)).enumerate() {
            row(&xs, window.y[1] - dy * (j as f64 + 0.5), out);
            for value in out {
                // one select per value; an early test for "all fine" was slower
                *value = if value.is_finite() { value.clamp(-HIGHEST, HIGHEST) } else { f64::NAN };
            }
        }
        Field { columns, rows, window, values }
    }

    /// The height at a dot, NaN where there is none.
    pub fn at(&self, column: usize, row: usize) -> f64 {
        if column < self.columns {
            self.values.get(row * self.columns + column).copied().unwrap_or(f64::NAN)
        } else {
            f64::NAN
        }
    }

    /// The dot, in fractions, of a point of the plane; (0, 0) is the upper left corner. Far away
    /// the dot stays a number that can be reckoned with.
    pub fn dot_of(&self, point: [f64; 2]) -> [f64; 2] {
        let Window { x, y } = self.window;
        let dot = |share: f64, dots: usize| (share * dots as f64).clamp(-FARTHEST, FARTHEST);
        [
            dot((point[0] - x[0]) / (x[1] - x[0]), self.columns),
            dot((y[1] - point[1]) / (y[1] - y[0]), self.rows),
        ]
    }

    /// Does the lowest finite height lie inside, not on the border?
    pub(super) fn has_inner_minimum(&self) -> bool {
        let lowest = (0..self.values.len())
            .filter(|&i| self.values[i].is_finite())
            .min_by(|&a, &b| self.values[a].total_cmp(&self.values[b]));
        lowest.is_some_and(|i| {
            let (column, row) = (i % self.columns, i / self.columns);
            column > 0 && row > 0 && column + 1 < self.columns && row + 1 < self.rows
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_are_taken_at_the_centres_of_dots() {
        let sum = |xs: &[f64], y: f64, out: &mut [f64]| {
            out.iter_mut().zip(xs).for_each(|(o, x)| *o = x + 10.0 * y);
        };
        let field = Field::sample(&sum, Window::new([0.0, 2.0], [0.0, 2.0]), 2, 2);
        assert_eq!(field.values, [15.5, 16.5, 5.5, 6.5]);
        assert_eq!(field.dot_of([1.0, 2.0]), [1.0, 0.0]);
    }

    #[test]
    fn what_is_not_finite_has_no_height() {
        let pole = |xs: &[f64], _: f64, out: &mut [f64]| {
            out.iter_mut().zip(xs).for_each(|(o, x)| *o = 1.0 / (x - 0.5));
        };
        let field = Field::sample(&pole, Window::new([0.0, 3.0], [0.0, 1.0]), 3, 1);
        assert!(field.at(0, 0).is_nan() && field.at(1, 0) == 1.0 && field.at(9, 9).is_nan());
    }
}
