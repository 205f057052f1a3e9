//! An arrow on a map, turned to where it was asked to point.

use std::cell::RefCell;

use super::super::super::app::Deed;
use super::super::super::figure::paint;
use super::super::super::keys::{At, Verb};
use super::super::super::scene::{Scene, Shown};
use super::super::super::sheet::Sheet;
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::{Drawn, Way, number_of};
use crate::math::read::Syntax;
use crate::math::{Compiled, Expr, Name, slope};
use crate::pack::{Coordinate, Direction};
use crate::plot::{self, Ink};
use crate::tutor::{Answer, Mark};

/// Degrees that the arrow turns at a key, and at a key of care.
const TURN: i32 = 5;
const CARE: i32 = 1;
/// Length of the arrow as a share of the shorter side of the map; it never leaves the map.
const LENGTH: f64 = 0.28;

/// The arrow, turned or typed.
#[derive(Debug)]
pub(super) struct Arrow {
    f: Option<Compiled>,
    at: [f64; 2],
    /// Degrees from east, against the clock, 0 to 359.
    angle: i32,
    /// The vector that is typed instead.
    field: Fields,
    is_typing: bool,
    /// In a small window: is the text shown instead of the map?
    shows_text: bool,
    syntax: Syntax,
    /// Heights and lines are dear: computed when they are first drawn at a size.
    scene: Option<RefCell<Scene>>,
}

impl Arrow {
    /// The arrow of a question; it starts in a direction that is not the answer.
    pub(super) fn of(
        (of, vars): (&Expr, &[Name; 2]),
        at: &[Coordinate; 2],
        show: Direction,
        syntax: Syntax,
    ) -> Arrow {
        let at = [at[0].to_f64(), at[1].to_f64()];
        let f = Compiled::new(&slope::carry_out(of), vars).ok();
        let look = plot::Look::default();
        let scene = f.as_ref().map(|f| RefCell::new(Scene::around(f, at, look)));
        let mut arrow = Arrow {
            f,
            at,
            angle: 0,
            field: Fields::of(1),
            is_typing: false,
            shows_text: false,
            syntax,
            scene,
        };
        let gives_away = |angle: &i32| {
            arrow.gradient().is_some_and(|[dx, dy]| {
                let up = dy.atan2(dx).to_degrees();
                let targets = match show {
                    Direction::Ascent => [up, up],
                    Direction::Descent => [up + 180.0, up + 180.0],
                    Direction::Contour => [up + 90.0, up - 90.0],
                };
                targets.iter().any(|target| apart(f64::from(*angle), *target) < 25.0)
            })
        };
        let angle = [0, 90, 45].into_iter().find(|angle| !gives_away(angle));
        arrow.angle = angle.unwrap_or(0);
        arrow
    }

    fn gradient(&self) -> Option<[f64; 2]> {
        let mut out = [f64::NAN; 2];
        self.f.as_ref()?.gradient(&self.at, &mut out);
        let length = out[0].hypot(out[1]);
        (length.is_finite() && length > 0.0).then_some(out)
    }

    /// Where the arrow points: as turned, or as typed where that can be read.
    fn direction(&self) -> [f64; 2] {
        let turned = unit(f64::from(self.angle));
        if !self.is_typing {
            return turned;
        }
        let typed = number_of(self.field.focused().text(), &self.syntax);
        match typed.as_deref() {
            Some([x, y]) if x.hypot(*y) > 0.0 => [x / x.hypot(*y), y / x.hypot(*y)],
            Some(_) | None => turned,
        }
    }

    fn turn(&mut self, by: i32) {
        self.angle = (self.angle + by).rem_euclid(360);
        self.shows_text = false;
    }

    /// What is handed in for a turned arrow.
    fn spelt(&self, angle: i32) -> String {
        let [x, y] = unit(f64::from(angle)).map(|part| format!("{part:.4}"));
        if self.syntax.decimal_comma {
            format!("({}; {})", x.replace('.', ","), y.replace('.', ","))
        } else {
            format!("({x}, {y})")
        }
    }

    /// `205°` and `(−0.91, −0.42)`.
    fn words(&self) -> [String; 2] {
        let [x, y] = self.direction();
        let angle = y.atan2(x).to_degrees().rem_euclid(360.0).round() % 360.0;
        let part = |v: f64| format!("{v:.2}").replace("-0.00", "0.00").replace('-', "−");
        [format!("{angle}°"), format!("({}, {})", part(x), part(y))]
    }

    /// Angle and direction in one row.
    fn draw_short(&self, sheet: &mut Sheet, y: u16) {
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let [angle, direction] = self.words();
        let x = sheet.put(0, y, "angle", quiet);
        let x = sheet.put(x + 1, y, &angle, text);
        sheet.put(x + 3, y, &direction, text);
    }

    /// The arrow; once it is right also the tangent of the contour and the right angle.
    fn arrows(&self, scene: &Scene, is_right: bool) -> Vec<plot::Arrow> {
        let window = scene.window();
        let short = window.width().min(window.height());
        let [x, y] = self.at;
        let border = [x - window.x[0], window.x[1] - x, y - window.y[0], window.y[1] - y];
        let border = border.into_iter().fold(f64::INFINITY, f64::min);
        let length = (short * LENGTH).min(border * 0.95).max(short * 0.12);
        let [dx, dy] = self.direction();
        let along = |right: f64, up: f64| [x + right * length, y + up * length];
        let mut arrows = Vec::new();
        if let (true, Some([gx, gy])) = (is_right, self.gradient()) {
            let norm = gx.hypot(gy);
            let [tx, ty] = [-gy / norm, gx / norm];
            let line = |from, to, ink| plot::Arrow { from, to, ink, has_head: false };
            arrows.push(line(along(-tx, -ty), along(tx, ty), Ink::Accent));
            // Along the contour there is no angle to mark.
            let side = dx * gx + dy * gy;
            if side.abs() > norm * 0.5 {
                let [nx, ny] = [gx, gy].map(|part| part / norm * side.signum());
                let corner = 0.4;
                let [a, b, c] = [(corner, 0.0), (corner, corner), (0.0, corner)]
                    .map(|(t, n)| along(tx * t + nx * n, ty * t + ny * n));
                arrows.extend([line(a, b, Ink::Text), line(b, c, Ink::Text)]);
            }
        }
        let to = along(dx, dy);
        arrows.push(plot::Arrow { from: self.at, to, ink: Ink::Runner(0), has_head: true });
        arrows
    }
}

/// The vector of length 1 at an angle in degrees.
fn unit(angle: f64) -> [f64; 2] {
    let (up, right) = angle.to_radians().sin_cos();
    [right, up]
}

/// The angle between two directions in degrees, 0 to 180.
fn apart(a: f64, b: f64) -> f64 {
    let turn = (a - b).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

impl Way for Arrow {
    fn fields(&self) -> Option<&Fields> {
        self.is_typing.then_some(&self.field)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        self.is_typing.then_some(&mut self.field)
    }

    fn contexts(&self) -> &'static [At] {
        if self.is_typing { &[At::Field, At::ArrowTyped] } else { &[At::Arrow] }
    }

    fn verb(&mut self, verb: Verb) -> bool {
        match verb {
            Verb::Next | Verb::Previous => {
                self.is_typing = !self.is_typing;
                self.shows_text = false;
            }
            Verb::Left => self.turn(TURN),
            Verb::Right => self.turn(-TURN),
            Verb::CareLeft => self.turn(CARE),
            Verb::CareRight => self.turn(-CARE),
            verb if self.is_typing => return self.field.verb(verb, 1),
            _ => return false,
        }
        true
    }

    fn answer(&self) -> Answer {
        if self.is_typing {
            return Answer::Text(self.field.focused().text().to_owned());
        }
        Answer::Text(self.spelt(self.angle))
    }

    fn restore(&mut self, answer: &Answer) {
        let Answer::Text(text) = answer else { return };
        match (0..360).find(|angle| self.spelt(*angle) == *text) {
            Some(angle) => self.angle = angle,
            None if !text.trim().is_empty() => {
                self.field.line().set(text);
                self.is_typing = true;
            }
            None => {}
        }
    }

    fn marked(&mut self, _mark: &Mark) {
        self.shows_text = true;
    }

    fn again(&self) -> &'static str {
        "The same arrow as before. Turn it, or ctrl-t for a hint."
    }

    fn has_map(&self) -> bool {
        self.scene.is_some()
    }

    fn shows_map(&self) -> bool {
        !self.is_typing && !self.shows_text
    }

    fn point(&mut self, deed: Deed, (column, row): (usize, usize)) -> bool {
        let to = self.scene.as_mut().and_then(|scene| scene.get_mut().point_at(column, row));
        let (Some([x, y]), Deed::Press | Deed::Drag) = (to.as_deref(), deed) else { return false };
        let [wide, high] = self.scene.as_mut().map_or([1.0; 2], |scene| scene.get_mut().cell());
        // In whole cells: right above the foot is straight up. On the foot there is no direction.
        let dx = ((x - self.at[0]) / wide).round() * wide;
        let dy = ((y - self.at[1]) / high).round() * high;
        if dx == 0.0 && dy == 0.0 {
            return false;
        }
        self.angle = (dy.atan2(dx).to_degrees().round() as i32).rem_euclid(360);
        (self.is_typing, self.shows_text) = (false, false);
        true
    }

    fn draw_map(&self, paper: &Paper, sheet: &mut Sheet, is_alone: bool) {
        let Some(scene) = &self.scene else { return };
        let rows = sheet.height() - u16::from(is_alone).min(sheet.height());
        let legend = sheet.look.glyphs == plot::Glyphs::Ascii && rows > 10;
        let rows = rows - u16::from(legend);
        let width = sheet.width();
        let mut scene = scene.borrow_mut();
        scene.draw_for((width.into(), rows.into()), sheet.look.plot(), &[]);
        let arrows = self.arrows(&scene, paper.is_settled());
        let shown = Shown { arrows: &arrows, start: Some(self.at), ..Shown::default() };
        paint(&scene.picture(&shown), &mut sheet.part(0, 0, width, rows));
        let quiet = sheet.look.theme.quiet;
        if let Some(legend) = scene.legend().filter(|_| legend) {
            sheet.put_within(0, rows, width, &legend, quiet);
        }
        if is_alone {
            let y = sheet.height().saturating_sub(1);
            self.draw_short(sheet, y);
        }
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let [angle, direction] = self.words();
        let mut y = plan.answer;
        if plan.small {
            self.draw_short(sheet, y);
            y += 1;
        } else {
            for (name, value) in [("angle", angle), ("direction", direction)] {
                sheet.put(0, y, name, quiet);
                sheet.put(11, y, &value, text);
                y += 1;
            }
        }
        if !self.is_typing {
            return Drawn { cursor: None, end: y };
        }
        y += u16::from(!plan.small);
        let x = sheet.put(0, y, "vector", quiet) + 1;
        let room = sheet.width().saturating_sub(x);
        let at = self.field.focused().draw(sheet, (x, y), room);
        let end = paper.draw_below(self.field.focused(), sheet, (x, y + 1), plan);
        Drawn { cursor: Some((at, y)), end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read;

    fn arrow(of: &str, show: Direction) -> Arrow {
        let names = [Name::new("x"), Name::new("y")];
        let of = read::read(of, &Syntax::student(&names)).expect("a test reads").expr;
        let at = [2, 1].map(|n| Coordinate::from(crate::math::Number::from(n)));
        Arrow::of((&of, &names), &at, show, Syntax::student(&names))
    }

    #[test]
    fn the_arrow_turns_both_ways_round() {
        let mut arrow = arrow("x^2 + 4*y^2", Direction::Descent);
        assert_eq!(arrow.words(), ["0°", "(1.00, 0.00)"]);
        arrow.verb(Verb::Right);
        assert_eq!(arrow.angle, 355);
        for _ in 0..30 {
            arrow.verb(Verb::Right);
        }
        assert_eq!(arrow.words(), ["205°", "(−0.91, −0.42)"]);
        arrow.verb(Verb::CareLeft);
        assert_eq!(arrow.angle, 206);
        assert_eq!(arrow.answer(), Answer::Text("(-0.8988, -0.4384)".to_owned()));
    }

    #[test]
    fn the_arrow_never_starts_where_it_has_to_point() {
        assert_eq!(arrow("x", Direction::Ascent).angle, 90);
        assert_eq!(arrow("x", Direction::Contour).angle, 0);
        assert_eq!(arrow("-x", Direction::Descent).angle, 90);
    }

    #[test]
    fn an_arrow_down_the_slope_crosses_the_contour_at_a_right_angle_on_any_screen() {
        for (pixels, size) in
            [((800, 480), (60, 20)), ((640, 480), (60, 20)), ((800, 400), (90, 9))]
        {
            let aspect = plot::Aspect::of(pixels, (80, 24));
            let look = plot::Look { aspect, ..plot::Look::default() };
            let mut arrow = arrow("x^2 + 40*y^2", Direction::Descent);
            arrow.angle = 0;
            let scene = arrow.scene.as_mut().expect("it has a map").get_mut();
            scene.draw_for(size, look, &[]);
            let [wide, high] = scene.cell();
            // A step of the plane is as long across as up, in the pixels of this screen.
            let ratio = (high / wide) / (2.0 * aspect.ratio());
            assert!((ratio - 1.0).abs() < 0.01, "{pixels:?} {ratio}");
            let scene = arrow.scene.as_ref().expect("it has a map").borrow();
            let drawn = arrow.arrows(&scene, true);
            let window = scene.window();
            assert!(drawn.iter().all(|one| window.contains(one.to)), "{pixels:?}");
            let [tangent, .., pointer] = drawn.as_slice() else { panic!("three lines or more") };
            assert!(!tangent.has_head && pointer.has_head);
        }
    }

    #[test]
    fn a_typed_vector_turns_the_arrow_too() {
        let mut arrow = arrow("x^2 + 4*y^2", Direction::Descent);
        arrow.verb(Verb::Next);
        "(-1, -2".chars().for_each(|c| arrow.put(c));
        assert_eq!(arrow.words()[0], "0°", "half a vector turns nothing");
        arrow.put(')');
        assert_eq!(arrow.words(), ["243°", "(−0.45, −0.89)"]);
        let mut again = self::arrow("x^2 + 4*y^2", Direction::Descent);
        again.restore(&arrow.answer());
        assert!(again.is_typing && again.words() == arrow.words());
    }
}
