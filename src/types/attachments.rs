//! Pictures under a topic or a reply.

use crate::error::{Wrong, check_line};
use serde::{Deserialize, Serialize};

/// Most pictures of one text.
pub const MOST: usize = 3;
/// Most characters of what a picture is said to show.
pub const ALT_MOST: usize = 300;
/// Longest side of a picture as it is kept.
pub const SIDE: u32 = 2_048;
/// Width of the small one, in a page.
pub const SMALL: u32 = 640;
/// Pictures that one member may send within a minute.
pub const A_MINUTE: i64 = 10;
/// Hours for which a picture waits for its text.
pub const WAITS: i64 = 48;

/// A picture that was sent before its text, as the form names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    pub id: i64,
    /// What it shows, in words; may be empty.
    pub alt: String,
}

/// Not more than a text may have, each with words that are not too long.
pub fn check_pictures(wrongs: &mut Vec<Wrong>, pictures: &[Attached]) {
    if pictures.len() > MOST {
        wrongs.push(Wrong::new("pictures", "pictures-many").with("most", MOST));
    }
    for picture in pictures {
        check_line(wrongs, "alt", &picture.alt, 0, ALT_MOST);
    }
    for wrong in wrongs.iter_mut().filter(|w| w.field == "alt") {
        "pictures".clone_into(&mut wrong.field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_pictures_and_no_more_each_with_a_line_of_words() {
        let of = |count: usize, alt: &str| {
            let picture = Attached {
                id: 1,
                alt: alt.to_owned(),
            };
            let mut wrongs = Vec::new();
            check_pictures(&mut wrongs, &vec![picture; count]);
            wrongs.into_iter().map(|w| format!("{}={}", w.field, w.message)).collect::<Vec<_>>()
        };
        assert!(of(3, "The seam, torn").is_empty());
        assert_eq!(of(4, ""), ["pictures=pictures-many"]);
        assert_eq!(of(1, &"a".repeat(301)), ["pictures=alt-long"]);
    }
}
