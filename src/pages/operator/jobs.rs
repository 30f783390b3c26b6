//! `/operator/jobs`: the queue, and what is dead in it.

use super::{Asked, Desk, page, pager, to};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::Wrongs;
use axum::extract::{Path, Query};
use community::operator::jobs::{self, Dead, Depth, Failing};
use leptos::prelude::*;
use types::{Instant, JobId};

/// `GET /operator/jobs`
pub async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let db = &desk.installation.db;
    let depth = jobs::depth(db, desk.operator, desk.now).await?;
    let failing = jobs::failing(db, desk.operator).await?;
    let found = jobs::dead(db, desk.operator, asked.after()).await?;
    let words = desk.words;
    let rows = if found.rows.is_empty() {
        view! { <p class="none">{words.text("operator-jobs-none")}</p> }.markup()
    } else {
        view! { <ul class="records" role="list">{found.rows.iter().map(|job| row(&desk, job)).collect_view()}</ul> }.markup()
    };
    let body = view! {
        <section><h2>{words.text("operator-jobs-queue")}</h2><p>{waiting(&desk, &depth)}</p></section>
        {(!failing.is_empty()).then(|| view! {
            <section>
                <h2>{words.text("operator-jobs-failing")}</h2>
                <p>{words.text("operator-jobs-failing-about")}</p>
                <ul class="records" role="list">{failing.iter().map(|job| again(&desk, job)).collect_view()}</ul>
            </section>
        })}
        <section>
            <h2>{words.text("operator-jobs-dead")}</h2>
            <p>{words.text("operator-jobs-dead-about")}</p>
            {rows}
            {pager(&desk, "/operator/jobs", "", found.next)}
        </section>
    };
    page(&desk, "jobs", words.text("operator-room-jobs"), &Wrongs::default(), body)
}

fn waiting(desk: &Desk, depth: &Depth) -> String {
    let words = desk.words;
    let mut parts = vec![words.count("operator-jobs-due", depth.due)];
    if let Some(at) = depth.oldest {
        parts.push(words.with("operator-jobs-oldest", &[("when", desk.when.short(Instant(at)).into())]));
    }
    parts.push(words.count("operator-jobs-later", depth.later));
    parts.push(words.count("operator-jobs-dead-count", depth.dead));
    parts.join(" · ")
}

/// What a job is for, in words.
fn kind(desk: &Desk, kind: &str) -> String {
    let key = format!("operator-job-{kind}");
    if desk.words.has(&key) {
        desk.words.text(&key).to_owned()
    } else {
        kind.to_owned()
    }
}

fn again(desk: &Desk, job: &Failing) -> impl IntoView + use<> {
    let words = desk.words;
    let next = words.with("operator-jobs-again", &[("when", desk.when.clock(job.run_at).into())]);
    let mut facts = vec![words.count("operator-jobs-tries", job.attempts), next];
    facts.extend(job.brand.clone());
    let error = job.last_error.clone().unwrap_or_default();
    view! { <li><div><b>{kind(desk, &job.kind)}</b><span>{facts.join(" · ")}</span><br/><span>{error}</span></div></li> }
}

fn row(desk: &Desk, job: &Dead) -> impl IntoView + use<> {
    let words = desk.words;
    let kind = kind(desk, &job.kind);
    let mut facts = vec![words.count("operator-jobs-tries", job.attempts), desk.when.short(job.created)];
    facts.extend(job.brand.clone());
    let error = job.last_error.clone().unwrap_or_default();
    let at = |verb: &str| format!("/operator/jobs/{}/{verb}", job.id.0);
    view! {
        <li>
            <div><b>{kind}</b><span>{facts.join(" · ")}</span><br/><span>{error}</span></div>
            <form action=at("retry") method="post"><button class="button small">{words.text("operator-jobs-retry")}</button></form>
            <form action=at("drop") method="post"><button class="button small">{words.text("operator-jobs-drop")}</button></form>
        </li>
    }
}

/// `POST /operator/jobs/{job}/retry`
pub async fn retry(desk: Desk, Path(job): Path<i64>) -> Answer {
    jobs::retry(&desk.installation.db, desk.operator, JobId(job), desk.now).await?;
    desk.say_next("notice-job-retried").await;
    to("/operator/jobs")
}

/// `POST /operator/jobs/{job}/drop`
pub async fn drop_dead(desk: Desk, Path(job): Path<i64>) -> Answer {
    jobs::drop_dead(&desk.installation.db, desk.operator, JobId(job), desk.now).await?;
    desk.say_next("notice-job-dropped").await;
    to("/operator/jobs")
}
