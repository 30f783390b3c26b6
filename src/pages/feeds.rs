//! Atom feeds (RFC 4287) of a brand, a board and a topic: the same bytes for everybody, without a session, and only what a visitor may read.
//! Whoever has them already is told so before anything is written.

mod atom;

use crate::errors::Answer;
use crate::parts::{share, timeline};
use crate::visit::Visit;
use atom::{Entry, Feed};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use community::boards::Board;
use community::feeds::{self, Mark, Said, Step, Told};
use community::topics::{self, Topic};
use community::who::Viewer;
use community::words::Words;
use community::{Installation, prose};
use std::sync::atomic::{AtomicU64, Ordering};
use types::boards::Level;
use types::topics::Visibility;
use types::{Error, Instant};

/// Readers come back after this long; what is in between may keep it for as long.
pub(crate) const KEPT: &str = "public, max-age=300";

/// Feeds that this process has written.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// How many feeds this process has written: those that were asked for in vain are not among them.
pub fn written() -> u64 {
    WRITTEN.load(Ordering::Relaxed)
}

/// The feed of a list: of its board, else of everything. Nothing where not everybody may read it.
pub fn of_list(visit: &Visit, board: Option<&Board>) -> String {
    match board {
        _ if !share::is_open(visit) => String::new(),
        Some(board) if board.view_level > Level::Anyone => String::new(),
        Some(board) => visit.link(&format!("/boards/{}/feed.atom", board.slug)),
        None => visit.link("/feed.atom"),
    }
}

/// The feed of a topic; nothing of one that is not everybody's to read.
pub fn of_topic(visit: &Visit, topic: &Topic) -> String {
    if share::is_everybodys(visit, topic) {
        visit.link(&format!("/t/{}/feed.atom", topic.number))
    } else {
        String::new()
    }
}

/// What a feed is written from.
struct Desk {
    installation: Installation,
    viewer: Viewer,
    words: &'static Words,
}

impl Desk {
    async fn of(installation: Installation, brand: &str) -> Result<Self, crate::Oops> {
        if types::slug::slug(brand) != brand {
            return Err(Error::NotFound.into());
        }
        let viewer = feeds::reader(&installation.db, brand).await?;
        let words = Words::of(viewer.brand().language());
        Ok(Self {
            installation,
            viewer,
            words,
        })
    }

    fn link(&self, path: &str) -> String {
        self.installation.settings.link(self.viewer.brand(), path)
    }

    fn link_of(&self, number: i64, slug: &str) -> String {
        let slug = if slug.is_empty() { String::new() } else { format!("/{slug}") };
        self.link(&format!("/t/{number}{slug}"))
    }

    /// What a feed says besides its entries.
    fn around(&self, title: &str) -> String {
        let brand = self.viewer.brand();
        format!("{} {} {} {title} {}", brand.revision, brand.name, brand.tagline, self.link("/"))
    }

    /// A name that stays when an address changes (RFC 4151): of the installation's host on the day on which the brand began, also where the
    /// brand has moved to a host of its own.
    fn id(&self, of: &str) -> String {
        let brand = self.viewer.brand();
        let host = self.installation.settings.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split([':', '/']).next().unwrap_or_default();
        let day = community::when::machine(brand.created);
        format!("tag:{host},{}:{}/{of}", day.split('T').next().unwrap_or_default(), brand.slug)
    }

    fn name(&self, name: &str) -> String {
        crate::parts::plain_name(self.words, name)
    }
}

/// `GET /feed.atom`
pub async fn of_brand(State(installation): State<Installation>, Path(brand): Path<String>, headers: HeaderMap) -> Answer {
    let desk = Desk::of(installation, &brand).await?;
    let title = desk.viewer.brand().name.clone();
    let about = desk.viewer.brand().tagline.clone();
    of_topics(&desk, None, &headers, &title, &about).await
}

/// `GET /boards/{slug}/feed.atom`
pub async fn of_board(State(installation): State<Installation>, Path((brand, slug)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    let desk = Desk::of(installation, &brand).await?;
    let board = feeds::board(&desk.installation.db, &desk.viewer, &slug).await?;
    let title = format!("{} · {}", board.name, desk.viewer.brand().name);
    of_topics(&desk, Some(&slug), &headers, &title, &board.description).await
}

async fn of_topics(desk: &Desk, board: Option<&str>, headers: &HeaderMap, title: &str, about: &str) -> Answer {
    let db = &desk.installation.db;
    let around = desk.around(&format!("{title} {about}"));
    let tag = feeds::tag(&around, &feeds::marks(db, &desk.viewer, board).await?);
    if has_it(headers, &tag) {
        return Ok(unchanged(&tag));
    }
    let told = feeds::topics(db, &desk.viewer, board).await?;
    // What was written in between stands in it: the tag is that of what is sent.
    let marks: Vec<Mark> = told.iter().map(Mark::from).collect();
    let path = board.map_or_else(|| "/feed.atom".to_owned(), |b| format!("/boards/{b}/feed.atom"));
    let page = board.map_or_else(|| "/topics?sort=newest".to_owned(), |b| format!("/topics?board={b}&sort=newest"));
    let updated = told.iter().map(|t| t.changed.max(t.created)).max();
    let feed = Feed {
        id: desk.id(&board.map_or_else(|| "topics".to_owned(), |b| format!("boards/{b}"))),
        title,
        about,
        lang: desk.words.lang(),
        own: desk.link(&path),
        page: desk.link(&page),
        updated: updated.unwrap_or(desk.viewer.brand().created),
        author: &desk.viewer.brand().name,
        entries: told.iter().map(|t| topic_entry(desk, t)).collect(),
    };
    Ok(written_out(&feed, &feeds::tag(&around, &marks)))
}

/// A topic: its text, where it stands, and the answer on top of it.
fn topic_entry(desk: &Desk, told: &Told) -> Entry {
    let words = desk.words;
    let mut html = prose::current(&told.html, told.renderer, &told.body).into_owned();
    if let (Some(body), Some(answer), Some(renderer)) = (&told.answer_body, &told.answer_html, told.answer_renderer) {
        let title = words.with("topic-answer-of", &[("brand", desk.viewer.brand().name.as_str().into())]);
        let answer = prose::current(answer, renderer, body);
        html = format!("<h2>{}</h2>{answer}<hr>{html}", atom::escaped(&title));
    }
    let kind = words.text(&format!("kind-{}", told.kind)).to_owned();
    let status = told.status.map(|s| words.text(&format!("status-{s}")).to_owned());
    Entry {
        id: desk.id(&format!("t/{}", told.number)),
        title: told.title.clone(),
        link: desk.link_of(told.number, &told.slug),
        lang: told.lang,
        published: told.created,
        updated: told.changed.max(told.created),
        author: desk.name(&told.author),
        html,
        categories: std::iter::once(kind).chain(status).collect(),
    }
}

/// `GET /t/{number}/feed.atom`
pub async fn of_one(State(installation): State<Installation>, Path((brand, number)): Path<(String, i64)>, headers: HeaderMap) -> Answer {
    let desk = Desk::of(installation, &brand).await?;
    let db = &desk.installation.db;
    let topic = topics::read(db, &desk.viewer, number).await?;
    if topic.visibility != Visibility::Public {
        return Err(Error::NotFound.into());
    }
    let own = format!("{} {} {} {:?} {}", topic.title, topic.author, topic.kind, topic.status, topic.gist);
    let around = desk.around(&format!("{own} {}", community::secrets::hash(&topic.body)));
    let steps = feeds::steps(db, &desk.viewer, &topic).await?;
    let marks = |replies: Vec<Mark>| replies.into_iter().chain(steps.iter().map(Mark::from)).collect::<Vec<_>>();
    let tag = feeds::tag(&around, &marks(feeds::reply_marks(db, &desk.viewer, &topic).await?));
    if has_it(&headers, &tag) {
        return Ok(unchanged(&tag));
    }
    let replies = feeds::replies(db, &desk.viewer, &topic).await?;
    let tag = feeds::tag(&around, &marks(replies.iter().map(Mark::from).collect()));
    let page = desk.link_of(topic.number, &topic.slug);
    let mut entries: Vec<Entry> = std::iter::once(opening(&desk, &topic, &page))
        .chain(replies.iter().map(|r| reply_entry(&desk, &topic, r, &page)))
        .chain(steps.iter().map(|s| step_entry(&desk, &topic, s, &page)))
        .collect();
    entries.sort_by_key(|e| std::cmp::Reverse(e.published));
    let feed = Feed {
        id: desk.id(&format!("t/{number}/conversation")),
        title: &format!("{} · {}", topic.title, desk.viewer.brand().name),
        about: &topic.gist,
        lang: desk.words.lang(),
        own: desk.link(&format!("/t/{number}/feed.atom")),
        page: page.clone(),
        updated: entries.iter().map(|e| e.updated).max().unwrap_or(topic.created),
        author: &desk.viewer.brand().name,
        entries,
    };
    Ok(written_out(&feed, &tag))
}

fn opening(desk: &Desk, topic: &Topic, page: &str) -> Entry {
    Entry {
        id: desk.id(&format!("t/{}", topic.number)),
        title: topic.title.clone(),
        link: page.to_owned(),
        lang: topic.lang,
        published: topic.created,
        updated: topic.created,
        author: desk.name(&topic.author),
        html: prose::current(&topic.html, topic.renderer, &topic.body).into_owned(),
        categories: vec![desk.words.text(&format!("kind-{}", topic.kind)).to_owned()],
    }
}

fn reply_entry(desk: &Desk, topic: &Topic, said: &Said, page: &str) -> Entry {
    let (name, answers) = (desk.name(&said.author), topic.answer_id == Some(said.id));
    let title = if answers { "feed-answer" } else { "feed-reply" };
    Entry {
        id: desk.id(&format!("t/{}/r/{}", topic.number, said.id)),
        title: desk.words.with(title, &[("name", name.as_str().into())]),
        link: format!("{page}?reply={0}#r{0}", said.id),
        lang: said.lang,
        published: said.created,
        updated: Instant(said.edited).max(said.created),
        author: name,
        html: prose::current(&said.html, said.renderer, &said.body).into_owned(),
        categories: Vec::new(),
    }
}

fn step_entry(desk: &Desk, topic: &Topic, step: &Step, page: &str) -> Entry {
    let words = desk.words;
    let title = timeline::name(words, step.kind, step.status, &step.details);
    Entry {
        id: desk.id(&format!("t/{}/e/{}", topic.number, step.id)),
        link: page.to_owned(),
        lang: words.lang(),
        published: step.created,
        updated: step.created,
        author: desk.name(&step.author),
        html: format!("<p>{}</p>", atom::escaped(&title)),
        title,
        categories: Vec::new(),
    }
}

/// Whether the reader has what would be sent (RFC 9110, 13.1.2): tags are compared weakly, as If-None-Match has it.
pub(crate) fn has_it(headers: &HeaderMap, tag: &str) -> bool {
    let asked = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|h| h.to_str().ok());
    asked
        .flat_map(|h| h.split(','))
        .map(|h| h.trim().trim_start_matches("W/"))
        .any(|h| h == "*" || h == tag)
}

pub(crate) fn unchanged(tag: &str) -> Response {
    let headers = [(header::ETAG, tag.to_owned()), (header::CACHE_CONTROL, KEPT.to_owned())];
    (StatusCode::NOT_MODIFIED, headers).into_response()
}

fn written_out(feed: &Feed<'_>, tag: &str) -> Response {
    WRITTEN.fetch_add(1, Ordering::Relaxed);
    let headers = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8".to_owned()),
        (header::ETAG, tag.to_owned()),
        (header::CACHE_CONTROL, KEPT.to_owned()),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'".to_owned(),
        ),
    ];
    (headers, feed.xml()).into_response()
}
