//! Is the answer right; if not, why; what would help; which item suits next?
//!
//! Uses `math`, `descent` and `pack`. Pure: it reads no clock, no file and no record.
