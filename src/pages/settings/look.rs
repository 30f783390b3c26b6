//! `/settings/look`: nine colours by day and nine by night, letters, corners and the logo. Shown as they will be before they are saved;
//! what could not be read is refused, with a colour that can.

mod fields;

use super::{Sent, page, saved};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::Wrongs;
use crate::visit::Visit;
use axum::Form;
use axum::extract::Query;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use community::brands::{self, Theme, look};
use fields::{colours, corners, letters, logo_section, shown};
use leptos::prelude::*;
use types::colour::Rgb;
use types::look::{Corner, Font, Scheme, Token, mended, night_of};
use types::{Error, Wrong};

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
    let asset = visit.installation.settings.asset;
    let (style, script) = (asset("look.css"), asset("look.js"));
    let mend = (!faint.is_empty()).then(|| view! { <button name="do" value="mend" class="button">{words.text("look-mend")}</button> });
    let schemes = Scheme::ALL
        .iter()
        .map(|scheme| colours(visit, *scheme, theme, typed, &faint, wrongs).markup())
        .collect_view();
    let body = view! {
        <link rel="stylesheet" href=style/>
        {shown(visit, theme).markup()}
        <section>
            <h2>{words.text("look-colours")}</h2>
            <p>{words.text("look-colours-about")}</p>
            <form action=visit.href(HERE) method="post" novalidate>
                <button class="unseen" tabindex="-1" aria-hidden="true"></button>
                <div class="palettes">{schemes}</div>
                <div><button name="do" value="night" class="button small">{words.text("look-night")}</button></div>
                {letters(visit, theme).markup()}
                {corners(visit, theme).markup()}
                <div class="form-end">
                    <button class="button primary">{words.text("look-save")}</button>
                    <button name="do" value="preview" class="button">{words.text("look-preview")}</button>
                    {mend}
                </div>
            </form>
        </section>
        {logo_section(visit, logo, wrongs).markup()}
        <script type="module" src=script></script>
    };
    page(visit, "look", wrongs, body)
}
