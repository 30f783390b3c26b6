//! What the brand says of itself, in the language of the page where it says it there.

use crate::visit::Visit;
use community::boards::Board;
use types::{Lang, Translations};

/// A text of the brand's as a page shows it.
#[derive(Clone, Debug)]
pub struct Spoken {
    pub text: String,
    /// The language that it is in, where the page is in another.
    pub lang: Option<&'static str>,
}

impl Spoken {
    /// The text in the language of the page, where the brand has it, else in its first.
    pub fn of(visit: &Visit, own: &str, others: &Translations) -> Self {
        match others.of(visit.lang()) {
            Some(text) => Self::plain(text),
            None => Self {
                text: own.to_owned(),
                lang: other(visit, visit.brand().language()),
            },
        }
    }

    /// A text that needs no language of its own: of the page's, or a name that is the same in all.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            lang: None,
        }
    }

    /// The large sentence of the home page.
    pub fn tagline(visit: &Visit) -> Self {
        Self::of(visit, &visit.brand().tagline, &visit.brand().taglines)
    }

    /// What a board is called.
    pub fn name(visit: &Visit, board: &Board) -> Self {
        Self::of(visit, &board.name, &board.names)
    }

    /// What belongs on a board.
    pub fn description(visit: &Visit, board: &Board) -> Self {
        Self::of(visit, &board.description, &board.descriptions)
    }
}

/// A language, where the page is in another.
pub fn other(visit: &Visit, lang: Lang) -> Option<&'static str> {
    (lang != visit.lang()).then_some(lang.as_str())
}

/// Boards to choose from, as a form sends and shows them.
pub fn choices(visit: &Visit, boards: &[Board]) -> Vec<(String, String)> {
    boards.iter().map(|b| (b.slug.clone(), Spoken::name(visit, b).text)).collect()
}
