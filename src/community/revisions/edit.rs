//! Changing one's own text.

use super::QUIET;
use crate::db::{Db, Result, Tx};
use crate::moderation::may_write;
use crate::prose::{self, RENDERER};
use crate::topics::{self, events};
use crate::who::Member;
use crate::{execute, fetch_optional, row};
use types::replies::NewReply;
use types::topics::{EditTopic, slug_of};
use types::{Error, Instant, Lang, ReplyId, TopicId};

row! {
    /// A text before it is changed.
    pub struct Former {
        pub title: Option<String>,
        pub body: String,
        pub lang: Lang,
        pub created: Instant,
    }
}

/// Changes a topic of one's own: title, text, language.
pub async fn edit_topic(db: &Db, member: &Member, topic: TopicId, new: EditTopic, now: Instant) -> Result<()> {
    let lang = new.validate()?;
    let prose = prose::render(&new.body);
    db.write(
        (member.clone(), topic, new, lang, prose, now),
        |tx, (member, topic, new, lang, prose, now)| {
            Box::pin(async move {
                may_write(tx, member, *now).await?;
                let taken = topics::for_write(tx, member, *topic).await?;
                let (brand, me) = (member.brand().0, member.id.0);
                let sql =
                    "SELECT title, body, lang, created FROM topics WHERE brand_id = $1 AND id = $2 AND author_id = $3 AND title <> ''";
                let former = fetch_optional!(tx, Former, sql, brand, taken.id.0, me)?.ok_or(Error::NotFound)?;
                let title = topics::one_line(&new.title);
                if former.title.as_deref() == Some(title.as_str()) && former.body == new.body && former.lang == *lang {
                    return Ok(());
                }
                let seen = keep(tx, member, taken.id, None, &former, *now).await?;
                let sql = "UPDATE topics SET title = $3, slug = $4, body = $5, html = $6, renderer = $7, gist = $8, lang = $9, \
                edited = COALESCE($10, edited) WHERE brand_id = $1 AND id = $2";
                let (slug, lang) = (slug_of(&title), lang.as_str());
                execute!(
                    tx,
                    sql,
                    brand,
                    taken.id.0,
                    &title,
                    slug,
                    &new.body,
                    &prose.html,
                    RENDERER,
                    &prose.gist,
                    lang,
                    seen
                )?;
                events::touch(tx, member.brand(), taken.id, *now).await
            })
        },
    )
    .await
}

/// Changes a reply of one's own.
pub async fn edit_reply(db: &Db, member: &Member, topic: TopicId, reply: ReplyId, new: NewReply, lang: Lang, now: Instant) -> Result<()> {
    new.validate()?;
    let prose = prose::render(&new.reply);
    db.write((member.clone(), topic, reply, new, lang, prose, now), |tx, (member, topic, reply, new, lang, prose, now)| {
        Box::pin(async move {
            may_write(tx, member, *now).await?;
            let topic = topics::for_write(tx, member, *topic).await?;
            let (brand, me) = (member.brand().0, member.id.0);
            let sql = "SELECT CAST(NULL AS TEXT) AS title, body, lang, created FROM replies WHERE brand_id = $1 AND topic_id = $2 AND id = $3 \
                AND author_id = $4 AND visibility <> 'blanked' AND body <> ''";
            let former = fetch_optional!(tx, Former, sql, brand, topic.id.0, reply.0, me)?.ok_or(Error::NotFound)?;
            if former.body == new.reply && former.lang == *lang {
                return Ok(());
            }
            let seen = keep(tx, member, topic.id, Some(*reply), &former, *now).await?;
            let sql = "UPDATE replies SET body = $3, html = $4, renderer = $5, lang = $6, edited = COALESCE($7, edited) WHERE brand_id = $1 AND id = $2";
            execute!(tx, sql, brand, reply.0, &new.reply, &prose.html, RENDERER, lang.as_str(), seen)?;
            events::touch(tx, member.brand(), topic.id, *now).await
        })
    })
    .await
}

/// Keeps the former text to be read, unless it has just been posted; gives when it was edited in sight of others.
async fn keep(tx: &mut Tx, member: &Member, topic: TopicId, reply: Option<ReplyId>, former: &Former, now: Instant) -> Result<Option<i64>> {
    if now.seconds_since(former.created) <= QUIET {
        return Ok(None);
    }
    let sql = "INSERT INTO revisions (brand_id, topic_id, reply_id, editor_id, visibility, title, body, lang, created) \
        VALUES ($1, $2, $3, $4, 'public', $5, $6, $7, $8)";
    let (title, lang) = (former.title.as_deref(), former.lang.as_str());
    execute!(
        tx,
        sql,
        member.brand().0,
        topic.0,
        reply.map(|r| r.0),
        member.id.0,
        title,
        &former.body,
        lang,
        now.0
    )?;
    Ok(Some(now.0))
}
