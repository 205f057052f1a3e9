//! Home: what now?

use super::app::Go;
use super::keys::Verb;
use super::sheet::Sheet;

/// The state of the home screen.
#[derive(Debug, Default)]
pub struct Home {
    chosen: usize,
}

/// A row of the list: name, what, how much.
struct Line {
    name: &'static str,
    what: String,
    far: String,
    go: Go,
}

impl Home {
    fn lines() -> Vec<Line> {
        vec![Line {
            name: "Lab",
            what: "Watch descent walk downhill".to_owned(),
            far: "nothing to know".to_owned(),
            go: Go::Lab,
        }]
    }

    /// What a key asks for here; somewhere to go, if it leads away.
    pub fn verb(&mut self, verb: Verb) -> Option<Go> {
        let last = Home::lines().len() - 1;
        match verb {
            Verb::Up => self.chosen = self.chosen.saturating_sub(1),
            Verb::Down => self.chosen = (self.chosen + 1).min(last),
            Verb::First => self.chosen = 0,
            Verb::Last => self.chosen = last,
            Verb::Enter => return Home::lines().into_iter().nth(self.chosen).map(|line| line.go),
            _ => {}
        }
        None
    }

    /// Draws the body.
    pub fn view(&self, sheet: &mut Sheet) {
        let theme = &sheet.look.theme;
        let (text, strong, quiet, accent) = (theme.text, theme.strong, theme.quiet, theme.accent);
        for (y, line) in (0..).zip(Home::lines()) {
            let chosen = usize::from(y) == self.chosen;
            let ink = if chosen { strong } else { text };
            if chosen {
                sheet.put(0, y, "▸", accent);
            }
            sheet.put(2, y, line.name, ink);
            sheet.put(14, y, &line.what, ink);
            sheet.right(y, &line.far, quiet);
        }
    }
}
