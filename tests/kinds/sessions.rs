//! Every kind in plain mode: asked, answered wrongly, helped, answered rightly.

use std::collections::BTreeMap;

use gradus::pack::{self, Files};
use gradus::plain::{self, Streams};
use gradus::record::Record;
use gradus::study::{Library, Memory, Study};

const PACK: &str = r#"
format = 1
id = "kinds"
title = "Kinds"
version = "1.0.0"
authors = ["A. Teacher"]
license = "CC-BY-4.0"
lessons = ["one"]
[skills]
any = { title = "Any" }
"#;

/// What is said when these lines are typed to this exercise.
fn session(block: &str, typed: &[&str]) -> String {
    let lesson = format!("title = \"One\"\nskills = [\"any\"]\n[[block]]\n{block}\n");
    let files: BTreeMap<String, Vec<u8>> = [
        ("pack.toml".to_owned(), PACK.as_bytes().to_vec()),
        ("lessons/one.toml".to_owned(), lesson.into_bytes()),
    ]
    .into();
    let pack = pack::load(&Files::Memory(files)).unwrap_or_else(|problems| panic!("{problems:?}"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::open(&folder.path().join("r.db")).expect("a record");
    let memory = Memory::read(&mut record).expect("the record reads");
    let mut study = Study { library: Library::of(vec![pack]), memory, decimal_comma: false };
    let session = study.lesson("kinds", "one", 1_000).expect("the lesson is there");
    let typed = typed.join("\n") + "\nquit\n";
    let mut input = typed.as_bytes();
    let mut out = Vec::new();
    let streams = Streams { input: &mut input, out: &mut out, is_echoed: true };
    plain::learn(session, &mut study, &mut record, streams, (&|| 2_000, 0)).expect("room");
    String::from_utf8(out).expect("what is said is text")
}

/// A kind: its block, a wrong answer and what it is told, and the lines of a right one.
struct Kind {
    block: &'static str,
    wrong: &'static str,
    told: &'static str,
    right: &'static [&'static str],
    /// A piece of the worked steps.
    steps: &'static str,
}

const KINDS: &[Kind] = &[
    Kind {
        block: "ask = \"derivative\"\nof = \"x^3*sin(x)\"",
        wrong: "3x^2 cos x",
        told: "Not yet. At x = 2 yours is -4.994, the slope of f is 7.582.",
        right: &["3x^2 sin x + x^3 cos x"],
        steps: "= 3x^2*sin x + x^3*cos x   power and sin",
    },
    Kind {
        block: "ask = \"partial\"\nof = \"x^2*y^3\"\nwrt = \"x\"",
        wrong: "3x^2 y^2",
        told: "This is the right derivative with respect to y.",
        right: &["2x y^3"],
        steps: "= 2x*y^3",
    },
    Kind {
        block: "ask = \"gradient\"\nof = \"x^2+2*y^2\"",
        wrong: "4y, 2x",
        told: "The two components have changed places.",
        right: &["2x, 4y"],
        steps: "∇f = (2x, 4y)",
    },
    Kind {
        block: "ask = \"hessian\"\nof = \"x^2*y\"",
        wrong: "2y",
        told: "A matrix of 2 rows by 2 is asked",
        right: &["[2y, 2x; 2x, 0]"],
        steps: "H = [[2*y, 2*x], [2*x, 0]]",
    },
    Kind {
        block: "ask = \"directional\"\nof = \"x^2+y^2\"\nat = [1, 2]\nalong = [3, 4]",
        wrong: "22",
        told: "The direction still has to be brought to length 1.",
        right: &["4.4"],
        steps: "slope = 22/5",
    },
    Kind {
        block: "ask = \"value\"\nof = \"sigmoid(x)\"\nat = 0.3\ndigits = 4",
        wrong: "0.5745",
        told: "Rounded too early: keep six digits until the end.",
        right: &["0.5744"],
        steps: "That is about 0.5744.",
    },
    Kind {
        block: "ask = \"sign\"\nof = \"-x^2+4\"\nat = 1",
        wrong: "+",
        told: "is f higher or lower?",
        right: &["falls"],
        steps: "That is negative: f falls there.",
    },
    Kind {
        block: "ask = \"choice\"\nprompt = \"Which is the slope?\"\noptions = [\"$x^2$\", \"$2*x$\"]\n\
                right = \"$2*x$\"\nwhy = { \"$x^2$\" = \"That is $x^2$ itself.\" }",
        wrong: "$x^2$",
        told: "That is x^2 itself.",
        right: &["$2*x$"],
        steps: "2*x is right.",
    },
    Kind {
        block: "ask = \"critical\"\nof = \"x^4-4*x^3+4*x^2\"",
        wrong: "0: min, 2: min",
        told: "Not yet: two of three found.",
        right: &["min at 0 and 2, max at 1"],
        steps: "f' = 0 at x = 0, x = 1 and x = 2.",
    },
    Kind {
        block: "ask = \"step\"\nof = \"x^2+2*y^2\"\nfrom = [3, 2]\nrate = 0.1",
        wrong: "3.6, 1.2",
        told: "y is right: 1.2. In x the step goes uphill",
        right: &["2.4, 1.2"],
        steps: "new point = (2.4, 1.2)",
    },
    Kind {
        block: "ask = \"arrow\"\nof = \"x^2+4*y^2\"\nat = [2, 1]",
        wrong: "(1, 2)",
        told: "This is steepest uphill",
        right: &["(-1, -2)"],
        steps: "arrow = (-4, -8)",
    },
    Kind {
        block: "ask = \"rate\"\nof = \"x^2+2*y^2\"\nfrom = [3, 2]\n\
                goal = { steps = 20, below = 0.001 }\nthen = \"Which is the largest?\"",
        wrong: "0.5",
        told: "Shorter steps are needed",
        right: &["0.3"],
        steps: "To think about: Which is the largest?",
    },
    Kind {
        block: "ask = \"lines\"\nof = \"x^2*sin(3*x)\"\nmust_use = [\"product\"]",
        wrong: "2x cos(3x)",
        told: "Not yet: line 1 is not the slope of f.",
        right: &["(x^2)' sin(3x) + x^2 (sin(3x))'", "2x sin(3x) + 3x^2 cos(3x)"],
        steps: "product: u = x^2, v = sin(3x)",
    },
    Kind {
        block: "ask = \"fill\"\nof = \"x^2*e^(3*x)\"\nline = \"[2*x]*e^(3*x) + x^2*[3]*e^(3*x)\"",
        wrong: "2x; 2",
        told: "The first gap is right. The second gap does not fit it.",
        right: &["2x, 3"],
        steps: "every gap filled",
    },
    Kind {
        block: "ask = \"order\"\nprompt = \"Order them.\"\nsteps = [\"one\", \"two\"]",
        wrong: "ab",
        told: "Another step comes first.",
        right: &["ba"],
        steps: "1  one",
    },
    Kind {
        block: "ask = \"limit\"\nof = \"(1+1/n)^n\"\nas = \"n\"\nto = \"inf\"",
        wrong: "1",
        told: "The limit is larger.",
        right: &["e"],
        steps: "limit = e",
    },
    Kind {
        block: "ask = \"parts\"\ngiven = { x = [3] }\ndefine = { z = \"x/7\" }\ndigits = 4\n\
                [[block.part]]\nid = \"z\"\nask = \"value\"\nof = \"z\"\n\
                [[block.part]]\nid = \"s\"\nask = \"value\"\nof = \"z^2\"",
        wrong: "0.43",
        told: "Not yet. z: Right to 2 figures; 4 were asked.",
        right: &["0.4286", "9/49"],
        steps: "That is about 0.4286.",
    },
    Kind {
        block: "ask = \"card\"\nfront = \"What is a slope?\"\nback = \"A rate of change.\"",
        wrong: "n",
        told: "Not yet. It comes again.",
        right: &["y"],
        steps: "A rate of change.",
    },
];

#[test]
fn a_wrong_answer_is_told_why_and_a_right_one_goes_on() {
    for kind in KINDS {
        let mut typed = vec![kind.wrong];
        typed.extend(kind.right);
        let said = session(kind.block, &typed);
        let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(kind.told), "{}\n{said}", kind.block);
        assert!(words.contains("Right"), "{}\n{said}", kind.block);
        assert!(said.contains("[enter] goes on."), "{}\n{said}", kind.block);
        assert!(said.contains(kind.steps), "{}\n{said}", kind.block);
    }
}

#[test]
fn hints_and_steps_are_there_and_end() {
    for kind in KINDS {
        let mut typed = vec!["hint"; 12];
        typed.extend(["steps", "steps"]);
        let said = session(kind.block, &typed);
        if !kind.block.contains("\"card\"") {
            assert!(said.contains("Hint 1 of "), "{}\n{said}", kind.block);
            assert!(said.contains("type steps to see it."), "{}\n{said}", kind.block);
        }
        for slip in ["$", "..", "²", "³", "σ(", "·", "−", "no worked steps"] {
            let clean = said.replace("...", "").replace("m̂", "");
            assert!(!clean.contains(slip), "{slip} in {}\n{said}", kind.block);
        }
    }
}
