//! The parameters, one row each: who takes it, its default, its range and what it does.

use super::method::Method;
use super::plan::{LineSearch, Plan};
use super::schedule::{SPELLINGS, Schedule};

/// A parameter of one or more methods.
pub struct Parameter {
    /// As typed in `--set KEY=VALUE`.
    pub key: &'static str,
    /// The letter that formulas use, or a short name.
    pub symbol: &'static str,
    /// The methods that take it, each with its default.
    pub takers: &'static [(Method, &'static str)],
    /// The values that can be given.
    pub range: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// Sets it from text; false where the text is out of range.
    pub set: fn(&mut Plan, &str) -> bool,
    /// Its value as typed.
    pub show: fn(&Plan) -> String,
}

/// Why a setting was refused.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SettingError {
    /// No method has such a key.
    #[error("there is no parameter `{key}`; {method} takes {taken}")]
    Unknown {
        /// The key as typed.
        key: String,
        /// The method's name.
        method: &'static str,
        /// The keys that it takes.
        taken: String,
    },
    /// Another method has it.
    #[error("{method} has no `{key}`; it takes {taken}")]
    NotTaken {
        /// The key.
        key: &'static str,
        /// The method's name.
        method: &'static str,
        /// The keys that it takes.
        taken: String,
    },
    /// The value is out of range.
    #[error("`{key}` is {range}, not `{value}`")]
    Value {
        /// The key.
        key: &'static str,
        /// What it can be.
        range: &'static str,
        /// The value as typed.
        value: String,
    },
}

const SHARE: &str = "a number from 0 up to, not including, 1";
const SIZE: &str = "a number that is 0 or more";
const BOUND: &str = "a number above 0, or none";

/// Every parameter, in the order of menus.
pub static PARAMETERS: &[Parameter] = &[
    Parameter {
        key: "beta",
        symbol: "β",
        takers: &[(Method::Momentum, "0.9"), (Method::Nesterov, "0.9")],
        range: SHARE,
        about: "the share of the velocity that is kept",
        set: |plan, text| share(&mut plan.beta, text),
        show: |plan| plan.beta.to_string(),
    },
    Parameter {
        key: "beta1",
        symbol: "β₁",
        takers: &[(Method::Adam, "0.9"), (Method::Adamw, "0.9"), (Method::Nadam, "0.9")],
        range: SHARE,
        about: "the share of the mean slope that is kept",
        set: |plan, text| share(&mut plan.beta1, text),
        show: |plan| plan.beta1.to_string(),
    },
    Parameter {
        key: "beta2",
        symbol: "β₂",
        takers: &[(Method::Adam, "0.999"), (Method::Adamw, "0.999"), (Method::Nadam, "0.999")],
        range: SHARE,
        about: "the share of the mean square that is kept",
        set: |plan, text| share(&mut plan.beta2, text),
        show: |plan| plan.beta2.to_string(),
    },
    Parameter {
        key: "rho",
        symbol: "ρ",
        takers: &[(Method::Rmsprop, "0.99"), (Method::Adadelta, "0.9")],
        range: SHARE,
        about: "the share of the mean square that is kept",
        set: |plan, text| share(&mut plan.rho, text),
        show: |plan| plan.rho.to_string(),
    },
    Parameter {
        key: "eps",
        symbol: "ε",
        takers: &[
            (Method::Adagrad, "1e-10"),
            (Method::Rmsprop, "1e-8"),
            (Method::Adadelta, "1e-6"),
            (Method::Adam, "1e-8"),
            (Method::Adamw, "1e-8"),
            (Method::Nadam, "1e-8"),
        ],
        range: SIZE,
        about: "keeps the divisor from 0",
        set: |plan, text| size(&mut plan.eps, text),
        show: |plan| format!("{:e}", plan.eps),
    },
    Parameter {
        key: "weight_decay",
        symbol: "λ",
        takers: &[
            (Method::Descent, "0"),
            (Method::Momentum, "0"),
            (Method::Nesterov, "0"),
            (Method::Adagrad, "0"),
            (Method::Rmsprop, "0"),
            (Method::Adadelta, "0"),
            (Method::Adam, "0"),
            (Method::Adamw, "0.01"),
            (Method::Nadam, "0"),
        ],
        range: SIZE,
        about: "a pull towards 0: λw joins the gradient; in AdamW the point shrinks by itself",
        set: |plan, text| size(&mut plan.weight_decay, text),
        show: |plan| plan.weight_decay.to_string(),
    },
    Parameter {
        key: "momentum_decay",
        symbol: "ψ",
        takers: &[(Method::Nadam, "0.004")],
        range: SIZE,
        about: "how fast the look ahead grows from half of β₁ to all of it",
        set: |plan, text| size(&mut plan.momentum_decay, text),
        show: |plan| plan.momentum_decay.to_string(),
    },
    Parameter {
        key: "line_search",
        symbol: "line search",
        takers: &[(Method::Lbfgs, "wolfe")],
        range: "wolfe or fixed",
        about: "wolfe tries lengths until f falls enough and its slope flattens; fixed takes the rate",
        set: |plan, text| {
            let choice = match text {
                "wolfe" | "strong_wolfe" => LineSearch::Wolfe,
                "fixed" => LineSearch::Fixed,
                _ => return false,
            };
            plan.line_search = choice;
            true
        },
        show: |plan| {
            match plan.line_search {
                LineSearch::Wolfe => "wolfe",
                LineSearch::Fixed => "fixed",
            }
            .to_owned()
        },
    },
    Parameter {
        key: "clip",
        symbol: "clip ‖∇f‖",
        takers: FIRST_ORDER,
        range: BOUND,
        about: "a longer gradient is shortened to this length, its direction kept",
        set: |plan, text| bound(&mut plan.clip, text),
        show: |plan| optional(plan.clip),
    },
    Parameter {
        key: "clip_value",
        symbol: "clip ∂f",
        takers: FIRST_ORDER,
        range: BOUND,
        about: "each component of the gradient is cut off at ± this",
        set: |plan, text| bound(&mut plan.clip_value, text),
        show: |plan| optional(plan.clip_value),
    },
    Parameter {
        key: "schedule",
        symbol: "schedule",
        takers: ALL_CONSTANT,
        range: SPELLINGS,
        about: "how the rate changes from step to step",
        set: |plan, text| {
            let Some(schedule) = Schedule::read(text) else { return false };
            plan.schedule = schedule;
            true
        },
        show: |plan| plan.schedule.to_string(),
    },
    Parameter {
        key: "tolerance",
        symbol: "stop at ‖∇f‖ ≤",
        takers: ALL_NONE,
        range: BOUND,
        about: "the walk ends where the gradient is no longer than this",
        set: |plan, text| bound(&mut plan.tolerance, text),
        show: |plan| optional(plan.tolerance),
    },
];

const FIRST_ORDER: &[(Method, &str)] = &[
    (Method::Descent, "none"),
    (Method::Momentum, "none"),
    (Method::Nesterov, "none"),
    (Method::Adagrad, "none"),
    (Method::Rmsprop, "none"),
    (Method::Adadelta, "none"),
    (Method::Adam, "none"),
    (Method::Adamw, "none"),
    (Method::Nadam, "none"),
    (Method::Natural, "none"),
];

const ALL_NONE: &[(Method, &str)] = &everybody("none");
const ALL_CONSTANT: &[(Method, &str)] = &everybody("constant");

const fn everybody(default: &'static str) -> [(Method, &'static str); 12] {
    [
        (Method::Descent, default),
        (Method::Momentum, default),
        (Method::Nesterov, default),
        (Method::Adagrad, default),
        (Method::Rmsprop, default),
        (Method::Adadelta, default),
        (Method::Adam, default),
        (Method::Adamw, default),
        (Method::Nadam, default),
        (Method::Newton, default),
        (Method::Lbfgs, default),
        (Method::Natural, default),
    ]
}

impl Parameter {
    /// The default of a method; `None` where it does not take the parameter.
    pub fn default(&self, method: Method) -> Option<&'static str> {
        self.takers.iter().find(|(taker, _)| *taker == method).map(|(_, default)| *default)
    }

    /// The parameters of a method.
    pub fn of(method: Method) -> impl Iterator<Item = &'static Parameter> {
        PARAMETERS.iter().filter(move |parameter| parameter.default(method).is_some())
    }
}

impl Plan {
    /// Sets a parameter from text, as in `--set KEY=VALUE`.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        let (key, value) = (key.trim().replace('-', "_"), value.trim());
        let method = self.method.name();
        let taken = || {
            let keys: Vec<String> = Parameter::of(self.method).map(|p| p.key.to_owned()).collect();
            crate::text::list(&keys)
        };
        let Some(parameter) = PARAMETERS.iter().find(|parameter| parameter.key == key) else {
            return Err(SettingError::Unknown { key, method, taken: taken() });
        };
        if parameter.default(self.method).is_none() {
            return Err(SettingError::NotTaken { key: parameter.key, method, taken: taken() });
        }
        if (parameter.set)(self, value) {
            Ok(())
        } else {
            let (key, range) = (parameter.key, parameter.range);
            Err(SettingError::Value { key, range, value: value.to_owned() })
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|x: &f64| x.is_finite())
}

fn share(place: &mut f64, text: &str) -> bool {
    number(text).filter(|x| (0.0..1.0).contains(x)).is_some_and(|x| put(place, x))
}

fn size(place: &mut f64, text: &str) -> bool {
    number(text).filter(|x| *x >= 0.0).is_some_and(|x| put(place, x))
}

fn bound(place: &mut Option<f64>, text: &str) -> bool {
    if text == "none" {
        return put(place, None);
    }
    number(text).filter(|x| *x > 0.0).is_some_and(|x| put(place, Some(x)))
}

fn put<T>(place: &mut T, value: T) -> bool {
    *place = value;
    true
}

fn optional(value: Option<f64>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::METHODS;
    use super::*;

    #[test]
    fn every_default_is_in_its_own_range() {
        for row in METHODS {
            let mut plan = Plan::new(row.method, &[0.0]);
            for parameter in Parameter::of(row.method) {
                let default = parameter.default(row.method).expect("it is a taker");
                assert!((parameter.set)(&mut plan, default), "{} {}", row.name, parameter.key);
                let shown = (parameter.show)(&plan);
                assert_eq!(plan.set(parameter.key, &shown), Ok(()), "{} {shown}", parameter.key);
            }
        }
    }

    #[test]
    fn a_refused_setting_says_what_would_do() {
        let mut plan = Plan::new(Method::Momentum, &[0.0]);
        let refusal = |plan: &mut Plan, key: &str, value: &str| {
            plan.set(key, value).expect_err("the setting is wrong").to_string()
        };
        assert_eq!(
            refusal(&mut plan, "beta", "1"),
            "`beta` is a number from 0 up to, not including, 1, not `1`"
        );
        assert_eq!(
            refusal(&mut plan, "beta1", "0.9"),
            "momentum has no `beta1`; it takes beta, weight_decay, clip, clip_value, schedule and \
             tolerance"
        );
        assert!(refusal(&mut plan, "gamma", "1").starts_with("there is no parameter `gamma`"));
        assert!(refusal(&mut plan, "schedule", "warm").contains("step:10:0.5"));
    }
}
