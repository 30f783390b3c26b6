//! What holds of tags, on both engines.
