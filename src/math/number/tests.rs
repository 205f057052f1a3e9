//! Exact numbers: fractions, large values, powers.

use super::*;

#[test]
fn a_tenth_and_two_tenths_are_three_tenths() {
    let sum = Number::decimal("0.1", 0).and_then(|a| Some(a.add(&Number::decimal("0.2", 0)?)));
    assert_eq!(sum, Number::decimal("0.3", 0));
}

#[test]
fn a_sum_that_outgrows_a_word_stays_exact_and_comes_back() {
    let large = Number::integer(i64::MAX);
    let larger = large.add(&large);
    assert_eq!(larger.to_string(), "18446744073709551614");
    assert_eq!(larger.sub(&large), large);
}

#[test]
fn a_power_that_would_be_huge_is_not_built() {
    assert_eq!(Number::integer(9).pow(1_000_000_000, 4096), None);
    assert_eq!(Number::integer(2).pow(-3, 4096), Number::ratio(1, 8));
}

#[test]
fn the_smallest_word_has_an_opposite_and_a_reciprocal() {
    let smallest = Number::integer(i64::MIN);
    assert_eq!(smallest.neg().to_string(), "9223372036854775808");
    assert_eq!(smallest.recip().map(|r| r.to_string()).as_deref(), Some("-1/9223372036854775808"));
}

#[test]
fn decimals_are_read_as_typed() {
    assert_eq!(Number::decimal(".5", 0), Number::ratio(1, 2));
    assert_eq!(Number::decimal("5.", 0), Some(Number::integer(5)));
    assert_eq!(Number::decimal("1.5", -3), Number::ratio(3, 2000));
    assert_eq!(Number::decimal(".", 0), None);
    assert_eq!(Number::decimal("1", 999_999_999), None);
}
