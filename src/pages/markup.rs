//! A part of a page as the text that it becomes.

use leptos::prelude::RenderHtml;
use leptos::tachys::html::InertElement;

/// A part of a page that has been made: functions give it where a view's own type would be too long to write, and branches of one `if`
/// meet in it.
///
/// Not leptos' `AnyView`: that one also carries all that a browser needs to change a view later, and all that a server needs to wait for
/// it. Pages are made once, at once, and never changed, so two thirds of what the compiler made of them ran never.
pub type Markup = InertElement;

/// Makes a part of a page.
pub trait IntoMarkup {
    /// The view as the text that it becomes.
    fn markup(self) -> Markup;
}

impl<V: RenderHtml> IntoMarkup for V {
    fn markup(self) -> Markup {
        Markup::new(self.to_html())
    }
}
