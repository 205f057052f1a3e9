use super::*;
use crate::pack::{self, in_memory};
use crate::record::Trouble;
use crate::study::Stage;
use crate::tutor::Verdict;

const PACK: &str = "format = 1\nid = \"p\"\ntitle = \"Pack\"\nversion = \"1.0.0\"\n\
                    authors = [\"A\"]\nlicense = \"CC0-1.0\"\nlessons = [\"l\"]\n";
const LESSON: &str = "title = \"Squares\"\n[[block]]\ntext = \"Read.\"\n\
                      [[block]]\nask = \"derivative\"\nid = \"sq\"\nof = \"{a}*x^2\"\n\
                      params = { a = \"2..9\" }\nhints = [\"Power rule.\"]\n\
                      [[block]]\nask = \"value\"\nid = \"seven\"\nof = \"3 + 4\"\n";

fn pack() -> Arc<Pack> {
    let loaded = pack::read(&in_memory(&[("pack.toml", PACK), ("lessons/l.toml", LESSON)]));
    Arc::new(loaded.pack.unwrap_or_else(|| panic!("{:?}", loaded.problems)))
}

fn open(memory: &Memory) -> Session {
    Session::open(&pack(), "l", memory, 10).expect("the lesson is there")
}

fn text(line: &str) -> Answer {
    Answer::Text(line.to_owned())
}

/// Takes every order in, as the record would, and reports.
fn keep(session: &mut Session, memory: &mut Memory, outcome: &Result<(), Trouble>) -> Vec<Order> {
    let orders = session.take_orders();
    for order in &orders {
        memory.note(order);
        if let Order::Attempt(ticket, _) = order {
            session.kept(&Report { ticket: Some(*ticket), outcome: outcome.clone() });
        }
    }
    for order in session.take_orders() {
        memory.note(&order);
    }
    orders
}

fn right_answer(session: &Session) -> String {
    let asking = session.asking().expect("an exercise");
    let a = &asking.question.parameters.first().expect("a parameter").1;
    format!("2*{a}*x")
}

#[test]
fn a_verdict_waits_for_the_record() {
    let mut session = open(&Memory::default());
    session.go_on(11);
    assert_eq!(session.answer(text("x"), 12), Reply::Sent);
    let asking = session.asking().expect("an exercise");
    assert!(matches!(asking.stage, Stage::Waiting { since: 12, .. }));
    assert!(asking.mark().is_none());
    assert_eq!(session.answer(text("2x"), 13), Reply::Closed);
    keep(&mut session, &mut Memory::default(), &Ok(()));
    let mark = session.asking().and_then(Asking::mark).expect("the verdict");
    assert_eq!(mark.verdict, Verdict::Wrong);
}

#[test]
fn the_same_line_again_costs_nothing() {
    let mut session = open(&Memory::default());
    session.go_on(11);
    session.answer(text("x"), 12);
    keep(&mut session, &mut Memory::default(), &Ok(()));
    assert_eq!(session.answer(text(" x "), 13), Reply::Same);
    assert_eq!(session.answer(text(""), 13), Reply::Blank);
    assert_eq!(session.answer(text("(x"), 13), Reply::NotMarked);
    assert_eq!(session.asking().expect("an exercise").tries, 1);
}

#[test]
fn tries_hints_and_the_half_typed_line_survive() {
    let mut memory = Memory::default();
    let mut session = open(&memory);
    session.go_on(11);
    let seed = session.asking().expect("an exercise").question.seed;
    session.answer(text("x"), 12);
    keep(&mut session, &mut memory, &Ok(()));
    session.hint();
    session.set_draft(text("2x"));
    session.keep_draft();
    keep(&mut session, &mut memory, &Ok(()));
    let again = open(&memory);
    assert_eq!(again.page(), (2, 4));
    let asking = again.asking().expect("an exercise");
    assert_eq!((asking.tries, asking.shown_hints, &asking.draft), (1, 1, &text("2x")));
    assert_eq!(asking.question.seed, seed);
    assert_eq!(asking.hint_sentence().as_deref(), Some("Hint 1 of 5: Power rule."));
}

#[test]
fn a_right_answer_settles_and_counts_unless_the_steps_were_seen() {
    let mut memory = Memory::default();
    let mut session = open(&memory);
    session.go_on(11);
    let answer = right_answer(&session);
    session.answer(text(&answer), 12);
    keep(&mut session, &mut memory, &Ok(()));
    assert!(session.asking().is_some_and(Asking::is_settled));
    assert!(memory.draft("p", "sq").is_none());
    session.go_on(13);
    session.show_steps();
    session.answer(text("7"), 14);
    keep(&mut session, &mut memory, &Ok(()));
    session.go_on(15);
    assert_eq!(session.summary().sentence(), "That was Squares. 1 of 2 right.");
    let place = session.take_orders().into_iter().next_back();
    assert!(matches!(place, Some(Order::Place(place)) if place.done && place.page == "end"));
}

#[test]
fn an_answer_that_is_not_saved_says_so_and_the_next_one_tries_again() {
    let mut session = open(&Memory::default());
    session.go_on(11);
    session.answer(text("x"), 12);
    keep(&mut session, &mut Memory::default(), &Err(Trouble::Full));
    let asking = session.asking().expect("an exercise");
    assert_eq!(asking.unsaved_sentence().as_deref(), Some("Not saved: the disk is full."));
    session.answer(text("3x"), 13);
    keep(&mut session, &mut Memory::default(), &Ok(()));
    assert_eq!(session.asking().expect("an exercise").unsaved_sentence(), None);
}

#[test]
fn another_like_this_has_other_numbers() {
    let mut session = open(&Memory::default());
    session.go_on(11);
    let first = session.asking().expect("an exercise").question.hash.clone();
    session.another();
    let asking = session.asking().expect("an exercise");
    assert_ne!(asking.question.hash, first);
    assert_eq!((asking.tries, asking.stage), (0, Stage::Open));
}

#[test]
fn a_finished_lesson_opens_at_its_beginning() {
    let mut memory = Memory::default();
    let mut session = open(&memory);
    while session.go_on(11) {}
    keep(&mut session, &mut memory, &Ok(()));
    assert_eq!(open(&memory).page().0, 1);
    assert!(memory.place("p", "l").is_some_and(|place| place.done));
}
