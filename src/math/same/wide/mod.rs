//! Bounds of any precision, and exact rationals as long as the value is one.
//!
//! A rational stays exact until a root or a function makes it irrational; then a lower bound
//! rounded down and an upper bound rounded up take over. The kernels of `dashu-float` round
//! correctly in the direction asked; where one declines (overflow), nothing is known.

mod functions;

use dashu_float::round::mode::{Down, Up};
use dashu_float::{Context, FBig, FpResult, Repr};
use dashu_int::IBig;

use super::enclose::Enclosure;
use crate::math::Number;

type Big = Repr<2>;

/// Rationals beyond this many bits are rounded: a power is not built to the last digit.
const EXACT_BITS: u64 = 4096;
/// No number beyond 2 to this power, nor below its reciprocal, is computed with.
const EXPONENTS: isize = 1 << 40;

/// An exact rational, or bounds with this many bits.
#[derive(Clone, Debug)]
pub(super) struct Wide {
    bits: usize,
    held: Held,
}

#[derive(Clone, Debug)]
enum Held {
    Exact(Number),
    Between(Big, Big),
    Line,
}

fn finite(value: &Big) -> bool {
    value.is_finite() && value.exponent().abs() < EXPONENTS
}

fn floor(result: FpResult<FBig<Down, 2>>) -> Option<Big> {
    let value = result.ok()?.value().into_repr();
    finite(&value).then_some(value)
}

fn ceil(result: FpResult<FBig<Up, 2>>) -> Option<Big> {
    let value = result.ok()?.value().into_repr();
    finite(&value).then_some(value)
}

impl Wide {
    fn down(&self) -> Context<Down> {
        Context::new(self.bits)
    }

    fn up(&self) -> Context<Up> {
        Context::new(self.bits)
    }

    fn with(&self, held: Held) -> Wide {
        Wide { bits: self.bits, held }
    }

    fn between(&self, lo: Option<Big>, hi: Option<Big>) -> Wide {
        match (lo, hi) {
            (Some(lo), Some(hi)) => self.with(Held::Between(lo, hi)),
            _ => self.with(Held::Line),
        }
    }

    /// An exact value that stays exact while it is short enough.
    fn rational(&self, value: Number) -> Wide {
        if value.bit_len() <= EXACT_BITS {
            return self.with(Held::Exact(value));
        }
        match self.with(Held::Exact(value)).bounds() {
            Some((lo, hi)) => self.with(Held::Between(lo, hi)),
            None => self.with(Held::Line),
        }
    }

    /// The bounds as big floats; `None` where nothing is known.
    fn bounds(&self) -> Option<(Big, Big)> {
        match &self.held {
            Held::Line => None,
            Held::Between(lo, hi) => Some((lo.clone(), hi.clone())),
            Held::Exact(value) => {
                let (n, d) = value.big().into_parts();
                let (n, d) = (Big::new(n, 0), Big::new(d.into(), 0));
                Some((floor(self.down().div(&n, &d))?, ceil(self.up().div(&n, &d))?))
            }
        }
    }

    /// A rising function, rounded down at the lower bound and up at the upper one.
    fn rising(
        &self,
        down: impl FnOnce(Context<Down>, &Big) -> FpResult<FBig<Down, 2>>,
        up: impl FnOnce(Context<Up>, &Big) -> FpResult<FBig<Up, 2>>,
    ) -> Wide {
        match self.bounds() {
            None => self.with(Held::Line),
            Some((lo, hi)) => self.between(floor(down(self.down(), &lo)), ceil(up(self.up(), &hi))),
        }
    }

    /// Is the value so close to 0 that the first term of a series says all? The kernels need the
    /// longer, the smaller their argument is.
    fn is_minute(&self) -> bool {
        let least = -isize::try_from(self.bits).unwrap_or(isize::MAX);
        self.bounds().is_some_and(|(lo, hi)| size_of(&lo).max(size_of(&hi)) < least)
    }

    /// 1 and a sign times 2 to the negative number of bits.
    fn nearly_one(&self, sign: i8) -> Big {
        let bits = isize::try_from(self.bits).unwrap_or(isize::MAX);
        Big::new((IBig::ONE << self.bits) + IBig::from(sign), -bits)
    }

    /// Sine and arctangent of a minute value: between x and x·(1 − x²).
    fn nearly_itself(&self) -> Wide {
        self.mul(&self.with(Held::Between(self.nearly_one(-1), Big::one())))
    }

    fn one(&self) -> Wide {
        self.with(Held::Exact(Number::ONE))
    }

    fn half(&self) -> Wide {
        self.mul(&self.with(Held::Exact(Number::integer(2))).recip())
    }

    fn exactly(&self) -> Option<&Number> {
        match &self.held {
            Held::Exact(value) => Some(value),
            Held::Between(..) | Held::Line => None,
        }
    }

    /// Sine or cosine: the value at the lower bound, and not further than the bounds are apart.
    fn wave(
        &self,
        down: impl FnOnce(Context<Down>, &Big) -> FpResult<FBig<Down, 2>>,
        up: impl FnOnce(Context<Up>, &Big) -> FpResult<FBig<Up, 2>>,
    ) -> Wide {
        let unit = self.with(Held::Between(Big::neg_one(), Big::one()));
        // Bounds must be much closer than a turn: a large argument needs more bits.
        let size = match self.bounds() {
            Some((lo, hi)) => size_of(&lo).max(size_of(&hi)).max(0),
            None => return unit,
        };
        if size > 4096 {
            return unit;
        }
        let finer =
            Wide { bits: self.bits + usize::try_from(size).unwrap_or(0), held: self.held.clone() };
        let Some((lo, hi)) = finer.bounds() else { return unit };
        let (Some(at_lo), Some(at_hi)) = (floor(down(self.down(), &lo)), ceil(up(self.up(), &lo)))
        else {
            return unit;
        };
        let Some(reach) = ceil(self.up().sub(&hi, &lo)) else { return unit };
        let found = self
            .between(floor(self.down().sub(&at_lo, &reach)), ceil(self.up().add(&at_hi, &reach)));
        found.max(&self.one().neg()).min(&self.one())
    }
}

/// The value is below 2 to this power in size.
fn size_of(value: &Big) -> isize {
    if *value == Big::zero() {
        return -EXPONENTS;
    }
    value.exponent() + isize::try_from(value.digits_ub()).unwrap_or(isize::MAX / 2)
}

impl Wide {
    /// Is the value certainly below 2⁻²⁵⁶ in size?
    pub(super) fn is_tiny(&self) -> bool {
        self.bounds().is_some_and(|(lo, hi)| size_of(&lo).max(size_of(&hi)) < -256)
            || self.is_zero()
    }

    /// The bounds as rationals; `None` where they are too large to write out.
    pub(super) fn rational_bounds(&self) -> Option<(Number, Number)> {
        match &self.held {
            Held::Exact(value) => Some((value.clone(), value.clone())),
            Held::Between(lo, hi) => Some((rational(lo)?, rational(hi)?)),
            Held::Line => None,
        }
    }
}

fn rational(value: &Big) -> Option<Number> {
    let (significand, exponent) = value.clone().into_parts();
    let shift = Some(exponent.unsigned_abs()).filter(|shift| *shift < 20_000)?;
    let power = dashu_int::UBig::ONE << shift;
    Some(Number::from_rational(if exponent >= 0 {
        dashu_ratio::RBig::from(significand * IBig::from(power))
    } else {
        dashu_ratio::RBig::from_parts(significand, power)
    }))
}

/// The n-th root of a rational ≥ 0, where it is rational.
pub(super) fn exact_root(value: &Number, n: usize) -> Option<Number> {
    let big = value.big();
    let top = dashu_int::UBig::try_from(big.numerator().clone()).ok()?;
    let (top_root, bottom_root) = (top.nth_root(n), big.denominator().nth_root(n));
    if top_root.pow(n) != top || bottom_root.pow(n) != *big.denominator() {
        return None;
    }
    Some(Number::from_rational(dashu_ratio::RBig::from_parts(top_root.into(), bottom_root)))
}
