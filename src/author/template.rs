//! What does a new pack look like?

use std::fs;
use std::io;
use std::path::Path;

use super::{disk, schema};

/// Why no pack was made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The name is no id.
    #[error("`{0}` cannot be the id of a pack: use a-z, 0-9 and -, at most 64 characters")]
    Name(String),
    /// Something is there already.
    #[error("`{0}` exists already; choose another name, or remove it first")]
    Exists(String),
    /// The system refused.
    #[error("`{0}` cannot be written: {1}")]
    System(String, io::Error),
}

/// Makes a folder with a pack that passes `check`: a text, a figure and three exercises. The last
/// part of the path is the pack's id.
pub fn new(folder: &Path) -> Result<(), NotMade> {
    let shown = folder.display().to_string();
    let id = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if !crate::pack::is_id(id) {
        return Err(NotMade::Name(id.to_owned()));
    }
    let is_taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    };
    if is_taken {
        return Err(NotMade::Exists(shown));
    }
    let title = title_of(id);
    let pack = PACK.replace("{id}", id).replace("{title}", &title);
    let write = |name: &str, text: &str| {
        disk::create(&folder.join(name), text)
            .map_err(|error| NotMade::System(shown.clone(), error))
    };
    write("pack.toml", &pack)?;
    write("lessons/first.toml", LESSON)?;
    schema::write(folder).map_err(|error| NotMade::System(shown.clone(), error))
}

/// `my-pack` as a title: `My pack`.
fn title_of(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

const PACK: &str = "\
#:schema .gradus/pack.schema.json
format  = 1
id      = \"{id}\"
title   = \"{title}\"
version = \"0.1.0\"
authors = []
license = \"CC-BY-4.0\"
language = \"en\"
lessons = [\"first\"]               # order = reading order; files lessons/<name>.toml

# Exercises name what they train; mastery is counted for each of these.
[skills]
power-rule   = { title = \"Power rule\" }
product-rule = { title = \"Product rule\", needs = [\"power-rule\"] }
";

const LESSON: &str = "\
#:schema ../.gradus/lesson.schema.json
title   = \"Two factors, two terms\"
skills  = [\"product-rule\"]         # of every exercise here that names none
minutes = 10

# A lesson is one list of blocks in reading order: each has a text, a figure, or asks something.

[[block]]
text = \"\"\"
If both factors of a product move, both moves count:

    (u·v)' = u'·v + u·v'
\"\"\"

[[block]]
figure  = \"curve\"
of      = \"x^2*sin(x)\"
x       = [-4, 4]
tangent = 1
caption = \"Move the point. Where is the tangent flat?\"

# Two lines are a whole exercise: prompt, answer, hints and steps come from gradus.
[[block]]
ask    = \"derivative\"
id     = \"first-power\"
of     = \"x^3\"
skills = [\"power-rule\"]

# The same with parameters: every student gets an own variant, and every one is checked.
[[block]]
ask    = \"derivative\"
id     = \"product-power-trig\"
of     = \"{a}*x^{n}*{trig}(x)\"
params = { a = \"2..9\", n = \"2..5\", trig = [\"sin\", \"cos\"] }
where  = [\"a != n\"]
level  = 2
  [[block.test]]
  answer = \"{a}*{n}*x^({n}-1)*{trig}(x) + {a}*x^{n}*{trig}'(x)\"
  expect = \"right\"
  [[block.test]]
  answer = \"{a}*{n}*x^({n}-1)*{trig}'(x)\"
  expect = \"wrong\"

[[block]]
ask     = \"choice\"
id      = \"which-rule\"
prompt  = \"Which rule comes first for $x*sin(x^2)$?\"
options = [\"product rule\", \"chain rule\", \"power rule\"]
right   = \"product rule\"
why     = { \"chain rule\" = \"The outermost operation is the multiplication.\" }
";
