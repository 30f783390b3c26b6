//! Mails that are not about a conversation: that the space closes, that one is suspended, that one may write again.

use super::{Dressed, button_html, colon, escape, framed};
use crate::mail::Letter;
use crate::when::When;
use std::fmt::Write as _;
use types::brands::DocumentKind;
use types::{Instant, InterventionId, MemberId};

/// The mail that says when the space closes, and how a member takes along what is theirs.
pub(in crate::notices) fn farewell(dressed: &Dressed<'_>, to: &str, member: MemberId, closes: Instant) -> Letter {
    let words = dressed.words();
    let date = When::new(words, &dressed.brand.time_zone, closes).long(closes);
    let args = [("brand", dressed.brand.name.as_str().into()), ("date", date.into())];
    let said = [words.with("mail-farewell-what", &args), words.with("mail-farewell-take", &args)];
    let open = (words.text("mail-farewell-open").to_owned(), dressed.link("/account/data"));
    let subject = words.with("mail-farewell-subject", &args);
    let mut letter = personal(dressed, to, subject, &said, open, words.with("mail-farewell-why", &args));
    letter.id = format!("<c{}.m{}.b{}@{}>", closes.0, member.0, dressed.brand.id.0, dressed.domain);
    letter
}

/// The mail that tells somebody that they may not write: until when, why, and whom they can ask.
pub(in crate::notices) fn suspended(dressed: &Dressed<'_>, to: &str, deed: InterventionId, until: Option<Instant>, reason: &str) -> Letter {
    let words = dressed.words();
    let date = until.map(|until| When::new(words, &dressed.brand.time_zone, until).long(until));
    let key = if date.is_some() {
        "mail-suspended-until"
    } else {
        "mail-suspended-open"
    };
    let args = [
        ("brand", dressed.brand.name.as_str().into()),
        ("date", date.unwrap_or_default().into()),
        ("reason", reason.into()),
    ];
    let mut said = vec![
        words.with("mail-suspended-reason", &args),
        words.text("mail-suspended-reads").to_owned(),
    ];
    let mut open = (words.with("mail-suspended-site", &args), dressed.link("/"));
    if dressed.brand.version(DocumentKind::Imprint) > 0 {
        said.push(words.text("mail-suspended-ask").to_owned());
        open = (words.text("document-imprint").to_owned(), dressed.link("/imprint"));
    }
    let mut letter = personal(
        dressed,
        to,
        words.with(key, &args),
        &said,
        open,
        words.with("mail-suspended-why", &args),
    );
    letter.id = format!("<s{}.b{}@{}>", deed.0, dressed.brand.id.0, dressed.domain);
    letter
}

/// The mail that tells somebody that they may write again, and whether what was hidden with their suspension is back.
pub(in crate::notices) fn lifted(dressed: &Dressed<'_>, to: &str, deed: InterventionId, restored: bool) -> Letter {
    let words = dressed.words();
    let args = [("brand", dressed.brand.name.as_str().into())];
    let texts = restored.then(|| words.text("mail-lifted-texts").to_owned());
    let said: Vec<String> = std::iter::once(words.text("mail-lifted-what").to_owned()).chain(texts).collect();
    let open = (words.with("mail-suspended-site", &args), dressed.link("/"));
    let (subject, why) = (words.with("mail-lifted-subject", &args), words.with("mail-suspended-why", &args));
    let mut letter = personal(dressed, to, subject, &said, open, why);
    let what = if restored { "r" } else { "l" };
    letter.id = format!("<{what}{}.b{}@{}>", deed.0, dressed.brand.id.0, dressed.domain);
    letter
}

/// A mail that is not about a conversation: what it says, its button, and why it came.
fn personal(dressed: &Dressed<'_>, to: &str, subject: String, said: &[String], open: (String, String), why: String) -> Letter {
    let mut text = format!("{subject}\n");
    let mut html = format!(
        "<h1 style=\"font-size:20px;line-height:1.35;margin:0 0 20px\">{}</h1>",
        escape(&subject)
    );
    for said in said {
        let _ = write!(text, "\n{said}\n");
        let _ = write!(html, "<p style=\"margin:0 0 20px\">{}</p>", escape(said));
    }
    let _ = write!(text, "\n{}{}{}\n", open.0, colon(dressed.lang), open.1);
    html.push_str(&button_html(dressed, &open.0, &open.1));
    dressed.letter(to, subject, framed(dressed, &text, &html, &[(why, None)]))
}
