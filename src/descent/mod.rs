//! Where does each step land, why did it stop, where are the critical points?
//!
//! Uses `math`. A run is computed whole, so that pause, scrub and snapshot are an index into it.
