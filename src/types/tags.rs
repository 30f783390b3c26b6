//! Tags: words by which the staff sorts topics.

use crate::error::{Error, Wrong, all_right};
use crate::{error, slug};
use serde::{Deserialize, Serialize};

/// Most tags of one topic.
pub const MOST: usize = 5;
/// Most characters of a tag.
pub const NAME_MOST: usize = 30;

/// A topic's tags as somebody types them: names between commas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTags {
    pub tags: String,
}

/// A tag that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub slug: String,
    pub name: String,
}

impl NewTags {
    /// The tags, each once, in the order in which they were typed.
    pub fn validate(&self) -> Result<Vec<Chosen>, Error> {
        let mut chosen: Vec<Chosen> = Vec::new();
        let mut wrongs = Vec::new();
        for name in self.tags.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            let name = name.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            error::check_line(&mut wrongs, "tags", &name, 1, NAME_MOST);
            let slug = slug::slug(&name);
            if slug.is_empty() {
                wrongs.push(Wrong::new("tags", "tags-form"));
            } else if chosen.iter().all(|tag| tag.slug != slug) {
                chosen.push(Chosen { slug, name });
            }
        }
        if chosen.len() > MOST {
            wrongs.push(Wrong::new("tags", "tags-many").with("most", MOST));
        }
        wrongs.truncate(1);
        all_right(wrongs)?;
        Ok(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs(tags: &str) -> Result<Vec<String>, String> {
        match (NewTags { tags: tags.into() }).validate() {
            Ok(chosen) => Ok(chosen.into_iter().map(|tag| tag.slug).collect()),
            Err(Error::Invalid(wrongs)) => Err(wrongs[0].message.clone()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_same_word_twice_is_one_tag() {
        assert_eq!(
            slugs(" Poles, zips,,  POLES , Réparation rapide").unwrap(),
            ["poles", "zips", "reparation-rapide"]
        );
        assert_eq!(slugs("").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn five_tags_of_thirty_characters_are_the_most() {
        assert_eq!(slugs("a,b,c,d,e").unwrap().len(), 5);
        assert_eq!(slugs("a,b,c,d,e,f").unwrap_err(), "tags-many");
        assert_eq!(slugs(&"x".repeat(31)).unwrap_err(), "tags-long");
        assert_eq!(slugs("日本").unwrap_err(), "tags-form");
        assert_eq!(slugs("a\u{202e}b").unwrap_err(), "text-signs");
    }
}
