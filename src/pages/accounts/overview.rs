//! `/account`: who one is here, and in which language and time zone one reads.

use super::{account, language, rooms_page};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::notices;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use community::{accounts, when};
use leptos::prelude::*;
use types::accounts::Preferences;
use types::{Error, Lang};

/// `GET /account`
pub async fn get(visit: Visit) -> Answer {
    let account = accounts::read(&visit.installation.db, account(&visit)?).await?;
    let chosen = Preferences {
        language: account.language.to_string(),
        time_zone: account.time_zone.as_deref().map_or("", when::todays_name).to_owned(),
    };
    page(&visit, &account, &chosen, &Wrongs::default()).await
}

/// `POST /account`
pub async fn post(visit: Visit, Form(chosen): Form<Preferences>) -> Answer {
    let (db, id) = (&visit.installation.db, account(&visit)?);
    match accounts::set_preferences(db, id, &chosen).await.map_err(Error::from) {
        Ok(lang) => {
            visit.say_next("settings-saved").await;
            language::remembered(&visit.installation, lang, &visit.href("/account"))
        }
        Err(error) => page(&visit, &accounts::read(db, id).await?, &chosen, &Wrongs::of(error)?).await,
    }
}

async fn page(visit: &Visit, account: &accounts::Account, chosen: &Preferences, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let member = visit.viewer.as_member().map(|m| {
        let since = words.with(
            "account-since",
            &[
                ("brand", visit.brand().name.as_str().into()),
                ("when", visit.when.long(m.joined).into()),
            ],
        );
        view! { <p><b>{m.name.clone()}</b><br/>{since}</p> }
    });
    let mail = visit.viewer.as_member().map(|_| {
        view! {
            <section>
                <h2>{words.text("account-mail")}</h2>
                <p><a href=visit.href("/notifications#mail")>{words.text("account-mail-pace")}</a></p>
            </section>
        }
    });
    let languages = Lang::ALL.iter().map(|l| (l.as_str().to_owned(), name_of(*l).to_owned())).collect();
    let brands_own = words.with("time-zone-brand", &[("zone", visit.brand().time_zone.replace('_', " ").into())]);
    let zones = std::iter::once((String::new(), brands_own))
        .chain(when::zones().iter().map(|zone| (zone.clone(), zone.replace('_', " "))))
        .collect();
    let language = select(visit, "language", "account-language", languages, &chosen.language, wrongs).markup();
    let zone = select(visit, "time_zone", "time-zone", zones, &chosen.time_zone, wrongs).markup();
    let stopped = notices::mail_stopped(visit, super::account(visit)?).await?;
    let body = view! {
        {stopped}
        <section>
            <div class="prose">{member}<p>{words.text("account-address")}<br/><b>{account.address.clone()}</b></p></div>
        </section>
        <section>
            <h2>{words.text("account-reading")}</h2>
            <form method="post" action=visit.href("/account") novalidate>
                <div class="pair">{language}{zone}</div>
                <div class="form-end"><button class="button primary">{words.text("settings-save")}</button></div>
            </form>
        </section>
        {mail}
        <section>
            <form method="post" action=visit.href("/sign-out")><div class="form-end"><button class="button">{words.text("sign-out")}</button></div></form>
        </section>
    };
    rooms_page(visit, "account-overview", wrongs, body)
}

/// A language by its own name.
const fn name_of(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Fr => "Français",
    }
}

/// A choice of one out of a list of values and their names.
fn select(
    visit: &Visit,
    name: &'static str,
    key: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    wrongs: &Wrongs,
) -> impl IntoView + use<> {
    let field = Field { name, key, wrongs };
    let wrong = wrongs.at(visit.words, name).is_some().then_some("true");
    let described = Some(field.described(visit.words)).filter(|d| !d.is_empty());
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    let control = view! { <select id=name name=name aria-invalid=wrong aria-describedby=described class="input">{options}</select> };
    field.around(visit, control.markup())
}
