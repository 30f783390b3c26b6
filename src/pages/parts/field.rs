//! Form fields as GOV.UK has them: label, hint, error, control; a summary on top; the words that were typed stay.

use crate::markup::{IntoMarkup, Markup};
use crate::parts::icon;
use crate::shell::Scene;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use community::words::Words;
use leptos::prelude::*;
use types::{Error, Wrong};
use ui::composer::inside_textarea;

/// What stands beside a text that came from somebody who is suspended.
const SUSPENDED: &str = "post-suspended";

/// The mistakes of a form that came back.
#[derive(Clone, Debug, Default)]
pub struct Wrongs(Vec<Wrong>);

impl Wrongs {
    /// The mistakes of an error; an error that is not about a form passes through.
    pub fn of(error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(wrongs) => Ok(Self(wrongs)),
            other => Err(other),
        }
    }

    /// The same; where its sender is suspended, that is what is wrong with the field, so that what they typed is not lost.
    pub fn beside(error: Error, field: &str) -> Result<Self, Error> {
        match error {
            Error::Suspended { .. } => Ok(Self(vec![Wrong::new(field, SUSPENDED)])),
            other => Self::of(other),
        }
    }

    /// The first sentence beside a field.
    pub fn at(&self, words: &Words, field: &str) -> Option<String> {
        self.0.iter().find(|w| w.field == field).map(|w| sentence(words, w))
    }

    /// Whether this is what is wrong.
    pub fn has(&self, message: &str) -> bool {
        self.0.iter().any(|w| w.message == message)
    }

    /// Whether nothing is wrong.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The page of a form that came back: 429 with the seconds to wait where something was tried too often, 403 where its sender is suspended,
    /// else 422.
    pub fn answer(&self, page: Response) -> Response {
        match self.0.iter().filter_map(|wrong| wrong.again).max() {
            _ if self.is_empty() => page,
            Some(seconds) => (
                StatusCode::TOO_MANY_REQUESTS,
                [(header::RETRY_AFTER, seconds.max(1).to_string())],
                page,
            )
                .into_response(),
            None if self.has(SUSPENDED) => (StatusCode::FORBIDDEN, page).into_response(),
            None => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
        }
    }

    /// The summary on top of the form; each line leads to its field.
    pub fn summary(&self, words: &'static Words) -> Option<impl IntoView + use<>> {
        let lines: Vec<_> = self.0.iter().map(|w| (format!("#{}", w.field), sentence(words, w))).collect();
        let count = i64::try_from(lines.len()).unwrap_or(1);
        (!lines.is_empty()).then(|| {
            view! {
                <div class="errors" role="alert" aria-labelledby="errors">
                    <h2 id="errors">{words.count("form-wrong", count)}</h2>
                    <ul role="list">{lines.into_iter().map(|(href, text)| view! { <li><a href=href>{text}</a></li> }).collect_view()}</ul>
                </div>
            }
        })
    }
}

fn sentence(words: &Words, wrong: &Wrong) -> String {
    let number = |name: &str| wrong.numbers.iter().find(|(n, _)| n == name).map_or(0, |(_, v)| *v);
    if wrong.numbers.is_empty() && wrong.again.is_none() {
        return words.text(&wrong.message).to_owned();
    }
    let (count, least, most) = (number("count"), number("least"), number("most"));
    let numbers = [
        ("count", count.into()),
        ("least", least.into()),
        ("most", words.number(most).into()),
        ("shown", words.number(count).into()),
        ("wait", words.wait(wrong.again.unwrap_or_default()).into()),
    ];
    words.with(&wrong.message, &numbers)
}

impl From<Vec<Wrong>> for Wrongs {
    fn from(wrongs: Vec<Wrong>) -> Self {
        Self(wrongs)
    }
}

/// One line of a form.
pub struct Field<'f> {
    /// Name, id, and the key of its words: `<key>-label` and, where it is, `<key>-hint`.
    pub name: &'static str,
    pub key: &'static str,
    pub wrongs: &'f Wrongs,
}

impl Field<'_> {
    /// Ids of the hint and the error, for the control.
    pub fn described(&self, words: &Words) -> String {
        let hint = words.has(&format!("{}-hint", self.key)).then(|| format!("{}-hint", self.name));
        let error = self.wrongs.at(words, self.name).map(|_| format!("{}-error", self.name));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    /// Label, hint, error, then the control.
    pub fn around<S: Scene>(&self, visit: &S, control: Markup) -> impl IntoView + use<S> {
        let hint_key = format!("{}-hint", self.key);
        let hint = visit.words().has(&hint_key).then(|| visit.words().text(&hint_key).markup());
        self.hinted(visit, hint, control)
    }

    /// The same with a hint of its own; its id is the field's name and `-hint`.
    pub fn hinted<S: Scene>(&self, visit: &S, hint: Option<Markup>, control: Markup) -> impl IntoView + use<S> {
        let words = visit.words();
        let error = self.wrongs.at(words, self.name);
        let wrong = error.is_some();
        let (name, label) = (self.name, words.text(&format!("{}-label", self.key)));
        view! {
            <div class="field" class:wrong=wrong>
                <label for=name>{label}</label>
                {hint.map(|text| view! { <p class="hint" id=format!("{name}-hint")>{text}</p> })}
                {error.map(|text| problem(visit, name, text))}
                {control}
            </div>
        }
    }

    /// A field of one line. Where `autocomplete` is `off`, browsers do not give back what was typed after going back: not for what is written
    /// with care.
    pub fn input<S: Scene>(&self, visit: &S, kind: &'static str, autocomplete: &'static str, value: &str) -> impl IntoView + use<S> {
        let wrong = self.wrongs.at(visit.words(), self.name).is_some().then_some("true");
        let mode = match (kind, self.name) {
            (_, "code") => Some("numeric"),
            ("email", _) => Some("email"),
            _ => None,
        };
        let described = Some(self.described(visit.words())).filter(|d| !d.is_empty());
        let control = view! {
            <input class="input" class:code=self.name == "code" id=self.name name=self.name type=kind value=value.to_owned() autocomplete=autocomplete inputmode=mode
                aria-invalid=wrong aria-describedby=described/>
        };
        self.around(visit, control.markup())
    }

    /// A field of several lines.
    pub fn area<S: Scene>(&self, visit: &S, rows: i32, value: &str) -> impl IntoView + use<S> {
        let wrong = self.wrongs.at(visit.words(), self.name).is_some().then_some("true");
        let described = Some(self.described(visit.words())).filter(|d| !d.is_empty());
        let control = view! {
            <textarea id=self.name name=self.name rows=rows aria-invalid=wrong aria-describedby=described inner_html=inside_textarea(value)
                class="input"></textarea>
        };
        self.around(visit, control.markup())
    }

    /// One of several: each its value and its words.
    pub fn select<S: Scene>(&self, visit: &S, options: Vec<(String, String)>, chosen: &str) -> impl IntoView + use<S> {
        let control = self.options(visit, self.described(visit.words()), options, chosen);
        self.around(visit, control)
    }

    /// The same with a hint of its own.
    pub fn select_hinted<S: Scene>(
        &self,
        visit: &S,
        hint: Option<Markup>,
        options: Vec<(String, String)>,
        chosen: &str,
    ) -> impl IntoView + use<S> {
        let described = format!("{}-hint {}", self.name, self.described(visit.words()));
        let control = self.options(visit, described.trim().to_owned(), options, chosen);
        self.hinted(visit, hint, control)
    }

    fn options<S: Scene>(&self, visit: &S, described: String, options: Vec<(String, String)>, chosen: &str) -> Markup {
        let wrong = self.wrongs.at(visit.words(), self.name).is_some().then_some("true");
        let described = Some(described).filter(|d| !d.is_empty());
        let options = options.into_iter().map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        });
        let control = view! {
            <select id=self.name name=self.name aria-invalid=wrong aria-describedby=described class="input">{options.collect_view()}</select>
        };
        control.markup()
    }
}

/// The sentence beside a field.
pub fn problem<S: Scene>(visit: &S, field: &str, text: String) -> impl IntoView + use<S> {
    view! { <p class="error" id=format!("{field}-error")>{icon(visit.installation(), "alert")}<span>{text}</span></p> }
}
