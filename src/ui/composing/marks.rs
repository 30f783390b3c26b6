//! Marks of Markdown around what is selected.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement, KeyboardEvent};

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Bold,
    Italic,
    Link,
    List,
    Quote,
}

impl Mark {
    /// Its sign.
    pub(crate) const fn icon(self) -> &'static str {
        match self {
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::Link => "link",
            Self::List => "list",
            Self::Quote => "quote",
        }
    }

    /// What stands in the place of what was selected, and which part of it is selected then, in UTF-16 units from its beginning.
    fn around(self, selected: &str) -> (String, usize, usize) {
        let long = selected.encode_utf16().count();
        match self {
            Self::Bold => (format!("**{selected}**"), 2, 2 + long),
            Self::Italic => (format!("*{selected}*"), 1, 1 + long),
            Self::Link => (format!("[{selected}](https://)"), long + 3, long + 11),
            Self::List => lines("- ", selected),
            Self::Quote => lines("> ", selected),
        }
    }
}

fn lines(sign: &str, selected: &str) -> (String, usize, usize) {
    let marked = selected
        .split('\n')
        .map(|line| format!("{sign}{line}"))
        .collect::<Vec<_>>()
        .join("\n");
    let end = marked.encode_utf16().count();
    (marked, end, end)
}

/// Ctrl+B or Ctrl+I, with the key of whatever machine.
pub(crate) fn of_key(event: &KeyboardEvent) -> Option<Mark> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.shift_key() {
        return None;
    }
    match event.key().as_str() {
        "b" => Some(Mark::Bold),
        "i" => Some(Mark::Italic),
        _ => None,
    }
}

/// Sets a mark. Typed rather than set, so that the browser can undo it.
pub(crate) fn set(area: &HtmlTextAreaElement, mark: Mark) {
    let units: Vec<u16> = area.value().encode_utf16().collect();
    let position = |at: Result<Option<u32>, _>| at.ok().flatten().map_or(units.len(), |at| (at as usize).min(units.len()));
    let (mut start, end) = (position(area.selection_start()), position(area.selection_end()));
    if matches!(mark, Mark::List | Mark::Quote) {
        // A list begins with its line.
        start = units[..start]
            .iter()
            .rposition(|unit| *unit == u16::from(b'\n'))
            .map_or(0, |at| at + 1);
    }
    let (text, from, to) = mark.around(&String::from_utf16_lossy(&units[start..end.max(start)]));
    let at = |offset: usize| u32::try_from(start + offset).unwrap_or(u32::MAX);
    let _ = area.focus();
    let _ = area.set_selection_range(at(0), u32::try_from(end.max(start)).unwrap_or(u32::MAX));
    if !typed(&text) {
        let _ = area.set_range_text(&text);
    }
    let _ = area.set_selection_range(at(from), at(to));
}

fn typed(text: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    document.is_some_and(|d| d.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_around_what_is_selected_and_leaves_it_selected() {
        assert_eq!(Mark::Bold.around("é😀"), ("**é😀**".into(), 2, 5));
        assert_eq!(Mark::Italic.around(""), ("**".into(), 1, 1));
        assert_eq!(Mark::Link.around("here"), ("[here](https://)".into(), 7, 15));
        assert_eq!(Mark::List.around("a\nb"), ("- a\n- b".into(), 7, 7));
        assert_eq!(Mark::Quote.around("a").0, "> a");
    }
}
