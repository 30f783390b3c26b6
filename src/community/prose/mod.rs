//! What people write: Markdown to safe HTML. Rendered once, when it is written; the rows keep the HTML and the renderer's number.

mod pasted;
mod table_size;

use pasted::pasted;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Goes up when the same text would give other HTML; rows with another number are rendered again when they are read.
pub const RENDERER: i64 = 2;
/// Most characters of the one line that a list shows.
const GIST: usize = 160;
/// Quotes, lists and emphasis deeper than this are shown flat: each level costs the reader more than it says, and a parser too.
const DEEPEST: usize = 24;

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "em",
        "del",
        "blockquote",
        "ul",
        "ol",
        "li",
        "code",
        "pre",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
    .into();
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(tags)
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    cleaner
});

/// A text and what is shown of it.
#[derive(Clone, Debug)]
pub struct Prose {
    /// Safe to stand in a page.
    pub html: String,
    /// The first words, plain.
    pub gist: String,
}

/// Renders a text.
pub fn render(source: &str) -> Prose {
    let source = pasted(source);
    let mut extensions = Options::ENABLE_STRIKETHROUGH;
    extensions.set(Options::ENABLE_TABLES, table_size::is_within_limits(&source));
    let events: Vec<Event> = flat(Parser::new_ext(&source, extensions)).collect();
    let mut raw = String::with_capacity(source.len() * 5 / 4);
    html::push_html(&mut raw, events.iter().cloned());
    Prose {
        html: scrolling(&CLEANER.clean(&raw).to_string()),
        gist: gist(&events),
    }
}

/// What may be wider than a phone scrolls by itself, with the keyboard too. The tags are the cleaner's own: typed ones are escaped.
fn scrolling(html: &str) -> String {
    html.replace("<pre>", "<pre tabindex=\"0\">")
        .replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
}

/// The stored HTML if this renderer made it, else the text rendered again.
pub fn current<'a>(html: &'a str, renderer: i64, source: &str) -> Cow<'a, str> {
    if renderer == RENDERER {
        Cow::Borrowed(html)
    } else {
        Cow::Owned(render(source).html)
    }
}

/// The events as we show them: a line break is a line break, headings below the page's own, raw HTML as the text that was typed,
/// pictures as links, and nothing nested deeper than a person can follow.
fn flat<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let (mut depth, mut code) = (0_usize, false);
    events.flat_map(move |event| match event {
        Event::Start(tag) => {
            depth += 1;
            code |= matches!(tag, Tag::CodeBlock(_));
            if depth > DEEPEST && nests(&tag) { vec![] } else { open(tag) }
        }
        Event::End(tag) => {
            let deep = depth > DEEPEST && nests_end(tag);
            depth = depth.saturating_sub(1);
            code &= !matches!(tag, TagEnd::CodeBlock);
            if deep { vec![] } else { close(tag) }
        }
        Event::SoftBreak => vec![Event::HardBreak],
        Event::Text(text) if !code => vec![Event::Text(bound(text))],
        Event::Html(text) | Event::InlineHtml(text) => vec![Event::Text(text)],
        other => vec![other],
    })
}

/// Signs that French parts from their word by a space stay on its line: the space becomes one that does not break. What was typed stays as
/// it is; only what is shown changes.
fn bound(text: CowStr<'_>) -> CowStr<'_> {
    const BOUND: [(&str, &str); 6] = [
        ("« ", "«\u{202f}"),
        (" »", "\u{202f}»"),
        (" :", "\u{a0}:"),
        (" ;", "\u{202f};"),
        (" ?", "\u{202f}?"),
        (" !", "\u{202f}!"),
    ];
    if !BOUND.iter().any(|(loose, _)| text.contains(loose)) {
        return text;
    }
    BOUND
        .iter()
        .fold(text.into_string(), |text, (loose, tight)| text.replace(loose, tight))
        .into()
}

fn open(tag: Tag<'_>) -> Vec<Event<'_>> {
    match tag {
        Tag::Heading { level, .. } => vec![Event::Start(Tag::Heading {
            level: lower(level),
            id: None,
            classes: vec![],
            attrs: vec![],
        })],
        Tag::Image { dest_url, link_type, .. } => {
            vec![Event::Start(Tag::Link {
                link_type,
                dest_url,
                title: CowStr::Borrowed(""),
                id: CowStr::Borrowed(""),
            })]
        }
        Tag::HtmlBlock => vec![Event::Start(Tag::Paragraph)],
        other => vec![Event::Start(other)],
    }
}

fn close(tag: TagEnd) -> Vec<Event<'static>> {
    match tag {
        TagEnd::Heading(level) => vec![Event::End(TagEnd::Heading(lower(level)))],
        TagEnd::Image => vec![Event::End(TagEnd::Link)],
        TagEnd::HtmlBlock => vec![Event::End(TagEnd::Paragraph)],
        other => vec![Event::End(other)],
    }
}

const fn nests(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::Emphasis | Tag::Strong | Tag::Strikethrough
    )
}

const fn nests_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
    )
}

/// The page's own title is the h1, its sections are h2: a person's headings start below.
const fn lower(level: pulldown_cmark::HeadingLevel) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel::{H1, H2, H3, H4, H5, H6};
    match level {
        H1 => H3,
        H2 => H4,
        H3 => H5,
        H4 | H5 | H6 => H6,
    }
}

/// The first words of a text without its marks.
fn gist(events: &[Event<'_>]) -> String {
    let (mut text, mut ended) = (String::new(), false);
    for event in events {
        match event {
            Event::Text(t) | Event::Code(t) => {
                if std::mem::take(&mut ended) && !text.is_empty() {
                    text.push_str(between(&text));
                }
                text.push_str(t);
            }
            Event::HardBreak | Event::SoftBreak => text.push(' '),
            Event::End(end) if ends_a_block(*end) => ended = true,
            _ => {}
        }
        if text.len() > GIST * 4 + 4 {
            break;
        }
    }
    shortened(&text.split_ascii_whitespace().collect::<Vec<_>>().join(" "), GIST)
}

/// What stands between two blocks in one line: what ends no sentence is told from what follows it.
fn between(text: &str) -> &'static str {
    if text.trim_end().ends_with(['.', '!', '?', '…', ':', ';', ',', '»', '”', '"']) {
        " "
    } else {
        " · "
    }
}

const fn ends_a_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// At most so many characters, ending with a whole word and an ellipsis where it was cut.
fn shortened(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let head = &text[..cut];
    let end = head.rfind(char::is_whitespace).unwrap_or(cut);
    format!("{}…", head[..end].trim_end_matches([' ', ',', ';', ':', '.', '·']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        render(source).html.trim().to_owned()
    }

    #[test]
    fn a_line_break_is_a_line_break() {
        assert_eq!(html("un\ndeux"), "<p>un<br>\ndeux</p>");
    }

    #[test]
    fn html_is_shown_as_it_was_typed() {
        assert_eq!(
            html("a <img src=x onerror=alert(1)> b"),
            "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>"
        );
        let block = html("<script>alert(1)</script>\n\nafter");
        assert!(block.contains("&lt;script&gt;") && !block.contains("<script"), "{block}");
    }

    #[test]
    fn links_lead_outside_only_and_say_so() {
        assert_eq!(
            html("[x](https://example.org)"),
            "<p><a href=\"https://example.org\" rel=\"nofollow ugc noopener\">x</a></p>"
        );
        for bad in ["javascript:alert(1)", "data:text/html,x", "/b/other", "//evil.example"] {
            assert!(!html(&format!("[x]({bad})")).contains("href"), "{bad}");
        }
    }

    #[test]
    fn headings_start_below_the_pages_own() {
        assert_eq!(html("# T"), "<h3>T</h3>");
    }

    #[test]
    fn a_gist_is_plain_and_ends_with_a_word() {
        assert_eq!(
            render("**Le blender**: *goutte*\n\n- un\n- deux").gist,
            "Le blender: goutte · un · deux"
        );
        let long = render(&"mot ".repeat(100)).gist;
        assert!(long.chars().count() <= GIST && long.ends_with("mot…"), "{long}");
    }

    #[test]
    fn a_no_break_space_stays_one() {
        assert_eq!(render("à 60\u{a0}% :\n\nquoi\u{202f}?").gist, "à 60\u{a0}%\u{a0}: quoi\u{202f}?");
    }

    #[test]
    fn a_line_never_begins_with_a_french_sign() {
        assert_eq!(
            html("« Ça va ? » dit-elle : oui !"),
            "<p>«\u{202f}Ça va\u{202f}?\u{202f}» dit-elle&nbsp;: oui\u{202f}!</p>"
        );
        assert_eq!(html("`a ? b : c`"), "<p><code>a ? b : c</code></p>");
    }

    #[test]
    fn deep_nesting_is_flattened() {
        let html = html(&format!("{}deep", ">".repeat(5_000)));
        assert!(
            html.contains("deep") && html.matches("<blockquote>").count() <= DEEPEST,
            "{}",
            html.len()
        );
    }

    #[test]
    fn tables_that_would_grow_without_bound_are_shown_as_typed() {
        let table = |columns: usize, rows: usize| {
            let header = format!("|{}", "a|".repeat(columns));
            let delimiter = format!("|{}", "-|".repeat(columns));
            format!("{header}\n{delimiter}\n{}", "a\n".repeat(rows))
        };
        let many = vec![table(400, 640); 7].join("\n\n");
        for (name, source) in [
            ("many", many.clone()),
            ("quoted", many.lines().map(|line| format!("> {line}\n")).collect()),
            ("with carriage returns", many.replace('\n', "\r")),
            ("narrow", table(40, 2_000)),
            ("with rows of em spaces", table(40, 2_000).replace("a\n", "\u{2003}\n")),
        ] {
            let html = html(&source);
            assert!(!html.contains("<table"), "{name}");
            assert!(html.len() < source.len() * 8, "{name}: {} from {}", html.len(), source.len());
        }
        assert!(html(&table(8, 100)).contains("<table"));
    }

    /// The examples of the CommonMark specification, from its registry package: none fails, none lets anything live through.
    #[test]
    fn the_examples_of_the_commonmark_specification_render_safely() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../end2end/node_modules/commonmark-spec/spec.txt");
        let spec = std::fs::read_to_string(path).expect("the specification is a package of end2end: run `cargo xtask test`");
        let fence = "`".repeat(32);
        let examples: Vec<String> = spec
            .split(&format!("\n{fence} example\n"))
            .skip(1)
            .filter_map(|rest| Some(rest.split_once("\n.\n")?.0.replace('→', "\t")))
            .collect();
        assert!(examples.len() > 600, "{} examples found", examples.len());
        for example in &examples {
            let html = render(example).html;
            let lower = html.to_lowercase();
            for live in [
                "<script",
                "<img",
                "<iframe",
                "<style",
                "javascript:alert",
                " onclick=",
                " onerror=",
                "<input",
                "<form",
            ] {
                assert!(!lower.contains(live), "{live} of {example:?} in {html}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_renderer(text in "\\PC{0,400}|[<>&\"'`*_\\[\\]()!#•\\n -]{0,400}") {
            let html = render(&text).html;
            let again = scrolling(&CLEANER.clean(&html).to_string());
            proptest::prop_assert_eq!(again, html);
        }
    }
}
