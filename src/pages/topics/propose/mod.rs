//! `/new`: the form that starts a topic.

mod fields;
mod problem;

use super::show::soft;
use crate::composing::{self, Act, Came};
use crate::errors::{Answer, Oops};
use crate::intention::{self, Intention};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::composing::{draft_line, encoding};
use crate::parts::field::{Field, Wrongs};
use crate::sent::Sent;
use crate::shell::{self, Head};
use crate::visit::{Said, Visit};
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect};
use community::boards::{self, Board};
use community::products::{self, Product};
use community::promises::{self, Promises};
use community::{language, topics};
use leptos::prelude::*;
use types::boards::Level;
use types::drafts::Place;
use types::topics::{Kind, NewTopic, Visibility};
use types::{Error, Lang};

/// The form as it is shown.
struct Form<'f> {
    new: &'f NewTopic,
    wrongs: &'f Wrongs,
    preview: bool,
    /// When the draft was saved that it comes from.
    saved: Option<i64>,
    boards: Vec<Board>,
    /// What is still sold.
    products: Vec<Product>,
    promises: Promises,
}

/// `GET /new`: empty, or with the text that waited, or with the draft.
pub async fn get(visit: Visit) -> Answer {
    let waits = match intention::waiting(&visit).await {
        Some(Intention::Topic(topic)) => Some(topic),
        _ => None,
    };
    if let Some(error) = visit.suspension() {
        return match waits {
            Some(new) => page(&visit, &new, None, &soft(error, "body")?, false).await,
            None => Err(error.into()),
        };
    }
    let (new, saved) = match waits {
        Some(topic) => (topic, None),
        None => drafted(&visit).await?,
    };
    page(&visit, &new, saved, &Wrongs::default(), false).await
}

async fn drafted(visit: &Visit) -> Result<(NewTopic, Option<i64>), Oops> {
    let Some((sent, saved)) = composing::draft(visit, Place::New).await? else {
        return Ok((NewTopic::default(), None));
    };
    let pictures = composing::pictures(visit, &sent).await?;
    let new = NewTopic { pictures, ..typed(&sent) };
    Ok((new, Some(saved)))
}

/// What was typed, without the pictures.
fn typed(sent: &Sent) -> NewTopic {
    NewTopic {
        kind: sent.text("kind"),
        board: sent.text("board"),
        title: sent.text("title"),
        body: sent.text("body"),
        product: sent.text("product"),
        lang: sent.text("lang"),
        severity: sent.text("severity"),
        serial: sent.text("serial"),
        since: sent.text("since"),
        bought: sent.text("bought"),
        private: !sent.text("private").is_empty(),
        pictures: Vec::new(),
    }
}

/// `POST /new`: starts the topic, or shows the form again: as it will look, with another picture, with what is wrong.
pub async fn post(visit: Visit, request: Request) -> Answer {
    let mut came = match composing::receive(&visit, request, Place::New).await {
        Ok(came) => came,
        Err(response) => return Ok(response),
    };
    let pictures = came.pictures.clone();
    let new = NewTopic {
        pictures,
        ..typed(&came.sent)
    };
    if let Some(error) = visit.suspension() {
        return again(&visit, &came, &new, &soft(error, "body")?).await;
    }
    if came.stays() {
        let preview = came.act == Act::Preview && new.body.chars().count() <= types::topics::BODY.1;
        let wrongs = Wrongs::from(std::mem::take(&mut came.wrongs));
        return page(&visit, &new, None, &wrongs, preview).await;
    }
    if let Err(error) = new.validate() {
        return again(&visit, &came, &new, &Wrongs::of(error)?).await;
    }
    let Some(member) = visit.viewer.as_member() else {
        return wait(&visit, new).await;
    };
    match topics::propose(&visit.installation.db, member, new.clone(), written_in(&visit, &new), visit.now).await {
        Ok(number) => {
            if matches!(intention::waiting(&visit).await, Some(Intention::Topic(_))) {
                intention::forget(&visit).await;
            }
            visit.say(said_of(&visit, number).await).await;
            Ok(Redirect::to(&visit.href(&format!("/t/{number}"))).into_response())
        }
        Err(failure) => again(&visit, &came, &new, &soft(Error::from(failure), "body")?).await,
    }
}

/// What is said of a topic that was just posted: that it is published, that it waits, or that it is private; and by when it is answered.
pub async fn said_of(visit: &Visit, number: i64) -> Said {
    let Ok(topic) = topics::read(&visit.installation.db, &visit.viewer, number).await else {
        return Said::of("notice-posted");
    };
    let promised = if topic.due.is_some() { "-promised" } else { "" };
    let key = match topic.visibility {
        Visibility::Held => "notice-held".to_owned(),
        Visibility::Private => format!("notice-posted-private{promised}"),
        _ => format!("notice-posted{promised}"),
    };
    Said {
        day: topic.due,
        ..Said::of(key)
    }
}

/// The language of a topic that is about to be posted: as its author says, else as it reads.
pub fn written_in(visit: &Visit, new: &NewTopic) -> Lang {
    language::of(
        &new.lang,
        &format!("{} {}", new.title, new.body),
        &visit.brand().languages,
        visit.lang(),
    )
}

/// A visitor's text waits behind the door; one that is too long to wait stays in its form.
async fn wait(visit: &Visit, new: NewTopic) -> Answer {
    if let Err(error) = intention::keep(visit, Intention::Topic(new.clone())).await {
        return page(visit, &new, None, &soft(error, "body")?, false).await;
    }
    let door = if visit.viewer.account().is_some() { "/join" } else { "/sign-in" };
    Ok(Redirect::to(&visit.href(door)).into_response())
}

/// The form that came back with mistakes; it is a draft too.
async fn again(visit: &Visit, came: &Came, new: &NewTopic, wrongs: &Wrongs) -> Answer {
    came.keep_draft(visit, Place::New).await;
    page(visit, new, None, wrongs, false).await
}

async fn page(visit: &Visit, new: &NewTopic, saved: Option<i64>, wrongs: &Wrongs, preview: bool) -> Answer {
    let db = &visit.installation.db;
    let mut products = products::list(db, visit.brand().id).await?;
    products.retain(|product| product.retired.is_none());
    let form = Form {
        new,
        wrongs,
        preview,
        saved,
        boards: boards::list(db, &visit.viewer).await?,
        products,
        promises: promises::read(db, &visit.viewer).await?,
    };
    let head = Head {
        title: visit.words.text("new-title").to_owned(),
        place: "new",
        ..Head::default()
    };
    Ok(wrongs.answer(shell::page(visit, &head, || view(visit, &form))))
}

fn view(visit: &Visit, form: &Form<'_>) -> impl IntoView + use<> {
    let (words, wrongs) = (visit.words, form.wrongs);
    let title = Field {
        name: "title",
        key: "title",
        wrongs,
    }
    .input(visit, "text", "on", &form.new.title);
    let seen = if visit.brand().opened.is_some() && form.boards.iter().all(|b| b.view_level == Level::Anyone) {
        "new-visible"
    } else {
        "new-visible-some"
    };
    view! {
        <div class="saying">
            <form action=visit.href("/new") method="post" enctype=encoding(visit) novalidate>
                <button class="unseen" tabindex="-1" aria-hidden="true"></button>
                <h1>{words.text("new-title")}</h1>
                <p class="soft">{words.text("new-about")}</p>
                {draft_line(visit, form.saved)}
                {wrongs.summary(words).markup()}
                {fields::kinds(visit, form).markup()}
                {title.markup()}
                {fields::body(visit, form).markup()}
                {fields::product(visit, form)}
                {problem::problem(visit, form).markup()}
                {fields::board(visit, form)}
                {fields::language(visit, form)}
                <div class="form-end">
                    <button class="button primary large">{words.text("new-post")}</button>
                    <p class="small soft everybody">{words.text(seen)}</p>
                    <p class="small soft private">{words.with("new-visible-private", &[("brand", visit.brand().name.as_str().into())])}</p>
                    {promised(visit, form)}
                </div>
            </form>
        </div>
    }
}

/// By when each kind that is chosen gets a first answer, where that is promised.
fn promised(visit: &Visit, form: &Form<'_>) -> Option<Markup> {
    let line = |(kind, hours): (&Kind, &i64)| {
        let day = visit.when.long(visit.now.plus_seconds(hours * 3_600));
        let said = visit.words.with("new-promised", &[("day", day.into())]);
        view! { <span class="of-kind" data-kind=kind.as_str()>{said}</span> }
    };
    let lines = form.promises.iter().map(line).collect_view();
    (!form.promises.is_empty()).then(|| view! { <p class="small soft promised">{lines}</p> }.markup())
}
