//! What word processors and web pages put on the clipboard, as Markdown would have it.

/// Signs that stand before an item in pasted text.
const BULLETS: [char; 7] = ['•', '◦', '▪', '‣', '●', '○', '·'];
/// Spaces that a line may begin with.
const SPACES: [char; 4] = [' ', '\t', '\u{a0}', '\u{202f}'];
/// A line of so many characters was not broken by hand: where text comes with one paragraph a line, the next line is a new paragraph.
const WHOLE: usize = 160;
/// Signs that end a sentence: a long line without one of them was cut, not ended.
const ENDS: [char; 9] = ['.', '!', '?', '…', '»', ':', '”', '"', ')'];

/// A line that starts with a bullet sign becomes a list item, indentation by no-break spaces is dropped, and a line that holds a whole
/// paragraph ends it. Code stays as it is.
pub fn pasted(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    let mut fence: Option<&str> = None;
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        let start = line.trim_start_matches(SPACES);
        let marker = ["```", "~~~"].into_iter().find(|m| start.starts_with(m));
        match (fence, marker) {
            (None, Some(m)) => fence = Some(m),
            (Some(open), Some(m)) if open == m => fence = None,
            _ => {}
        }
        if fence.is_some() {
            out.push_str(line);
        } else {
            outside_code(&mut out, line, start);
            if is_paragraph(line) && lines.peek().is_some_and(|next| is_text(next)) {
                out.push('\n');
            }
        }
        out.push('\n');
    }
    out
}

fn outside_code(out: &mut String, line: &str, start: &str) {
    match start.strip_prefix(BULLETS).filter(|rest| rest.starts_with(SPACES)) {
        Some(rest) => {
            out.push_str("- ");
            out.push_str(rest.trim_start());
        }
        None if line.starts_with(['\u{a0}', '\u{202f}']) => out.push_str(start),
        None => out.push_str(line),
    }
}

fn is_paragraph(line: &str) -> bool {
    is_text(line) && line.trim_end().ends_with(ENDS) && line.chars().nth(WHOLE - 1).is_some()
}

/// Begins like a sentence: not with a space, nor with a sign that means something to Markdown.
fn is_text(line: &str) -> bool {
    let number = line.starts_with(|c: char| c.is_ascii_digit());
    let numbered = number && line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
    let sign = line.starts_with(['#', '>', '-', '*', '+', '|', '`', '~', '=', '[', ' ', '\t']) || line.starts_with(BULLETS);
    !(line.trim().is_empty() || sign || numbered)
}

#[cfg(test)]
mod tests {
    use crate::prose::render;

    fn html(source: &str) -> String {
        render(source).html.trim().to_owned()
    }

    #[test]
    fn a_pasted_bullet_becomes_a_list_item() {
        assert_eq!(
            html("Voici :\n\n  • un\n\t•\tdeux"),
            "<p>Voici&nbsp;:</p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"
        );
        assert_eq!(html("```\n• code\n```"), "<pre tabindex=\"0\"><code>• code\n</code></pre>");
        assert_eq!(html("3 •4"), "<p>3 •4</p>");
    }

    #[test]
    fn a_line_that_holds_a_paragraph_ends_it_and_a_short_line_does_not() {
        let cut = "mot ".repeat(45);
        let cut = cut.trim();
        assert_eq!(html(&format!("{cut}\nsuite")), format!("<p>{cut}<br>\nsuite</p>"));
        let long = &format!("{cut}.");
        assert_eq!(
            html(&format!("{long}\n{long}\ncourt\ncourt")),
            format!("<p>{long}</p>\n<p>{long}</p>\n<p>court<br>\ncourt</p>")
        );
        assert_eq!(
            html(&format!("- {long}\n- {long}")),
            format!("<ul>\n<li>{long}</li>\n<li>{long}</li>\n</ul>")
        );
        assert_eq!(
            html(&format!("```\n{long}\n{long}\n```")),
            format!("<pre tabindex=\"0\"><code>{long}\n{long}\n</code></pre>")
        );
    }
}
