//! A function of two variables in words: a bowl, a saddle, from where to where.

use super::walk;
use super::{Table, Told, Writer};
use crate::descent::eigenvalues;
use crate::math::{Compiled, Expr, Name, slope};
use crate::pack::{Contour, Descent, Interval};

/// Places looked at along each side of a map.
const SIDE: u32 = 40;

pub(super) fn contour(contour: &Contour, writer: &Writer) -> Told {
    let function = writer.function(&contour.of, &contour.vars);
    let with = match contour.paths.len() {
        0 => "contours".to_owned(),
        1 => "contours with a walk".to_owned(),
        n => format!("contours with {}", crate::text::count(n, "walk")),
    };
    let mut told = Told {
        title: format!("{function}, {with}"),
        before: Vec::new(),
        table: Table::default(),
        after: Vec::new(),
    };
    let Some(surface) = Surface::of(&contour.of, &contour.vars) else { return told };
    told.before.push(surface.shape(contour.x, contour.y, writer));
    if let Some(at) = &contour.at {
        let at = [at[0].to_f64(), at[1].to_f64()];
        let (value, gradient) = surface.at(&at);
        told.before.push(format!(
            "At {} f = {} and the gradient is {}.",
            writer.point(&at),
            writer.number(value),
            writer.point(&gradient)
        ));
        told.table = surface.around(&contour.vars, &at, writer);
    }
    walk::add(&mut told, &surface.f, &contour.vars, &contour.paths, writer);
    if let (Some(path), Some(first)) = (contour.paths.first(), told.before.last_mut())
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
    if let (Some(surface), Some(x), Some(y)) =
        (Surface::of(&descent.of, &descent.vars), descent.x, descent.y)
    {
        told.before.push(surface.shape(x, y, writer));
    }
    walk::add(&mut told, &f, &descent.vars, std::slice::from_ref(&descent.path), writer);
    told
}

struct Surface {
    f: Compiled,
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
        match self.quadratic().and_then(|hessian| Some((hessian, self.centre(&hessian)?))) {
            Some((hessian, centre)) => self.conic(hessian, centre, writer),
            None => self.range(x, y, writer),
        }
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

    /// From where to where f runs on a map.
    fn range(&self, x: Interval, y: Interval, writer: &Writer) -> String {
        let place = |n: u32, side: Interval| {
            side.low + (side.high - side.low) * f64::from(n) / f64::from(SIDE)
        };
        let mut lowest = (f64::INFINITY, [0.0; 2]);
        let mut highest = (f64::NEG_INFINITY, [0.0; 2]);
        for row in 0..=SIDE {
            for column in 0..=SIDE {
                let at = [place(column, x), place(row, y)];
                let value = self.f.value(&at);
                if value < lowest.0 {
                    lowest = (value, at);
                }
                if value > highest.0 {
                    highest = (value, at);
                }
            }
        }
        if lowest.0 > highest.0 {
            return "It has no value on this map.".to_owned();
        }
        let spot = |(value, at): (f64, [f64; 2])| {
            format!("{} near {}", writer.number(value), writer.point(&at))
        };
        format!("On this map f runs from {} to {}.", spot(lowest), spot(highest))
    }

    /// f and its slopes at a point and one step to each side.
    fn around(&self, vars: &[Name; 2], at: &[f64; 2], writer: &Writer) -> Table {
        let mut head: Vec<String> = vars.iter().map(|name| writer.name(name)).collect();
        head.push("f".to_owned());
        head.extend(vars.iter().map(|name| format!("slope in {}", writer.name(name))));
        let offsets = [[0.0, 0.0], [1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]];
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
