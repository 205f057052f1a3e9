use super::*;

/// The question that one block makes.
fn question(block: &str) -> Question {
    let json = serde_json::from_str(block).expect("the block is JSON");
    let exercise = crate::pack::from_json(&json).unwrap_or_else(|problems| panic!("{problems:?}"));
    exercise.question(0).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn said(block: &str, answer: &str) -> Mark {
    mark(&question(block), &Answer::Text(answer.to_owned()))
}

/// Headline and everything after it.
fn words(mark: &Mark) -> String {
    std::iter::once(mark.headline.as_str()).chain(mark.sentences()).collect::<Vec<_>>().join(" ")
}

const BOWL_STEP: &str = r#"{"ask": "step", "of": "x^2 + 2*y^2", "from": [2.4, 1.2], "rate": 0.1}"#;

#[test]
fn a_step_is_marked_coordinate_by_coordinate() {
    let mark = said(BOWL_STEP, "1.92, 0.96");
    assert_eq!(mark.verdict, Verdict::Wrong);
    assert_eq!(
        words(&mark),
        "Not yet. x is right: 1.92. In y the slope used is 2.4; it is 4y, so 4.8 at the old point."
    );
    assert!(said(BOWL_STEP, "1.92, 0.72").is_right());
    assert!(said(BOWL_STEP, "(48/25, 18/25)").is_right());
}

#[test]
fn common_slips_of_a_step_are_named() {
    let cases = [
        ("2.88, 0.72", "In x the step goes uphill"),
        ("-2.4, 0.72", "In x the rate is missing"),
        ("-0.48, 0.72", "In x this is the step alone"),
        ("4.8, 0.72", "In x this is the slope"),
    ];
    for (answer, expected) in cases {
        let words = words(&said(BOWL_STEP, answer));
        assert!(words.contains(expected), "{answer}: {words}");
    }
}

#[test]
fn momentum_and_newton_have_exact_steps() {
    let momentum = r#"{"ask": "step", "of": "x^2", "from": 1, "rate": 0.1, "rule": "momentum",
                       "beta": 0.5, "velocity": [1]}"#;
    assert!(said(momentum, "0.75").is_right(), "{}", words(&said(momentum, "0.75")));
    let newton = r#"{"ask": "step", "of": "x^2 + x*y + y^2", "from": [3, 2], "rule": "newton"}"#;
    assert!(said(newton, "0, 0").is_right(), "{}", words(&said(newton, "0, 0")));
}

#[test]
fn a_gradient_is_marked_by_component() {
    let bowl = r#"{"ask": "gradient", "of": "x^2 + 2*y^2"}"#;
    assert!(said(bowl, "[2x, 4y]").is_right() && said(bowl, "2x, 4y").is_right());
    let mark = said(bowl, "(2x, 2y)");
    assert_eq!((mark.fields[0].verdict, mark.fields[1].verdict), (Verdict::Right, Verdict::Wrong));
    assert_eq!(words(&mark), "Not yet. ∂f/∂x is right: 2x. ∂f/∂y: Right up to the factor 1/2.");
    let fields = Answer::Fields(vec!["2x".to_owned(), "4y".to_owned()]);
    assert!(super::mark(&question(bowl), &fields).is_right());
    assert_eq!(said(bowl, "2x").verdict, Verdict::Wrong);
    assert_eq!(said(bowl, "2x, 4y, 0").verdict, Verdict::Wrong);
    assert_eq!(said(bowl, "4y, 2x").why, ["The two components have changed places."]);
}

#[test]
fn a_gradient_at_a_point_wants_numbers() {
    let at = r#"{"ask": "gradient", "of": "(x-5)^2 + (y-3)^2 + 2*x*y", "at": [1, 1]}"#;
    assert!(said(at, "-6, -2").is_right());
    let mark = said(at, "2(x-5) + 2y, 2(y-3) + 2x");
    assert_eq!((mark.verdict, mark.score), (Verdict::Part, 0.5));
    assert_eq!(mark.mistakes, ["gradient_not_evaluated"]);
}

#[test]
fn a_hessian_takes_a_matrix_or_its_cells() {
    let block = r#"{"ask": "hessian", "of": "x^2*y"}"#;
    assert!(said(block, "[[2y, 2x], [2x, 0]]").is_right());
    let cells = ["2y", "2x", "2x", "0"].map(str::to_owned).to_vec();
    assert!(super::mark(&question(block), &Answer::Fields(cells)).is_right());
    let mark = said(block, "[[2y, x], [2x, 0]]");
    assert_eq!(mark.fields[1].name, "∂²f/∂x∂y");
    assert_eq!(mark.fields[1].verdict, Verdict::Wrong);
}

#[test]
fn a_partial_derivative_by_the_other_variable_is_told() {
    let block = r#"{"ask": "partial", "of": "x^2*y^3 + sin(y)", "wrt": "x"}"#;
    let mark = said(block, "3x^2 y^2 + cos y");
    assert_eq!(mark.why, ["This is the right derivative with respect to y."]);
    let mixed = r#"{"ask": "partial", "of": "x^2*y^3", "wrt": ["x", "y"]}"#;
    assert!(said(mixed, "6x y^2").is_right());
    assert!(said(mixed, "2x y^3").why[0].starts_with("Right so far"));
}

#[test]
fn the_height_is_not_the_slope() {
    let block = r#"{"ask": "value", "of": "d/dx(x^2)", "at": {"x": 3}}"#;
    let mark = said(block, "9");
    assert_eq!(words(&mark), "Not yet: 9 is the height. The slope is how fast it changes there.");
    assert!(said(block, "6").is_right());
    assert_eq!(said(block, "2x").mistakes, ["point_not_substituted"]);
}

#[test]
fn digits_are_counted_and_early_rounding_is_told() {
    let block = r#"{"ask": "value", "of": "sigmoid(1.2)", "digits": 4}"#;
    assert!(said(block, "0.7685").is_right());
    assert!(said(block, "0.76852").is_right());
    let early = said(block, "0.7683");
    assert_eq!((early.verdict, early.score), (Verdict::Part, 0.5));
    assert_eq!(early.headline, "Rounded too early: keep six digits until the end.");
    assert_eq!(said(block, "0.77").headline, "Right to 2 figures; 4 were asked.");
    assert_eq!(said(block, "0.5").verdict, Verdict::Wrong);
    let exact = r#"{"ask": "value", "of": "1/3"}"#;
    assert!(said(exact, "1/3").is_right());
    assert_eq!(said(exact, "0.3333").verdict, Verdict::Wrong);
}

#[test]
fn a_wrong_number_does_not_tell_the_right_one() {
    let mark = said(r#"{"ask": "value", "of": "3 + 4"}"#, "8");
    assert!(!words(&mark).contains('7'), "{}", words(&mark));
}

#[test]
fn a_sign_is_read_as_a_sign_or_a_word() {
    let block = r#"{"ask": "sign", "of": "-x^2 + 4", "at": 1}"#;
    for line in ["-", "−", "negative", "Falls"] {
        assert!(said(block, line).is_right(), "{line}");
    }
    assert_eq!(said(block, "+").verdict, Verdict::Wrong);
    assert_eq!(said(block, "maybe").verdict, Verdict::Unreadable);
}

#[test]
fn parts_are_marked_by_their_own_kind() {
    let block = r#"{"ask": "parts", "given": {"x": [3], "w": [0.5], "b": [-0.3]},
        "define": {"z": "w*x + b", "a": "sigmoid(z)"}, "digits": 4,
        "part": [{"id": "z", "ask": "value", "of": "z"}, {"id": "a", "ask": "value", "of": "a"}]}"#;
    let parts = |z: &str, a: &str| {
        Answer::Parts(vec![("z".to_owned(), z.to_owned()), ("a".to_owned(), a.to_owned())])
    };
    let question = question(block);
    assert!(mark(&question, &parts("1.2", "0.7685")).is_right());
    let half = mark(&question, &parts("1.2", "0.5"));
    assert_eq!((half.verdict, half.score), (Verdict::Part, 0.5));
    assert_eq!(half.headline, "One of two right.");
    let open = mark(&question, &parts("1.2", ""));
    assert_eq!((open.counts, open.headline.as_str()), (false, "Right so far; 1 part to go."));
}

#[test]
fn the_author_speaks_to_a_wrong_answer_that_was_foreseen() {
    let block = r#"{"ask": "derivative", "of": "x^2*sin(x)",
        "wrong": [{"answer": "2x*cos(x)", "say": "one strip only. Remember the rectangle."}]}"#;
    let mark = said(block, "2x cos x");
    assert_eq!(mark.headline, "Not yet: one strip only.");
    assert_eq!(mark.why, ["Remember the rectangle."]);
    assert_ne!(said(block, "2x sin x").why, ["Remember the rectangle."]);
}

#[test]
fn the_right_thing_in_another_form_is_half_done() {
    let block = r#"{"ask": "derivative", "of": "(x^2+1)^2", "form": "expanded"}"#;
    let mark = said(block, "4x(x^2+1)");
    assert_eq!(mark.verdict, Verdict::Part);
    assert_eq!(words(&mark), "Right, but not expanded yet. Multiply the brackets out.");
    assert!(said(block, "4x^3 + 4x").is_right());
}

#[test]
fn an_arrow_is_a_vector_or_a_name_of_the_compass() {
    let block = r#"{"ask": "arrow", "of": "x^2 + y^2", "at": [1, 1], "show": "descent"}"#;
    for line in ["(-1, -1)", "-2, -2", "sw", "South West", "-1, -1.05"] {
        assert!(said(block, line).is_right(), "{line}: {}", words(&said(block, line)));
    }
    assert!(said(block, "ne").why[0].starts_with("This is steepest uphill"));
    assert!(said(block, "nw").why[0].starts_with("This runs along the contour"));
    assert_eq!(said(block, "-1, 0").why, ["Yours is 45° off; turn it anticlockwise."]);
    assert_eq!(said(block, "0, -1").why, ["Yours is 45° off; turn it clockwise."]);
    assert_eq!(said(block, "0, 0").verdict, Verdict::Unreadable);
    let along = r#"{"ask": "arrow", "of": "x^2 + y^2", "at": [1, 1], "show": "contour"}"#;
    assert!(said(along, "(1, -1)").is_right() && said(along, "(-1, 1)").is_right());
}

#[test]
fn a_rate_is_tried() {
    let block = r#"{"ask": "rate", "of": "x^2 + 2*y^2", "from": [3, 2],
                    "goal": {"steps": 20, "below": 0.001}}"#;
    assert!(said(block, "0.3").is_right(), "{}", words(&said(block, "0.3")));
    let slow = words(&said(block, "0.1"));
    assert!(slow.contains("After 20 steps f is 0.0012. Longer steps are possible"), "{slow}");
    assert_eq!(said(block, "2").verdict, Verdict::Wrong);
    assert_eq!(said(block, "-1").verdict, Verdict::Unreadable);
    let stable =
        r#"{"ask": "rate", "of": "x^2 + 2*y^2", "from": [3, 2], "goal": {"stable": true}}"#;
    assert!(said(stable, "0.5").is_right() && said(stable, "0.49").is_right());
    assert_eq!(said(stable, "0.3").why, ["It stays, but a larger rate would stay too."]);
    assert_eq!(said(stable, "0.6").verdict, Verdict::Wrong);
}

#[test]
fn a_card_is_judged_by_its_reader() {
    let block = r#"{"ask": "card", "front": "What is a slope?", "back": "A rate of change."}"#;
    assert!(said(block, "y").is_right());
    assert_eq!(said(block, "forgot").verdict, Verdict::Wrong);
}

#[test]
fn a_derivation_is_marked_line_by_line() {
    let block = r#"{"ask": "lines", "of": "x^2*sin(3*x)", "must_use": ["product", "chain"]}"#;
    let question = question(block);
    let said = |lines: &[&str]| {
        mark(&question, &Answer::Lines(lines.iter().map(|line| (*line).to_owned()).collect()))
    };
    let first = "d/dx(x^2) sin(3x) + x^2 d/dx(sin(3x))";
    let second = "= 2x sin(3x) + x^2 d/dx(sin(3x))";
    let open = said(&[first, second]);
    assert_eq!((open.counts, open.headline.as_str()), (false, "Right so far: two lines. Go on."));
    let broken = said(&[first, second, "2x sin(3x) + x^2 cos(3x)"]);
    assert_eq!(broken.headline, "Line 3 does not follow from line 2.");
    let verdicts: Vec<Verdict> = broken.fields.iter().map(|field| field.verdict).collect();
    assert_eq!(verdicts, [Verdict::Right, Verdict::Right, Verdict::Wrong]);
    assert!(said(&[first, second, "2x sin(3x) + 3x^2 cos(3x)"]).is_right());
    assert_eq!(said(&["2x sin(3x) + 3x^2 cos(3x)"]).headline, "Right, but the way is asked too.");
    assert_eq!(said(&[first, "f' = 2x sin("]).unreadable.map(|unread| unread.field), Some(1));
}

#[test]
fn a_rule_that_was_asked_for_has_to_show() {
    let said = |of: &str, rule: &str, lines: &[&str]| {
        let block = format!(r#"{{"ask": "lines", "of": "{of}", "must_use": ["{rule}"]}}"#);
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        mark(&question(&block), &Answer::Lines(lines))
    };
    let hidden = said("x^2*sin(3*x)", "chain", &["d/dx(x^2 sin(3x))", "2x sin(3x) + 3x^2 cos(3x)"]);
    assert_eq!(hidden.headline, "Right, but the chain rule does not appear.");
    assert!(!hidden.counts && hidden.form.is_some());
    for way in ["3(x^2+1)^2 * 2x", "3(x^2+1)^2 d/dx(x^2+1)", "3(x^2+1)^2 (x^2+1)'"] {
        let mark = said("(x^2+1)^3", "chain", &[way, "6x(x^2+1)^2"]);
        assert!(mark.is_right(), "{way}: {}", words(&mark));
    }
    let product = ["d/dx(e^(2x)) * 1/x + e^(2x) d/dx(1/x)", "2e^(2x)/x - e^(2x)/x^2"];
    assert!(!said("e^(2*x)/x", "quotient", &product).is_right());
    let quotient = ["(2e^(2x) x - e^(2x))/x^2", "e^(2x)(2x-1)/x^2"];
    assert!(said("e^(2*x)/x", "quotient", &quotient).is_right());
}

#[test]
fn an_equation_is_solved_line_by_line() {
    let block = r#"{"ask": "lines", "of": "x^2 - 5*x + 6", "goal": "solve"}"#;
    let question = question(block);
    let said = |lines: &[&str]| {
        mark(&question, &Answer::Lines(lines.iter().map(|line| (*line).to_owned()).collect()))
    };
    assert!(said(&["(x-2)(x-3) = 0", "x = 2 or x = 3"]).is_right());
    assert_eq!(said(&["(x-2)(x-3) = 0"]).headline, "Right so far: one line. Go on.");
    let lost = said(&["(x-2)(x-3) = 0", "x = 2"]);
    assert_eq!(words(&lost), "Line 2 does not follow from line 1. One of two found.");
    assert_eq!(said(&["x - 2 = 0"]).why, ["A solution was lost on the way."]);
}

#[test]
fn a_simplification_ends_where_nothing_is_left_to_do() {
    let said = |of: &str, line: &str| {
        let block = format!(r#"{{"ask": "lines", "of": "{of}", "goal": "simplify"}}"#);
        mark(&question(&block), &Answer::Lines(vec![line.to_owned()]))
    };
    assert!(said("(x^2-1)/(x-1)", "x + 1").is_right());
    for (of, line) in [
        ("(x^2-1)/(x-1)", "(x^2-1)/(x-1)"),
        ("2*x+3*x", "2x+3x"),
        ("sin(x)^2+cos(x)^2", "sin(x)^2 + cos(x)^2"),
    ] {
        assert_eq!(said(of, line).headline, "Right so far: one line. Go on.", "{line}");
    }
}

#[test]
fn gaps_may_be_filled_in_any_way_that_makes_the_line_true() {
    let block = r#"{"ask": "fill", "of": "x^2*e^(3*x)",
                    "line": "[2*x]*e^(3*x) + x^2*[3]*e^(3*x)"}"#;
    assert!(said(block, "2x; 3").is_right());
    let other = Answer::Fields(vec!["2x + x^2".to_owned(), "2".to_owned()]);
    assert!(mark(&question(block), &other).is_right());
    let half = said(block, "2x; 1");
    assert_eq!((half.fields[0].verdict, half.fields[1].verdict), (Verdict::Right, Verdict::Wrong));
    assert_eq!(half.why, ["The first gap is right. The second gap does not fit it."]);
    assert_eq!(said(block, "2x").verdict, Verdict::Unreadable);
}

#[test]
fn the_author_speaks_to_slips_by_name_and_to_answers_that_are_no_expressions() {
    let early = r#"{"ask": "value", "of": "e", "feedback": {"bp_rounded_early": "Keep digits."}}"#;
    assert_eq!(said(early, "2.719").headline, "Not yet. Keep digits.");
    assert_eq!(said(early, "2.719").score, 0.5);
    let bowl = r#"{"ask": "critical", "of": "x^2",
        "wrong": [{"answer": "0: max", "say": "Bowls open upwards."}]}"#;
    assert_eq!(said(bowl, "0:max").headline, "Not yet. Bowls open upwards.");
}

#[test]
fn lists_are_read_with_a_decimal_comma() {
    let said = |block: &str, line: &str| {
        let mut question = question(block);
        question.typing.decimal_comma = true;
        mark(&question, &Answer::Text(line.to_owned()))
    };
    let cases = [
        (BOWL_STEP, "1,92; 0,72"),
        (BOWL_STEP, "(1,92; 0,72)"),
        (r#"{"ask": "critical", "of": "(x-1/2)^2*(x-3/2)^2"}"#, "0,5: min; 1: max; 1,5: min"),
        (r#"{"ask": "critical", "of": "(x-1/2)^2+y^2"}"#, "(0,5; 0): min"),
        (r#"{"ask": "fill", "of": "x^2/4", "line": "[1/2]*[x]"}"#, "0,5; x"),
        (r#"{"ask": "arrow", "of": "x^2 + y^2", "at": [1, 1]}"#, "-0,5; -0,5"),
        (r#"{"ask": "rate", "of": "x^2", "from": [3], "goal": {"steps": 1}}"#, "0,5"),
        (r#"{"ask": "lines", "of": "x^2-1/4", "goal": "solve"}"#, "x = 0,5; x = -0,5"),
        (r#"{"ask": "hessian", "of": "x^2*y/2", "at": [1, 2]}"#, "[[2; 1,0]; [1; 0]]"),
    ];
    for (block, line) in cases {
        assert!(said(block, line).is_right(), "{line}: {}", words(&said(block, line)));
    }
}

#[test]
fn a_decimal_comma_and_the_log_of_the_pack_are_read_as_meant() {
    let mut value = question(r#"{"ask": "value", "of": "3/2"}"#);
    assert!(!mark(&value, &Answer::Text("1,5".to_owned())).is_right());
    value.typing.decimal_comma = true;
    assert!(mark(&value, &Answer::Text("1,5".to_owned())).is_right());
    let mut slope = question(r#"{"ask": "derivative", "of": "x*ln(x)"}"#);
    assert!(mark(&slope, &Answer::Text("log x + 1".to_owned())).is_right());
    slope.typing.log = crate::math::read::LogBase::Ten;
    assert!(!mark(&slope, &Answer::Text("log x + 1".to_owned())).is_right());
}
