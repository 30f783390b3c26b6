//! Products: what a brand sells.

use crate::error::{Error, all_right, check_line};
use serde::{Deserialize, Serialize};

/// Most characters of a product's name, and of its model.
pub const NAME_MOST: usize = 80;

/// A product as an admin types it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewProduct {
    pub name: String,
    /// Model or reference; may be empty.
    pub model: String,
}

impl NewProduct {
    /// All mistakes at once.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_line(&mut wrongs, "product-name", &self.name, 1, NAME_MOST);
        check_line(&mut wrongs, "product-model", &self.model, 0, NAME_MOST);
        all_right(wrongs)
    }
}
