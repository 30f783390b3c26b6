//! `/t/{number}/tags`: the staff says which tags a topic bears.

use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::parts::rooms::answer;
use crate::parts::topic_row::topic_href;
use crate::parts::{icon, title_of};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::tags;
use community::topics::{self, Topic};
use leptos::prelude::*;
use types::tags::NewTags;

/// `GET /t/{number}/tags`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    let borne = tags::of_topic(db, visit.brand().id, topic.id).await?;
    let typed = borne.into_iter().map(|tag| tag.name).collect::<Vec<_>>().join(", ");
    show(&visit, &topic, &NewTags { tags: typed }, &Wrongs::default()).await
}

/// `POST /t/{number}/tags`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(new): Form<NewTags>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    match tags::set(db, &visit.viewer, topic.id, &new, visit.now).await {
        Ok(()) => {
            visit.say_next("notice-tags-saved").await;
            Ok(Redirect::to(&topic_href(&visit, number, &topic.slug)).into_response())
        }
        Err(failure) => show(&visit, &topic, &new, &Wrongs::of(failure.into())?).await,
    }
}

async fn show(visit: &Visit, topic: &Topic, typed: &NewTags, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let known = tags::list(&visit.installation.db, &visit.viewer).await?;
    let head = Head {
        place: "topics",
        ..Head::titled(words.text("tags-title"))
    };
    let lang = (topic.lang != visit.lang() && !topic.title.is_empty()).then_some(topic.lang.as_str());
    let back = topic_href(visit, topic.number, &topic.slug);
    let page = shell::page(visit, &head, || {
        let field = Field {
            name: "tags",
            key: "tags-field",
            wrongs,
        };
        let described = Some(field.described(words)).filter(|d| !d.is_empty());
        let wrong = wrongs.at(words, "tags").is_some().then_some("true");
        let control = view! {
            <input class="input" id="tags" name="tags" value=typed.tags.clone() autocomplete="off" aria-describedby=described aria-invalid=wrong/>
        };
        let used = (!known.is_empty()).then(|| {
            let names = known.iter().map(|t| t.name.clone()).collect::<Vec<_>>().join(", ");
            view! { <p class="soft small">{words.with("tags-known", &[("tags", names.into())])}</p> }
        });
        view! {
            <div class="voters">
                <p class="crumbs" lang=lang><a href=back>{icon(&visit.installation, "back")}{title_of(words, &topic.title)}</a></p>
                <h1>{words.text("tags-title")}</h1>
                {wrongs.summary(words)}
                <form method="post" action=visit.href(&format!("/t/{}/tags", topic.number))>
                    {field.around(visit, control.markup())}
                    {used}
                    <div class="form-end"><button class="button primary">{words.text("tags-save")}</button></div>
                </form>
            </div>
        }
    });
    answer(page, wrongs)
}
