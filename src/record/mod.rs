//! What has the student done?
//!
//! Uses `pack` and the plain types of `tutor`. The journal of attempts is append-only; everything
//! else is derived from it and can be rebuilt.
