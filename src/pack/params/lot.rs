//! Numbers by lot, the same for a seed on every platform.

use rand::SeedableRng;
use rand::rand_core::Rng;
use rand::rngs::Xoshiro256PlusPlus;
use sha2::{Digest, Sha256};

/// A source of numbers that only its seed decides.
#[derive(Clone, Debug)]
pub(crate) struct Lot(Xoshiro256PlusPlus);

impl Lot {
    /// The lot of one variant of one exercise: Xoshiro256++ seeded with SHA-256 of
    /// `pack/exercise/seed`.
    pub(crate) fn of(pack: &str, exercise: &str, seed: u64) -> Lot {
        let digest = Sha256::digest(format!("{pack}/{exercise}/{seed}").as_bytes());
        Lot(Xoshiro256PlusPlus::from_seed(digest.into()))
    }

    /// A number below `n`, each as likely as any other; 0 for `n = 0`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.below_wide(n as u64) as usize
    }

    /// The same for wide numbers, by Lemire's multiplication ("Fast random integer generation in
    /// an interval", 2019).
    pub(crate) fn below_wide(&mut self, n: u64) -> u64 {
        loop {
            let wide = u128::from(self.0.next_u64()) * u128::from(n);
            let (high, low) = ((wide >> 64) as u64, wide as u64);
            // The few low values that would make some results likelier are drawn again.
            if low >= n || low >= n.wrapping_neg() % n.max(1) {
                return high;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Computed by a second, independent program.
    #[test]
    fn a_seed_gives_the_same_numbers_everywhere() {
        let mut lot = Lot::of("primer", "first-step", 7);
        let drawn: Vec<usize> = (0..8).map(|_| lot.below(10)).collect();
        assert_eq!(drawn, [7, 7, 6, 6, 1, 9, 6, 3]);
        let mut lot = Lot::of("primer", "first-step", 8);
        assert_eq!(lot.below_wide(u64::MAX), 6_662_447_075_219_417_679);
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let mut lot = Lot::of("p", "e", 0);
        assert!((0..1000).all(|_| lot.below(3) < 3));
        assert_eq!(lot.below(1), 0);
        assert_eq!(lot.below(0), 0);
    }
}
