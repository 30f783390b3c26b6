//! What holds of it, on both engines.
