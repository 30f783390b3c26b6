//! What a mail about notices looks like: plain, and dressed in the brand's colours by day and by night, without a picture from anywhere.

mod personal;

pub(super) use personal::{farewell, lifted, suspended};

use super::story::{Story, by_topic};
use crate::brands::{Brand, Theme};
use crate::installation::Settings;
use crate::mail::Letter;
use crate::prose;
use crate::words::Words;
use std::fmt::Write as _;
use types::Lang;
use types::colour::mix;
use types::look::{Scheme, Token};
use types::notices::{Hearing, NoticeKind, Reason};
use types::topics::Status;

/// In whose look, in which language, and what its links are made of.
pub(super) struct Dressed<'d> {
    pub settings: &'d Settings,
    pub brand: &'d Brand,
    pub theme: &'d Theme,
    pub lang: Lang,
    pub token: &'d str,
    pub domain: &'d str,
}

/// A line below: what it says and, where it leads somewhere, its address.
type Line = (String, Option<String>);

impl Dressed<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    fn link(&self, path: &str) -> String {
        self.settings.link(self.brand, path)
    }

    /// The id of a topic's thread: no mail bears it, all answer it, so that they stand together.
    fn thread(&self, story: &Story) -> String {
        format!("<t{}.b{}@{}>", story.topic_id.0, self.brand.id.0, self.domain)
    }

    /// RFC 2919: the phrase only where it needs no encoding.
    fn list(&self) -> String {
        let id = format!("<{}.{}>", self.brand.slug, self.domain);
        if self.brand.name.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ') {
            format!("{} {id}", self.brand.name)
        } else {
            id
        }
    }

    fn letter(&self, to: &str, subject: String, (text, html): (String, String)) -> Letter {
        Letter {
            to: to.to_owned(),
            from_name: self.brand.name.clone(),
            subject,
            text,
            html,
            id: String::new(),
            thread: None,
            list: self.list(),
            unsubscribe: self.link(&format!("/unsubscribe/{}", self.token)),
        }
    }
}

/// The mail about one notice.
pub(super) fn at_once(dressed: &Dressed<'_>, to: &str, story: &Story, why: (Reason, Hearing)) -> Letter {
    let words = dressed.words();
    let title = title(words, story);
    let head = full_stop(story.sentence(words, story.teller(words, &dressed.brand.name)));
    let stop = format!("/unsubscribe/{}?topic={}", dressed.token, story.number);
    let lines = [
        (reason(words, story, why), None),
        (
            words.text("mail-notice-change").to_owned(),
            Some(dressed.link(&format!("/t/{}#hearing", story.number))),
        ),
        (words.text("mail-notice-mute").to_owned(), Some(dressed.link(&stop))),
    ];
    let turn = (story.own && story.status == Some(Status::NeedsInformation)).then(|| words.text("mail-notice-turn"));
    let button = (words.text("mail-notice-open"), dressed.link(&story.path()));
    let mut text = format!("{head}\n\n{title}\n");
    let mut html = format!(
        "<h1 style=\"font-size:20px;line-height:1.35;margin:0 0 6px\">{}</h1><p style=\"margin:0 0 20px\"{}>{}</p>",
        escape(&head),
        lang_of(story.title_lang, dressed.lang),
        escape(&title)
    );
    if let (Some(quoted), Some(plain)) = (story.quoted(), story.quoted_plain()) {
        let _ = write!(text, "\n{}\n", quote(plain));
        let lang = lang_of(story.reply_lang.unwrap_or(dressed.lang), dressed.lang);
        let _ = write!(html, "{}{lang}>{quoted}</blockquote>", tag(dressed, "blockquote"));
    }
    if let Some(turn) = turn {
        let _ = write!(text, "\n{turn}\n");
        let _ = write!(html, "<p><b>{}</b></p>", escape(turn));
    }
    let _ = write!(text, "\n{}{}{}\n", button.0, colon(dressed.lang), button.1);
    let _ = write!(html, "{}", button_html(dressed, button.0, &button.1));
    let mut letter = dressed.letter(to, title, framed(dressed, &text, &html, &lines));
    letter.id = format!("<t{}.n{}.b{}@{}>", story.topic_id.0, story.id, dressed.brand.id.0, dressed.domain);
    letter.thread = Some(dressed.thread(story));
    letter.unsubscribe = dressed.link(&stop);
    letter
}

/// The mail of a day.
pub(super) fn daily(dressed: &Dressed<'_>, to: &str, stories: &[Story]) -> Letter {
    let words = dressed.words();
    let brand = [("brand", dressed.brand.name.as_str().into())];
    let subject = words.with("mail-digest-subject", &brand);
    let mut text = format!("{subject}\n");
    let mut html = format!(
        "<h1 style=\"font-size:20px;line-height:1.35;margin:0 0 20px\">{}</h1>",
        escape(&subject)
    );
    for group in by_topic(stories) {
        let Some(first) = group.first() else { continue };
        let title = title(words, first);
        let link = dressed.link(&first.path());
        let _ = write!(text, "\n{title}\n{link}\n");
        let _ = write!(
            html,
            "<h2 style=\"font-size:17px;line-height:1.35;margin:24px 0 4px\"{}>{}{}</a></h2><ul style=\"margin:0;padding:0 0 0 20px\">",
            lang_of(first.title_lang, dressed.lang),
            anchor(dressed, &link),
            escape(&title)
        );
        for story in group.iter().rev() {
            let said = said(dressed, story);
            let _ = writeln!(text, "- {said}");
            let _ = write!(html, "<li style=\"margin:0 0 4px\">{}</li>", escape(&said));
        }
        html.push_str("</ul>");
    }
    let open = dressed.link("/notifications");
    let _ = write!(text, "\n{}{}{open}\n", words.text("mail-digest-open"), colon(dressed.lang));
    let _ = write!(
        html,
        "<p style=\"margin:24px 0 0\"></p>{}",
        button_html(dressed, words.text("mail-digest-open"), &open)
    );
    let lines = [
        (words.text("mail-digest-why").to_owned(), None),
        (words.text("mail-notice-pace").to_owned(), Some(format!("{open}#mail"))),
        (
            words.with("mail-digest-stop", &brand),
            Some(dressed.link(&format!("/unsubscribe/{}", dressed.token))),
        ),
    ];
    let newest = stories.first().map_or(0, |s| s.id);
    let mut letter = dressed.letter(to, subject, framed(dressed, &text, &html, &lines));
    letter.id = format!("<d{newest}.b{}@{}>", dressed.brand.id.0, dressed.domain);
    letter
}

/// One line of a day's mail: what happened, and the first words of what was said.
fn said(dressed: &Dressed<'_>, story: &Story) -> String {
    let words = dressed.words();
    let sentence = story.sentence(words, story.teller(words, &dressed.brand.name));
    match story
        .quoted_plain()
        .filter(|_| story.kind != NoticeKind::Intervention)
        .map(|body| prose::render(body).gist)
        .filter(|gist| !gist.is_empty())
    {
        Some(gist) => format!("{sentence}{}{gist}", colon(dressed.lang)),
        None => full_stop(sentence),
    }
}

/// Why this person gets it.
fn reason(words: &Words, story: &Story, (reason, level): (Reason, Hearing)) -> String {
    let key = match (story.kind, reason, level) {
        (NoticeKind::Intervention, ..) => "own-text",
        (NoticeKind::Accepted, ..) if story.wrote => "own-answer",
        (_, Reason::Author, _) => "author",
        (_, Reason::Vote, _) => "vote",
        (_, Reason::Reply, _) => "reply",
        (_, Reason::Follow, _) => "follow",
    };
    words.text(&format!("mail-notice-why-{key}")).to_owned()
}

fn title(words: &Words, story: &Story) -> String {
    if story.title.is_empty() {
        words.text("topic-removed").to_owned()
    } else {
        story.title.clone()
    }
}

/// Lines below, plain and dressed, and the frame around it all.
fn framed(dressed: &Dressed<'_>, text: &str, html: &str, lines: &[Line]) -> (String, String) {
    let mut plain = format!("{text}\n-- \n");
    let mut foot = String::new();
    for (said, link) in lines {
        match link {
            Some(link) => {
                let _ = writeln!(plain, "{said}{}{link}", colon(dressed.lang));
                let _ = write!(foot, "<br>{}{}</a>", anchor(dressed, link), escape(said));
            }
            None => {
                let _ = writeln!(plain, "{said}");
                let _ = write!(foot, "{}", escape(said));
            }
        }
    }
    let day = Shades::of(dressed.theme, Scheme::Light);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{name}</title><style>{style}</style></head>\n\
         <body class=\"paper\" style=\"margin:0;padding:0;background:{paper};color:{ink};font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif\">\n\
         <div class=\"mast\" style=\"background:{mast};color:{on_mast}\"><div style=\"max-width:560px;margin:0 auto;padding:14px 20px;font-size:20px;font-weight:700\">{name}</div></div>\n\
         <div style=\"max-width:560px;margin:0 auto;padding:28px 20px 32px;overflow-wrap:anywhere\">{html}\n\
         <p class=\"foot\" style=\"margin:32px 0 0;padding:16px 0 0;border-top:1px solid {line};font-size:14px;line-height:1.7;color:{soft}\">{foot}</p></div>\n\
         </body></html>\n",
        lang = dressed.lang,
        name = escape(&dressed.brand.name),
        style = style(dressed),
        paper = day.paper,
        ink = day.ink,
        mast = day.mast,
        on_mast = day.on_mast,
        line = day.line,
        soft = day.soft,
    );
    (plain, html)
}

/// The colours of a scheme, as mail programs read them.
struct Shades {
    paper: String,
    ink: String,
    soft: String,
    line: String,
    accent: String,
    brand: String,
    on_brand: String,
    mast: String,
    on_mast: String,
}

impl Shades {
    fn of(theme: &Theme, scheme: Scheme) -> Self {
        let palette = theme.palette(scheme);
        let one = |token| palette.get(token).hex();
        let (ink, paper) = (palette.get(Token::Ink), palette.get(Token::Paper));
        Self {
            paper: one(Token::Paper),
            ink: one(Token::Ink),
            soft: mix(ink, 0.74, paper).hex(),
            line: mix(ink, 0.18, paper).hex(),
            accent: one(Token::Accent),
            brand: one(Token::Brand),
            on_brand: one(Token::OnBrand),
            mast: one(Token::Mast),
            on_mast: one(Token::OnMast),
        }
    }
}

/// What the attributes cannot say: the night, and what stands inside quoted words.
fn style(dressed: &Dressed<'_>) -> String {
    let (day, night) = (Shades::of(dressed.theme, Scheme::Light), Shades::of(dressed.theme, Scheme::Dark));
    format!(
        ":root{{color-scheme:light dark;supported-color-schemes:light dark}}a{{color:{}}}blockquote p{{margin:0 0 12px}}blockquote>:last-child{{margin-bottom:0}}\
         blockquote blockquote{{margin:0 0 12px;padding-left:12px;border-left:2px solid}}\
         pre,.scroll{{overflow-x:auto}}\
         @media (prefers-color-scheme:dark){{.paper{{background:{}!important;color:{}!important}}.mast{{background:{}!important;color:{}!important}}\
         a{{color:{}!important}}.button{{background:{}!important;color:{}!important}}blockquote{{border-color:{}!important}}\
         .foot{{color:{}!important;border-color:{}!important}}}}",
        day.accent,
        night.paper,
        night.ink,
        night.mast,
        night.on_mast,
        night.accent,
        night.brand,
        night.on_brand,
        night.brand,
        night.soft,
        night.line
    )
}

/// A quote's opening tag, not yet closed.
fn tag(dressed: &Dressed<'_>, name: &str) -> String {
    let day = Shades::of(dressed.theme, Scheme::Light);
    format!(
        "<{name} style=\"margin:0 0 20px;padding:2px 0 2px 16px;border-left:3px solid {}\"",
        day.brand
    )
}

fn anchor(dressed: &Dressed<'_>, link: &str) -> String {
    let day = Shades::of(dressed.theme, Scheme::Light);
    format!("<a href=\"{}\" style=\"color:{}\">", escape(link), day.accent)
}

fn button_html(dressed: &Dressed<'_>, said: &str, link: &str) -> String {
    let day = Shades::of(dressed.theme, Scheme::Light);
    let radius = dressed
        .theme
        .fixed
        .get("radius")
        .filter(|r| r.ends_with("px"))
        .map_or("6px", String::as_str);
    format!(
        "<p style=\"margin:0\"><a class=\"button\" href=\"{}\" style=\"display:inline-block;padding:11px 20px;border-radius:{};background:{};color:{};\
         font-weight:600;text-decoration:none\">{}</a></p>",
        escape(link),
        escape(radius),
        day.brand,
        day.on_brand,
        escape(said)
    )
}

/// Names the language of a text that is not the mail's.
fn lang_of(text: Lang, mail: Lang) -> String {
    if text == mail { String::new() } else { format!(" lang=\"{text}\"") }
}

/// A plain text as one quotes it.
fn quote(text: &str) -> String {
    text.trim()
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ": ",
        Lang::Fr => "\u{a0}: ",
    }
}

/// A sentence ends with a full stop, unless what it ends with ends it already.
fn full_stop(sentence: String) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) {
        sentence
    } else {
        format!("{sentence}.")
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
