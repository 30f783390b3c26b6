//! In which language a text is written: as its author says, else as it reads.

use types::Lang;
use whatlang::{Detector, Lang as Tongue};

/// Fewest letters that tell a language from another.
const ENOUGH: usize = 12;

/// The language that was chosen, else the one of the brand's languages that the text reads as, else `otherwise`.
pub fn of(chosen: &str, text: &str, offered: &[Lang], otherwise: Lang) -> Lang {
    if let Some(chosen) = Lang::parse(chosen).filter(|lang| offered.contains(lang)) {
        return chosen;
    }
    if offered.len() < 2 || text.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH {
        return otherwise;
    }
    let tongues = offered.iter().map(|lang| tongue(*lang)).collect();
    let read = Detector::with_allowlist(tongues).detect_lang(text);
    offered
        .iter()
        .copied()
        .find(|lang| Some(tongue(*lang)) == read)
        .unwrap_or(otherwise)
}

const fn tongue(lang: Lang) -> Tongue {
    match lang {
        Lang::En => Tongue::Eng,
        Lang::Fr => Tongue::Fra,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Lang; 2] = [Lang::En, Lang::Fr];

    #[test]
    fn a_text_is_written_in_the_language_that_it_reads_as() {
        for (text, lang) in [
            (
                "The lid leaks when I pour the soup. It holds for a second, then it runs down the side.",
                Lang::En,
            ),
            ("Le couvercle fuit quand je verse la soupe, puis ça coule le long du bol.", Lang::Fr),
            ("My tent pole broke in the wind", Lang::En),
            ("Le bouton reste bloqué", Lang::Fr),
        ] {
            for otherwise in BOTH {
                assert_eq!(of("", text, &BOTH, otherwise), lang, "{text}");
            }
        }
    }

    #[test]
    fn the_author_knows_better_and_a_few_letters_say_nothing() {
        assert_eq!(of("fr", "The lid leaks when I pour the soup.", &BOTH, Lang::En), Lang::Fr);
        assert_eq!(of("", "OK 👍", &BOTH, Lang::Fr), Lang::Fr);
        assert_eq!(of("fr", "The lid leaks when I pour.", &[Lang::En], Lang::En), Lang::En);
    }
}
