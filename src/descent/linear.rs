//! Small matrices: solutions and eigenvalues.

/// The solution of `matrix·x = right`, `matrix` row by row, by elimination with the largest pivot;
/// `None` where a pivot is exactly zero or the sizes do not fit.
pub(super) fn solve(mut matrix: Vec<f64>, right: &[f64]) -> Option<Vec<f64>> {
    let n = right.len();
    if matrix.len() != n * n {
        return None;
    }
    let mut x = right.to_vec();
    for column in 0..n {
        let pivot = (column..n).max_by(|&i, &j| {
            matrix[i * n + column].abs().total_cmp(&matrix[j * n + column].abs())
        })?;
        if matrix[pivot * n + column] == 0.0 {
            return None;
        }
        if pivot != column {
            for k in 0..n {
                matrix.swap(pivot * n + k, column * n + k);
            }
            x.swap(pivot, column);
        }
        for row in column + 1..n {
            let factor = matrix[row * n + column] / matrix[column * n + column];
            for k in column..n {
                matrix[row * n + k] -= factor * matrix[column * n + k];
            }
            x[row] -= factor * x[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|k| matrix[row * n + k] * x[k]).sum();
        x[row] = (x[row] - known) / matrix[row * n + row];
    }
    Some(x)
}

/// The eigenvalues of a symmetric matrix (row by row), rising; all NaN where an entry is not
/// finite.
pub fn eigenvalues(matrix: &[f64]) -> Vec<f64> {
    eigen(matrix).into_iter().map(|(value, _)| value).collect()
}

/// Eigenvalues, rising, each with its unit vector. Jacobi's rotations: exact to rounding, and for
/// two variables a single turn.
pub(super) fn eigen(matrix: &[f64]) -> Vec<(f64, Vec<f64>)> {
    let n = matrix.len().isqrt();
    let unit = |i: usize| (0..n).map(|k| f64::from(u8::from(i == k))).collect::<Vec<f64>>();
    // Scaled to entries of at most 1: squares of 1e300 would overflow.
    let scale = matrix.iter().fold(0.0_f64, |most, entry| most.max(entry.abs()));
    if !matrix.iter().all(|entry| entry.is_finite()) {
        return (0..n).map(|i| (f64::NAN, unit(i))).collect();
    }
    if scale == 0.0 {
        return (0..n).map(|i| (0.0, unit(i))).collect();
    }
    let mut a: Vec<f64> = matrix.iter().map(|entry| entry / scale).collect();
    let mut vectors: Vec<Vec<f64>> = (0..n).map(unit).collect();
    // Convergence is quadratic; 30 sweeps are far more than any matrix takes.
    for _ in 0..30 {
        let mut moved = false;
        for p in 0..n {
            for q in p + 1..n {
                moved |= turn(&mut a, &mut vectors, n, p, q);
            }
        }
        if !moved {
            break;
        }
    }
    let mut pairs: Vec<(f64, Vec<f64>)> =
        vectors.into_iter().enumerate().map(|(i, v)| (a[i * n + i] * scale, v)).collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    pairs
}

/// Makes the entry (p, q) zero by a rotation; false where it is already nothing.
fn turn(a: &mut [f64], vectors: &mut [Vec<f64>], n: usize, p: usize, q: usize) -> bool {
    let (app, aqq, apq) = (a[p * n + p], a[q * n + q], a[p * n + q]);
    if apq.abs() <= f64::EPSILON * 1e-3 * (app.abs() * aqq.abs()).sqrt() || apq.abs() < 1e-300 {
        return false;
    }
    let theta = (aqq - app) / (2.0 * apq);
    let t = 1.0_f64.copysign(theta) / (theta.abs() + libm::hypot(1.0, theta));
    let c = 1.0 / libm::hypot(1.0, t);
    let s = t * c;
    a[p * n + p] = app - t * apq;
    a[q * n + q] = aqq + t * apq;
    a[p * n + q] = 0.0;
    a[q * n + p] = 0.0;
    for k in (0..n).filter(|&k| k != p && k != q) {
        let (akp, akq) = (a[k * n + p], a[k * n + q]);
        let (new_p, new_q) = (c * akp - s * akq, s * akp + c * akq);
        a[k * n + p] = new_p;
        a[p * n + k] = new_p;
        a[k * n + q] = new_q;
        a[q * n + k] = new_q;
    }
    let (before, behind) = vectors.split_at_mut(q);
    for (vp, vq) in before[p].iter_mut().zip(behind[0].iter_mut()) {
        (*vp, *vq) = (c * *vp - s * *vq, s * *vp + c * *vq);
    }
    true
}

/// The length of a vector, without overflow on the way.
pub(super) fn norm(vector: &[f64]) -> f64 {
    match vector {
        [x] => x.abs(),
        [x, y] => libm::hypot(*x, *y),
        _ => vector.iter().fold(0.0, |length, x| libm::hypot(length, *x)),
    }
}

/// The sum of products.
pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvalues_of_a_known_matrix_are_found() {
        assert_eq!(eigenvalues(&[2.0, 2.0, 2.0, 2.0]), [0.0, 4.0]);
        assert_eq!(eigenvalues(&[2.0, 0.0, 0.0, -2.0]), [-2.0, 2.0]);
        let three = eigenvalues(&[2.0, -1.0, 0.0, -1.0, 2.0, -1.0, 0.0, -1.0, 2.0]);
        let root = 2.0_f64.sqrt();
        for (got, want) in three.iter().zip([2.0 - root, 2.0, 2.0 + root]) {
            assert!((got - want).abs() < 1e-14);
        }
        assert!(eigenvalues(&[f64::NAN]).iter().all(|value| value.is_nan()));
        assert_eq!(eigenvalues(&[1e300, 0.0, 0.0, 4e300]), [1e300, 4e300]);
    }

    #[test]
    fn a_singular_matrix_has_no_solution() {
        assert_eq!(solve(vec![2.0, 2.0, 2.0, 2.0], &[1.0, 0.0]), None);
        assert_eq!(solve(vec![0.0, 2.0, 4.0, 0.0], &[2.0, 4.0]), Some(vec![1.0, 1.0]));
    }
}
