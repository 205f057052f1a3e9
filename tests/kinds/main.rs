//! Every kind of exercise: what is said to right answers and to each typical slip.
//!
//! The rows of `tests/data/kinds.jsonl` go through `gradus grade`, as a grader sends them. A row
//! holds an exercise, an answer and the verdict; where they matter a piece of the message, the
//! score, and whether the form was met.

mod sessions;

use std::ffi::OsString;
use std::sync::LazyLock;

use gradus::cli::{self, Streams};
use serde_json::{Value, json};

const ROWS: &str = include_str!("../data/kinds.jsonl");
/// The keys that a reply may have.
const KEYS: &[&str] = &[
    "id",
    "verdict",
    "certainty",
    "score",
    "read_as",
    "domain",
    "witness",
    "mistakes",
    "form",
    "alternative",
    "message",
];

/// Every row with its reply.
static MARKED: LazyLock<Vec<(Value, Value)>> = LazyLock::new(|| {
    let rows = rows();
    let replies = graded(rows.iter().enumerate().map(|(id, row)| request(id, row)));
    assert_eq!(rows.len(), replies.len());
    rows.into_iter().zip(replies).collect()
});

fn rows() -> Vec<Value> {
    ROWS.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}

/// The replies to requests, in their order.
fn graded(requests: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let lines: Vec<String> = requests.into_iter().map(|request| request.to_string()).collect();
    let input = lines.join("\n");
    let (mut input, mut out, mut err) = (input.as_bytes(), Vec::new(), Vec::new());
    let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err };
    let line = ["gradus", "grade"].map(OsString::from).to_vec();
    assert_eq!(cli::run(line, &mut streams), 0, "{}", String::from_utf8_lossy(&err));
    let out = String::from_utf8(out).expect("the program writes UTF-8");
    out.lines().map(|line| serde_json::from_str(line).expect("a reply is JSON")).collect()
}

fn request(id: usize, row: &Value) -> Value {
    json!({ "id": id, "exercise": row["exercise"], "answer": row["answer"] })
}

fn message(reply: &Value) -> &str {
    reply["message"].as_str().unwrap_or_default()
}

/// What is not as the row says.
fn fault(row: &Value, reply: &Value) -> Option<&'static str> {
    let score = |of: &Value| of["score"].as_f64();
    let is_off = |wanted: f64| score(reply).is_none_or(|own| (own - wanted).abs() > 1e-9);
    if reply["verdict"] != row["verdict"] {
        return Some("another verdict");
    }
    if row["says"].as_str().is_some_and(|says| !message(reply).contains(says)) {
        return Some("another message");
    }
    if score(row).is_some_and(is_off) {
        return Some("another score");
    }
    if row.get("form").is_some() && reply["form"]["met"] != row["form"] {
        return Some("another form");
    }
    None
}

#[test]
fn every_answer_gets_its_verdict() {
    let faults: Vec<String> = MARKED
        .iter()
        .filter_map(|(row, reply)| Some(format!("{}\n{row}\n{reply}\n", fault(row, reply)?)))
        .collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), MARKED.len(), faults.join("\n"));
}

#[test]
fn every_reply_has_its_shape() {
    for (id, (row, reply)) in MARKED.iter().enumerate() {
        let object = reply.as_object().expect("a reply is an object");
        assert_eq!(reply["id"], json!(id), "{row}");
        for key in object.keys() {
            assert!(KEYS.contains(&key.as_str()), "{key} in {reply}");
        }
        let words = message(reply);
        assert!(words.ends_with(['.', '?', ')']), "{words} for {row}");
        for slip in ["..", "  ", " .", ":.", "$"] {
            assert!(!words.contains(slip), "{words} for {row}");
        }
        match (reply["verdict"].as_str(), reply["score"].as_f64()) {
            (Some("unreadable"), None) => {}
            (Some("undecided"), Some(score)) => assert!(score == 0.0, "{reply}"),
            (Some("right" | "wrong"), Some(score)) => {
                assert!((0.0..=1.0).contains(&score), "{reply}");
                let is_half = reply["form"]["met"] == json!(false);
                assert!(reply["verdict"] != "right" || score == 1.0 || is_half, "{reply}");
            }
            _ => panic!("{reply} for {row}"),
        }
    }
}

/// Lines that nobody should be hurt by, and that are right nowhere.
fn hostile() -> Vec<String> {
    let mut lines: Vec<String> = [
        "1/0",
        "0^0",
        "nan",
        "inf inf",
        "\u{1b}[31mred",
        "((((",
        "))))",
        "[[[[",
        "=",
        "==",
        ";",
        ";;;;",
        ",",
        ":",
        "::",
        "min",
        "at",
        "x=",
        "=x",
        "±",
        "±±±±",
        "'",
        "(x)'",
        "d/dx",
        "f'",
        "$x$",
        "\\frac",
        "\\begin{pmatrix}",
        "\u{202e}x",
        "9^9^9^9",
        "x^x^x^x^x",
        "1e99999",
        "-",
        "--",
        "and",
        "and and",
        "none none",
        "∞∞",
        "0: min: max",
        "a",
        "zzzz",
        "\u{0}",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.push("9".repeat(400));
    lines.push("(".repeat(5000));
    lines.push("x+".repeat(5000));
    lines.push("1,".repeat(400));
    lines.push("0: min, ".repeat(200));
    lines
}

#[test]
fn formulas_of_the_author_are_written_as_typed() {
    let choice = json!({ "ask": "choice", "prompt": "Which?", "options": ["$2*x$", "$x^2$"],
        "right": "$2*x$", "why": { "$x^2$": "That is $x^2$ itself." } });
    let replies = graded([json!({ "exercise": choice, "answer": 2 })]);
    assert_eq!(message(&replies[0]), "Not yet. That is x^2 itself.");
}

#[test]
fn a_kind_that_cannot_be_asked_is_refused() {
    let spot = json!({ "ask": "spot", "of": "x^2*sin(x)", "mistake": "product_of_derivatives" });
    let replies = graded([json!({ "exercise": spot, "answer": "2" })]);
    let error = replies[0]["error"].as_str().unwrap_or_default();
    assert!(error.contains("cannot be written yet"), "{error}");
}

#[test]
fn the_same_request_gets_the_same_reply() {
    for (id, (row, reply)) in MARKED.iter().enumerate().step_by(9) {
        assert_eq!(graded([request(id, row)]).first(), Some(reply));
    }
}

#[test]
fn nothing_that_is_typed_hurts_any_kind() {
    let mut kinds: Vec<Value> = Vec::new();
    for row in rows() {
        if !kinds.iter().any(|own| own["ask"] == row["exercise"]["ask"]) {
            kinds.push(row["exercise"].clone());
        }
    }
    assert_eq!(kinds.len(), 18, "every kind but the one that needs the catalogue");
    let lines = hostile();
    for kind in kinds.iter().filter(|kind| kind["ask"] != "card") {
        let requests = lines.iter().map(|line| json!({ "exercise": kind, "answer": line }));
        for (line, reply) in lines.iter().zip(graded(requests)) {
            let verdict = reply["verdict"].as_str().unwrap_or("none");
            // A letter chooses, a minus is a sign, and a list of points may repeat itself.
            let is_answer = matches!(kind["ask"].as_str(), Some("choice" | "sign" | "critical"));
            let shown: String = line.chars().take(20).collect();
            assert!(verdict != "right" || is_answer, "{shown} for {}: {reply}", kind["ask"]);
            assert!(reply.get("error").is_none(), "{shown} for {}: {reply}", kind["ask"]);
            assert!(!reply.to_string().contains('\u{1b}'), "{reply}");
        }
    }
}
