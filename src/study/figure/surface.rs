//! A function of two variables in words: a bowl, a saddle, from where to where.

use super::curve::Function;
use super::walk;
use super::{Table, Told, Writer};
use crate::descent::{Kind, critical_points, eigenvalues};
use crate::math::{Compiled, Expr, Name, slope};
use crate::pack::{Contour, Descent, Interval};
use crate::text;

/// More critical points of one kind are counted, not listed.
const MOST_POINTS: usize = 5;

pub(super) fn contour(contour: &Contour, writer: &Writer) -> Told {
    let function = writer.function(&contour.of, &contour.vars);
    let with = match contour.paths.len() {
        0 => "contours".to_owned(),
        1 => "contours with a walk".to_owned(),
        n => format!("contours with {}", text::count(n, "walk")),
    };
    let mut told = Told {
        title: format!("{function}, {with}"),
        before: Vec::new(),
        table: Table::default(),
        after: Vec::new(),
    };
    let Some(surface) = Surface::of(&contour.of, &contour.vars) else { return told };
    told.before.push(surface.shape(contour.x, contour.y, writer));
    if contour.critical && surface.quadratic().is_none() {
        told.before.extend(surface.critical(contour.x, contour.y, writer));
    }
    if contour.gradient && contour.at.is_none() {
        let arrows = "Arrows show the gradient: they point uphill, square to the contours.";
        told.before.push(arrows.to_owned());
    }
    if let Some(at) = &contour.at {
        let at = [at[0].to_f64(), at[1].to_f64()];
        let (value, gradient) = surface.at(&at);
        told.before.push(format!(
            "At {} f = {} and the gradient is {}.",
            writer.point(&at),
            writer.number(value),
            writer.point(&gradient)
        ));
        let step = stride((contour.x.high - contour.x.low).min(contour.y.high - contour.y.low));
        told.table = surface.around(&at, step, writer);
    }
    walk::add(&mut told, &surface.f, &contour.vars, &contour.paths, writer);
    if let ([path], Some(first)) = (contour.paths.as_slice(), told.before.last_mut())
        && let Some(bend) = surface.bend(path, &contour.vars, writer)
    {
        first.push_str(&bend);
    }
    told
}

pub(super) fn descent(descent: &Descent, writer: &Writer) -> Told {
    let function = writer.function(&descent.of, &descent.vars);
    let mut told = Told {
        title: format!("{function}, a walk that plays"),
        before: Vec::new(),
        table: Table::default(),
        after: Vec::new(),
    };
    let Ok(f) = Compiled::new(&slope::carry_out(&descent.of), &descent.vars) else { return told };
    match (Surface::of(&descent.of, &descent.vars), descent.x, descent.y) {
        (Some(surface), Some(x), Some(y)) => told.before.push(surface.shape(x, y, writer)),
        (Some(surface), ..) => told.before.extend(surface.bowl(writer)),
        (None, Some(x), _) => {
            let name = writer.name(&descent.vars[0]);
            let curve = Function { f: f.clone(), x: name, low: x.low, high: x.high };
            told.before.extend(curve.course(writer));
        }
        (None, None, _) => {}
    }
    walk::add(&mut told, &f, &descent.vars, std::slice::from_ref(&descent.path), writer);
    told
}

pub(super) struct Surface {
    pub(super) f: Compiled,
    names: [Name; 2],
}

impl Surface {
    fn of(of: &Expr, vars: &[Name]) -> Option<Surface> {
        let names = <[Name; 2]>::try_from(vars.to_vec()).ok()?;
        let f = Compiled::new(&slope::carry_out(of), vars).ok()?;
        Some(Surface { f, names })
    }

    fn at(&self, at: &[f64; 2]) -> (f64, [f64; 2]) {
        let mut gradient = [f64::NAN; 2];
        let value = self.f.gradient(at, &mut gradient);
        (value, gradient)
    }

    fn hessian(&self, at: &[f64; 2]) -> [f64; 4] {
        let mut hessian = [f64::NAN; 4];
        self.f.hessian(at, &mut hessian);
        hessian
    }

    /// The Hessian, where it is the same everywhere: a parabola in each direction.
    fn quadratic(&self) -> Option<[f64; 4]> {
        let first = self.hessian(&[0.37, -0.61]);
        let is_same = |at: &[f64; 2]| {
            self.hessian(at)
                .iter()
                .zip(&first)
                .all(|(a, b)| (a - b).abs() <= 1e-9 * (1.0 + b.abs()))
        };
        ([[-1.3, 2.1], [3.7, 0.9], [-2.2, -4.1]].iter().all(is_same)).then_some(first)
    }

    /// `A bowl with its lowest point f = 0 at (0, 0). Contours are ellipses, longer in x.`
    fn shape(&self, x: Interval, y: Interval, writer: &Writer) -> String {
        self.bowl(writer).unwrap_or_else(|| self.range(x, y, writer))
    }

    /// The shape of a quadratic, which is the same on every map.
    fn bowl(&self, writer: &Writer) -> Option<String> {
        let hessian = self.quadratic()?;
        Some(self.conic(hessian, self.centre(&hessian)?, writer))
    }

    /// `It has minima at (3, 2) and (-2.805, 3.131) and a saddle at (0.08668, 2.884).`
    fn critical(&self, x: Interval, y: Interval, writer: &Writer) -> Option<String> {
        let found = critical_points(&self.f, &[(x.low, x.high), (y.low, y.high)]);
        let kinds = [
            (Kind::Minimum, "a minimum", "minima"),
            (Kind::Maximum, "a maximum", "maxima"),
            (Kind::Saddle, "a saddle", "saddles"),
        ];
        let of_kind = |(kind, one, many): (Kind, &str, &str)| {
            let points = found.iter().filter(|point| point.kind == kind);
            let places: Vec<String> = points.map(|point| writer.point(&point.at)).collect();
            match places.as_slice() {
                [] => None,
                [only] => Some(format!("{one} at {only}")),
                several if several.len() > MOST_POINTS => Some(format!("{} {many}", several.len())),
                several => Some(format!("{many} at {}", text::list(several))),
            }
        };
        let told: Vec<String> = kinds.into_iter().filter_map(of_kind).collect();
        (!told.is_empty()).then(|| format!("It has {}.", told.join("; ")))
    }

    /// Where the gradient of a quadratic is 0, if at one place only.
    fn centre(&self, [a, b, c, d]: &[f64; 4]) -> Option<[f64; 2]> {
        let determinant = a * d - b * c;
        if determinant.abs() < 1e-9 {
            return None;
        }
        let (_, [g, h]) = self.at(&[0.0, 0.0]);
        // Plus zero: no −0 is shown.
        Some([-(d * g - b * h) / determinant + 0.0, -(a * h - c * g) / determinant + 0.0])
    }

    fn conic(&self, hessian: [f64; 4], centre: [f64; 2], writer: &Writer) -> String {
        let [a, b, _, d] = hessian;
        let [x, y] = [0, 1].map(|at| writer.name(&self.names[at]));
        let place = writer.point(&centre);
        let value = writer.number(self.at(&centre).0);
        let curvatures = eigenvalues(&hessian);
        let (least, most) = (curvatures.first().copied(), curvatures.last().copied());
        let (least, most) = (least.unwrap_or(0.0), most.unwrap_or(0.0));
        let contours = if b.abs() > 1e-12 {
            "ellipses that lie askew".to_owned()
        } else if (a - d).abs() < 1e-12 {
            "circles".to_owned()
        } else {
            format!("ellipses, longer in {}", if a.abs() < d.abs() { &x } else { &y })
        };
        if least > 0.0 {
            format!("A bowl with its lowest point f = {value} at {place}. Contours are {contours}.")
        } else if most < 0.0 {
            format!(
                "A dome with its highest point f = {value} at {place}. Contours are {contours}."
            )
        } else if b.abs() > 1e-12 {
            format!("A saddle at {place}: up in one direction, down in another.")
        } else {
            let (up, down) = if a > 0.0 { (x, y) } else { (y, x) };
            format!("A saddle at {place}: up along {up}, down along {down}.")
        }
    }

    /// f and its slopes at a point and one step to each side.
    fn around(&self, at: &[f64; 2], step: f64, writer: &Writer) -> Table {
        let vars = &self.names;
        let mut head: Vec<String> = vars.iter().map(|name| writer.name(name)).collect();
        head.push("f".to_owned());
        head.extend(vars.iter().map(|name| format!("slope in {}", writer.name(name))));
        let offsets = [[0.0, 0.0], [step, 0.0], [-step, 0.0], [0.0, step], [0.0, -step]];
        let rows = offsets
            .iter()
            .map(|[dx, dy]| {
                let at = [at[0] + dx, at[1] + dy];
                let (value, gradient) = self.at(&at);
                [at[0], at[1], value, gradient[0], gradient[1]].map(|x| writer.number(x)).to_vec()
            })
            .collect();
        Table { head, rows }
    }

    /// Which way a plain walk bends in a bowl along its axes.
    fn bend(&self, path: &crate::pack::Path, vars: &[Name; 2], writer: &Writer) -> Option<String> {
        use crate::descent::Method;
        let [a, b, _, d] = self.quadratic()?;
        let rate = path.walk.rate.as_ref()?.to_f64();
        let smooth = |curvature: f64| curvature > 0.0 && curvature * rate < 1.0;
        let is_plain = path.walk.rule == Method::Descent && b.abs() < 1e-12 && a != d;
        if !is_plain || !smooth(a) || !smooth(d) {
            return None;
        }
        let [x, y] = [0, 1].map(|at| writer.name(&vars[at]));
        let (slow, steep) = if a < d { (x, y) } else { (y, x) };
        Some(format!(" It bends towards the {slow} axis first, because f is steeper in {steep}."))
    }
}

/// A round step for a map of this width: 1 for six to eight.
fn stride(width: f64) -> f64 {
    let rough = width / 5.0;
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = format!("1e{}", rough.log10().floor()).parse().unwrap_or(1.0);
    let nice = [5.0, 2.0, 1.0].into_iter().find(|nice| nice * power <= rough * 1.001);
    power * nice.unwrap_or(1.0)
}
