//! What stands in the form of the look: the samples, the colours, the letters, the corners, the logo.

use super::{HERE, Typed};
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs, problem};
use crate::visit::Visit;
use community::brands::Theme;
use leptos::prelude::*;
use types::look::{Corner, Faint, Font, Scheme, Token};
use ui::composer::inside_textarea;

/// A corner of a page by day and by night, in the colours that stand in the form.
pub fn shown(visit: &Visit, theme: &Theme) -> impl IntoView + use<> {
    let words = visit.words;
    let mut query: Vec<String> = Vec::new();
    for scheme in Scheme::ALL {
        let palette = theme.palette(*scheme);
        query.extend(
            Token::ALL
                .iter()
                .map(|t| format!("{scheme}-{t}={}", palette.get(*t).hex().trim_start_matches('#'))),
        );
    }
    query.extend(theme.font().map(|font| format!("font={font}")));
    query.extend(theme.corner().map(|corner| format!("corner={corner}")));
    let sheet = visit.href(&format!("{HERE}/preview.css?{}", query.join("&")));
    let name = visit.brand().name.clone();
    let one = |scheme: &Scheme| {
        view! {
            <figure>
                <figcaption>{words.text(&format!("look-{scheme}"))}</figcaption>
                <div data-brand=format!("preview-{scheme}") aria-hidden="true" class="wearing">
                    <p class="band"><b>{name.clone()}</b><span class="act">{words.text("mast-new")}</span></p>
                    <div class="sheet">
                        <p class="head">{words.text("look-sample-title")}</p>
                        <p>{words.text("look-sample-text")}" "<span class="link">{words.text("look-sample-link")}</span></p>
                        <p class="soft">{words.text("look-sample-soft")}</p>
                        <p><span class="button primary">{words.text("look-sample-button")}</span></p>
                    </div>
                </div>
            </figure>
        }
    };
    let both = Scheme::ALL.iter().map(one).collect_view();
    view! { <link rel="stylesheet" href=sheet/><div class="wardrobe">{both}</div> }
}

pub fn colours(visit: &Visit, scheme: Scheme, theme: &Theme, typed: &Typed, faint: &[Faint], wrongs: &Wrongs) -> impl IntoView + use<> {
    let palette = theme.palette(scheme);
    let rows = Token::ALL.iter().map(|token| {
        let shown = palette.get(*token).hex();
        let value = typed.get(&format!("{scheme}-{token}")).unwrap_or(&shown).to_owned();
        let faint: Vec<&Faint> = faint.iter().filter(|f| f.scheme == scheme && f.pair.moved == *token).collect();
        colour(visit, scheme, *token, &value, &shown, &faint, wrongs).markup()
    });
    view! {
        <fieldset class="palette">
            <legend>{visit.words.text(&format!("look-{scheme}"))}</legend>
            {rows.collect_view()}
        </fieldset>
    }
}

/// One colour: picked or typed. Where both came back, the one that was changed counts.
fn colour(
    visit: &Visit,
    scheme: Scheme,
    token: Token,
    value: &str,
    shown: &str,
    faint: &[&Faint],
    wrongs: &Wrongs,
) -> impl IntoView + use<> {
    let words = visit.words;
    let name = format!("{scheme}-{token}");
    let text = wrongs
        .at(words, &name)
        .or_else(|| faint.first().map(|f| contrast_sentence(visit, f)));
    let wrong = text.is_some();
    let error = text.map(|text| problem(visit, &name, text));
    let offer = faint.first().map(|f| proposal(visit, &name, f).markup());
    let (label, picked, was) = (format!("{name}-label"), format!("{name}-picked"), format!("{name}-was"));
    let described = wrong.then(|| format!("{name}-error"));
    view! {
        <div class="field colour" class:wrong=wrong>
            <label for=name.clone() id=label.clone()>{words.text(&format!("token-{token}"))}</label>
            {error}
            <div class="picker">
                <input type="color" name=picked.clone() id=picked value=shown.to_owned() aria-labelledby=label/>
                <input id=name.clone() name=name value=value.to_owned() autocomplete="off" spellcheck="false" data-scheme=scheme.as_str()
                    data-token=token.as_str() aria-invalid=wrong.then_some("true") aria-describedby=described class="input"/>
                <input type="hidden" name=was value=shown.to_owned()/>
            </div>
            {offer}
        </div>
    }
}

fn contrast_sentence(visit: &Visit, faint: &Faint) -> String {
    let key = format!("contrast-{}", faint.pair.word);
    visit.words.with(&key, &[("count", (faint.scheme as i64).into())])
}

/// How much is missing, and what would do.
fn proposal(visit: &Visit, name: &str, faint: &Faint) -> impl IntoView + use<> {
    let words = visit.words;
    let ratio = |n: f64| {
        let text = format!("{n:.1}");
        let text = text.trim_end_matches(".0").to_owned();
        if words.lang() == types::Lang::Fr {
            text.replace('.', ",")
        } else {
            text
        }
    };
    // Rounded down: what is refused must not look as if it passed.
    let is = (faint.ratio * 10.0).floor() / 10.0;
    let hex = faint.proposal.hex();
    let args = [("is", ratio(is).into()), ("least", ratio(faint.pair.least).into())];
    view! {
        <p class="proposal">
            <span>{words.with("contrast-numbers", &args)}</span>
            <button name="do" value=format!("take-{name}") class="button small">
                <svg class="swatch" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><rect width="1" height="1" fill=hex.clone()></rect></svg>
                {words.with("contrast-take", &[("colour", hex.into())])}
            </button>
        </p>
    }
}

pub fn letters(visit: &Visit, theme: &Theme) -> impl IntoView + use<> {
    let words = visit.words;
    let now = theme.font();
    let choices = Font::ALL.iter().map(|font| {
        let stack = font
            .tokens()
            .iter()
            .find(|(name, _)| *name == "font-display")
            .map_or("var(--font-text)", |(_, value)| value);
        view! {
            <label>
                <input type="radio" name="font" value=font.as_str() checked=now == Some(*font) data-token="font-display" data-value=stack/>
                <b data-letters=font.as_str()>{words.text(&format!("font-{font}"))}</b>
                <span>{words.text(&format!("font-{font}-hint"))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend>{words.text("look-letters")}</legend>
            <div class="choice single">{choices.collect_view()}</div>
        </fieldset>
    }
}

pub fn corners(visit: &Visit, theme: &Theme) -> impl IntoView + use<> {
    let words = visit.words;
    let now = theme.corner();
    let choices = Corner::ALL.iter().map(|corner| {
        view! {
            <label data-corner=corner.as_str()>
                <input type="radio" name="corner" value=corner.as_str() checked=now == Some(*corner) data-token="radius" data-value=corner.radius()/>
                <b>{words.text(&format!("corner-{corner}"))}</b>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend>{words.text("look-corners")}</legend>
            <div class="choice">{choices.collect_view()}</div>
        </fieldset>
    }
}

pub fn logo_section(visit: &Visit, logo: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let now = visit.href(&format!("/look/logo.{}.svg", visit.brand().revision));
    let field = Field {
        name: "logo",
        key: "logo",
        wrongs,
    };
    let described = Some(field.described(words)).filter(|d| !d.is_empty());
    let wrong = wrongs.at(words, "logo").is_some().then_some("true");
    let area = view! {
        <textarea id="logo" name="logo" rows="4" spellcheck="false" aria-invalid=wrong aria-describedby=described inner_html=inside_textarea(logo)
            class="input"></textarea>
    };
    let alt = words.with("logo-now", &[("brand", visit.brand().name.as_str().into())]);
    view! {
        <section>
            <h2>{words.text("logo-title")}</h2>
            <p>{words.text("logo-about")}</p>
            <p class="logo-now"><img src=now alt=alt/></p>
            <form action=visit.href("/settings/look/logo") method="post" enctype="multipart/form-data" novalidate>
                <div class="field">
                    <label for="file">{words.text("logo-file-label")}</label>
                    <input type="file" id="file" name="file" accept="image/svg+xml,.svg" class="input"/>
                </div>
                {field.around(visit, area.markup())}
                <div class="form-end">
                    <button class="button primary">{words.text("logo-save")}</button>
                    <button name="do" value="remove" class="button">{words.text("logo-remove")}</button>
                </div>
            </form>
        </section>
    }
}
