//! The languages Parvis speaks.

use crate::text_enum;

text_enum! {
    /// A language of the interface, as its BCP 47 tag.
    pub enum Lang {
        En = "en",
        Fr = "fr",
    }
}

impl Lang {
    /// A number as this language writes it, thousands apart.
    pub fn number(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let gap = match self {
            Self::En => ",",
            Self::Fr => "\u{202f}",
        };
        let mut out = String::from(if number < 0 { "−" } else { "" });
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(gap);
            }
            out.push(digit);
        }
        out
    }

    /// The sign before decimals.
    pub const fn decimal(self) -> char {
        match self {
            Self::En => '.',
            Self::Fr => ',',
        }
    }

    /// What follows the number of a percentage: "90%", "90\u{202f}%".
    pub const fn percent(self) -> &'static str {
        match self {
            Self::En => "%",
            Self::Fr => "\u{202f}%",
        }
    }

    /// The best of `offered` for an `Accept-Language` header: highest weight first, first offered when nothing fits.
    pub fn negotiate(header: &str, offered: &[Self]) -> Option<Self> {
        let mut wanted: Vec<(f32, Self)> = header.split(',').filter_map(Self::wish).collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.into_iter().map(|(_, lang)| lang).find(|lang| offered.contains(lang))
    }

    fn wish(part: &str) -> Option<(f32, Self)> {
        let mut pieces = part.trim().split(';');
        let lang = Self::parse(pieces.next()?.split('-').next()?.to_ascii_lowercase().as_str())?;
        let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        (weight > 0.0).then_some((weight, lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_a_percentage_stands_apart_in_french_only() {
        assert_eq!([Lang::En, Lang::Fr].map(Lang::percent), ["%", "\u{202f}%"]);
    }

    #[test]
    fn the_heaviest_offered_language_wins() {
        let both = [Lang::En, Lang::Fr];
        assert_eq!(Lang::negotiate("fr-CA,fr;q=0.9,en;q=0.8", &both), Some(Lang::Fr));
        assert_eq!(Lang::negotiate("de, en;q=0.3, fr;q=0.7", &both), Some(Lang::Fr));
        assert_eq!(Lang::negotiate("fr, en;q=0.1", &[Lang::En]), Some(Lang::En));
        assert_eq!(Lang::negotiate("de,;q=,fr;q=0", &both), None);
    }
}
