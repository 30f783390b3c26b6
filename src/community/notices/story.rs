//! What a notice says: the sentence, and where it leads.

use crate::db::{Reader, Result};
use crate::words::Words;
use crate::{fetch_all, prose, row, visible_to};
use std::borrow::Cow;
use types::members::Role;
use types::notices::NoticeKind;
use types::topics::{Kind, Status};
use types::{BrandId, Instant, Lang, MemberId, TopicId, Translations};

row! {
    /// A notice with what it is about, as its member may see it now.
    pub struct Story {
        pub id: i64,
        pub topic_id: TopicId,
        pub kind: NoticeKind,
        pub seen: Option<i64>,
        /// When it happened.
        pub at: Instant,
        pub number: i64,
        pub slug: String,
        /// Empty where its author took it back, and where it is not there for the member.
        pub title: String,
        /// Whether the member may still see the topic: what they reported may be hidden since.
        pub there: bool,
        pub title_lang: Lang,
        pub topic_kind: Kind,
        /// Whether the member began the topic.
        pub own: bool,
        pub status: Option<Status>,
        /// What the step of the timeline says beside its kind.
        pub details: Option<String>,
        pub board: String,
        pub board_names: Translations,
        /// Who did it; empty where they have left, none where nobody is named.
        pub actor: Option<String>,
        pub actor_role: Option<Role>,
        pub reply_id: Option<i64>,
        /// Whether the member wrote the reply.
        pub wrote: bool,
        pub reply_body: Option<String>,
        pub reply_html: Option<String>,
        pub reply_renderer: Option<i64>,
        pub reply_lang: Option<Lang>,
        /// What a moderator did.
        pub deed: Option<String>,
        pub reason: Option<String>,
    }
}

/// To whom it is told: what they may see.
#[derive(Clone, Copy, Debug)]
pub struct Reads {
    pub brand: BrandId,
    pub member: MemberId,
    /// How much they may read: a bind for `visible_to`.
    pub rank: i64,
}

/// A member's notices that they may still see, newest first. `which` is a constant with the binds $4 and $5.
pub async fn stories(reader: &mut Reader, reads: Reads, which: &str, first: i64, second: i64) -> Result<Vec<Story>> {
    let sql = format!(
        "SELECT n.id, n.topic_id, n.kind, n.seen, COALESCE(e.created, i.created, r.created, n.created) AS at, t.number, \
         CASE WHEN {seen} THEN t.slug ELSE '' END AS slug, CASE WHEN {seen} THEN t.title ELSE '' END AS title, {seen} AS there, \
         t.lang AS title_lang, t.kind AS topic_kind, t.author_id = $3 AS own, e.status, e.details, b.name AS board, b.names AS board_names, m.name AS actor, m.role AS actor_role, \
         n.reply_id, COALESCE(r.author_id = $3, FALSE) AS wrote, r.body AS reply_body, r.html AS reply_html, r.renderer AS reply_renderer, r.lang AS reply_lang, i.kind AS deed, i.reason \
         FROM notices n JOIN topics t ON t.brand_id = n.brand_id AND t.id = n.topic_id JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
         LEFT JOIN events e ON e.brand_id = n.brand_id AND e.id = n.event_id AND n.kind <> 'intervention' \
         LEFT JOIN interventions i ON i.brand_id = n.brand_id AND i.id = n.event_id AND n.kind = 'intervention' \
         LEFT JOIN replies r ON r.brand_id = n.brand_id AND r.id = n.reply_id AND {} \
         LEFT JOIN memberships m ON m.brand_id = n.brand_id AND m.id = COALESCE(e.actor_id, CASE WHEN n.kind = 'reply' THEN r.author_id END) \
         WHERE n.brand_id = $1 AND n.member_id = $3 AND (n.kind = 'report' OR {seen}) AND (n.reply_id IS NULL OR r.id IS NOT NULL) \
         AND e.undone IS NULL AND i.undone IS NULL AND {which} ORDER BY n.id DESC LIMIT 50",
        visible_to!("r"),
        seen = concat!("(", visible_to!("t"), ")"),
    );
    Ok(fetch_all!(
        reader,
        Story,
        &sql,
        reads.brand.0,
        reads.rank,
        reads.member.0,
        first,
        second
    )?)
}

impl Story {
    /// Who did it as a mail names them: the brand, where its team did.
    pub fn teller<'s>(&'s self, words: &'s Words, brand: &'s str) -> &'s str {
        if self.actor_role.is_some_and(Role::is_staff) {
            brand
        } else {
            self.person(words)
        }
    }

    /// Who did it as a page names them.
    pub fn person<'s>(&'s self, words: &'s Words) -> &'s str {
        match self.actor.as_deref() {
            None | Some("") => words.text("former-member"),
            Some(name) => name,
        }
    }

    /// What happened, in one sentence without a full stop.
    pub fn sentence(&self, words: &Words, who: &str) -> String {
        if self.kind == NoticeKind::Intervention {
            return self.judged(words);
        }
        if self.kind == NoticeKind::Accepted && self.wrote {
            return words.with("told-accepted-mine", &[("who", who.into())]);
        }
        let own = if self.own { "own-" } else { "" };
        let part = |form: &str| words.text(&format!("told-{form}-{own}{}", self.topic_kind)).to_owned();
        let status = self.status.map_or("", |s| words.text(&format!("status-{s}")));
        let args = [
            ("who", who.into()),
            ("what", part("what").into()),
            ("to", part("to").into()),
            ("status", status.into()),
            ("board", self.board_names.or(words.lang(), &self.board).into()),
            ("kind", words.text(&format!("told-a-{}", self.sorted_as())).into()),
        ];
        words.with(&self.key(words), &args)
    }

    /// The kind that the topic was given then, which need not be the one it has now.
    fn sorted_as(&self) -> Kind {
        let details = self
            .details
            .as_deref()
            .and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
        let to = details.and_then(|details| Kind::parse(details.get("to")?.as_str()?));
        to.unwrap_or(self.topic_kind)
    }

    /// Some statuses are told in a sentence of their own.
    fn key(&self, words: &Words) -> String {
        let of_status = self.status.filter(|_| self.kind == NoticeKind::Status).map(|s| format!("told-{s}"));
        of_status
            .filter(|key| words.has(key))
            .unwrap_or_else(|| format!("told-{}", self.kind))
    }

    /// What became of a text of the member's own, and why.
    fn judged(&self, words: &Words) -> String {
        let text = if self.reply_id.is_some() { "reply" } else { "topic" };
        let key = format!("told-{}-{text}", self.deed.as_deref().unwrap_or_default());
        let key = if words.has(&key) { key } else { "told-intervention".to_owned() };
        let reason = self.reason.as_deref().unwrap_or_default().trim();
        if reason.is_empty() {
            return words.with(&key, &[]);
        }
        let args = [("said", words.with(&key, &[]).into()), ("reason", reason.into())];
        words.with("told-because", &args)
    }

    /// The path inside the space, at the right place of the page.
    pub fn path(&self) -> String {
        let slug = if self.slug.is_empty() {
            String::new()
        } else {
            format!("/{}", self.slug)
        };
        let topic = format!("/t/{}{slug}", self.number);
        match (self.kind, self.reply_id) {
            (NoticeKind::Answer | NoticeKind::Accepted, _) | (NoticeKind::Status, Some(_)) => format!("{topic}#answer"),
            (_, Some(reply)) => format!("{topic}?reply={reply}#r{reply}"),
            _ => topic,
        }
    }

    /// The words that it quotes, as safe HTML.
    pub fn quoted(&self) -> Option<Cow<'_, str>> {
        let (html, source) = (self.reply_html.as_deref()?, self.reply_body.as_deref()?);
        (!source.is_empty()).then(|| prose::current(html, self.reply_renderer.unwrap_or(0), source))
    }

    /// The same, plain.
    pub fn quoted_plain(&self) -> Option<&str> {
        let source = self.reply_body.as_deref()?;
        (!source.is_empty()).then_some(source)
    }
}

/// The stories of each topic together, topics in the order of their newest.
pub fn by_topic(stories: &[Story]) -> Vec<Vec<&Story>> {
    let mut groups: Vec<Vec<&Story>> = Vec::new();
    for story in stories {
        match groups
            .iter_mut()
            .find(|g| g.first().is_some_and(|first| first.topic_id == story.topic_id))
        {
            Some(group) => group.push(story),
            None => groups.push(vec![story]),
        }
    }
    groups
}
