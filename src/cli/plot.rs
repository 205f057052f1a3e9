//! `gradus plot`: a function as a picture on standard output, or as an SVG.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::caret::unreadable;
use super::everywhere::Everywhere;
use super::{Done, Failure, Outcome, Streams};
use crate::descent::{self, Method, Plan, Reason, Run};
use crate::math::read::{Limits, Syntax, read};
use crate::math::{Compiled, Name, carry_out, print};
use crate::plot::{self, Curve, Entry, Graph, Layers, Look, Map, Over, Page, Window};
use crate::study::settings::{Color, Glyphs, Settings, Theme};
use crate::text::{Shown, number};

/// What can be typed after `gradus plot`.
#[derive(Debug, clap::Args)]
#[command(allow_negative_numbers = true, after_help = EXAMPLES)]
pub struct Arguments {
    /// A function of one variable (a curve) or of two (contours)
    #[arg(allow_hyphen_values = true)]
    expr: String,
    /// Columns and rows of the picture
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "80x24", value_parser = size)]
    size: (usize, usize),
    /// The part of the plane to show; without it, what suits the function and the paths
    #[arg(long, value_name = "X0,X1[,Y0,Y1]", value_parser = window, allow_hyphen_values = true)]
    window: Option<Ends>,
    /// A walk to draw (repeatable): a method of `gradus descend`
    #[arg(long = "path", value_name = "METHOD:RATE:STEPS:X,Y", value_parser = walk)]
    paths: Vec<Plan>,
    /// Write an SVG with smooth lines to this file instead
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  gradus plot 'x^2 sin x' --window -4,4
  gradus plot 'x^2 + 2y^2' --path descent:0.1:25:3,2
  gradus plot '(1-x)^2 + 100(y-x^2)^2' --path adam:0.05:200:-1.2,1 --svg banana.svg";

/// The ends of a window as typed; the upright pair is optional.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    x: [f64; 2],
    y: Option<[f64; 2]>,
}

/// A picture is not larger than this in either direction.
const LARGEST: usize = 1000;

fn size(text: &str) -> Result<(usize, usize), String> {
    let parsed = text.split_once(['x', '×']).and_then(|(columns, rows)| {
        Some((columns.trim().parse().ok()?, rows.trim().parse().ok()?))
    });
    match parsed {
        Some((columns, rows)) if columns <= LARGEST && rows <= LARGEST => Ok((columns, rows)),
        Some(_) => Err(format!("at most {LARGEST}x{LARGEST}")),
        None => Err("columns, an x, rows: 80x24".to_owned()),
    }
}

/// Numbers between commas, each finite.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let plain = text.replace('−', "-");
    let number = |part: &str| part.trim().parse().ok().filter(|v: &f64| v.is_finite());
    plain.split(',').map(number).collect()
}

fn window(text: &str) -> Result<Ends, String> {
    let ends = match numbers(text).as_deref() {
        Some([a, b]) => Some(Ends { x: [*a, *b], y: None }),
        Some([a, b, c, d]) => Some(Ends { x: [*a, *b], y: Some([*c, *d]) }),
        _ => None,
    };
    let rises = |[low, high]: [f64; 2]| low < high;
    ends.filter(|ends| rises(ends.x) && ends.y.is_none_or(rises)).ok_or_else(|| {
        "two or four numbers, the smaller of each pair first: -4,4 or -4,4,-2,2".to_owned()
    })
}

fn walk(text: &str) -> Result<Plan, String> {
    let parts: Vec<&str> = text.splitn(4, ':').collect();
    let [method, rate, steps, start] = parts.as_slice() else {
        return Err("a method, a rate, a number of steps and a start: adam:0.1:50:3,2".to_owned());
    };
    let method = Method::find(method).ok_or_else(|| {
        let names: Vec<String> = descent::METHODS.iter().map(|row| row.name.to_owned()).collect();
        format!("there is no method `{method}`; known are {}", crate::text::list(&names))
    })?;
    let rate: f64 = rate.trim().parse().map_err(|_| format!("`{rate}` is not a rate"))?;
    let steps: usize =
        steps.trim().parse().map_err(|_| format!("`{steps}` is not a number of steps"))?;
    let start =
        numbers(start).ok_or_else(|| format!("`{start}` is not a point; write it as 3,2"))?;
    Ok(Plan::new(method, &start).with_rate(rate).with_steps(steps.min(100_000)))
}

/// Draws the picture.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let function = Function::read(&arguments.expr)?;
    let runs = function.runs(&arguments.paths)?;
    let (settings, complaints) = everywhere.settings();
    for sentence in complaints {
        writeln!(streams.err, "{sentence}")?;
    }
    let look = look(settings);
    if let Some(file) = &arguments.svg {
        let svg = function.svg(arguments, &runs, look);
        write_whole(file, &svg).map_err(|error| {
            Failure::Cannot(format!(
                "{} cannot be written: {error}.",
                Shown::new(&file.to_string_lossy())
            ))
        })?;
        return Ok(Outcome::Fine);
    }
    let picture = if function.is_curve() {
        function.curve(arguments, &runs, look)
    } else {
        function.map(arguments, &runs, look)
    };
    // without colours bold and dim still tell, but only a terminal understands them
    if look.colours > plot::Colours::None || std::io::stdout().is_terminal() {
        write!(streams.out, "{}", plot::ansi(&picture, look))?;
    } else {
        write!(streams.out, "{}", picture.text())?;
    }
    Ok(Outcome::Fine)
}

/// What the terminal behind standard output can show.
fn look(settings: Settings) -> Look {
    let says = |name: &str| std::env::var(name).unwrap_or_default();
    let wanted = match settings.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => says("NO_COLOR").is_empty() && std::io::stdout().is_terminal(),
    };
    let truecolor = ["truecolor", "24bit"].contains(&says("COLORTERM").as_str());
    let colours = match (wanted, truecolor) {
        (false, _) => plot::Colours::None,
        (true, true) => plot::Colours::True,
        (true, false) if says("TERM").contains("256") => plot::Colours::Indexed,
        (true, false) => plot::Colours::Sixteen,
    };
    let theme = match settings.theme {
        Theme::Light => plot::Theme::Light,
        Theme::Dark | Theme::Auto => plot::Theme::Dark,
    };
    let glyphs = match settings.glyphs {
        Glyphs::Braille => plot::Glyphs::Braille,
        Glyphs::HalfBlock => plot::Glyphs::HalfBlock,
        Glyphs::Ascii => plot::Glyphs::Ascii,
    };
    Look { theme, colours, glyphs, ..Look::default() }
}

/// A function of one or two variables, ready to be drawn.
struct Function {
    compiled: Compiled,
    /// `f(x, y) = …` on one line.
    title: String,
}

impl Function {
    fn read(line: &str) -> Result<Function, Failure> {
        let reading = read(line, &Syntax { limits: Limits::AUTHOR, ..Syntax::default() })
            .map_err(|error| unreadable(line, &error))?;
        let expr = carry_out(&reading.expr);
        let mut names = expr.names();
        names.sort();
        match names.len() {
            0 => names.push(Name::new("x")),
            1 | 2 => {}
            more => {
                return Err(Failure::Content(format!(
                    "A picture shows one or two variables; this has {more}: {}.",
                    crate::text::list(
                        &names.iter().map(|n| n.as_str().to_owned()).collect::<Vec<_>>()
                    )
                )));
            }
        }
        let compiled = Compiled::new(&expr, &names)
            .map_err(|error| Failure::Content(format!("This cannot be drawn: {error}.")))?;
        let heads: Vec<&str> = names.iter().map(Name::as_str).collect();
        let title = format!("f({}) = {}", heads.join(", "), print::line(&reading.expr));
        Ok(Function { compiled, title })
    }

    fn is_curve(&self) -> bool {
        self.compiled.variables().len() == 1
    }

    fn runs(&self, plans: &[Plan]) -> Result<Vec<Run>, Failure> {
        let wanted = self.compiled.variables().len();
        plans
            .iter()
            .map(|plan| {
                if plan.start.len() == wanted {
                    Ok(descent::run(&self.compiled, plan))
                } else {
                    let needed = crate::text::count(wanted, "number");
                    Err(Failure::Content(format!("The start of a path here is {needed}.")))
                }
            })
            .collect()
    }

    fn legend(runs: &[Run]) -> Vec<Entry> {
        let entry = |(i, run): (usize, &Run)| {
            let last = run.steps();
            let name = format!("{} {}", run.plan.method.name(), number(run.plan.rate));
            let mut facts = vec![
                format!("step {last}"),
                format!("f {}", number(run.values[last])),
                format!("‖∇f‖ {}", number(run.gradient_norm(last))),
            ];
            if run.stop.reason != Reason::Limit {
                facts[0] = format!("step {last}, {}", run.stop.reason.name());
            }
            Entry { runner: i as u8, name, facts }
        };
        runs.iter().enumerate().map(entry).collect()
    }

    fn map(&self, arguments: &Arguments, runs: &[Run], look: Look) -> plot::Picture {
        let legend = Function::legend(runs);
        let page = Page { title: &self.title, size: arguments.size, look, legend: &legend };
        let rows = |xs: &[f64], y: f64, out: &mut [f64]| self.compiled.row(xs, y, out);
        let walks: Vec<Vec<[f64; 2]>> = runs.iter().map(plane).collect();
        let window = self.window(arguments, &walks);
        let mut map = Map::new(&rows, window, page.room(), look);
        let marks = marks(&self.compiled, map.window());
        map.relabel(&walks.iter().map(Vec::as_slice).collect::<Vec<_>>(), &marks);
        let paths: Vec<plot::Path> = paths(runs, &walks);
        let layers = Layers { paths: &paths, marks: &marks, ..Layers::default() };
        page.with_map(&map, &map.picture(&layers))
    }

    fn window(&self, arguments: &Arguments, walks: &[Vec<[f64; 2]>]) -> Window {
        let rows = |xs: &[f64], y: f64, out: &mut [f64]| self.compiled.row(xs, y, out);
        if let Some(Ends { x, y }) = arguments.window {
            return Window::new(x, y.unwrap_or(x));
        }
        let starts: Vec<[f64; 2]> = walks.iter().filter_map(|walk| walk.first().copied()).collect();
        let passed: Vec<[f64; 2]> = walks.concat();
        let around = plot::reach(&starts, &passed);
        let critical: Vec<[f64; 2]> =
            marks(&self.compiled, around).iter().map(|mark| mark.at).collect();
        plot::view(&rows, &critical, &starts, &passed)
    }

    fn curve(&self, arguments: &Arguments, runs: &[Run], look: Look) -> plot::Picture {
        let legend = Function::legend(runs);
        let page = Page { title: &self.title, size: arguments.size, look, legend: &legend };
        let f = |x: f64| self.compiled.value(&[x]);
        let walks: Vec<Vec<[f64; 2]>> = runs.iter().map(heights).collect();
        let curve = Curve::plain(&f);
        let starts: Vec<[f64; 2]> = walks.iter().filter_map(|walk| walk.first().copied()).collect();
        let (x, y) = self.interval(arguments, &walks);
        let graph = Graph::new(&[curve], x, y, &starts, page.room(), look);
        let paths: Vec<(&[[f64; 2]], u8)> =
            walks.iter().enumerate().map(|(i, walk)| (walk.as_slice(), i as u8)).collect();
        page.with_plot(&graph.picture(&Over { paths: &paths, ..Over::default() }), 0)
    }

    fn interval(
        &self,
        arguments: &Arguments,
        walks: &[Vec<[f64; 2]>],
    ) -> ([f64; 2], Option<[f64; 2]>) {
        if let Some(Ends { x, y }) = arguments.window {
            return (x, y);
        }
        let f = |x: f64| self.compiled.value(&[x]);
        let points: Vec<f64> = walks.iter().flatten().map(|point| point[0]).collect();
        (plot::interval(&f, &points), None)
    }

    fn svg(&self, arguments: &Arguments, runs: &[Run], look: Look) -> String {
        let legend = Function::legend(runs);
        let page = (self.title.as_str(), legend.as_slice());
        let look = Look { colours: plot::Colours::True, glyphs: plot::Glyphs::Braille, ..look };
        if self.is_curve() {
            let walks: Vec<Vec<[f64; 2]>> = runs.iter().map(heights).collect();
            let f = |x: f64| self.compiled.value(&[x]);
            let curve = Curve::plain(&f);
            let (x, y) = self.interval(arguments, &walks);
            let window = Graph::new(&[curve], x, y, &walks.concat(), (80, 24), look).window();
            let walks: Vec<(&[[f64; 2]], u8)> =
                walks.iter().enumerate().map(|(i, walk)| (walk.as_slice(), i as u8)).collect();
            return plot::svg_graph(&[curve], window, look, &walks, page);
        }
        let rows = |xs: &[f64], y: f64, out: &mut [f64]| self.compiled.row(xs, y, out);
        let walks: Vec<Vec<[f64; 2]>> = runs.iter().map(plane).collect();
        let window = self.window(arguments, &walks);
        let (paths, marks) = (paths(runs, &walks), marks(&self.compiled, window));
        let layers = Layers { paths: &paths, marks: &marks, ..Layers::default() };
        plot::svg_map(&rows, window, look, &layers, page)
    }
}

/// The points of a run on the map.
fn plane(run: &Run) -> Vec<[f64; 2]> {
    run.points.iter().map(|point| [point[0], point[1]]).collect()
}

/// The points of a run on the curve.
fn heights(run: &Run) -> Vec<[f64; 2]> {
    run.points.iter().zip(&run.values).map(|(point, value)| [point[0], *value]).collect()
}

fn paths<'a>(runs: &[Run], walks: &'a [Vec<[f64; 2]>]) -> Vec<plot::Path<'a>> {
    let paths = runs.iter().zip(walks).enumerate();
    paths
        .map(|(i, (run, walk))| plot::Path {
            points: walk,
            runner: i as u8,
            away: if run.stop.reason == Reason::Diverged { "diverged" } else { "" },
        })
        .collect()
}

/// Minima, saddles and maxima in sight.
fn marks(f: &Compiled, window: Window) -> Vec<plot::Mark> {
    let sides = [(window.x[0], window.x[1]), (window.y[0], window.y[1])];
    let points = descent::critical_points(f, &sides);
    let mark = |point: &descent::Critical| {
        let kind = match point.kind {
            descent::Kind::Minimum => plot::MarkKind::Minimum,
            descent::Kind::Saddle => plot::MarkKind::Saddle,
            descent::Kind::Maximum => plot::MarkKind::Maximum,
            descent::Kind::Degenerate => return None,
        };
        Some(plot::Mark { at: [point.at[0], point.at[1]], kind })
    };
    points.iter().filter_map(mark).collect()
}

/// Writes a file whole or not at all: aside first, then renamed.
fn write_whole(file: &Path, text: &str) -> std::io::Result<()> {
    let mut aside = file.as_os_str().to_owned();
    aside.push(format!(".{}.part", std::process::id()));
    let aside = PathBuf::from(aside);
    let written = fs::write(&aside, text).and_then(|()| fs::rename(&aside, file));
    if written.is_err() {
        // the first error is the one to tell
        let _ = fs::remove_file(&aside);
    }
    written
}
