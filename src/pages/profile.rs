//! `/account/profile`: how one is known in this brand: name, handle, picture.

use crate::accounts::rooms_page;
use crate::errors::{Answer, Oops};
use crate::markup::IntoMarkup;
use crate::moderation::deeds;
use crate::parts::field::{Field, Wrongs};
use crate::parts::{Face, avatar};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use community::{people, pictures};
use leptos::prelude::*;
use types::Error;
use types::members::Role;
use types::people::{PICTURE_BYTES, Profile};

/// `GET /account/profile`
pub async fn get(visit: Visit) -> Answer {
    let profile = people::own(&visit.installation.db, visit.viewer.member()?).await?;
    page(&visit, &profile, &Wrongs::default())
}

/// `POST /account/profile`
pub async fn post(visit: Visit, Form(profile): Form<Profile>) -> Answer {
    match people::save(&visit.installation.db, visit.viewer.member()?, &profile, visit.now).await {
        Ok(()) => done(&visit, "notice-profile-saved").await,
        Err(failure) => page(&visit, &profile, &Wrongs::beside(failure.into(), "name")?),
    }
}

/// `POST /account/profile/picture`
pub async fn picture(visit: Visit, form: Multipart) -> Answer {
    let (db, member) = (&visit.installation.db, visit.viewer.member()?);
    let kept = match sent(form).await {
        Ok(bytes) => pictures::set(db, member, bytes, visit.now).await.map_err(Error::from),
        Err(error) => Err(error),
    };
    match kept {
        Ok(_) => done(&visit, "notice-picture-saved").await,
        Err(error) => {
            let wrongs = Wrongs::beside(error, "picture").map_err(Oops)?;
            page(&visit, &people::own(db, member).await?, &wrongs)
        }
    }
}

/// `POST /account/profile/picture/remove`
pub async fn remove(visit: Visit) -> Answer {
    pictures::remove(&visit.installation.db, visit.viewer.member()?).await?;
    done(&visit, "notice-picture-removed").await
}

async fn done(visit: &Visit, said: &str) -> Answer {
    visit.say_next(said).await;
    Ok(Redirect::to(&visit.href("/account/profile")).into_response())
}

/// The file of the form. One that is too large is read to its end and not kept: a browser that is cut short shows no message.
async fn sent(mut form: Multipart) -> Result<Vec<u8>, Error> {
    let unreadable = |cause: axum::extract::multipart::MultipartError| match cause.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::invalid("picture", "picture-large"),
        _ => Error::invalid("picture", "picture-missing"),
    };
    while let Some(mut field) = form.next_field().await.map_err(unreadable)? {
        if field.name() != Some("picture") {
            continue;
        }
        let (mut bytes, mut whole) = (Vec::new(), true);
        while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
            whole &= bytes.len() + chunk.len() <= PICTURE_BYTES;
            if whole {
                bytes.extend_from_slice(&chunk);
            }
        }
        return match (whole, bytes.is_empty()) {
            (false, _) => Err(Error::invalid("picture", "picture-large")),
            (true, true) => Err(Error::invalid("picture", "picture-missing")),
            (true, false) => Ok(bytes),
        };
    }
    Err(Error::invalid("picture", "picture-missing"))
}

fn page(visit: &Visit, profile: &Profile, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let member = visit.viewer.member()?;
    let field = |name| Field { name, key: name, wrongs };
    let own = visit.href(&format!("/people/{}", member.number));
    let form = || {
        view! {
            <form action=visit.href("/account/profile") method="post" novalidate>
                {field("name").input(visit, "text", "name", &profile.name)}
                {field("handle").input(visit, "text", "off", &profile.handle)}
                <div class="form-end"><button class="button primary">{words.text("own-save")}</button><a href=own>{words.text("profile-see")}</a></div>
            </form>
        }
        .markup()
    };
    let names = deeds::stopped(visit, wrongs).unwrap_or_else(form);
    rooms_page(
        visit,
        "own-profile",
        wrongs,
        view! { <section>{names}</section>{face(visit, &member.name, wrongs).markup()} },
    )
}

fn face(visit: &Visit, name: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let (number, picture) = visit.viewer.as_member().map_or((0, None), |m| (m.number, m.picture_id));
    let face = Face {
        name,
        number,
        role: Role::Member,
        picture,
    };
    let field = Field {
        name: "picture",
        key: "picture",
        wrongs,
    };
    let wrong = wrongs.at(words, "picture").is_some().then_some("true");
    let described = field.described(words);
    let control = view! {
        <input class="input" type="file" id="picture" name="picture" accept="image/png,image/jpeg,image/webp" aria-invalid=wrong aria-describedby=described/>
    };
    let send = (!visit.is_suspended() || wrong.is_some()).then(|| {
        view! {
            <form action=visit.href("/account/profile/picture") method="post" enctype="multipart/form-data" novalidate>
                {field.around(visit, control.markup())}
                <div class="form-end"><button class="button primary">{words.text("picture-send")}</button></div>
            </form>
        }
    });
    let remove = picture.is_some().then(|| {
        view! {
            <form action=visit.href("/account/profile/picture/remove") method="post">
                <div class="form-end"><button class="button">{words.text("picture-remove")}</button></div>
            </form>
        }
    });
    view! {
        <section class="own-picture">
            <h2>{words.text("picture-title")}</h2>
            {avatar(visit, &face, "large")}
            {send}
            {remove}
        </section>
    }
}
