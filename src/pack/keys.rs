//! Which keys are there, what does each take, and which kind of block has which?
//!
//! One table: the reader, the schema, the formatter and the guide all read it.

/// A key of a pack's files.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What it means, for editors and for the guide.
    pub meaning: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A line or several.
    Text,
    /// A text of the engine's grammar, such as `"x^2*sin(x)"`.
    Maths,
    /// A whole number in this range.
    Whole(i64, i64),
    /// A number: `3`, `0.1`, `"pi/4"`.
    Number,
    /// `true` or `false`.
    Truth,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// One text or a list of them.
    TextOrTexts,
    /// A number, a list of numbers, or a table of numbers by variable.
    Point,
    /// Two numbers, the smaller first.
    Range,
    /// Texts by name.
    TextTable,
    /// A table that has its own keys.
    Table(&'static [Key]),
    /// A list of tables that have their own keys.
    Tables(&'static [Key]),
    /// Names and what each stands for: a range, a list, a computation.
    Parameters,
    /// Tables by name that have their own keys.
    Named(&'static [Key]),
    /// The parts of an exercise: each has the keys of its own kind.
    Parts,
}

/// A kind of exercise or figure.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// As `ask` or `figure` names it.
    pub name: &'static str,
    /// Keys that must be there.
    pub needs: &'static [&'static str],
    /// Keys that may be there.
    pub takes: &'static [&'static str],
    /// What the student does, or what is drawn.
    pub meaning: &'static str,
}

const fn key(name: &'static str, shape: Shape, meaning: &'static str) -> Key {
    Key { name, shape, meaning }
}

/// Significant digits that an answer may need: more than a calculator shows mean nothing.
pub const DIGITS: i64 = 15;

/// The words of `form`.
pub const FORMS: &[&str] = &[
    "any",
    "expanded",
    "factored",
    "single-fraction",
    "lowest-terms",
    "no-negative-powers",
    "evaluated",
];

/// Keys of `pack.toml`.
pub const PACK: &[Key] = &[
    key("format", Shape::Whole(1, 1), "The version of the format: 1."),
    key("id", Shape::Text, "A stable name, [a-z0-9-]; progress is kept under it."),
    key("title", Shape::Text, "What students see."),
    key(
        "version",
        Shape::Text,
        "Three numbers, such as 1.0.0; a new first number means that answers changed.",
    ),
    key("authors", Shape::TextOrTexts, "Who wrote it."),
    key("license", Shape::Text, "On what terms others may use it, such as CC-BY-4.0."),
    key("language", Shape::Text, "The language of the text, such as en."),
    key("summary", Shape::Text, "What the pack is about, in one line."),
    key("gradus", Shape::Text, "The versions of gradus it was checked with, such as >=0.1."),
    key(
        "log",
        Shape::Whole(10, 10),
        "10 makes `log` the logarithm to base 10; without it `log` is natural.",
    ),
    key("lessons", Shape::Texts, "The lessons in reading order: files lessons/<name>.toml."),
    key("allow", Shape::Texts, "Codes of warnings that are meant."),
    key("skills", Shape::Named(SKILL), "What the pack trains; exercises name these."),
    key("quiz", Shape::Named(QUIZ), "Ready-made quizzes."),
];

/// Keys of one skill.
pub const SKILL: &[Key] = &[
    key("title", Shape::Text, "What students see."),
    key("needs", Shape::TextOrTexts, "Skills that come before it."),
];

/// Keys of one quiz.
pub const QUIZ: &[Key] = &[
    key("title", Shape::Text, "What students see."),
    key("pick", Shape::Tables(PICK), "What it asks, in order."),
    key("minutes", Shape::Whole(1, 600), "How long it takes at most."),
    key("feedback", Shape::Word(&["each", "end", "none"]), "When verdicts are shown."),
];

/// Keys of one pick of a quiz.
pub const PICK: &[Key] = &[
    key("skill", Shape::Text, "Exercises of this skill …"),
    key("n", Shape::Whole(1, 100), "… and how many of them."),
    key("id", Shape::Text, "One exercise, by its id."),
];

/// Keys of a lesson's file.
pub const LESSON: &[Key] = &[
    key("format", Shape::Whole(1, 1), "The version of the format: 1."),
    key("title", Shape::Text, "What students see."),
    key("skills", Shape::Texts, "Skills of every exercise of this lesson that names none."),
    key("needs", Shape::Texts, "Lessons to finish first."),
    key("minutes", Shape::Whole(1, 600), "How long it takes, about."),
    key("allow", Shape::Texts, "Codes of warnings that are meant."),
    key("block", Shape::Tables(&[]), "The lesson: one list of texts, figures and exercises."),
];

/// Keys of a text block.
pub const TEXT: &[&str] = &["text", "id", "allow"];

/// Keys that every figure takes.
pub const FIGURE: &[&str] = &["figure", "id", "caption", "allow"];

/// Keys that every exercise takes.
pub const ASK: &[&str] = &[
    "ask",
    "id",
    "title",
    "skills",
    "params",
    "where",
    "variants",
    "prompt",
    "hints",
    "level",
    "marks",
    "feedback",
    "wrong",
    "mistakes",
    "diagnosable",
    "domain",
    "allow",
    "test",
];

/// Keys of a marking test.
pub const TEST: &[Key] = &[
    key(
        "answer",
        Shape::TextOrTexts,
        "What a student types; a list for several lines or fields, a table for parts.",
    ),
    key("expect", Shape::Text, "`right`, `wrong`, `unreadable`, `undecided`, or a mistake's name."),
];

/// Keys of an answer that is known to be wrong.
pub const WRONG: &[Key] = &[
    key("answer", Shape::Maths, "The wrong answer."),
    key("say", Shape::Text, "What to tell whoever gives it."),
];

/// Keys of a walk that a figure draws.
pub const PATH: &[Key] = &[
    key("rule", Shape::Text, "The method: descent, momentum, nesterov, adam, newton, …"),
    key("from", Shape::Point, "Where it starts."),
    key("rate", Shape::Number, "The learning rate."),
    key("steps", Shape::Whole(0, 100_000), "How many steps."),
    key("beta", Shape::Number, "The memory of momentum."),
    key("beta1", Shape::Number, "Adam's memory of the gradient."),
    key("beta2", Shape::Number, "Adam's memory of its square."),
    key("eps", Shape::Number, "What keeps a division from 0."),
    key("rho", Shape::Number, "The memory of RMSprop and Adadelta."),
    key("label", Shape::Text, "What the walk is called in the legend."),
];

/// Keys of a learning-rate challenge's goal.
pub const GOAL: &[Key] = &[
    key("steps", Shape::Whole(1, 100_000), "After at most so many steps …"),
    key("below", Shape::Number, "… f is below this."),
    key("stable", Shape::Truth, "The largest rate that does not diverge."),
];

/// Every key of a block, with what it takes.
pub const BLOCK: &[Key] = &[
    key("text", Shape::Text, "Markdown; `$…$` is maths in the engine's grammar."),
    key("figure", Shape::Text, "curve, contour, descent or loss."),
    key("ask", Shape::Text, "The kind of exercise."),
    key("id", Shape::Text, "A stable name, [a-z0-9-]; `gradus pack fmt` writes missing ones."),
    key("title", Shape::Text, "What the exercise is called."),
    key("prompt", Shape::Text, "The question; without it gradus writes one."),
    key("of", Shape::Maths, "The function."),
    key(
        "wrt",
        Shape::TextOrTexts,
        "The variable to differentiate by; a list for mixed derivatives.",
    ),
    key("vars", Shape::Texts, "The variables, in order; alphabetical without it."),
    key("order", Shape::Whole(1, 20), "How often to differentiate."),
    key("at", Shape::Point, "The point."),
    key("from", Shape::Point, "Where a walk starts."),
    key("along", Shape::Point, "The direction."),
    key("normalise", Shape::Truth, "Is the direction brought to length 1 first?"),
    key("digits", Shape::Whole(1, DIGITS), "Significant digits that the answer needs."),
    key("options", Shape::Texts, "What may be chosen."),
    key("right", Shape::TextOrTexts, "The right option, or all right ones."),
    key("true_if", Shape::TextTable, "For an option, a condition that the engine checks."),
    key("why", Shape::TextTable, "For an option, why it is right or wrong."),
    key("classify", Shape::Truth, "Are the kinds of the points asked too?"),
    key("on", Shape::Range, "The interval to look at."),
    key("rule", Shape::Text, "The method: descent, momentum, nesterov, adam, newton, …"),
    key("rate", Shape::Number, "The learning rate."),
    key("beta", Shape::Number, "The memory of momentum."),
    key("velocity", Shape::Point, "The velocity that momentum starts with."),
    key("times", Shape::Whole(1, 1000), "How many steps."),
    key("show", Shape::Word(&["descent", "ascent", "contour"]), "Which direction the arrow takes."),
    key("within", Shape::Number, "How many degrees an arrow may be off."),
    key(
        "goal",
        Shape::Text,
        "`rate`: { steps, below }, { stable = true }, { steps = 1 }. `lines`: derivative, simplify or solve.",
    ),
    key("max", Shape::Number, "The largest rate that may be tried."),
    key("then", Shape::Text, "A second question, once the goal is met."),
    key("must_use", Shape::Texts, "Rules that must appear in some line."),
    key("line", Shape::Maths, "The whole true line; what stands in [ ] is hidden."),
    key("steps", Shape::Texts, "The steps in their right order."),
    key("as", Shape::Text, "The variable that moves."),
    key(
        "to",
        Shape::Number,
        "Where it moves to: a number, \"0+\" or \"0-\" for one side, inf or -inf.",
    ),
    key("quotient_of", Shape::Maths, "The function whose difference quotient is taken."),
    key("given", Shape::Parameters, "Values that every part knows."),
    key("define", Shape::TextTable, "Names that stand for expressions."),
    key("carry", Shape::Number, "The share of the marks for following through from an own value."),
    key("carry_if", Shape::TextTable, "For a part, which own values are carried on."),
    key("reveal", Shape::Word(&["after", "each", "never"]), "When the right values are shown."),
    key("part", Shape::Parts, "The parts, in order."),
    key("front", Shape::Text, "What the card asks."),
    key("back", Shape::Text, "What the card tells."),
    key("mistake", Shape::Text, "The mistake that a derivation makes."),
    key("form", Shape::Word(FORMS), "The form that the answer must have."),
    key("skills", Shape::TextOrTexts, "What the exercise trains."),
    key("level", Shape::Whole(1, 5), "1 easy … 5 hard."),
    key("marks", Shape::Number, "What a right answer counts."),
    key(
        "params",
        Shape::Parameters,
        "What varies: \"2..9\", \"-5..5 except 0\", a list, \"= a*n\".",
    ),
    key("where", Shape::TextOrTexts, "Conditions that the parameters meet."),
    key("variants", Shape::Whole(1, 1000), "How many variants there must be."),
    key("hints", Shape::TextOrTexts, "Hints that come before gradus's own."),
    key("feedback", Shape::TextTable, "Own words for a mistake, by its name."),
    key("wrong", Shape::Tables(WRONG), "Wrong answers, and what to say."),
    key("mistakes", Shape::Truth, "Are mistakes looked for?"),
    key("diagnosable", Shape::Truth, "Must a mistake give another answer than the right one?"),
    key(
        "domain",
        Shape::Word(&["any", "same"]),
        "`same`: the answer must be defined wherever the right one is.",
    ),
    key("allow", Shape::Texts, "Codes of warnings that are meant."),
    key("test", Shape::Tables(TEST), "Answers and what becomes of them, tried in every variant."),
    key("caption", Shape::Text, "One or two lines under the figure."),
    key("alt", Shape::Text, "What the figure shows, for those who do not see it."),
    key("x", Shape::Range, "From where to where, left to right."),
    key("y", Shape::Range, "From where to where, bottom to top."),
    key("tangent", Shape::Number, "Where the tangent touches; the student moves it."),
    key("secant", Shape::Point, "Two points of a secant: the first stays, the second moves to it."),
    key("slope", Shape::Truth, "Is f′ drawn too?"),
    key("also", Shape::Maths, "A second curve."),
    key("area", Shape::Range, "The part under the curve that is filled."),
    key("path", Shape::Table(PATH), "A walk."),
    key("paths", Shape::Tables(PATH), "Several walks."),
    key("gradient", Shape::Truth, "Are gradient arrows drawn?"),
    key("critical", Shape::Truth, "Are critical points marked?"),
    key("animate", Shape::Truth, "Does the walk play?"),
    key("log", Shape::Truth, "Is the scale of the loss logarithmic?"),
];

/// The kinds of exercise.
pub const ASKS: &[Kind] = &[
    kind("derivative", &["of"], &["wrt", "vars", "order", "form"], "differentiate"),
    kind("partial", &["of", "wrt"], &["vars", "form"], "differentiate partially"),
    kind("gradient", &["of"], &["vars", "at", "form", "digits"], "give the gradient"),
    kind("hessian", &["of"], &["vars", "at", "form", "digits"], "give the Hessian matrix"),
    kind(
        "directional",
        &["of", "at", "along"],
        &["vars", "normalise", "digits"],
        "give the slope in a direction",
    ),
    kind("value", &["of"], &["at", "vars", "digits", "form"], "give a value"),
    kind(
        "sign",
        &["of", "at"],
        &["wrt", "order"],
        "say whether the slope is positive, negative or zero",
    ),
    kind("choice", &["options"], &["right", "true_if", "why"], "choose"),
    kind("critical", &["of"], &["vars", "classify", "on"], "find the critical points"),
    kind(
        "step",
        &["of"],
        &["from", "vars", "rule", "rate", "beta", "velocity", "times", "digits"],
        "take a step of a method",
    ),
    kind("arrow", &["of", "at"], &["vars", "show", "within"], "turn an arrow"),
    kind(
        "rate",
        &["of", "from", "goal"],
        &["vars", "rule", "beta", "max", "then"],
        "choose a learning rate",
    ),
    kind("lines", &["of"], &["wrt", "must_use", "goal", "form"], "derive line by line"),
    kind("fill", &["of", "line"], &["wrt"], "fill the gaps of a line"),
    kind("order", &["steps"], &["of", "wrt"], "bring steps into order"),
    kind("limit", &[], &["of", "as", "to", "quotient_of", "form"], "take a limit"),
    kind(
        "parts",
        &["part"],
        &["given", "define", "carry", "carry_if", "reveal", "digits"],
        "answer part by part",
    ),
    kind("card", &["front", "back"], &[], "recall, and say whether it was known"),
    kind("spot", &["of", "mistake"], &["wrt"], "find the first wrong line"),
];

/// The kinds of figure.
pub const FIGURES: &[Kind] = &[
    kind(
        "curve",
        &["of", "x"],
        &["y", "tangent", "secant", "slope", "also", "area", "alt"],
        "a function of one variable",
    ),
    kind(
        "contour",
        &["of", "x", "y"],
        &["vars", "path", "paths", "gradient", "critical", "animate", "at", "alt"],
        "lines of equal height",
    ),
    kind("descent", &["of", "path"], &["vars", "x", "y", "animate", "alt"], "a walk that plays"),
    kind(
        "loss",
        &["of"],
        &["vars", "path", "paths", "log", "animate", "alt"],
        "f over the steps of a walk",
    ),
];

const fn kind(
    name: &'static str,
    needs: &'static [&'static str],
    takes: &'static [&'static str],
    meaning: &'static str,
) -> Kind {
    Kind { name, needs, takes, meaning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_kind_is_in_the_table() {
        let known = |name: &&str| BLOCK.iter().any(|key| key.name == *name);
        for kind in ASKS.iter().chain(FIGURES) {
            for name in kind.needs.iter().chain(kind.takes) {
                assert!(known(name), "{}: {name}", kind.name);
            }
        }
        assert!(TEXT.iter().chain(FIGURE).chain(ASK).all(known));
    }
}
