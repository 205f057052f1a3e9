//! Which own values of a student are carried on to later parts?

use crate::math::{Expr, Number, carry_out};

use super::constant;
use super::fill::{Parameter, Value, Values};
use super::params;
use super::problem::Code;
use super::reader::canonical;
use super::suggest::nearest;
use super::table::Table;
use super::task::{Coordinate, Part, Parts, Task};
use super::tree::replaced;

impl Parts {
    /// Does a condition hold with this value for the part?
    fn holds(&self, condition: &str, part: &str, own: &Coordinate) -> Result<bool, String> {
        let name = canonical(part);
        let names = self.scope.names().into_iter().filter(|other| *other != name);
        let common = names.filter_map(|name| Some((name.clone(), self.scope.value(&name)?)));
        let values = common.chain(std::iter::once((name.clone(), own.clone())));
        let known = values
            .filter_map(|(name, value)| {
                let parameter = Parameter::new(name.as_str());
                Some((parameter, Value::Number(number(&value)?, 0)))
            })
            .collect();
        params::is_true(condition, &Values::new(known))
    }
}

/// The exact value, or the decimal digits of the nearest double.
fn number(value: &Coordinate) -> Option<Number> {
    value.number().cloned().or_else(|| constant::number(&format!("{:e}", value.to_f64())))
}

/// Notes conditions that name no part, cannot be read, or reject the right value.
pub(super) fn check(table: &Table<'_>, parts: &Parts) {
    let Some(written) = table.table("carry_if") else { return };
    for entry in written.entries {
        let reader = table.reader;
        let Some(part) = parts.parts.iter().find(|part| part.id == entry.key) else {
            let message = format!("There is no part `{}`.", entry.key);
            let remedy = match nearest(&entry.key, parts.parts.iter().map(|p| p.id.as_str())) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Write the id of a part before the condition.".to_owned(),
            };
            reader.note_at(Code::P002, &entry.key_span, message, remedy);
            continue;
        };
        let Some(right) = right_value(part) else {
            let message =
                format!("Part `{}` has no number that a condition could be for.", part.id);
            let remedy = "Only numbers are carried on under a condition.";
            reader.note_at(Code::P002, &entry.key_span, message, remedy);
            continue;
        };
        let Some((_, condition)) = parts.carry_if.iter().find(|(id, _)| *id == entry.key) else {
            continue;
        };
        let (code, message) = match parts.holds(condition, &part.id, &right) {
            Ok(true) => continue,
            Ok(false) => {
                let right = crate::text::number(right.to_f64());
                let message =
                    format!("The right value of `{}`, {right}, does not meet it.", part.id);
                (Code::E106, message)
            }
            Err(why) => (Code::E101, format!("The condition cannot be read: {why}")),
        };
        let remedy = format!("Write such as {} = \"0 < {} < 1\".", part.id, part.id);
        reader.note_at(code, &entry.item.span, message, remedy);
    }
}

/// The number that a part asks for.
fn right_value(part: &Part) -> Option<Coordinate> {
    let Task::Value { of, at } = &part.task else { return None };
    let put = |expr: Expr, (name, value): &(crate::math::Name, Coordinate)| {
        replaced(&expr, name, value.expr())
    };
    constant::coordinate(&at.iter().fold(carry_out(of), put))
}
