//! Inviting people, and the invitations that wait.

use super::{Asked, affiliations, choice, department, page, roles};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::invitations::{self, Open};
use leptos::prelude::*;
use types::staff::{INVITED_MOST, Invite, is_address};
use types::{Error, InvitationId, Lang};
use ui::composer::inside_textarea;

/// `POST /settings/people`: sends invitations, or none.
pub async fn post(visit: Visit, Form(form): Form<Invite>) -> Answer {
    let (db, settings, admin) = (&visit.installation.db, &visit.installation.settings, visit.admin()?);
    match invitations::invite(db, &admin, visit.brand(), settings, &form, visit.now).await {
        Ok(_) => done(&visit, "notice-invited").await,
        Err(failure) => page(&visit, &Asked::default(), &form, &Wrongs::of(failure.into())?).await,
    }
}

/// `POST /settings/people/invitations/{id}/resend`
pub async fn resend(visit: Visit, Path((_, id)): Path<(String, i64)>) -> Answer {
    let (db, settings, admin) = (&visit.installation.db, &visit.installation.settings, visit.admin()?);
    match invitations::resend(db, &admin, visit.brand(), settings, InvitationId(id), visit.now)
        .await
        .map_err(Error::from)
    {
        Ok(()) => done(&visit, "notice-invitation-sent-again").await,
        Err(Error::Invalid(_)) => done(&visit, "notice-invitations-enough-failed").await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/people/invitations/{id}/withdraw`
pub async fn withdraw(visit: Visit, Path((_, id)): Path<(String, i64)>) -> Answer {
    let admin = visit.admin()?;
    invitations::withdraw(&visit.installation.db, &admin, InvitationId(id), visit.now).await?;
    done(&visit, "notice-invitation-withdrawn").await
}

async fn done(visit: &Visit, said: &str) -> Answer {
    visit.say_next(said).await;
    Ok(Redirect::to(&visit.href("/settings/people")).into_response())
}

pub(super) fn section(visit: &Visit, form: &Invite, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let languages = Lang::ALL
        .iter()
        .map(|l| (l.as_str(), words.text(&format!("settings-language-{l}")).to_owned()))
        .collect();
    view! {
        <section>
            <h2>{words.text("people-invite")}</h2>
            <p>{words.text("people-invite-about")}</p>
            <form method="post" action=visit.href("/settings/people") novalidate>
                {addresses(visit, form, wrongs).markup()}
                {roles(visit, &form.role, wrongs).markup()}
                {affiliations(visit, &form.affiliation, wrongs).markup()}
                <div class="pair">
                    {department(visit, &form.department, wrongs).markup()}
                    {choice(visit, "language", "invite-language", languages, &form.language, wrongs).markup()}
                </div>
                <div class="form-end"><button class="button primary">{words.text("people-invite-do")}</button></div>
            </form>
        </section>
    }
}

/// The addresses as they were typed; those that are wrong are named above them.
fn addresses(visit: &Visit, form: &Invite, wrongs: &Wrongs) -> impl IntoView + use<> {
    let (name, key) = ("addresses", "addresses");
    let field = Field { name, key, wrongs };
    let wrong = wrongs.at(visit.words, name).is_some();
    let described = field.described(visit.words);
    let named: Vec<_> = form
        .entries()
        .take(INVITED_MOST)
        .filter(|entry| wrong && !is_address(entry))
        .map(|entry| view! { <li>{entry.to_owned()}</li> })
        .collect();
    let named = (!named.is_empty()).then(|| view! { <ul class="named" role="list">{named}</ul> });
    let control = view! {
        {named}
        <textarea class="input" id=name name=name rows="5" autocomplete="off" spellcheck="false" aria-invalid=wrong.then_some("true") aria-describedby=described
            inner_html=inside_textarea(&form.addresses)></textarea>
    };
    field.around(visit, control.markup())
}

pub(super) fn open_section(visit: &Visit, open: &[Open], older: Option<i64>) -> impl IntoView + use<> {
    let words = visit.words;
    let none = open
        .is_empty()
        .then(|| view! { <p class="none">{words.text("people-open-none")}</p> });
    let rows: Vec<_> = open.iter().map(|one| row(visit, one)).collect();
    let rows = (!rows.is_empty()).then(|| view! { <ul class="records" role="list">{rows}</ul> });
    let more = older.map(|before| {
        let href = visit.href(&format!("/settings/people?before={before}#invitations"));
        view! { <p class="form-end"><a class="button" href=href>{words.text("people-open-more")}</a></p> }
    });
    view! { <section id="invitations"><h2>{words.text("people-open")}</h2>{none}{rows}{more}</section> }
}

fn row(visit: &Visit, one: &Open) -> impl IntoView + use<> {
    let words = visit.words;
    let role = words.text(&format!("staff-role-{}", one.role)).to_owned();
    let affiliation = words.text(&format!("staff-affiliation-{}", one.affiliation)).to_owned();
    let dates = [
        ("sent", visit.when.said(one.created).into()),
        ("until", visit.when.long(one.expires).into()),
    ];
    let parts = [
        Some(role),
        one.department.clone(),
        Some(affiliation),
        Some(words.with("people-open-sent", &dates)),
    ];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let member = one.member.then(|| view! { <span>{words.text("people-open-member")}</span> });
    let act = |what: &str| visit.href(&format!("/settings/people/invitations/{}/{what}", one.id.0));
    let whom = |key: &str| words.with(key, &[("address", one.address.as_str().into())]);
    view! {
        <li>
            <div><b>{one.address.clone()}</b><span>{line}</span>{member}</div>
            <form method="post" action=act("resend")><button class="button small" aria-label=whom("people-resend-whom")>{words.text("people-resend")}</button></form>
            <form method="post" action=act("withdraw")><button class="button small" aria-label=whom("people-withdraw-whom")>{words.text("people-withdraw")}</button></form>
        </li>
    }
}
