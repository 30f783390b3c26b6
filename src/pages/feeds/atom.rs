//! A feed as XML.

use std::fmt::Write as _;
use types::{Instant, Lang};

/// A feed.
pub struct Feed<'f> {
    pub id: String,
    pub title: &'f str,
    pub about: &'f str,
    pub lang: Lang,
    /// Its own address.
    pub own: String,
    /// The page that it follows.
    pub page: String,
    pub updated: Instant,
    /// Whose feed it is.
    pub author: &'f str,
    pub entries: Vec<Entry>,
}

/// One thing that was said or decided.
pub struct Entry {
    pub id: String,
    pub title: String,
    pub link: String,
    pub lang: Lang,
    pub published: Instant,
    pub updated: Instant,
    pub author: String,
    pub html: String,
    pub categories: Vec<String>,
}

/// A text as it stands between or inside tags. Signs that XML 1.0 does not know (2.2) are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// RFC 3339.
fn at(instant: Instant) -> String {
    community::when::machine(instant)
}

impl Feed<'_> {
    /// The whole document.
    pub fn xml(&self) -> String {
        let mut out = String::with_capacity(4_096 + self.entries.iter().map(|e| e.html.len() + 1_024).sum::<usize>());
        let (page, lang) = (escaped(&self.page), self.lang.as_str());
        let _ = write!(
            out,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\" xml:base=\"{page}\">\n\
             <id>{}</id>\n<title>{}</title>\n",
            escaped(&self.id),
            escaped(self.title)
        );
        if !self.about.is_empty() {
            let _ = writeln!(out, "<subtitle>{}</subtitle>", escaped(self.about));
        }
        let _ = write!(
            out,
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n\
             <updated>{}</updated>\n<author><name>{}</name></author>\n<generator>Parvis</generator>\n",
            escaped(&self.own),
            at(self.updated),
            escaped(self.author)
        );
        for entry in &self.entries {
            entry.write(&mut out);
        }
        out.push_str("</feed>\n");
        out
    }
}

impl Entry {
    fn write(&self, out: &mut String) {
        let link = escaped(&self.link);
        let _ = write!(
            out,
            "<entry xml:lang=\"{}\" xml:base=\"{link}\">\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/>\n\
             <published>{}</published>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
            self.lang.as_str(),
            escaped(&self.id),
            escaped(&self.title),
            at(self.published),
            at(self.updated),
            escaped(&self.author)
        );
        for category in &self.categories {
            let _ = writeln!(out, "<category term=\"{}\"/>", escaped(category));
        }
        let _ = writeln!(out, "<content type=\"html\">{}</content>\n</entry>", escaped(&self.html));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_know_is_left_out_and_what_it_means_is_escaped() {
        assert_eq!(escaped("a\u{b}b\u{0}<c> & \"d\"\n\u{ffff}é"), "ab&lt;c&gt; &amp; &quot;d&quot;\né");
    }
}
