//! How the rate changes from step to step.

use std::f64::consts::PI;
use std::fmt;

/// A rule for the rate of each step, after PyTorch's schedulers.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Schedule {
    /// The same rate throughout.
    Constant,
    /// `step:10:0.5`: times `factor` after every `every` steps.
    Step {
        /// Steps between two changes.
        every: u32,
        /// What the rate is multiplied with.
        factor: f64,
    },
    /// `exponential:0.97`: times the factor after every step.
    Exponential(f64),
    /// `cosine:50:0.001`: half a wave from the rate down to `least` in `over` steps, then up again.
    Cosine {
        /// Steps of half a wave.
        over: u32,
        /// The rate at the bottom.
        least: f64,
    },
    /// `linear:0.1:1:10`: from `from` times to `to` times the rate in `over` steps.
    Linear {
        /// The first factor.
        from: f64,
        /// The last factor.
        to: f64,
        /// Steps between them.
        over: u32,
    },
    /// `inverse-sqrt`: divided by √(k + 1) at step k.
    InverseSqrt,
    /// `inverse`: divided by k + 1 at step k.
    Inverse,
}

/// How each schedule is typed.
pub(super) const SPELLINGS: &str = "constant, step:10:0.5, exponential:0.97, cosine:50:0.001, \
                                    linear:0.1:1:10, inverse-sqrt or inverse";

impl Schedule {
    /// The schedule as typed; `None` where it is none.
    pub fn read(text: &str) -> Option<Schedule> {
        let parts: Vec<&str> = text.trim().split(':').map(str::trim).collect();
        let number = |text: &str| text.parse().ok().filter(|x: &f64| x.is_finite());
        let count = |text: &str| text.parse().ok().filter(|n: &u32| *n > 0);
        match parts.as_slice() {
            ["constant"] => Some(Schedule::Constant),
            ["step", every, factor] => {
                Some(Schedule::Step { every: count(every)?, factor: number(factor)? })
            }
            ["exponential", factor] => Some(Schedule::Exponential(number(factor)?)),
            ["cosine", over] => Some(Schedule::Cosine { over: count(over)?, least: 0.0 }),
            ["cosine", over, least] => {
                Some(Schedule::Cosine { over: count(over)?, least: number(least)? })
            }
            ["linear", from, to, over] => {
                Some(Schedule::Linear { from: number(from)?, to: number(to)?, over: count(over)? })
            }
            ["inverse-sqrt"] => Some(Schedule::InverseSqrt),
            ["inverse"] => Some(Schedule::Inverse),
            _ => None,
        }
    }

    /// The rate of the step from point `step`, where `rate` is the one asked for.
    pub fn rate(self, rate: f64, step: usize) -> f64 {
        let k = step as f64;
        match self {
            Schedule::Constant => rate,
            Schedule::Step { every, factor } => {
                let changes = step / every.max(1) as usize;
                rate * libm::pow(factor, changes as f64)
            }
            Schedule::Exponential(factor) => rate * libm::pow(factor, k),
            Schedule::Cosine { over, least } => {
                let wave = f64::midpoint(1.0, libm::cos(PI * k / f64::from(over)));
                least + (rate - least) * wave
            }
            Schedule::Linear { from, to, over } => {
                let share = (k / f64::from(over)).min(1.0);
                rate * (from + (to - from) * share)
            }
            Schedule::InverseSqrt => rate / (k + 1.0).sqrt(),
            Schedule::Inverse => rate / (k + 1.0),
        }
    }
}

/// As typed.
impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Schedule::Constant => f.write_str("constant"),
            Schedule::Step { every, factor } => write!(f, "step:{every}:{factor}"),
            Schedule::Exponential(factor) => write!(f, "exponential:{factor}"),
            Schedule::Cosine { over, least } => write!(f, "cosine:{over}:{least}"),
            Schedule::Linear { from, to, over } => write!(f, "linear:{from}:{to}:{over}"),
            Schedule::InverseSqrt => f.write_str("inverse-sqrt"),
            Schedule::Inverse => f.write_str("inverse"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_reads_back() {
        for text in [
            "constant",
            "step:10:0.5",
            "exponential:0.97",
            "cosine:50:0.001",
            "linear:0.1:1:10",
            "inverse-sqrt",
            "inverse",
        ] {
            let schedule = Schedule::read(text).expect("a spelling of the table");
            assert_eq!(schedule.to_string(), text);
        }
        for text in ["", "step", "step:0:0.5", "cosine:x", "linear:1:2", "exponential:nan"] {
            assert_eq!(Schedule::read(text), None, "{text}");
        }
    }

    #[test]
    fn half_a_cosine_ends_at_the_least_rate() {
        let schedule = Schedule::Cosine { over: 50, least: 0.001 };
        assert_eq!(schedule.rate(0.18, 0), 0.18);
        assert_eq!(schedule.rate(0.18, 50), 0.001);
    }
}
