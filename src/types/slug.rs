//! The readable part of an address.

/// Most characters of a slug.
const MOST: usize = 60;

/// A title as it stands in an address: lower-case ASCII letters and digits, words joined by hyphens, accents dropped.
/// Empty when nothing of it can be written so.
pub fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for piece in title.chars().flat_map(plain) {
        match piece {
            Some(c) => out.push(c),
            None if out.ends_with('-') || out.is_empty() => {}
            None => out.push('-'),
        }
    }
    cut(out)
}

/// The ASCII of one character; `None` parts words.
fn plain(c: char) -> Vec<Option<char>> {
    let ascii: &str = match c {
        'a'..='z' | '0'..='9' => return vec![Some(c)],
        'A'..='Z' => return vec![Some(c.to_ascii_lowercase())],
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => "a",
        'ç' | 'Ç' => "c",
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' | 'Ì' => "i",
        'ñ' | 'Ñ' => "n",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' | 'Ø' => "o",
        'û' | 'ü' | 'ú' | 'ù' | 'Û' | 'Ü' | 'Ú' | 'Ù' => "u",
        'ÿ' | 'ý' | 'Ÿ' | 'Ý' => "y",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' => "ss",
        _ => return vec![None],
    };
    ascii.chars().map(Some).collect()
}

/// At most `MOST` characters, ending with a whole word where there is more than one.
fn cut(mut slug: String) -> String {
    if slug.len() > MOST {
        slug.truncate(MOST);
        if let Some(at) = slug.rfind('-') {
            slug.truncate(at);
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_signs_become_plain_words() {
        assert_eq!(
            slug("Un couvercle qui verse… la soupe à l’œil !"),
            "un-couvercle-qui-verse-la-soupe-a-l-oeil"
        );
        assert_eq!(slug("  Ça fuit  "), "ca-fuit");
        assert_eq!(slug("日本語"), "");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let slug = slug(&"word ".repeat(40));
        assert!(slug.len() <= MOST && slug.ends_with("word"));
    }
}
