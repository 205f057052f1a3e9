//! What would help next, without giving it away? The ladder of hints.
//!
//! The author's hints come first. Then, from the derivation: the outermost rule, its parts, the
//! rule itself, the first slope inside; the last rung is always the worked steps.

use crate::descent::Method;
use crate::math::rules;
use crate::math::slope::{Derivation, derivation};
use crate::math::{Expr, Function, Name, Node, derivative, gradient, print};
use crate::pack::{Approach, Direction, Goal, LinesGoal, Part, Parts, Question, Task};
use crate::text;

/// One rung of the ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A sentence, or a rule.
    Text(String),
    /// The worked steps: everything.
    Steps,
}

/// The ladder of a question, the gentlest hint first.
pub fn hints(question: &Question) -> Vec<Hint> {
    let own = question.hints.iter().cloned();
    let derived = of_task(&question.task);
    let mut ladder: Vec<Hint> = own.chain(derived).map(Hint::Text).collect();
    ladder.push(Hint::Steps);
    ladder
}

/// The derived sentences for one task, the gentlest first; for the open one of several parts too.
pub fn of_task(task: &Task) -> Vec<String> {
    match task {
        Task::Derivative { of, by, order } => of_order(of, by, *order),
        Task::Partial { of, by, .. } => of_partial(of, by),
        Task::Gradient { of, vars, at } => of_gradient(of, vars, at.is_some()),
        Task::Hessian { of, vars, at } => of_hessian(of, vars, at.is_some()),
        Task::Directional { of, vars, normalise, .. } => of_direction(of, vars, *normalise),
        Task::Value { of, at } => of_value(of, !at.is_empty()),
        Task::Sign { of, by, order, .. } => of_sign(of, by, *order),
        Task::Choice { several, .. } => of_choice(*several),
        Task::Critical { of, vars, classify, .. } => of_critical(of, vars, *classify),
        Task::Step { of, vars, walk, .. } => {
            let (what, slopes) = slope_of(of, vars);
            vec![
                format!("The rule is {}.", walk.rule.row().rule),
                format!("First the slope at the point where you stand: {what} = {slopes}."),
                carried_out(walk.rule).to_owned(),
            ]
        }
        Task::Arrow { of, vars, show, .. } => of_arrow(of, vars, *show),
        Task::Rate { goal, .. } => of_rate(goal),
        Task::Lines { of, by, goal, .. } => match goal {
            LinesGoal::Derivative => ladder(&derivation(of, by)),
            LinesGoal::Simplify => vec!["Collect what is alike, one thing a line.".to_owned()],
            LinesGoal::Solve => vec![
                "Bring everything to one side and take out common factors.".to_owned(),
                "A product is zero where one of its factors is.".to_owned(),
            ],
        },
        Task::Fill { of, by, .. } => ladder(&derivation(of, by)),
        Task::Order { steps, .. } => {
            let first = steps.first().map(|step| format!("The first step is: {step}"));
            let last = steps.last().map(|step| format!("The last step is: {step}"));
            first.into_iter().chain(last).collect()
        }
        Task::Limit { of, name, to, quotient_of } => {
            let mut rungs = of_limit(name, to, quotient_of.as_ref());
            let is_far = matches!(to, Approach::Infinity | Approach::MinusInfinity);
            if is_far && !matches!(of.node(), Node::Quotient(..)) {
                let letter = print::line(&Expr::name(name));
                rungs.pop();
                rungs.push(format!("Try {letter} = 10, 100, 1000 and watch where it goes."));
            }
            rungs
        }
        Task::Parts(parts) => of_parts(parts),
        Task::Card { .. } => Vec::new(),
        Task::Spot { of, by, .. } => {
            let mut rungs = vec!["Work out each line yourself and compare.".to_owned()];
            rungs.extend(ladder(&derivation(of, by)));
            rungs
        }
    }
}

/// What is done with the slope, method by method.
fn carried_out(rule: Method) -> &'static str {
    match rule {
        Method::Descent => "Put the point in, multiply by the rate, and subtract.",
        Method::Momentum | Method::Nesterov => {
            "First the new velocity: the kept share of the old one and the slope. Then the step."
        }
        Method::Newton | Method::Natural | Method::Lbfgs => {
            "The slope is divided by the curvature before it is taken away, not just scaled."
        }
        Method::Adagrad
        | Method::Rmsprop
        | Method::Adadelta
        | Method::Adam
        | Method::Adamw
        | Method::Nadam => {
            "Each coordinate goes by itself: its slope is divided by the size it has had so far."
        }
    }
}

/// Two hints for each part, by its name.
fn of_parts(parts: &Parts) -> Vec<String> {
    const EACH: usize = 2;
    let named = |part: &Part| -> Vec<String> {
        let own = of_task(&part.task).into_iter().take(EACH);
        own.map(|hint| format!("Part {}: {hint}", part.id)).collect()
    };
    parts.parts.iter().flat_map(named).collect()
}

/// The ladder of one differentiation.
fn ladder(derivation: &Derivation) -> Vec<String> {
    let operation = operation(derivation);
    let mut rungs = vec![operation];
    rungs.extend(parts(derivation));
    if let Some(rule) = rule(derivation) {
        rungs.push(rule);
    }
    rungs.extend(first_slope(derivation));
    rungs
}

/// A factor in front is no operation worth a hint: what stands behind it is.
fn inner(derivation: &Derivation) -> &Derivation {
    match derivation.parts.as_slice() {
        [only] if *derivation.rule == rules::CONSTANT_MULTIPLE => inner(only),
        [only] if *derivation.rule == rules::SUM => inner(only),
        _ => derivation,
    }
}

/// `The outermost operation is a division.`
fn operation(derivation: &Derivation) -> String {
    let core = inner(derivation);
    let name = named(core);
    if std::ptr::eq(core, derivation) {
        format!("The outermost operation is {name}.")
    } else if *derivation.rule == rules::SUM {
        let moving = print::line(&derivation.parts[0].of);
        format!("Only {moving} changes, the rest has slope 0. What is left is {name}.")
    } else {
        format!("The constant stays in front. Behind it, the outermost operation is {name}.")
    }
}

fn named(derivation: &Derivation) -> String {
    match derivation.of.node() {
        Node::Sum(parts) => {
            let minus = parts.iter().skip(1).any(|part| matches!(part.node(), Node::Neg(_)));
            if minus && parts.len() == 2 { "a subtraction" } else { "an addition" }.to_owned()
        }
        Node::Product(_) => "a multiplication".to_owned(),
        Node::Quotient(..) => "a division".to_owned(),
        Node::Power(base, _) if !base.mentions(&derivation.by) => "an exponential".to_owned(),
        Node::Power(..) => "a power".to_owned(),
        Node::Apply(Function::Sqrt | Function::Cbrt | Function::Root, _) => "a root".to_owned(),
        Node::Apply(Function::Exp, _) => "an exponential".to_owned(),
        Node::Apply(Function::Abs, _) => "the absolute value".to_owned(),
        Node::Apply(Function::Sigmoid, _) => "σ".to_owned(),
        Node::Apply(function, _) => function.name().to_owned(),
        Node::Name(_) => "none: this is the variable itself".to_owned(),
        Node::Number(_) | Node::Constant(_) => "none: this is a constant".to_owned(),
        Node::Neg(_) => "a minus".to_owned(),
        Node::Prime(..) | Node::Slope(..) | Node::Vector(_) | Node::Matrix(_) | Node::Hole(_) => {
            "a derivative of its own".to_owned()
        }
    }
}

/// `u = e²ˣ, v = x.`
fn parts(derivation: &Derivation) -> Option<String> {
    let core = inner(derivation);
    if *core.rule == rules::SUM {
        let terms: Vec<String> = core.parts.iter().map(|part| print::line(&part.of)).collect();
        return Some(format!("Each term has its own slope: {}.", text::list(&terms)));
    }
    if *core.rule == rules::CHAIN {
        let (_, inside) = core.letters.first()?;
        return Some(format!("Inside stands u = {}.", print::line(inside)));
    }
    if core.letters.is_empty() {
        return match core.of.node() {
            Node::Power(base, exponent) => Some(format!(
                "The base is {}, the exponent {}.",
                print::line(base),
                print::line(exponent)
            )),
            _ => None,
        };
    }
    let letters: Vec<String> = core
        .letters
        .iter()
        .map(|(letter, expr)| format!("{letter} = {}", print::line(expr)))
        .collect();
    Some(format!("{}.", letters.join(", ")))
}

/// `(u/v)' = (u'·v − u·v')/v²`
fn rule(derivation: &Derivation) -> Option<String> {
    let core = inner(derivation);
    if *core.rule == rules::CHAIN {
        return Some(outer_rule(&core.of, &core.by));
    }
    (*core.rule != rules::CONSTANT && *core.rule != rules::IDENTITY)
        .then(|| core.rule.formula.to_owned())
}

/// The rule of the outer function with `u` inside.
fn outer_rule(of: &Expr, by: &Name) -> String {
    match of.node() {
        Node::Power(base, exponent) if base.mentions(by) => {
            format!("(uⁿ)' = n·uⁿ⁻¹·u', here with n = {}", print::line(exponent))
        }
        Node::Power(base, _) if matches!(base.node(), Node::Constant(_)) => {
            "(eᵘ)' = eᵘ·u'".to_owned()
        }
        Node::Power(..) => "(aᵘ)' = aᵘ·ln a·u'".to_owned(),
        Node::Apply(Function::Cbrt, _) => "(∛u)' = u'/(3·∛u²)".to_owned(),
        Node::Apply(function, _) => rules::derivative_of(*function)
            .map_or(rules::ROOT.formula, |entry| entry.rule.formula)
            .to_owned(),
        _ => rules::CHAIN.formula.to_owned(),
    }
}

/// `(e²ˣ)' = 2·e²ˣ`: the first slope inside that is more than 0 or 1.
fn first_slope(derivation: &Derivation) -> Option<String> {
    let core = inner(derivation);
    let telling =
        |part: &&Derivation| *part.rule != rules::IDENTITY && *part.rule != rules::CONSTANT;
    let part = core.parts.iter().find(telling).or(core.parts.first())?;
    let slope = derivative(&part.of, &part.by);
    Some(format!("({})' = {}", print::line(&part.of), print::line(&slope)))
}

fn of_order(of: &Expr, by: &Name, order: u32) -> Vec<String> {
    if order <= 1 {
        return ladder(&derivation(of, by));
    }
    let first = derivative(of, by);
    let mut rungs = vec![format!(
        "Differentiate {} times: tidy f' before you go on.",
        text::small(order as usize)
    )];
    rungs.extend(ladder(&derivation(of, by)).into_iter().take(2));
    rungs.push(format!("f' = {}", print::line(&first)));
    rungs.extend(ladder(&derivation(&first, by)).into_iter().take(2));
    rungs
}

fn names(list: &[Name]) -> String {
    let names: Vec<String> = list.iter().map(|name| print::line(&Expr::name(name))).collect();
    text::list(&names)
}

fn of_partial(of: &Expr, by: &[Name]) -> Vec<String> {
    let Some(first) = by.first() else { return Vec::new() };
    let others: Vec<Name> = of.names().into_iter().filter(|name| name != first).collect();
    let mut rungs = Vec::new();
    if !others.is_empty() {
        let verb = if others.len() == 1 { "is a number" } else { "are numbers" };
        rungs.push(format!(
            "Only {} moves. {} {verb}, like 3 or 7.",
            names(std::slice::from_ref(first)),
            names(&others)
        ));
    }
    rungs.extend(ladder(&derivation(of, first)));
    if let [first, second, ..] = by {
        let slope = derivative(of, first);
        rungs.push(format!(
            "The first slope is {}; differentiate that by {}.",
            print::line(&slope),
            names(std::slice::from_ref(second))
        ));
    }
    rungs
}

fn of_gradient(of: &Expr, vars: &[Name], at_point: bool) -> Vec<String> {
    let mut rungs = vec![format!(
        "One slope for each variable, in this order: {}. While one moves, the rest are numbers.",
        names(vars)
    )];
    if let Some(first) = vars.first() {
        let sign = print::line(&Expr::name(first));
        rungs.extend(ladder(&derivation(of, first)).into_iter().take(1));
        rungs.push(format!("∂f/∂{sign} = {}", print::line(&derivative(of, first))));
    }
    if at_point {
        rungs.push("Put the point in at the end, into both slopes.".to_owned());
    }
    rungs
}

fn of_hessian(of: &Expr, vars: &[Name], at_point: bool) -> Vec<String> {
    let firsts: Vec<String> = vars
        .iter()
        .map(|by| {
            format!("∂f/∂{} = {}", print::line(&Expr::name(by)), print::line(&derivative(of, by)))
        })
        .collect();
    let mut rungs = vec![
        "Begin with the first slopes; then differentiate each of them by every variable."
            .to_owned(),
        format!("{}.", firsts.join(", ")),
        "Row by row: the first row holds the slopes of ∂f by the first variable. The matrix is \
         its own mirror image, so the mixed entries agree."
            .to_owned(),
    ];
    if at_point {
        rungs.push("Put the point in at the end.".to_owned());
    }
    rungs
}

fn slope_of(of: &Expr, vars: &[Name]) -> (&'static str, String) {
    let slopes = gradient(of, vars);
    match slopes.as_slice() {
        [only] => ("f'", print::line(only)),
        _ => ("∇f", print::line(&Node::Vector(slopes).into())),
    }
}

fn of_direction(of: &Expr, vars: &[Name], normalise: bool) -> Vec<String> {
    let (_, slopes) = slope_of(of, vars);
    let mut rungs = vec![
        "The slope in a direction is the gradient times the direction, part by part, added up."
            .to_owned(),
        format!("∇f = {slopes}; put the point in."),
    ];
    if normalise {
        rungs.push(
            "Bring the direction to length 1: divide it by the root of the sum of its squares."
                .to_owned(),
        );
    }
    rungs
}

fn of_value(of: &Expr, has_point: bool) -> Vec<String> {
    let mut rungs = Vec::new();
    if let Node::Slope(inside, by) = of.node()
        && let Some(first) = by.first()
    {
        rungs.push("A slope is asked: differentiate first, put the number in last.".to_owned());
        rungs.extend(ladder(&derivation(inside, first)));
        return rungs;
    }
    if has_point {
        rungs.push("Put the numbers in, with brackets around each of them.".to_owned());
    }
    rungs.push("Work from the inside out: brackets, powers, products, sums.".to_owned());
    rungs
}

fn of_sign(of: &Expr, by: &Name, order: u32) -> Vec<String> {
    let first = if order == 1 {
        "Picture the curve there: does it go up, go down, or lie flat?"
    } else {
        "Picture the curve there: does it bend up like a bowl, or down like a hat?"
    };
    let mut rungs = vec![first.to_owned()];
    if order == 1 {
        rungs.extend(ladder(&derivation(of, by)).into_iter().take(1));
    }
    let slope = crate::math::nth_derivative(of, &vec![by.clone(); order as usize]);
    let primes = "'".repeat(order as usize);
    rungs.push(format!("f{primes} = {}. Only its sign counts.", print::line(&slope)));
    rungs
}

fn of_choice(several: bool) -> Vec<String> {
    let text = if several {
        "Take the options one by one: each may be right or not by itself."
    } else {
        "Leave out first what cannot be."
    };
    vec![text.to_owned()]
}

fn of_critical(of: &Expr, vars: &[Name], classify: bool) -> Vec<String> {
    let (what, slopes) = slope_of(of, vars);
    let mut rungs = vec![
        format!("Critical points are where {what} is zero."),
        format!("{what} = {slopes}"),
        if vars.len() == 1 {
            "Set it to zero and take out common factors: a product is zero where a factor is."
        } else {
            "Both components have to be zero at once: solve one, put it into the other."
        }
        .to_owned(),
    ];
    if classify {
        rungs.push(
            if vars.len() == 1 {
                "The sign of f'' tells: positive a minimum, negative a maximum."
            } else {
                "The eigenvalues of the Hessian tell: all positive a minimum, all negative a \
                 maximum, both signs a saddle."
            }
            .to_owned(),
        );
    }
    rungs
}

fn of_arrow(of: &Expr, vars: &[Name; 2], show: Direction) -> Vec<String> {
    let (_, slopes) = slope_of(of, vars);
    let last = match show {
        Direction::Descent => "Downhill is the opposite of the gradient.",
        Direction::Ascent => "Uphill is the gradient itself.",
        Direction::Contour => "The contour runs at a right angle to the gradient.",
    };
    vec![
        "The gradient points steepest uphill, at a right angle to the contour.".to_owned(),
        format!("∇f = {slopes}; put the point in."),
        last.to_owned(),
    ]
}

fn of_rate(goal: &Goal) -> Vec<String> {
    let last = match goal {
        Goal::Below { .. } => {
            "Longer steps arrive sooner, as long as they do not leap across the valley."
        }
        Goal::Stable => "The edge is at 2/λmax: there each leap lands as far away as it began.",
        Goal::Reached { .. } => "The rate 1/λ lands at the bottom of a parabola in one step.",
    };
    vec![
        "Try a small rate first and watch whether the steps still shrink.".to_owned(),
        "The curvature decides: where f bends sharply, long steps leap across.".to_owned(),
        last.to_owned(),
    ]
}

fn of_limit(name: &Name, to: &Approach, quotient_of: Option<&Expr>) -> Vec<String> {
    let letter = print::line(&Expr::name(name));
    let mut rungs = match to {
        Approach::Number(at) | Approach::Above(at) | Approach::Below(at) => vec![format!(
            "Put in {letter} = {}: where that gives 0/0, something cancels first.",
            print::line(at.expr())
        )],
        Approach::Infinity | Approach::MinusInfinity => {
            vec!["Far out, only the fastest-growing terms count.".to_owned()]
        }
    };
    rungs.push(if quotient_of.is_some() {
        format!("Multiply out above the line; every term that is left has a factor {letter}.")
    } else {
        "Multiply out above and below, take out what both share, and cancel.".to_owned()
    });
    if quotient_of.is_some() {
        rungs.push(format!(
            "Cancel {letter}, and only then let {letter} go to 0: what is left is the slope."
        ));
    }
    rungs
}
