//! A setting written down: as a command to type, and as a block of a lesson.

use super::method::Method;
use super::parameter::Parameter;
use super::plan::Plan;

/// Keys that a path of a lesson takes besides method, start, rate and steps.
const LESSON_KEYS: [&str; 5] = ["beta", "beta1", "beta2", "eps", "rho"];

/// `gradus descend 'x^2 + 2y^2' --from 3,2 --method momentum --rate 0.1 --steps 25 --set beta=0.5`
pub fn command(line: &str, plan: &Plan) -> String {
    // Within single quotes a shell leaves everything alone but the quote itself.
    let quoted = line.replace('\'', "'\\''");
    let (method, rate, steps) = (plan.method.name(), plan.rate, plan.steps);
    let start = list(&plan.start, ",");
    let mut words = vec![
        format!("gradus descend '{quoted}' --from {start}"),
        format!("--method {method} --rate {rate} --steps {steps}"),
    ];
    words.extend(changed(plan).into_iter().map(|(key, value)| format!("--set {key}={value}")));
    words.join(" ")
}

/// A `[[block]]` of a lesson with this figure: a map for two variables, a walk on a curve for one.
/// A window is a pair of ends for each variable.
pub fn block(line: &str, window: &[(f64, f64)], plans: &[&Plan]) -> String {
    let is_map = window.len() > 1;
    let figure = if is_map { "contour" } else { "descent" };
    let of = toml::Value::from(line);
    let mut rows =
        vec!["[[block]]".to_owned(), format!("figure = \"{figure}\""), format!("of     = {of}")];
    let sides = ["x", "y"].iter().zip(window);
    rows.extend(sides.map(|(axis, (low, high))| format!("{axis}      = [{low}, {high}]")));
    let paths: Vec<String> = plans.iter().map(|plan| path(plan)).collect();
    match paths.as_slice() {
        [] => {}
        // A curve carries one walk, a map several.
        [first, rest @ ..] if rest.is_empty() || !is_map => rows.push(format!("path   = {first}")),
        all => rows.push(format!("paths  = [\n  {},\n]", all.join(",\n  "))),
    }
    rows.join("\n") + "\n"
}

fn path(plan: &Plan) -> String {
    let (rule, from) = (plan.method.name(), list(&plan.start, ", "));
    let mut keys = vec![format!("rule = \"{rule}\""), format!("from = [{from}]")];
    if plan.method != Method::Newton || plan.rate != 1.0 {
        keys.push(format!("rate = {}", plan.rate));
    }
    let settings = changed(plan).into_iter().filter(|(key, _)| LESSON_KEYS.contains(key));
    keys.extend(settings.map(|(key, value)| format!("{key} = {value}")));
    keys.push(format!("steps = {}", plan.steps));
    format!("{{ {} }}", keys.join(", "))
}

/// The parameters that are not at their defaults.
fn changed(plan: &Plan) -> Vec<(&'static str, String)> {
    let usual = Plan::new(plan.method, &plan.start);
    Parameter::of(plan.method)
        .filter(|parameter| (parameter.show)(plan) != (parameter.show)(&usual))
        .map(|parameter| (parameter.key, (parameter.show)(plan)))
        .collect()
}

fn list(numbers: &[f64], between: &str) -> String {
    numbers.iter().map(f64::to_string).collect::<Vec<String>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_everything_that_is_not_usual() {
        let mut plan = Plan::new(Method::Momentum, &[3.0, -2.0]).with_rate(0.05).with_steps(40);
        plan.set("beta", "0.5").expect("momentum takes it");
        assert_eq!(
            command("f'(x) + y", &plan),
            "gradus descend 'f'\\''(x) + y' --from 3,-2 --method momentum --rate 0.05 --steps 40 \
             --set beta=0.5"
        );
    }

    #[test]
    fn a_block_is_what_a_lesson_takes() {
        let plan = Plan::new(Method::Descent, &[3.0, 2.0]);
        assert_eq!(
            block("x^2 + 2y^2", &[(-4.0, 4.0), (-3.0, 3.0)], &[&plan]),
            "[[block]]\nfigure = \"contour\"\nof     = \"x^2 + 2y^2\"\nx      = [-4, 4]\n\
             y      = [-3, 3]\n\
             path   = { rule = \"descent\", from = [3, 2], rate = 0.1, steps = 25 }\n"
        );
        assert!(block("x^2", &[(-1.0, 1.0)], &[]).contains("figure = \"descent\""));
        let race = block("x*y", &[(-1.0, 1.0), (-1.0, 1.0)], &[&plan, &plan]);
        assert!(race.contains("paths  = [\n  { rule"), "{race}");
    }
}
