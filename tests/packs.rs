//! Packs, from good to hostile: what `gradus pack` makes of them.

mod packs {
    pub(crate) mod archives;
    pub(crate) mod bad;
    pub(crate) mod commands;
    pub(crate) mod good;
    pub(crate) mod guide;
    pub(crate) mod hostile;
    pub(crate) mod schema;
}
