//! The pictures of the demo: drawn for it.

use crate::db::{Failure, Result};

macro_rules! pictures {
    ($($file:literal),+ $(,)?) => {
        &[$(($file, include_bytes!(concat!("pictures/", $file)))),+]
    };
}

/// Each with its name in the texts.
const PICTURES: &[(&str, &[u8])] = pictures![
    "atelier-causes.png",
    "bog.png",
    "carton.png",
    "counter.png",
    "couvercle-ailette.png",
    "fly-first.png",
    "haul-parts.png",
    "minuteur-p3.png",
    "p3-eclate.png",
    "p3-vert.png",
    "packing.png",
    "price.png",
    "sleeves.png",
    "temoin-p5.png",
];

/// A picture as somebody sends it.
pub fn bytes(file: &str) -> Result<&'static [u8]> {
    let found = PICTURES.iter().find(|(name, _)| *name == file);
    found
        .map(|(_, bytes)| *bytes)
        .ok_or_else(|| Failure::Bug(format!("demo: there is no picture {file}")))
}
