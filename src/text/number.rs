//! A computed number as a student reads it.
//!
//! Four significant digits, the shortest spelling, no noise: at most five decimals unless the
//! number would vanish, powers of ten only where zeros would have to be counted. A true minus on
//! the screen; [`typed`] spells the same number as one types it, for lines that are read aloud.

/// The number for the screen: `4.723`, `−0.00013`, `1.2·10⁻⁸`, `∞`.
pub fn number(value: f64) -> String {
    digits(value, 4)
}

/// The number with this many significant digits, for the screen.
pub fn digits(value: f64, significant: usize) -> String {
    if value.is_nan() {
        return "undefined".to_owned();
    }
    let plain = spell(value, significant);
    let (body, exponent) = plain.split_once('e').map_or((&*plain, None), |(m, e)| (m, Some(e)));
    let mut shown = body.replace('-', "−").replace("inf", "∞");
    if let Some(exponent) = exponent {
        if matches!(shown.as_str(), "1" | "−1") {
            shown.pop();
        } else {
            shown.push('·');
        }
        shown.push_str("10");
        shown.extend(exponent.chars().map(superscript));
    }
    shown
}

/// The number as one types it: `-0.00013`, `1.2e-8`, `inf`.
pub fn typed(value: f64) -> String {
    spell(value, 4)
}

/// The same with this many significant digits.
pub fn typed_digits(value: f64, significant: usize) -> String {
    spell(value, significant)
}

/// The number with this many significant digits, zeros at the end kept: `0.009420`.
pub fn all_digits(value: f64, significant: usize) -> String {
    let order = value.abs().log10().floor();
    let rounded: f64 = format!("{:.*e}", significant.max(1) - 1, value).parse().unwrap_or(value);
    if !order.is_finite() || !(-7.0..15.0).contains(&order) {
        return digits(value, significant);
    }
    // Rounding may have brought it to the next power of ten.
    let order = rounded.abs().log10().floor() as i64;
    let places = usize::try_from(significant as i64 - 1 - order).unwrap_or(0);
    format!("{rounded:.places$}").replace('-', "−")
}

/// A whole number, or the decimals that a teacher would give: the one place that decides.
fn spell(value: f64, significant: usize) -> String {
    if value.is_nan() {
        return "undefined".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let significant = significant.clamp(1, 17);
    let scientific = format!("{:.*e}", significant - 1, value);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    // Six zeros behind the point, or a whole number past a million, are no longer read but counted.
    if exponent < -6 || exponent >= 7.max(significant as i32) {
        return format!("{}e{exponent}", trimmed(mantissa));
    }
    let wanted = (significant as i32 - 1 - exponent).max(0);
    let most = if significant <= 4 { 5.max(-exponent) } else { wanted };
    trimmed(&format!("{:.*}", wanted.min(most) as usize, value)).to_owned()
}

/// Without zeros at the end of the decimals.
fn trimmed(decimals: &str) -> &str {
    if decimals.contains('.') {
        decimals.trim_end_matches('0').trim_end_matches('.')
    } else {
        decimals
    }
}

/// The raised form of a digit or a minus.
fn superscript(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c.to_digit(10) {
        Some(digit) => DIGITS[digit as usize],
        None => '⁻',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_is_shown_with_four_digits() {
        let shown = [10.0, 6.788_225, 2.4, 0.011_334, 0.000_005_686, 0.000_128_4, 17.0, 0.072]
            .map(number)
            .join(" ");
        assert_eq!(shown, "10 6.788 2.4 0.01133 0.000006 0.00013 17 0.072");
    }

    #[test]
    fn the_minus_is_a_true_one_on_the_screen_and_a_hyphen_as_typed() {
        assert_eq!(number(-0.72), "−0.72");
        assert_eq!(typed(-0.72), "-0.72");
    }

    #[test]
    fn far_off_numbers_carry_a_power_of_ten() {
        assert_eq!(number(1.25e-8), "1.25·10⁻⁸");
        assert_eq!(number(-1e30), "−10³⁰");
        assert_eq!(typed(1.25e-8), "1.25e-8");
        assert_eq!(number(123_456.7), "123457");
        assert_eq!(number(9_999_999.0), "10⁷");
    }

    #[test]
    fn what_is_no_number_is_said_in_a_word() {
        assert_eq!(number(f64::NAN), "undefined");
        assert_eq!(number(f64::NEG_INFINITY), "−∞");
        assert_eq!(number(-0.0), "0");
    }

    #[test]
    fn digits_that_were_asked_for_are_given() {
        assert_eq!(digits(1.0 / 3.0, 6), "0.333333");
        assert_eq!(digits(0.000_123_456_7, 6), "0.000123457");
    }
}
