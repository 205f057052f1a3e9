//! The walks are those of the frameworks: every recorded run is reproduced.
//!
//! `tests/data/trajectories.json` holds runs of PyTorch, of Newton's method and of the natural
//! gradient in double precision. A coordinate may differ by 1e-9·max(1, |reference|), by 1e-6 for
//! L-BFGS, up to the step after which a run is too sensitive to compare. SciPy's records are
//! compared by their end points.

use gradus::descent::{Method, Metric, Plan, run};
use gradus::math::read::{Syntax, read};
use gradus::math::{Compiled, Name};
use serde_json::Value;

fn records() -> Vec<Value> {
    let text = include_str!("data/trajectories.json");
    let file: Value = serde_json::from_str(text).expect("the file is JSON");
    file["records"].as_array().expect("it has records").clone()
}

fn compile(text: &str, variables: &[Name]) -> Compiled {
    let expr = read(text, &Syntax::default()).expect("the record has an expression").expr;
    Compiled::new(&expr, variables).expect("its names are variables")
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

/// The name of a method in the records, and ours.
const NAMES: &[(&str, Method)] = &[
    ("SGD", Method::Descent),
    ("Momentum", Method::Momentum),
    ("Nesterov", Method::Nesterov),
    ("Adagrad", Method::Adagrad),
    ("RMSprop", Method::Rmsprop),
    ("Adadelta", Method::Adadelta),
    ("Adam", Method::Adam),
    ("AdamW", Method::Adamw),
    ("NAdam", Method::Nadam),
    ("Newton", Method::Newton),
    ("LBFGS-strong_wolfe", Method::Lbfgs),
    ("LBFGS-fixed", Method::Lbfgs),
    ("NaturalGradient", Method::Natural),
];

/// A hyperparameter in the records, and our key; others have keys of their own or are our constants.
const KEYS: &[(&str, &str)] = &[
    ("momentum", "beta"),
    ("alpha", "rho"),
    ("rho", "rho"),
    ("eps", "eps"),
    ("weight_decay", "weight_decay"),
    ("momentum_decay", "momentum_decay"),
];

fn schedule(extra: &Value) -> String {
    let number = |key: &str| extra[key].as_f64().expect("a number").to_string();
    match extra["type"].as_str().expect("a schedule has a type") {
        "StepLR" => format!("step:{}:{}", number("step_size"), number("gamma")),
        "ExponentialLR" => format!("exponential:{}", number("gamma")),
        "CosineAnnealingLR" => format!("cosine:{}:{}", number("T_max"), number("eta_min")),
        "LinearLR" => format!(
            "linear:{}:{}:{}",
            number("start_factor"),
            number("end_factor"),
            number("total_iters")
        ),
        "LambdaInvSqrt" => "inverse-sqrt".to_owned(),
        other => panic!("the schedule {other} is not known to this test"),
    }
}

fn plan(record: &Value, method: Method, variables: &[Name]) -> Plan {
    let mut plan = Plan::new(method, &numbers(&record["start"]));
    let given = &record["hyperparameters"];
    if let Some(rate) = given["lr"].as_f64() {
        plan.rate = rate;
    }
    for (theirs, ours) in KEYS {
        if let Some(value) = given[*theirs].as_f64() {
            plan.set(ours, &value.to_string()).expect("the method takes the key");
        }
    }
    if let Some(betas) = given["betas"].as_array() {
        plan.set("beta1", &betas[0].to_string()).expect("Adam's family takes it");
        plan.set("beta2", &betas[1].to_string()).expect("Adam's family takes it");
    }
    if record["optimizer"] == "LBFGS-fixed" {
        plan.set("line_search", "fixed").expect("L-BFGS takes it");
    }
    if method == Method::Natural {
        let entries = ["1/y^2", "0", "0", "2/y^2"].map(|entry| compile(entry, variables));
        plan.metric = Metric::new(entries.to_vec());
    }
    let extra = &record["extra"];
    for (theirs, ours) in [("clip_grad_norm", "clip"), ("clip_grad_value", "clip_value")] {
        if let Some(bound) = extra[theirs].as_f64() {
            plan.set(ours, &bound.to_string()).expect("descent can be clipped");
        }
    }
    if extra["schedule"].is_object() {
        plan.set("schedule", &schedule(&extra["schedule"])).expect("every method has one");
    }
    plan
}

/// What differs, or nothing.
fn compare(record: &Value) -> Option<String> {
    let optimizer = record["optimizer"].as_str().expect("a record names its method");
    let (_, method) = NAMES.iter().find(|(name, _)| *name == optimizer)?;
    let start = numbers(&record["start"]);
    let variables = &[Name::new("x"), Name::new("y")][..start.len()];
    let f = compile(record["expression"].as_str().expect("it has an expression"), variables);
    let safe = record["safe_until"].as_u64().expect("it says how far it is safe") as usize;
    let plan = plan(record, *method, variables).with_steps(safe);
    let walked = run(&f, &plan);
    let tolerance = if *method == Method::Lbfgs { 1e-6 } else { 1e-9 };
    let steps = record["steps"].as_array().expect("it lists its steps");
    let points = record["points"].as_array().expect("it lists its points");
    for (step, point) in steps.iter().zip(points) {
        let step = step.as_u64().expect("a step is a number") as usize;
        if step > safe {
            break;
        }
        // A walk that cannot move any more ends; the reference repeats its last point.
        let got = walked.points.get(step).map_or(walked.end(), Vec::as_slice);
        for (got, want) in got.iter().zip(numbers(point)) {
            let is_near = (got - want).abs() <= tolerance * want.abs().max(1.0);
            if !is_near {
                let function = &record["function"];
                return Some(format!("{function} {optimizer} step {step}: {got} for {want}"));
            }
        }
    }
    None
}

#[test]
fn every_recorded_walk_is_reproduced() {
    let records = records();
    let compared = records.iter().filter(|record| !is_of_scipy(record)).count();
    assert_eq!(compared, 81);
    let wrong: Vec<String> =
        records.iter().filter(|record| !is_of_scipy(record)).filter_map(compare).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_of_scipy(record: &Value) -> bool {
    record["optimizer"].as_str().is_some_and(|name| name.starts_with("scipy"))
}

#[test]
fn our_walks_end_where_those_of_scipy_end() {
    for record in records().iter().filter(|record| is_of_scipy(record)) {
        let start = numbers(&record["start"]);
        let variables = &[Name::new("x"), Name::new("y")][..start.len()];
        let f = compile(record["expression"].as_str().expect("it has an expression"), variables);
        let plan = Plan::new(Method::Lbfgs, &start).with_steps(200);
        let walked = run(&f, &plan);
        for (got, want) in walked.end().iter().zip(numbers(&record["final"])) {
            assert!((got - want).abs() < 1e-5, "{}: {got} for {want}", record["function"]);
        }
    }
}
