//! In which language a text is written: as its author says, else as it reads. Two languages are told apart by their small words, of which every
//! sentence is full; a detector of eighty languages by their letters took plain English for French.

use types::Lang;

/// The language that was chosen, else the one of the brand's languages that the text reads as, else `otherwise`.
pub fn of(chosen: &str, text: &str, offered: &[Lang], otherwise: Lang) -> Lang {
    if let Some(chosen) = Lang::parse(chosen).filter(|lang| offered.contains(lang)) {
        return chosen;
    }
    let text = text.to_lowercase();
    let count = |lang: Lang| {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| small_words(lang).contains(word))
            .count()
    };
    let most = offered.iter().map(|lang| count(*lang)).max().unwrap_or(0);
    let mut read = offered.iter().copied().filter(|lang| count(*lang) == most);
    match (read.next(), read.next()) {
        (Some(lang), None) if most > 0 => lang,
        _ => otherwise,
    }
}

const fn small_words(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "the", "and", "is", "it", "to", "of", "in", "my", "i", "you", "for", "that", "this", "was", "with", "not", "when", "have",
            "has", "be", "are", "at", "but", "from", "can", "your", "they", "there", "would", "an",
        ],
        Lang::Fr => &[
            "le", "la", "les", "et", "est", "un", "une", "de", "du", "des", "je", "j", "il", "elle", "pas", "que", "qui", "qu", "dans",
            "pour", "sur", "avec", "c", "l", "d", "ce", "ça", "mon", "ma", "mes", "ne", "n", "au", "aux", "en", "vous", "quand", "plus",
            "sont",
        ],
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
