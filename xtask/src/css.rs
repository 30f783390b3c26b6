//! One style sheet out of many: imports joined in order, comments and indentation left out.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// The style sheet at `entry` with everything that it imports in its place.
pub fn bundle(entry: &Path) -> Result<String> {
    let source = fs::read_to_string(entry).with_context(|| format!("cannot read {}", entry.display()))?;
    let folder = entry.parent().unwrap_or(Path::new("."));
    let minified = minify(&source);
    let mut rest = minified.as_str();
    let mut bundle = String::new();
    while let Some(start) = rest.find("@import ") {
        let (before, statement) = rest.split_at(start);
        let (import, after) = statement
            .split_once(';')
            .with_context(|| format!("an @import without its semicolon in {}", entry.display()))?;
        bundle.push_str(before);
        bundle.push_str(&imported(folder, &import["@import ".len()..])?);
        rest = after;
    }
    bundle.push_str(rest);
    Ok(bundle)
}

/// `"x.css" layer(y) (media)` becomes the file's rules, wrapped as the words after its name say.
fn imported(folder: &Path, import: &str) -> Result<String> {
    let (name, wrappers) = import
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('"'))
        .with_context(|| format!("@import {import}: write the file's name between double quotes"))?;
    wrapped(wrappers.trim(), bundle(&folder.join(name))?)
}

fn wrapped(wrappers: &str, rules: String) -> Result<String> {
    if wrappers.starts_with("supports") {
        bail!("@import … {wrappers}: write the @supports in the imported file");
    }
    if let Some(named) = wrappers.strip_prefix("layer(") {
        let (layer, media) = named.split_once(')').context("@import … layer( is not closed")?;
        return Ok(format!("@layer {layer}{{{}}}", wrapped(media.trim(), rules)?));
    }
    match wrappers {
        "" => Ok(rules),
        media => Ok(format!("@media {media}{{{rules}}}")),
    }
}

/// Leaves out comments, and whitespace where no grammar of CSS needs it. Strings, `url(…)` and
/// escapes stay as they are, and so do the spaces of `calc(a + b)` and of selectors.
pub fn minify(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(token) = next_token(rest) {
        rest = &rest[token.len()..];
        if token.starts_with("/*") || token.starts_with(char::is_whitespace) {
            if !out.ends_with(['{', '}', ';', ',', ':', ' ']) && !out.is_empty() {
                out.push(' ');
            }
        } else {
            push(&mut out, token);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn push(out: &mut String, token: &str) {
    if token.starts_with(['{', '}', ';', ',']) && out.ends_with(' ') {
        out.pop();
    }
    if token == "}" && out.ends_with(';') {
        out.pop();
    }
    out.push_str(token);
}

/// A comment, a run of whitespace, a string, a `url(…)`, an escape, or one character.
fn next_token(rest: &str) -> Option<&str> {
    let first = rest.chars().next()?;
    let end = match first {
        '/' if rest.starts_with("/*") => rest[2..].find("*/").map(|at| at + 4),
        '"' | '\'' => string_end(rest, first),
        'u' if rest.starts_with("url(") && !rest[4..].trim_start().starts_with(['"', '\'']) => rest.find(')').map(|at| at + 1),
        '\\' => rest.chars().nth(1).map(|escaped| 1 + escaped.len_utf8()),
        space if space.is_whitespace() => rest.find(|c: char| !c.is_whitespace()),
        other => Some(other.len_utf8()),
    };
    Some(&rest[..end.unwrap_or(rest.len())])
}

fn string_end(rest: &str, quote: char) -> Option<usize> {
    let mut characters = rest.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            end if end == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Replaces the address in each `url(…)` for which `address` knows a better one.
pub fn with_addresses(css: &str, address: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("url(") {
        let (before, url) = rest.split_at(start + "url(".len());
        let end = url.find(')').unwrap_or(url.len());
        out.push_str(before);
        let written = &url[..end];
        let bare = written.trim().trim_matches(['"', '\'']);
        match address(bare) {
            Some(better) => out.push_str(&format!("\"{better}\"")),
            None => out.push_str(written),
        }
        rest = &url[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_loses_what_only_people_need() {
        let source = "/* why */\n.a ,\n.b > i {\n  color: red;\n  margin: 0 auto;\n}\n\n.c { top: 0 }\n";
        assert_eq!(minify(source), ".a,.b > i{color:red;margin:0 auto}.c{top:0}");
    }

    #[test]
    fn spaces_that_carry_meaning_stay() {
        let kept = ".a .b{width:calc(1px + (2rem - 3%));& :hover{top:0}&:not(.c) > d{top:1px}}";
        assert_eq!(minify(kept), kept);
    }

    #[test]
    fn strings_urls_and_escapes_stay_as_they_are() {
        let kept = r#".a::before{content:"a  /* b */ ; \" }";background:url(x/*y*/  z)}.md\:b{top:0}"#;
        assert_eq!(minify(kept), kept);
    }

    #[test]
    fn a_comment_between_two_words_leaves_a_space() {
        assert_eq!(minify(".a{margin:0/* x */auto}"), ".a{margin:0 auto}");
    }

    #[test]
    fn imports_stand_in_their_order_and_layers() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("parts"))?;
        fs::write(folder.path().join("base.css"), "a { top: 0; }")?;
        fs::write(folder.path().join("parts/vote.css"), ".vote { left: 0; }")?;
        let entry = folder.path().join("all.css");
        let imports = "@layer base, parts;\n@import \"base.css\" layer(base);\n\
                       @import \"parts/vote.css\" layer(parts) print;\n@import \"base.css\";";
        fs::write(&entry, imports)?;
        let expected = "@layer base,parts;@layer base{a{top:0}}\
                        @layer parts{@media print{.vote{left:0}}}a{top:0}";
        assert_eq!(bundle(&entry)?, expected);
        Ok(())
    }

    #[test]
    fn an_import_of_a_missing_file_names_it() {
        let folder = tempfile::tempdir().map(|folder| folder.path().join("none.css"));
        let error = folder.map(|entry| bundle(&entry).map_err(|error| error.to_string()));
        assert!(matches!(error, Ok(Err(message)) if message.contains("none.css")));
    }

    #[test]
    fn known_addresses_replace_written_ones() {
        let css = "a{src:url(\"fonts/x.woff2\") format(\"woff2\");b:url(data:x)}";
        let better = |name: &str| (name == "fonts/x.woff2").then(|| "/assets/x.1.woff2".to_owned());
        let expected = "a{src:url(\"/assets/x.1.woff2\") format(\"woff2\");b:url(data:x)}";
        assert_eq!(with_addresses(css, better), expected);
    }
}
