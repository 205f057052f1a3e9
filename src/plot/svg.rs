//! The same pictures with smooth lines, for paper and pages.

use std::fmt::Write;

use super::axis::Ticks;
use super::field::{Field, Rows};
use super::levels::Levels;
use super::look::{Glyphs, Look, Theme};
use super::map::{Layers, Mark, MarkKind, Path};
use super::squares::polylines;
use super::window::Window;
use super::{Curve, Entry, Rgb, number};

/// A drawing's size in user units, and the room around the plot.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 520.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 36.0;
/// Height of one row of the legend.
const ROW: f64 = 20.0;

/// Samples of the field across and down.
const ACROSS: usize = 320;

/// A drawing being written.
struct Sheet {
    out: String,
    window: Window,
    height: f64,
    ink: Rgb,
    quiet: Rgb,
}

/// A map as an SVG: heights in steps of colour, joined contour lines with their numbers, walks,
/// marked points and the legend.
pub fn svg_map(
    f: &Rows,
    window: Window,
    look: Look,
    layers: &Layers,
    (title, legend): (&str, &[Entry]),
) -> String {
    let (wide, high) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
    // fitted to the plot's own shape: as many columns as rows would make it square
    let window = window.fitted((wide / 2.0) as usize, (high / 4.0) as usize, 1.0);
    let down = (ACROSS as f64 * high / wide) as usize;
    let field = Field::sample(f, window, ACROSS, down);
    let levels = Levels::of(&field, 12);
    let mut sheet = Sheet::begin(window, look, title, legend);
    sheet.heights(&field, &levels, look);
    sheet.contours(&field, &levels, look);
    for path in layers.paths {
        sheet.walk(path, look);
    }
    for mark in layers.marks {
        sheet.mark(mark);
    }
    sheet.frame();
    sheet.end()
}

/// Curves as an SVG.
pub fn svg_graph(
    curves: &[Curve],
    window: Window,
    look: Look,
    walks: &[(&[[f64; 2]], u8)],
    (title, legend): (&str, &[Entry]),
) -> String {
    let mut sheet = Sheet::begin(window, look, title, legend);
    sheet.axes();
    for curve in curves {
        sheet.curve(curve);
    }
    for (points, runner) in walks {
        sheet.walk(&Path { points, runner: *runner, away: "" }, look);
    }
    sheet.frame();
    sheet.end()
}

impl Sheet {
    fn begin(window: Window, look: Look, title: &str, legend: &[Entry]) -> Sheet {
        let height = HEIGHT + ROW * legend.len() as f64;
        let (ground, ink, quiet) = match look.theme {
            Theme::Dark => (Rgb(23, 24, 29), Rgb(222, 224, 228), Rgb(138, 146, 160)),
            Theme::Light => (Rgb::WHITE, Rgb(20, 24, 32), Rgb(104, 110, 122)),
        };
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
             font-family=\"DejaVu Sans, Verdana, sans-serif\" font-size=\"13\">\n\
             <title>{}</title>\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{}\"/>\n\
             <clipPath id=\"plot\"><rect x=\"{LEFT}\" y=\"{TOP}\" width=\"{}\" height=\"{}\"/>\
             </clipPath>\n",
            escaped(title),
            ground.hex(),
            WIDTH - LEFT - RIGHT,
            HEIGHT - TOP - BOTTOM,
        );
        let mut sheet = Sheet { out, window, height, ink, quiet };
        sheet.text([LEFT, TOP - 14.0], title, "font-weight=\"bold\"", ink);
        for (i, entry) in legend.iter().enumerate() {
            let y = HEIGHT + ROW * i as f64;
            let colour = look.runner(entry.runner);
            sheet.head(entry.runner, [LEFT + 6.0, y - 4.0], colour);
            let line = format!("{}   {}", entry.name, entry.facts.join("   "));
            sheet.text([LEFT + 20.0, y], &line, "", ink);
        }
        sheet
    }

    fn end(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// The place of a point of the plane, held within bounds that every viewer can reckon with.
    fn place(&self, point: [f64; 2]) -> [f64; 2] {
        let Window { x, y } = self.window;
        let across = (point[0] - x[0]) / (x[1] - x[0]);
        let up = (y[1] - point[1]) / (y[1] - y[0]);
        [
            (LEFT + across * (WIDTH - LEFT - RIGHT)).clamp(-1e5, 1e5),
            (TOP + up * (HEIGHT - TOP - BOTTOM)).clamp(-1e5, 1e5),
        ]
    }

    fn text(&mut self, [x, y]: [f64; 2], text: &str, attributes: &str, colour: Rgb) {
        let _ = writeln!(
            self.out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{}\" {attributes} xml:space=\"preserve\">{}\
             </text>",
            colour.hex(),
            escaped(text)
        );
    }

    fn polyline(&mut self, points: &[[f64; 2]], attributes: &str) {
        if points.len() < 2 {
            return;
        }
        self.out.push_str("<path clip-path=\"url(#plot)\" fill=\"none\" d=\"");
        for (i, [x, y]) in points.iter().enumerate() {
            let letter = if i == 0 { 'M' } else { 'L' };
            let _ = write!(self.out, "{letter}{x:.1} {y:.1}");
        }
        let closed = if points.first() == points.last() { "Z" } else { "" };
        let _ = writeln!(self.out, "{closed}\" {attributes}/>");
    }

    /// Heights as cells of colour, runs of one colour joined.
    fn heights(&mut self, field: &Field, levels: &Levels, look: Look) {
        const CELL: usize = 2;
        let heat = look.heat();
        let (dx, dy) = (
            (WIDTH - LEFT - RIGHT) / field.columns as f64,
            (HEIGHT - TOP - BOTTOM) / field.rows as f64,
        );
        let shade = |column: usize, row: usize| {
            let height = field.at(column + CELL / 2, row + CELL / 2);
            // few steps, so that long runs share one rectangle
            let share = (levels.scale.share(height) * 48.0).round() / 48.0;
            height.is_finite().then(|| heat.get((share * 255.0) as usize).copied()).flatten()
        };
        self.out.push_str("<g shape-rendering=\"crispEdges\">\n");
        for row in (0..field.rows).step_by(CELL) {
            let mut column = 0;
            while column < field.columns {
                let colour = shade(column, row);
                let start = column;
                while column < field.columns && shade(column, row) == colour {
                    column += CELL;
                }
                let Some(colour) = colour else { continue };
                let _ = writeln!(
                    self.out,
                    "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{}\"/>",
                    LEFT + dx * start as f64,
                    TOP + dy * row as f64,
                    dx * (column.min(field.columns) - start) as f64,
                    dy * CELL.min(field.rows - row) as f64,
                    colour.hex()
                );
            }
        }
        self.out.push_str("</g>\n");
    }

    fn contours(&mut self, field: &Field, levels: &Levels, look: Look) {
        let Window { x, y } = field.window;
        let (dx, dy) = ((x[1] - x[0]) / field.columns as f64, (y[1] - y[0]) / field.rows as f64);
        let mut labelled = vec![false; levels.at.len()];
        let heat = look.heat();
        for line in polylines(field, &levels.at) {
            let points: Vec<[f64; 2]> = line
                .points
                .iter()
                .map(|[i, j]| self.place([x[0] + dx * (i + 0.5), y[1] - dy * (j + 0.5)]))
                .collect();
            let share = levels.scale.share(levels.at[line.level]);
            let ground = heat.get((share * 255.0) as usize).copied().unwrap_or(self.quiet);
            let colour = look.line_on(ground).hex();
            self.polyline(&points, &format!("stroke=\"{colour}\" stroke-width=\"1.1\""));
            if let (true, false, Some(at)) =
                (points.len() > 40, labelled[line.level], inner(&points))
            {
                labelled[line.level] = true;
                self.level(at, &number(levels.at[line.level], Glyphs::Braille), (ground, look));
            }
        }
    }

    /// The height of a line: its ground first, so that the line is interrupted, the figures on it.
    fn level(&mut self, [x, y]: [f64; 2], label: &str, (ground, look): (Rgb, Look)) {
        let place = "font-size=\"11\" text-anchor=\"middle\"";
        let halo = format!("{place} stroke=\"{}\" stroke-width=\"4\"", ground.hex());
        self.text([x, y + 4.0], label, &halo, ground);
        self.text([x, y + 4.0], label, place, look.label_on(ground));
    }

    fn walk(&mut self, path: &Path, look: Look) {
        let colour = look.runner(path.runner);
        let points: Vec<[f64; 2]> = path
            .points
            .iter()
            .take_while(|p| p.iter().all(|v| v.is_finite()))
            .map(|p| self.place(*p))
            .collect();
        let stroke = format!("stroke=\"{}\" stroke-width=\"1.6\"", colour.hex());
        self.polyline(&points, &stroke);
        self.out.push_str("<g clip-path=\"url(#plot)\">\n");
        for [x, y] in points.iter().skip(1).rev().skip(1).take(400) {
            let _ = writeln!(
                self.out,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2\" fill=\"{}\"/>",
                colour.hex()
            );
        }
        if let Some([x, y]) = points.first() {
            let _ = writeln!(
                self.out,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"none\" stroke=\"{}\" \
                 stroke-width=\"1.6\"/>",
                self.ink.hex()
            );
        }
        if let Some(head) = points.last() {
            self.head(path.runner, *head, colour);
        }
        self.out.push_str("</g>\n");
    }

    /// The head of a runner: disc, square, triangle, rhombus.
    fn head(&mut self, runner: u8, [x, y]: [f64; 2], colour: Rgb) {
        let d = 5.5;
        let shape = match runner % 4 {
            0 => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{d}\""),
            1 => format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"10\" height=\"10\"",
                x - 5.0,
                y - 5.0
            ),
            2 => format!(
                "<path d=\"M{x:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z\"",
                y - d,
                x + d,
                y + d,
                x - d,
                y + d
            ),
            _ => format!(
                "<path d=\"M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z\"",
                y - d,
                x + d,
                y + d,
                x - d
            ),
        };
        let _ = writeln!(self.out, "{shape} fill=\"{}\"/>", colour.hex());
    }

    fn mark(&mut self, mark: &Mark) {
        let [x, y] = self.place(mark.at);
        if !self.window.contains(mark.at) {
            return;
        }
        let d = 5.0;
        let [a, b] = match mark.kind {
            MarkKind::Minimum | MarkKind::Maximum => [[[-d, 0.0], [d, 0.0]], [[0.0, -d], [0.0, d]]],
            MarkKind::Saddle => [[[-d, -d], [d, d]], [[-d, d], [d, -d]]],
        };
        let stroke = format!("stroke=\"{}\" stroke-width=\"2\"", self.ink.hex());
        for [from, to] in [a, b] {
            self.polyline(&[[x + from[0], y + from[1]], [x + to[0], y + to[1]]], &stroke);
        }
    }

    fn axes(&mut self) {
        let Window { x, y } = self.window;
        let stroke = format!("stroke=\"{}\" stroke-dasharray=\"2 4\"", self.quiet.hex());
        for [from, to] in [[[x[0], 0.0], [x[1], 0.0]], [[0.0, y[0]], [0.0, y[1]]]] {
            let ends = [self.place(from), self.place(to)];
            self.polyline(&ends, &stroke);
        }
    }

    fn curve(&mut self, curve: &Curve) {
        let colour = match curve.ink {
            super::Ink::Quiet => self.quiet,
            _ => self.ink,
        };
        let stroke = format!("stroke=\"{}\" stroke-width=\"1.8\"", colour.hex());
        for piece in super::pieces::pieces(curve.f, self.window, 1400, self.window.height() / 300.0)
        {
            let points: Vec<[f64; 2]> = piece.iter().map(|p| self.place(*p)).collect();
            self.polyline(&points, &stroke);
        }
    }

    /// The border and the round numbers beside it.
    fn frame(&mut self) {
        let (quiet, Window { x, y }) = (self.quiet, self.window);
        let _ = writeln!(
            self.out,
            "<rect x=\"{LEFT}\" y=\"{TOP}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{}\" \
             stroke-opacity=\"0.5\"/>",
            WIDTH - LEFT - RIGHT,
            HEIGHT - TOP - BOTTOM,
            quiet.hex()
        );
        let ticks = Ticks::new(x[0], x[1], 9);
        for (i, value) in ticks.at.iter().enumerate() {
            let [px, _] = self.place([*value, 0.0]);
            let label = ticks.label(i, Glyphs::Braille);
            self.text([px, HEIGHT - BOTTOM + 18.0], &label, "text-anchor=\"middle\"", quiet);
        }
        let ticks = Ticks::new(y[0], y[1], 8);
        for (i, value) in ticks.at.iter().enumerate() {
            let [_, py] = self.place([0.0, *value]);
            let label = ticks.label(i, Glyphs::Braille);
            self.text([LEFT - 8.0, py + 4.0], &label, "text-anchor=\"end\"", quiet);
        }
        debug_assert!(self.height >= HEIGHT, "the legend lies below the plot");
    }
}

/// The point of a line nearest to its middle that has room around it for a label.
fn inner(points: &[[f64; 2]]) -> Option<[f64; 2]> {
    let has_room = |[x, y]: [f64; 2]| {
        (LEFT + 20.0..WIDTH - RIGHT - 20.0).contains(&x)
            && (TOP + 12.0..HEIGHT - BOTTOM - 12.0).contains(&y)
    };
    let (before, after) = points.split_at(points.len() / 2);
    let first = after.iter().copied().enumerate().find(|(_, p)| has_room(*p));
    let other = before.iter().rev().copied().enumerate().find(|(_, p)| has_room(*p));
    first.into_iter().chain(other).min_by_key(|(steps, _)| *steps).map(|(_, point)| point)
}

/// Text that XML does not take for markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_stays_text() {
        let f = |xs: &[f64], _: f64, out: &mut [f64]| out.copy_from_slice(xs);
        let window = Window::new([0.0, 1.0], [0.0, 1.0]);
        let svg = svg_map(&f, window, Look::default(), &Layers::default(), ("a<b & c", &[]));
        assert!(svg.contains("a&lt;b &amp; c") && svg.ends_with("</svg>\n"));
    }

    #[test]
    fn a_walk_to_infinity_stays_within_numbers() {
        let f = |_: &[f64], _: f64, out: &mut [f64]| out.fill(f64::NAN);
        let walk = [[0.0, 0.0], [1e300, 1e300], [f64::NAN, 0.0]];
        let path = Path { points: &walk, runner: 3, away: "" };
        let layers = Layers { paths: &[path], ..Layers::default() };
        let window = Window::new([0.0, 1.0], [0.0, 1.0]);
        let svg = svg_map(&f, window, Look::default(), &layers, ("f", &[]));
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}
