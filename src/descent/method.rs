//! The methods, one row each: name, usual rate, rule and what it is good for.

/// A way to choose the next point from the slopes at this one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Method {
    /// Against the gradient.
    Descent,
    /// With a velocity that remembers.
    Momentum,
    /// Momentum that looks ahead.
    Nesterov,
    /// Each coordinate by its own sum of squares.
    Adagrad,
    /// Each coordinate by its own recent squares.
    Rmsprop,
    /// Recent squares of slopes and of steps.
    Adadelta,
    /// Momentum by recent squares, both unbiased.
    Adam,
    /// Adam with decay apart from the slopes.
    Adamw,
    /// Adam that looks ahead.
    Nadam,
    /// To the critical point of the local parabola.
    Newton,
    /// Newton's step from the memory of the last gradients.
    Lbfgs,
    /// Against the gradient as a given metric measures it.
    Natural,
}

/// What is to be known of a method.
pub struct MethodRow {
    /// The method.
    pub method: Method,
    /// As typed after `--method`.
    pub name: &'static str,
    /// As a person writes it.
    pub title: &'static str,
    /// The rate where none is asked for.
    pub rate: f64,
    /// The rule in one line.
    pub rule: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
}

/// Every method, in the order of menus.
pub static METHODS: &[MethodRow] = &[
    MethodRow {
        method: Method::Descent,
        name: "descent",
        title: "gradient descent",
        rate: 0.1,
        rule: "w ← w − α∇f",
        about: "Straight against the gradient. Zigzags in a narrow valley.",
    },
    MethodRow {
        method: Method::Momentum,
        name: "momentum",
        title: "momentum",
        rate: 0.1,
        rule: "v ← βv + ∇f;  w ← w − αv",
        about: "A ball that keeps rolling: fast in valleys, then overshoots.",
    },
    MethodRow {
        method: Method::Nesterov,
        name: "nesterov",
        title: "Nesterov",
        rate: 0.1,
        rule: "v ← βv + ∇f;  w ← w − α(∇f + βv)",
        about: "Momentum that brakes a step earlier.",
    },
    MethodRow {
        method: Method::Adagrad,
        name: "adagrad",
        title: "AdaGrad",
        rate: 0.5,
        rule: "s ← s + (∇f)²;  w ← w − α∇f/(√s + ε)",
        about: "Each coordinate has its own rate, which only ever shrinks.",
    },
    MethodRow {
        method: Method::Rmsprop,
        name: "rmsprop",
        title: "RMSprop",
        rate: 0.05,
        rule: "s ← ρs + (1−ρ)(∇f)²;  w ← w − α∇f/(√s + ε)",
        about: "Divides each slope by its recent size: the scale drops out.",
    },
    MethodRow {
        method: Method::Adadelta,
        name: "adadelta",
        title: "Adadelta",
        rate: 1.0,
        rule: "s ← ρs + (1−ρ)(∇f)²;  u = ∇f·√(d + ε)/√(s + ε);  d ← ρd + (1−ρ)u²;  w ← w − αu",
        about: "Finds its own rate from its own steps. Starts slowly.",
    },
    MethodRow {
        method: Method::Adam,
        name: "adam",
        title: "Adam",
        rate: 0.1,
        rule: "m ← β₁m + (1−β₁)∇f;  s ← β₂s + (1−β₂)(∇f)²;  w ← w − α·m̂/(√ŝ + ε)",
        about: "Momentum with a rate for each coordinate: steps of about α.",
    },
    MethodRow {
        method: Method::Adamw,
        name: "adamw",
        title: "AdamW",
        rate: 0.1,
        rule: "w ← (1 − αλ)w, then as Adam",
        about: "Adam that also pulls towards 0: it ends beside the minimum.",
    },
    MethodRow {
        method: Method::Nadam,
        name: "nadam",
        title: "NAdam",
        rate: 0.1,
        rule: "as Adam, with the next μ·m̂ + (1−μ)·∇f in place of m̂",
        about: "Adam with Nesterov's look ahead.",
    },
    MethodRow {
        method: Method::Newton,
        name: "newton",
        title: "Newton",
        rate: 1.0,
        rule: "w ← w − α·H⁻¹∇f",
        about: "Jumps to where the local parabola is level, whatever is there.",
    },
    MethodRow {
        method: Method::Lbfgs,
        name: "lbfgs",
        title: "L-BFGS",
        rate: 1.0,
        rule: "w ← w − t·B∇f, B from the last ten steps, t by a line search",
        about: "Learns the curvature from its gradients: few, dear steps.",
    },
    MethodRow {
        method: Method::Natural,
        name: "natural",
        title: "natural gradient",
        rate: 0.1,
        rule: "w ← w − α·G⁻¹∇f",
        about: "Steepest where distance is measured by the metric G.",
    },
];

impl Method {
    /// Its row.
    pub fn row(self) -> &'static MethodRow {
        // The table has a row for each method, in the order of the enum; a test holds it to that.
        &METHODS[self as usize]
    }

    /// The name as typed.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The method of a name, capitals and hyphens ignored.
    pub fn find(name: &str) -> Option<Method> {
        let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
        let plain = match plain.as_str() {
            "sgd" | "gd" => "descent",
            "naturalgradient" => "natural",
            other => other,
        };
        METHODS.iter().find(|row| row.name == plain).map(|row| row.method)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_method_has_its_own_row() {
        for row in METHODS {
            assert_eq!(row.method.name(), row.name);
            assert_eq!(Method::find(row.name), Some(row.method));
        }
        assert_eq!(METHODS.len(), Method::Natural as usize + 1);
        assert_eq!(Method::find("L-BFGS"), Some(Method::Lbfgs));
        assert_eq!(Method::find("magic"), None);
    }
}
