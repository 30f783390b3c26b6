//! `/settings/look`: nine colours by day and nine by night, letters, corners and the logo. Shown as they will be before they are saved;
//! what could not be read is refused, with a colour that can.

use super::{Sent, page, saved};
use crate::errors::Answer;
use crate::parts::field::{Field, Wrongs, problem};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Query;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use community::brands::{self, Theme, look};
use leptos::prelude::*;
use types::colour::Rgb;
use types::look::{Corner, Faint, Font, Scheme, Token, mended, night_of};
use types::{Error, Wrong};
use ui::composer::inside_textarea;

/// Where its forms lead back to.
const HERE: &str = "/settings/look";

/// `GET /settings/look`
pub async fn get(visit: Visit) -> Answer {
    show(&visit, &worn(&visit).await?, &Typed::default(), "", &Wrongs::default())
}

/// `POST /settings/look`: saves, or shows what was chosen, or takes over a proposal.
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let mut theme = worn(&visit).await?;
    let typed = Typed::of(&sent, &theme);
    if let Err(error) = typed.dress(&mut theme) {
        return show(&visit, &theme, &typed, "", &Wrongs::of(error)?);
    }
    let act = sent.typed("do");
    match act {
        "preview" => {}
        "night" => {
            let night = night_of(&theme.palette(Scheme::Light));
            theme.wear(Scheme::Dark, &night);
        }
        "mend" => Scheme::ALL.iter().for_each(|scheme| {
            let better = mended(*scheme, &theme.palette(*scheme));
            theme.wear(*scheme, &better);
        }),
        _ if act.starts_with("take-") => take(&mut theme, act),
        _ => {
            return match look::set_theme(&visit.installation.db, &visit.admin()?, theme.clone(), visit.now).await {
                Ok(()) => saved(&visit, HERE).await,
                Err(failure) => show(&visit, &theme, &Typed::default(), "", &Wrongs::of(failure.into())?),
            };
        }
    }
    show(&visit, &theme, &Typed::default(), "", &Wrongs::default())
}

/// `POST /settings/look/logo`: a file, or the text of one; nothing for the name in letters.
pub async fn logo_post(visit: Visit, form: Result<Multipart, MultipartRejection>) -> Answer {
    let logo = match form {
        Ok(form) => logo_of(form).await,
        Err(_) => Err(Error::invalid("logo", "logo-form")),
    };
    let logo = match logo {
        Ok(logo) => logo,
        Err(error) => return show(&visit, &worn(&visit).await?, &Typed::default(), "", &Wrongs::of(error)?),
    };
    match look::set_logo(&visit.installation.db, &visit.admin()?, &logo, visit.now).await {
        Ok(()) => saved(&visit, HERE).await,
        Err(failure) => show(&visit, &worn(&visit).await?, &Typed::default(), &logo, &Wrongs::of(failure.into())?),
    }
}

/// What the query of the preview's style sheet says: the same names as the form's.
/// `GET /settings/look/preview.css`
pub async fn preview(visit: Visit, Query(sent): Query<Sent>) -> Answer {
    let mut theme = worn(&visit).await?;
    Typed::of(&sent, &theme).dress(&mut theme).map_err(|_| Error::NotFound)?;
    let css: String = Scheme::ALL
        .iter()
        .map(|scheme| theme.css_of(*scheme, &format!("[data-brand=\"preview-{scheme}\"]")))
        .collect();
    let css = format!("{css}{}", choices_css());
    Ok(([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response())
}

/// Each choice of letters and of corners as it will be.
fn choices_css() -> String {
    let letters = Font::ALL.iter().map(|font| {
        let stack = font.tokens().iter().find(|(name, _)| *name == "font-display");
        let stack = stack.map_or("var(--font-text)", |(_, value)| *value);
        format!("[data-letters=\"{font}\"]{{font-family:{stack};font-size:1.25rem;line-height:1.25}}")
    });
    let corners = Corner::ALL
        .iter()
        .map(|corner| format!("[data-corner=\"{corner}\"]{{border-radius:{}}}", corner.radius()));
    letters.chain(corners).collect()
}

/// The theme that the space wears.
async fn worn(visit: &Visit) -> Result<Theme, crate::Oops> {
    let dress = brands::dress(&visit.installation.db, visit.brand().id).await?;
    Ok(serde_json::from_str(&dress.theme).unwrap_or_default())
}

/// The file if one was chosen, else the text.
async fn logo_of(mut form: Multipart) -> Result<String, Error> {
    let told = |status: StatusCode| {
        let long = status == StatusCode::PAYLOAD_TOO_LARGE;
        Error::invalid("logo", if long { "logo-long" } else { "logo-form" })
    };
    let (mut file, mut text, mut remove) = (String::new(), String::new(), false);
    while let Some(field) = form.next_field().await.map_err(|e| told(e.status()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|e| told(e.status()))?;
        let value = String::from_utf8(bytes.to_vec()).map_err(|_| Error::invalid("logo", "logo-form"))?;
        match name.as_str() {
            "file" => file = value,
            "logo" => text = value,
            "do" => remove = value == "remove",
            _ => {}
        }
    }
    let given = [file, text].into_iter().find(|t| !t.trim().is_empty()).unwrap_or_default();
    match (remove, given.is_empty()) {
        (true, _) => Ok(String::new()),
        (false, true) => Err(Error::invalid("logo", "logo-missing")),
        (false, false) => Ok(given),
    }
}

/// Takes over one proposal: `take-dark-on-mast`.
fn take(theme: &mut Theme, act: &str) {
    let named = act.strip_prefix("take-").and_then(|rest| rest.split_once('-'));
    let parsed = named.and_then(|(scheme, token)| Scheme::parse(scheme).zip(Token::parse(token)));
    if let Some((scheme, token)) = parsed {
        let palette = theme.palette(scheme);
        let better = mended(scheme, &palette).get(token);
        theme.wear(scheme, &palette.with(token, better));
    }
}

/// What stands in the form: colours as they were typed, by the names of their fields.
#[derive(Default)]
struct Typed {
    colours: Vec<(String, String)>,
    font: Option<Font>,
    corner: Option<Corner>,
}

impl Typed {
    /// A colour is what was typed, if that was changed, else what was picked; without either, what is worn.
    fn of(sent: &Sent, theme: &Theme) -> Self {
        let colour = |scheme: Scheme, token: Token| {
            let name = format!("{scheme}-{token}");
            let (typed, was) = (sent.typed(&name), sent.typed(&format!("{name}-was")));
            let picked = sent.typed(&format!("{name}-picked"));
            let value = match (typed, picked) {
                ("", "") => theme.palette(scheme).get(token).hex(),
                (typed, "") => typed.to_owned(),
                (typed, picked) if typed == was => picked.to_owned(),
                (typed, _) => typed.to_owned(),
            };
            (name, value)
        };
        let of_scheme = |scheme: &Scheme| Token::ALL.iter().map(|token| colour(*scheme, *token)).collect::<Vec<_>>();
        Self {
            colours: Scheme::ALL.iter().flat_map(of_scheme).collect(),
            font: Font::parse(sent.typed("font")),
            corner: Corner::parse(sent.typed("corner")),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.colours.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Puts it on, or says which fields hold no colour.
    fn dress(&self, theme: &mut Theme) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        for scheme in Scheme::ALL {
            let mut palette = theme.palette(*scheme);
            for token in Token::ALL {
                let name = format!("{scheme}-{token}");
                match self.get(&name).and_then(Rgb::parse_hex) {
                    Some(colour) => palette = palette.with(*token, colour),
                    None => wrongs.push(Wrong::new(&name, "colour-form")),
                }
            }
            theme.wear(*scheme, &palette);
        }
        if let Some(font) = self.font {
            theme.set_font(font);
        }
        if let Some(corner) = self.corner {
            theme.set_corner(corner);
        }
        types::error::all_right(wrongs)
    }
}

fn show(visit: &Visit, theme: &Theme, typed: &Typed, logo: &str, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let faint = look::faint_in(theme);
    let script = (visit.installation.settings.asset)("look.js");
    let mend = (!faint.is_empty()).then(|| view! { <button name="do" value="mend" class="button">{words.text("look-mend")}</button> });
    let schemes = Scheme::ALL
        .iter()
        .map(|scheme| colours(visit, *scheme, theme, typed, &faint, wrongs).into_any())
        .collect_view();
    let body = view! {
        {shown(visit, theme).into_any()}
        <section>
            <h2>{words.text("look-colours")}</h2>
            <p>{words.text("look-colours-about")}</p>
            <form action=visit.href(HERE) method="post" novalidate>
                <button class="unseen" tabindex="-1" aria-hidden="true"></button>
                <div class="palettes">{schemes}</div>
                <div><button name="do" value="night" class="button small">{words.text("look-night")}</button></div>
                {letters(visit, theme).into_any()}
                {corners(visit, theme).into_any()}
                <div class="form-end">
                    <button class="button primary">{words.text("look-save")}</button>
                    <button name="do" value="preview" class="button">{words.text("look-preview")}</button>
                    {mend}
                </div>
            </form>
        </section>
        {logo_section(visit, logo, wrongs).into_any()}
        <script type="module" src=script></script>
    };
    page(visit, "look", wrongs, body)
}

/// A corner of a page by day and by night, in the colours that stand in the form.
fn shown(visit: &Visit, theme: &Theme) -> impl IntoView + use<> {
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

fn colours(visit: &Visit, scheme: Scheme, theme: &Theme, typed: &Typed, faint: &[Faint], wrongs: &Wrongs) -> impl IntoView + use<> {
    let palette = theme.palette(scheme);
    let rows = Token::ALL.iter().map(|token| {
        let shown = palette.get(*token).hex();
        let value = typed.get(&format!("{scheme}-{token}")).unwrap_or(&shown).to_owned();
        let faint: Vec<&Faint> = faint.iter().filter(|f| f.scheme == scheme && f.pair.moved == *token).collect();
        colour(visit, scheme, *token, &value, &shown, &faint, wrongs).into_any()
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
    let offer = faint.first().map(|f| proposal(visit, &name, f).into_any());
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

fn letters(visit: &Visit, theme: &Theme) -> impl IntoView + use<> {
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

fn corners(visit: &Visit, theme: &Theme) -> impl IntoView + use<> {
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

fn logo_section(visit: &Visit, logo: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
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
                {field.around(visit, area.into_any())}
                <div class="form-end">
                    <button class="button primary">{words.text("logo-save")}</button>
                    <button name="do" value="remove" class="button">{words.text("logo-remove")}</button>
                </div>
            </form>
        </section>
    }
}
