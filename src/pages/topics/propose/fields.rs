//! The fields that every topic has.

use super::Form;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::composing::{full_composer, writing};
use crate::parts::field::{Field, problem};
use crate::parts::spoken::Spoken;
use crate::parts::topic_row::narrow;
use crate::visit::Visit;
use community::boards::Board;
use community::prose;
use leptos::prelude::*;
use types::boards::Level;
use types::drafts::Place;
use types::policy;
use types::topics::Kind;
use ui::composer::Writing;

/// The kinds that this person may start somewhere.
pub(super) fn kinds(visit: &Visit, form: &Form<'_>) -> impl IntoView + use<> {
    let words = visit.words;
    let level = visit.viewer.level().max(Level::Members);
    let is_team = visit.viewer.team().is_ok();
    let open = |kind: Kind| {
        let takes = |b: &Board| policy::may_submit(level, is_team, b.submit_level, &b.kinds, kind);
        form.boards.iter().any(takes)
    };
    let chosen = Kind::parse(&form.new.kind).or_else(|| form.new.kind.is_empty().then_some(Kind::Idea));
    let error = form.wrongs.at(words, "kind");
    let wrong = error.is_some();
    let choices = Kind::ALL.iter().copied().filter(|k| open(*k)).enumerate().map(|(i, kind)| {
        let id = if i == 0 { "kind".to_owned() } else { format!("kind-{kind}") };
        view! {
            <label>
                <input type="radio" name="kind" id=id value=kind.as_str() checked=chosen == Some(kind)/>
                <b>{words.text(&format!("new-kind-{kind}"))}</b>
                <span>{words.text(&format!("new-kind-{kind}-hint"))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field" class:wrong=wrong>
            <legend>{words.text("kind-label")}</legend>
            <p class="hint">{words.text("kind-hint")}</p>
            {error.map(|text| problem(visit, "kind", text))}
            <div class="choice">{choices.collect_view()}</div>
        </fieldset>
    }
}

/// The text, with its pictures.
pub(super) fn body(visit: &Visit, form: &Form<'_>) -> impl IntoView + use<> {
    let field = Field {
        name: "body",
        key: "body",
        wrongs: form.wrongs,
    };
    let writing = Writing {
        preview: form.preview.then(|| prose::render(&form.new.body).html),
        rows: 9,
        wrong: form.wrongs.at(visit.words, "body").is_some(),
        ..writing(
            visit,
            "body",
            &form.new.body,
            format!("body-hint {}", field.described(visit.words)).trim(),
        )
    };
    let prompt = |kind: &Kind| {
        let text = visit.words.text(&format!("new-kind-{kind}-prompt"));
        view! { <span class="of-kind" data-kind=kind.as_str()>{text}</span> }
    };
    let prompts = Kind::ALL.iter().map(prompt).collect_view().markup();
    field.hinted(
        visit,
        Some(prompts),
        full_composer(visit, writing, Place::New, &form.new.pictures, form.wrongs),
    )
}

/// What it is about. A brand without products asks nothing.
pub(super) fn product(visit: &Visit, form: &Form<'_>) -> Option<Markup> {
    if form.products.is_empty() {
        return None;
    }
    let none = (String::new(), visit.words.text("product-none").to_owned());
    let named = form.products.iter().map(|product| {
        let name = match product.model.as_str() {
            "" => product.name.clone(),
            model if product.name.ends_with(model) => product.name.clone(),
            model => format!("{} · {model}", product.name),
        };
        (product.slug.clone(), name)
    });
    let field = Field {
        name: "product",
        key: "product",
        wrongs: form.wrongs,
    };
    let options = std::iter::once(none).chain(named).collect();
    Some(field.select(visit, options, &form.new.product).markup())
}

/// Where it goes. A brand with a single board asks nothing.
pub(super) fn board(visit: &Visit, form: &Form<'_>) -> Markup {
    let level = visit.viewer.level().max(Level::Members);
    let open: Vec<&Board> = form.boards.iter().filter(|b| level >= b.submit_level).collect();
    if let [only] = open.as_slice() {
        return view! { <input type="hidden" name="board" value=only.slug.clone()/> }.markup();
    }
    let field = Field {
        name: "board",
        key: "board",
        wrongs: form.wrongs,
    };
    // Where a kind is chosen, the style leaves those that take it.
    let options = open.iter().map(|b| {
        let kinds = b.kinds.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(" ");
        let name = Spoken::name(visit, b);
        let text = narrow(visit.words, b.view_level).map_or_else(|| name.text.clone(), |who| format!("{} · {who}", name.text));
        view! { <option value=b.slug.clone() selected=b.slug == form.new.board data-kinds=kinds lang=name.lang>{text}</option> }
    });
    let wrong = form.wrongs.at(visit.words, "board").is_some();
    let takers = wrong.then(|| takers(visit, form, &open)).flatten();
    let control = view! {
        {takers}
        <select id="board" name="board" aria-invalid=wrong.then_some("true") aria-describedby=field.described(visit.words) class="input">
            <option value="">{visit.words.text("board-choose")}</option>
            {options.collect_view()}
        </select>
    };
    field.around(visit, control.markup()).markup()
}

/// Which boards take what was chosen, for who chose another.
fn takers(visit: &Visit, form: &Form<'_>, open: &[&Board]) -> Option<Markup> {
    let kind = Kind::parse(&form.new.kind).filter(|_| !form.new.board.is_empty())?;
    let takers = open.iter().filter(|b| b.kinds.contains(&kind));
    let names: Vec<String> = takers.map(|b| Spoken::name(visit, b).text).collect();
    let kinds = visit.words.text(&format!("kinds-{kind}"));
    let args = [("kinds", kinds.into()), ("boards", names.join(", ").into())];
    (!names.is_empty()).then(|| view! { <p class="hint">{visit.words.with("board-takers", &args)}</p> }.markup())
}

/// In which language it is written: read from the text, unless somebody says so. A brand of one language asks nothing.
pub(super) fn language(visit: &Visit, form: &Form<'_>) -> Option<Markup> {
    let languages = &visit.brand().languages;
    if languages.len() < 2 {
        return None;
    }
    let none = (String::new(), visit.words.text("lang-guess").to_owned());
    let named = languages
        .iter()
        .map(|lang| (lang.to_string(), visit.words.text(&format!("settings-language-{lang}")).to_owned()));
    let field = Field {
        name: "lang",
        key: "lang",
        wrongs: form.wrongs,
    };
    let options = std::iter::once(none).chain(named).collect();
    Some(field.select(visit, options, &form.new.lang).markup())
}
