//! Where does each step land, why did it stop, where are the critical points?
//!
//! Uses `math`. A [`Plan`] says what is asked: method, start, rate, parameters. [`run()`] answers
//! with the whole [`Run`], so that pause, scrub and snapshot are an index into it, and says why it
//! stopped in words. The update rules are PyTorch's, one file a family; what each method takes is
//! the table [`PARAMETERS`], which the command line, the screen and the manual read. Nothing here
//! panics or hangs, whatever the numbers: an undefined or overflowing walk ends and says so.

mod adam;
mod adaptive;
mod critical;
mod landing;
mod lbfgs;
mod linear;
mod menu;
mod method;
mod newton;
mod parameter;
mod plain;
mod plan;
mod rule;
mod run;
mod schedule;
mod stop;
mod walk;
mod wolfe;
mod working;
mod written;

pub use critical::{Critical, Kind, critical_points};
pub use landing::{End, Landing, land};
pub use linear::eigenvalues;
pub use menu::{PRESETS, Preset, Runner};
pub use method::{METHODS, Method, MethodRow};
pub use newton::Metric;
pub use parameter::{PARAMETERS, Parameter, SettingError};
pub use plan::{LineSearch, Plan};
pub use run::{Run, run};
pub use schedule::Schedule;
pub use stop::{Reason, Stop};
pub use working::Working;
pub use written::{block, command};
