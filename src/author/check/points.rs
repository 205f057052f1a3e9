//! Where is a function looked at? Forty points, always the same ones.

/// Points that a function is looked at.
const POINTS: usize = 40;
/// Points where a function has to be defined at least.
pub(super) const DEFINED: usize = 6;

/// Coordinates of one variable: small and large, of both signs, none of them special to a usual
/// function. Powers and logarithms want positive ones, inverse functions those below 1.
const COORDINATES: &[f64] = &[
    0.31, -0.42, 1.37, 0.73, -1.19, 2.61, 0.17, 3.83, -2.47, 0.58, 5.29, -0.77, 1.83, 7.41, -3.59,
    0.91, 2.13, -5.87, 4.37, 0.067, -0.13, 11.3, 1.09, -8.21, 3.17, 0.44, 6.53, -1.71, 0.86, 19.7,
    -0.59, 2.89, 9.67, -13.9, 0.23, 1.57, -4.61, 0.97, 37.1, -0.93,
];

/// Points of so many variables; the strides keep the variables apart.
pub(super) fn points(variables: usize) -> impl Iterator<Item = Vec<f64>> {
    (0..POINTS).map(move |index| {
        (0..variables).map(|v| COORDINATES[(index * (2 * v + 1) + 7 * v) % POINTS]).collect()
    })
}

/// Are two values of the same thing, reached on two ways, the same up to rounding?
pub(super) fn agree(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-3)
}
