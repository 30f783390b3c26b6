//! Which SVG may be a logo: a list of what is let through; all else is refused. It is served as a picture, under a policy that runs and
//! loads nothing; this check is the first of the two walls.

/// Most bytes of a logo.
pub const MOST: usize = 100_000;

/// What may stand in a logo. No script, no foreign object, nothing that moves, nothing that repeats
/// another part (a thousand bytes of those can be drawn a thousand million times), and nothing whose prefix an editor made.
const ELEMENTS: [&str; 19] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "title",
    "desc",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "style",
];
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Why a logo is refused; the sentence is `logo-<word>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not a whole SVG document.
    Form,
    /// It holds something that a logo does not need, or what an editor left.
    Element,
    /// It runs something.
    Script,
    /// It leads or reaches outside.
    Link,
    /// Too large.
    Long,
}

impl Refused {
    /// The key of its sentence.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Form => "logo-form",
            Self::Element => "logo-element",
            Self::Script => "logo-script",
            Self::Link => "logo-link",
            Self::Long => "logo-long",
        }
    }
}

/// Checks a logo; gives the document from its root on.
pub fn check(text: &str) -> Result<&str, Refused> {
    if text.len() > MOST {
        return Err(Refused::Long);
    }
    let mut rest = text.trim_start_matches('\u{feff}').trim();
    if let Some(declared) = rest.strip_prefix("<?xml") {
        rest = declared.split_once("?>").ok_or(Refused::Form)?.1.trim_start();
    }
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").ok_or(Refused::Form)?.1.trim_start();
    }
    if !rest.starts_with("<svg") || rest.contains('\0') {
        return Err(Refused::Form);
    }
    walk(rest)?;
    Ok(rest)
}

/// Reads tag after tag, and the text between them.
fn walk(document: &str) -> Result<(), Refused> {
    let (mut rest, mut open, mut begun) = (document, Vec::new(), false);
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        let (text, tail) = rest.split_at(at);
        check_text(text, open.last().copied())?;
        if open.is_empty() && !text.trim().is_empty() {
            return Err(Refused::Form);
        }
        if tail.is_empty() {
            break;
        }
        if tail.starts_with("<!--") {
            // A comment inside could hide half of a word from the check that follows.
            return Err(Refused::Element);
        }
        let end = end_of_tag(tail).ok_or(Refused::Form)?;
        let inner = &tail[1..end];
        rest = &tail[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            if open.pop() != Some(name.trim_end()) {
                return Err(Refused::Form);
            }
            continue;
        }
        if open.is_empty() && begun {
            return Err(Refused::Form);
        }
        begun = true;
        let (inner, closed) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
        let name = element(inner)?;
        if !closed {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(Refused::Form) }
}

/// Where a tag ends: a `>` outside of quotes.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, '>') => return Some(at),
            _ => {}
        }
    }
    None
}

/// Checks a tag without its angle brackets; gives its name.
fn element(tag: &str) -> Result<&str, Refused> {
    let at = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(at);
    if name.eq_ignore_ascii_case("script") || name.ends_with(":script") {
        return Err(Refused::Script);
    }
    if name.is_empty() || name.starts_with(['!', '?']) {
        return Err(Refused::Form);
    }
    if !ELEMENTS.contains(&name) {
        return Err(Refused::Element);
    }
    let mut seen = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(name);
        }
        let (attribute, value, tail) = next_attribute(rest).ok_or(Refused::Form)?;
        if seen.contains(&attribute) {
            return Err(Refused::Form);
        }
        seen.push(attribute);
        check_attribute(attribute, &decoded(value)?)?;
        rest = tail;
    }
}

fn next_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('=')?;
    let name = name.trim_end();
    let named = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| named && matches!(c, '"' | '\''))?;
    let (value, tail) = rest[1..].split_once(quote)?;
    let apart = tail.is_empty() || tail.starts_with(char::is_whitespace);
    (apart && !value.contains('<')).then_some((name, value, tail))
}

fn check_attribute(name: &str, value: &str) -> Result<(), Refused> {
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("on") {
        return Err(Refused::Script);
    }
    match (lower.as_str(), value) {
        ("xmlns", SVG) | ("xmlns:xlink", XLINK) | ("xml:space", _) => return Ok(()),
        ("href" | "xlink:href", value) => return if value.starts_with('#') { Ok(()) } else { Err(Refused::Link) },
        _ if lower.starts_with("xmlns") || lower.contains(':') => return Err(Refused::Element),
        _ => {}
    }
    check_style(value)
}

/// What is written in CSS, in an attribute or in a style sheet: nothing from elsewhere.
fn check_style(css: &str) -> Result<(), Refused> {
    let lower: String = css.to_ascii_lowercase().split_whitespace().collect();
    if lower.contains("javascript:") || lower.contains("expression(") {
        return Err(Refused::Script);
    }
    let inside = |rest: &str| rest.trim_start_matches(['"', '\'']).starts_with('#');
    let outside = lower.split("url(").skip(1).any(|rest| !inside(rest));
    let reaches = ["@import", "image(", "image-set(", "src(", "@font-face", "@namespace", "data:"]
        .iter()
        .any(|word| lower.contains(word));
    // An escape or a comment could hide each of these.
    if outside || reaches || lower.contains('\\') || lower.contains("/*") {
        return Err(Refused::Link);
    }
    Ok(())
}

fn check_text(text: &str, of: Option<&str>) -> Result<(), Refused> {
    let text = decoded(text)?;
    if of == Some("style") { check_style(&text) } else { Ok(()) }
}

/// The text that its references stand for; the five of XML and numbers, no others.
fn decoded(text: &str) -> Result<String, Refused> {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';').ok_or(Refused::Form)?;
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let sign = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match name.strip_prefix('#') {
                Some(digits) => digits.strip_prefix('x').map_or_else(|| number(digits, 10), |hex| number(hex, 16)),
                None => None,
            },
        };
        out.push(sign.ok_or(Refused::Form)?);
        out.push_str(rest);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(content: &str) -> Result<(), Refused> {
        check(&format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 9 9\">{content}</svg>")).map(drop)
    }

    #[test]
    fn a_drawn_logo_is_let_through() {
        let whole = "\u{feff}<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink=\"http://www.w3.org/1999/xlink\">\
            <title>R &amp; D &#233;</title><defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs>\
            <style>path{fill:#191510}@media (prefers-color-scheme:dark){path{fill:url(#a)}}</style>\
            <path d=\"M0 0h9v9Z\" style=\"fill: url('#a')\"/></svg>\n";
        assert!(check(whole).unwrap().starts_with("<svg"));
    }

    #[test]
    fn nothing_that_runs_is_let_through() {
        for bad in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<x:script/>",
            "<g onclick=\"alert(1)\"/>",
            "<g ONLOAD='x'/>",
            "<path style=\"width: expression(alert(1))\"/>",
            "<path fill=\"java&#115;cript:x\"/>",
        ] {
            assert_eq!(inside(bad), Err(Refused::Script), "{bad}");
        }
    }

    #[test]
    fn nothing_that_reaches_outside_is_let_through() {
        for bad in [
            "<linearGradient href=\"https://evil.example/x.svg#a\"/>",
            "<linearGradient xlink:href=\"data:image/svg+xml,x\"/>",
            "<path fill=\"url(https://evil.example)\"/>",
            "<path style=\"fill:u&#114;l( 'https://evil.example' )\"/>",
            "<path style=\"fill:\\75rl(x)\"/>",
            "<style>@import 'https://evil.example';</style>",
            "<style>path{fill:ur/**/l(x)}</style>",
            "<style>@font-face{src:url(//evil.example)}</style>",
        ] {
            assert_eq!(inside(bad), Err(Refused::Link), "{bad}");
        }
    }

    #[test]
    fn nothing_that_a_logo_does_not_need_is_let_through() {
        for bad in [
            "<foreignObject><p>x</p></foreignObject>",
            "<image href=\"#a\"/>",
            "<a href=\"#a\"/>",
            "<animate attributeName=\"href\"/>",
            "<set/>",
            "<iframe/>",
            "<s:path xmlns:s=\"http://www.w3.org/2000/svg\"/>",
            "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<g xml:base=\"https://evil.example\"/>",
            "<g inkscape:label=\"x\"/>",
        ] {
            assert_eq!(inside(bad), Err(Refused::Element), "{bad}");
        }
    }

    #[test]
    fn half_a_document_is_no_picture() {
        for bad in [
            "",
            "<p>hello</p>",
            "<svg>",
            "<svg><g></svg>",
            "<svg/><svg/>",
            "<svg/>x",
            "<svg a=b/>",
            "<svg a='1' a='2'/>",
            "<svg a='1'b='2'/>",
            "<svg>&lol;</svg>",
            "<svg><![CDATA[x]]></svg>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
            "<svg><?xml-stylesheet href='x'?></svg>",
            "<svg",
        ] {
            assert_eq!(check(bad), Err(Refused::Form), "{bad}");
        }
        assert_eq!(check(&format!("<svg>{}</svg>", "x".repeat(MOST))), Err(Refused::Long));
    }
}
