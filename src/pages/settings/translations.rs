//! The fields of a text in each language that the space speaks besides its first.

use super::Sent;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Wrongs, problem};
use crate::visit::Visit;
use leptos::prelude::*;
use types::{Lang, Translations};
use ui::composer::inside_textarea;

/// One of them, as its control needs it.
struct Other {
    id: String,
    lang: &'static str,
    text: String,
    wrong: Option<&'static str>,
    described: Option<String>,
}

fn languages(visit: &Visit) -> impl Iterator<Item = Lang> {
    visit.brand().languages.iter().skip(1).copied()
}

/// What was typed in the fields of a text. One that did not come says nothing: its text stays.
pub fn sent(visit: &Visit, sent: &Sent, name: &str) -> Translations {
    let came = |lang: Lang| Some((lang, sent.came(&format!("{name}-{lang}"))?.to_owned()));
    languages(visit).filter_map(came).collect()
}

/// What becomes of a field that is left empty; nothing in a space of one language.
pub fn about(visit: &Visit) -> Option<Markup> {
    languages(visit).next()?;
    let first = visit.words.text(&format!("settings-in-{}", visit.brand().language()));
    let text = visit.words.with("translations-about", &[("language", first.into())]);
    Some(view! { <p class="small soft">{text}</p> }.markup())
}

/// A field of one line for each language. `name` is the field that they translate, and the key of its words.
pub fn lines(visit: &Visit, name: &'static str, typed: &Translations, wrongs: &Wrongs) -> Markup {
    each(visit, name, typed, wrongs, |other| {
        view! {
            <input class="input" id=other.id.clone() name=other.id type="text" lang=other.lang value=other.text autocomplete="off"
                aria-invalid=other.wrong aria-describedby=other.described/>
        }
        .markup()
    })
}

/// A field of several lines for each language.
pub fn areas(visit: &Visit, name: &'static str, rows: i32, typed: &Translations, wrongs: &Wrongs) -> Markup {
    each(visit, name, typed, wrongs, |other| {
        view! {
            <textarea id=other.id.clone() name=other.id rows=rows lang=other.lang aria-invalid=other.wrong
                aria-describedby=other.described inner_html=inside_textarea(&other.text) class="input"></textarea>
        }
        .markup()
    })
}

fn each(visit: &Visit, name: &'static str, typed: &Translations, wrongs: &Wrongs, control: impl Fn(Other) -> Markup) -> Markup {
    let words = visit.words;
    let field = |lang: Lang| {
        let id = format!("{name}-{lang}");
        let error = wrongs.at(words, &id);
        let hint = words.has(&format!("{name}-hint")).then(|| format!("{name}-hint"));
        let described = hint
            .into_iter()
            .chain(error.is_some().then(|| format!("{id}-error")))
            .collect::<Vec<_>>();
        let wrong = error.is_some();
        let other = Other {
            id: id.clone(),
            lang: lang.as_str(),
            text: typed.typed(lang).to_owned(),
            wrong: wrong.then_some("true"),
            described: (!described.is_empty()).then(|| described.join(" ")),
        };
        view! {
            <div class="field" class:wrong=wrong>
                <label for=id.clone()>{words.text(&format!("{name}-label"))}" · "<span lang=lang.as_str()>{called(visit, lang)}</span></label>
                {error.map(|text| problem(visit, &id, text))}
                {control(other)}
            </div>
        }
        .markup()
    };
    languages(visit).map(field).collect_view().markup()
}

/// A language by its own name.
fn called(visit: &Visit, lang: Lang) -> String {
    visit.words.text(&format!("settings-language-{lang}")).to_owned()
}
