//! `/t/{number}/{slug}`: one topic, its answer, what became of it, what was said.

use crate::answers::{self as answer_pages, Decision};
use crate::canonical;
use crate::composing;
use crate::errors::{Answer, Oops};
use crate::intention::{self, Intention};
use crate::markup::{IntoMarkup, Markup};
use crate::moderation::deeds;
pub use crate::parts::composing::{composer, writing};
use crate::parts::composing::{draft_line, encoding, full_composer};
use crate::parts::details::details;
use crate::parts::field::{Wrongs, problem};
use crate::parts::gallery::gallery;
use crate::parts::hearing::{self, Hears};
use crate::parts::spoken::Spoken;
use crate::parts::status::{kind, status};
use crate::parts::timeline::timeline;
use crate::parts::topic_row::topic_href;
use crate::parts::vote::{Votable, vote};
use crate::parts::{Face, avatar, icon, name_link, plain_name, standing, title_of};
use crate::replies as reply_pages;
use crate::shell::{self, Head};
use crate::topics::around::Around;
use crate::visit::Visit;
use axum::extract::{Path, Query};
use axum::response::Response;
use community::attachments::{self, Pictures};
use community::replies::Reply;
use community::topics::{self, Details, Topic};
use community::{answers, boards, prose, replies};
use leptos::prelude::*;
use serde::Deserialize;
use types::boards::Level;
use types::drafts::Place;
use types::policy;
use types::replies::NewReply;
use types::topics::{Kind, Visibility};
use types::{Error, Instant, ReplyId, Wrong};
use ui::composer::Writing;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The reply to show first.
    pub reply: String,
    /// The reply that is being answered.
    pub to: String,
    /// Whether its words are to stand in the answer.
    pub quote: bool,
}

/// What somebody has typed on the page, and what was wrong with it.
#[derive(Default)]
pub struct Written {
    pub reply: NewReply,
    pub wrongs: Wrongs,
    pub preview: bool,
    pub decision: Decision,
    /// The kind and the board that were chosen and refused.
    pub place: Option<(Kind, String)>,
    pub sorting_wrongs: Wrongs,
}

impl Written {
    /// A reply.
    pub fn replying(reply: NewReply, wrongs: Wrongs, preview: bool) -> Self {
        Self {
            reply,
            wrongs,
            preview,
            ..Self::default()
        }
    }

    /// What the team decides.
    pub fn deciding(decision: Decision) -> Self {
        Self {
            decision,
            ..Self::default()
        }
    }

    /// Where the team would have it.
    pub fn sorting(kind: Kind, board: String, sorting_wrongs: Wrongs) -> Self {
        Self {
            place: Some((kind, board)),
            sorting_wrongs,
            ..Self::default()
        }
    }

    /// The page with the status of what is wrong in it: one of its forms was sent, if any.
    fn answer(&self, page: Response) -> Response {
        let forms = [&self.wrongs, &self.decision.wrongs, &self.sorting_wrongs];
        forms.into_iter().fold(page, |page, wrongs| wrongs.answer(page))
    }
}

/// `GET /t/{number}`: leads to the address with the title in it.
pub async fn get_plain(visit: Visit, Path((_, number)): Path<(String, i64)>, Query(asked): Query<Asked>) -> Answer {
    let topic = topics::read(&visit.installation.db, &visit.viewer, number).await?;
    if topic.slug.is_empty() {
        show(visit, topic, asked).await
    } else {
        Ok(canonical::lead(&visit, &topic_href(&visit, topic.number, &topic.slug)).await)
    }
}

/// `GET /t/{number}/{slug}`: another title leads to the one that it has.
pub async fn get(visit: Visit, Path((_, number, slug)): Path<(String, i64, String)>, Query(asked): Query<Asked>) -> Answer {
    let topic = topics::read(&visit.installation.db, &visit.viewer, number).await?;
    if topic.slug == slug {
        show(visit, topic, asked).await
    } else {
        Ok(canonical::lead(&visit, &topic_href(&visit, topic.number, &topic.slug)).await)
    }
}

async fn show(visit: Visit, topic: Topic, asked: Asked) -> Answer {
    let waits = match intention::waiting(&visit).await {
        Some(Intention::Reply { number, reply }) if number == topic.number && visit.viewer.as_member().is_some() => Some(reply.reply),
        _ => None,
    };
    let wrongs = match visit.suspension() {
        Some(error) if waits.is_some() => soft(error, "reply")?,
        _ => Wrongs::default(),
    };
    let kept = match waits {
        Some(text) => text,
        None => quoted(&visit, &topic, &asked).await?,
    };
    let reply = NewReply {
        reply: kept,
        parent: asked.to.parse().ok(),
        ..NewReply::default()
    };
    let reply = composing::begin_reply(&visit, topic.number, reply).await?;
    let from = asked.reply.parse().or_else(|_| asked.to.parse()).ok().map(ReplyId);
    let written = Written {
        decision: Decision::taken_back(&visit, topic.number).await,
        ..Written::replying(reply, wrongs, false)
    };
    page(&visit, topic, from, &written).await
}

/// The words of the reply that is to be quoted, as Markdown, with who said them.
async fn quoted(visit: &Visit, topic: &Topic, asked: &Asked) -> Result<String, Oops> {
    let Some(id) = asked.to.parse().ok().filter(|_| asked.quote) else {
        return Ok(String::new());
    };
    let Some(reply) = replies::one(&visit.installation.db, &visit.viewer, topic, ReplyId(id)).await? else {
        return Ok(String::new());
    };
    let name = plain_name(visit.words, &reply.author);
    let said = visit.words.with("quote-said", &[("name", name.into())]);
    let lines = reply.body.lines().map(|line| format!("> {line}\n")).collect::<String>();
    Ok(format!("> **{said}**\n>\n{lines}\n"))
}

/// What a form can say of an error that is not about one of its fields.
pub fn soft(error: Error, field: &str) -> Result<Wrongs, Oops> {
    match error {
        Error::TooMany { seconds } => Ok(Wrongs::from(vec![Wrong::new(field, "post-too-soon").after(seconds)])),
        other => Ok(Wrongs::beside(other, field)?),
    }
}

/// The page; 422 when a form of it came back with a mistake, 429 when it was sent too soon.
pub async fn page(visit: &Visit, topic: Topic, from: Option<ReplyId>, written: &Written) -> Answer {
    let db = &visit.installation.db;
    let answer = answers::answer(db, &visit.viewer, &topic).await?;
    let events = topics::timeline(db, &visit.viewer, &topic).await?;
    let replies = replies::page(db, &visit.viewer, &topic, from).await?;
    let hears = hearing::look(visit, &topic).await?;
    let pictures = attachments::of_page(db, &visit.viewer, &topic, &replies).await?;
    let told = match topic.detailed {
        true => topics::details(db, &visit.viewer, topic.id).await?,
        false => None,
    };
    let boards = match visit.viewer.team() {
        Ok(_) => boards::list(db, &visit.viewer).await?,
        Err(_) => Vec::new(),
    };
    let address = topic_href(visit, topic.number, &topic.slug);
    let head = Head {
        title: title_of(visit.words, &topic.title),
        description: topic.gist.clone(),
        canonical: if topic.is_blanked() { String::new() } else { address.clone() },
        place: "topics",
        feed: crate::feeds::of_topic(visit, &topic),
        share: crate::parts::share::of_topic(visit, &topic),
    };
    let around = Around::read(visit, &topic).await?;
    let page = shell::page(visit, &head, || {
        view! {
            <div class="thread">
                <div>
                    {opening(visit, &topic, &Shown { around: &around, hears: &hears, pictures: &pictures, told: told.as_ref(), answer: answer.as_ref() }).markup()}
                    {answer.as_ref().map(|a| answer_pages::official(visit, &topic, a, &events, &pictures).markup())}
                    {answer_pages::needs(visit, &topic, &events).map(IntoMarkup::markup)}
                    {answer_pages::desk(visit, &topic, &boards, &events, written)}
                </div>
                <aside><div>{timeline(visit, &topic, &events).markup()}{hears.aside(visit)}</div></aside>
                <div>
                    {reply_pages::list(visit, &topic, &replies, &pictures, &address).markup()}
                    {answering(visit, &topic, &replies, &address, written)}
                </div>
            </div>
        }
    });
    Ok(written.answer(page))
}

/// What stands around a topic's text.
struct Shown<'s> {
    around: &'s Around,
    hears: &'s Hears,
    pictures: &'s Pictures,
    told: Option<&'s Details>,
    answer: Option<&'s Reply>,
}

fn opening(visit: &Visit, topic: &Topic, shown: &Shown<'_>) -> impl IntoView + use<> {
    let words = visit.words;
    let title = title_of(words, &topic.title);
    let votable = Votable {
        id: topic.id,
        number: topic.number,
        kind: topic.kind,
        status: topic.status,
        locked: topic.is_closed(),
        vote_level: topic.vote_level,
        votes: topic.votes,
        voted: topic.voted,
        title: &title,
    };
    // What is private has no voters: nobody else could be one.
    let open = topic.visibility != Visibility::Private;
    let lang = (topic.lang != visit.lang()).then_some(topic.lang.as_str());
    let html = prose::current(&topic.html, topic.renderer, &topic.body).into_owned();
    let text = if topic.title.is_empty() {
        view! { <p class="gone">{words.text("topic-removed-text")}</p> }.markup()
    } else {
        view! { <div class="prose" lang=lang inner_html=html></div> }.markup()
    };
    let lang = lang.filter(|_| !topic.title.is_empty());
    let board = visit.href(&format!("/topics?board={}", topic.board_slug));
    let name = Spoken::of(visit, &topic.board_name, &topic.board_names);
    let by_member = shown.answer.is_some_and(|answer| !answer.role.is_staff());
    let answered = topic.answered.map(|at| {
        let key = if by_member { "topic-accepted-link" } else { "topic-answer-link" };
        let text = words.with(key, &[("when", visit.when.said(Instant(at)).into())]);
        view! { <a href="#answer">{text}</a> }
    });
    view! {
        <article class="opening">
            <p class="crumbs"><a href=board lang=name.lang>{icon(&visit.installation, "back")}{name.text}</a></p>
            <h1 lang=lang>{title.clone()}</h1>
            <p class="facts">
                {topic.status.map(|s| status(visit, s, true))}
                {kind(visit, topic.kind)}
                {shown.around.product(visit)}
                {author(visit, topic)}
                <time datetime=visit.when.machine(topic.created)>{visit.when.long(topic.created)}</time>
                {answered}
            </p>
            {narrow(visit, topic)}
            {deeds::above_topic(visit, topic)}
            {locked(visit, topic).map(|said| view! { <p class="state locked">{icon(&visit.installation, "lock")}{said}</p> })}
            {text}
            {gallery(visit, &shown.pictures.of_topic())}
            {details(visit, topic, shown.told)}
            {shown.around.tags(visit, topic)}
            <div class="act">
                {open.then(|| vote(visit, &votable, true))}{shown.hears.button(visit)}{open.then(|| shown.around.voters(visit, topic))}
                {shown.around.first_tag(visit, topic)}{deeds::of_topic(visit, topic)}
            </div>
            {open.then(|| shown.around.reasons(visit, topic))}
        </article>
    }
}

/// That the conversation stands on a board which not everybody sees.
fn narrow(visit: &Visit, topic: &Topic) -> Option<Markup> {
    if topic.view_level == Level::Anyone || topic.visibility == Visibility::Private {
        return None;
    }
    let key = format!("topic-seen-{}", topic.view_level);
    let text = visit.words.with(&key, &[("brand", visit.brand().name.as_str().into())]);
    Some(view! { <p class="state locked">{icon(&visit.installation, "lock")}{text}</p> }.markup())
}

/// That nobody votes or replies any more, and since when.
fn locked(visit: &Visit, topic: &Topic) -> Option<String> {
    let at = topic.locked.filter(|_| !topic.is_blanked())?;
    Some(visit.words.with("state-locked", &[("when", visit.when.said(Instant(at)).into())]))
}

/// Who began it: face, name, what they are to the brand.
fn author(visit: &Visit, topic: &Topic) -> impl IntoView + use<> {
    let face = Face {
        name: &topic.author,
        number: topic.author_number,
        role: topic.author_role,
        picture: topic.author_picture,
    };
    let who = (!topic.author.is_empty())
        .then(|| standing(visit, topic.author_role, topic.author_affiliation, None))
        .filter(|who| !who.is_empty())
        .map(|who| format!(", {who}"));
    view! { <span class="by">{avatar(visit, &face, "small")}<span><b>{name_link(visit, face.name, face.number)}</b>{who}</span></span> }
}

/// Whether this person may reply here, once they have come in.
pub fn may_reply(visit: &Visit, topic: &Topic) -> bool {
    let level = visit.viewer.level().max(Level::Members);
    !visit.is_suspended() && !topic.is_blanked() && policy::may_reply(level, topic.reply_level, topic.locked.is_some())
}

fn answering(visit: &Visit, topic: &Topic, said: &replies::Page, address: &str, written: &Written) -> Markup {
    let (new, wrongs) = (&written.reply, &written.wrongs);
    let words = visit.words;
    if let Some(said) = deeds::stopped(visit, wrongs) {
        return view! { <section class="answering">{said}</section> }.markup();
    }
    if !visit.is_suspended() && !may_reply(visit, topic) {
        let said = locked(visit, topic).map_or_else(String::new, |said| format!("{said} "));
        return view! { <section class="answering"><p class="closed">{said}{words.text("replies-closed")}</p></section> }.markup();
    }
    let hint = if topic.visibility == Visibility::Private {
        "reply-hint-private"
    } else {
        "reply-hint"
    };
    let error = wrongs.at(words, "reply");
    let wrong = error.is_some();
    let described = if error.is_some() { "reply-hint reply-error" } else { "reply-hint" };
    let writing = Writing {
        preview: written.preview.then(|| prose::render(&new.reply).html),
        rows: 5,
        wrong,
        ..writing(visit, "reply", &new.reply, described)
    };
    let composer = full_composer(visit, writing, Place::Topic(topic.number), &new.pictures, wrongs);
    let parent = new.parent.map(|id| {
        let whom = said.author(ReplyId(id)).map_or_else(String::new, |name| plain_name(words, name));
        let whom = (!whom.is_empty()).then(|| words.with("reply-under", &[("name", whom.into())]));
        view! {
            <input type="hidden" name="parent" value=id/>
            <p class="under"><a href=format!("#r{id}")>{whom}</a><a class="plain" href=format!("{address}#reply")>{words.text("reply-under-not")}</a></p>
        }
    });
    // Where the team has a decision to make, its main place to write is above.
    let aside = visit.viewer.team().is_ok() && matches!(topic.kind, Kind::Idea | Kind::Problem | Kind::Question);
    let begun = new.parent.is_some() || !new.reply.is_empty() || !wrongs.is_empty();
    let form = view! {
            <form class="field" class:wrong=wrong action=format!("{address}#reply") method="post" enctype=encoding(visit) novalidate>
                {draft_line(visit, new.saved)}
                {parent}
                <label class="unseen" for="reply">{words.text("reply-label")}</label>
                <p class="hint" id="reply-hint">{words.text(hint)}</p>
                {error.map(|text| problem(visit, "reply", text))}
                {composer}
                <div class="form-end"><button class="button" class:primary=!aside>{words.text("reply-post")}</button></div>
            </form>
    };
    if aside {
        let form = view! { <details open=begun><summary><h2>{words.text("reply-aside")}</h2></summary>{form}</details> };
        return view! { <section class="answering">{form}</section> }.markup();
    }
    view! { <section class="answering"><h2>{words.text("reply")}</h2>{form}</section> }.markup()
}
