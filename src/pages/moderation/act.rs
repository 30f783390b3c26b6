//! `/t/{number}/moderate/{deed}` and the same of a reply: what a moderator is about to do, said before it is done.

use super::{Crumb, page_on, reason, way_back};
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs, problem};
use crate::parts::plain_name;
use crate::parts::spoken::Spoken;
use crate::parts::topic_row::topic_href;
use crate::settings::Sent;
use crate::visit::Visit;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use community::moderation::{self, Movable, Target};
use community::revisions;
use community::topics::{self, Topic};
use community::{Failure, boards, prose};
use leptos::prelude::*;
use types::moderation::Deed;
use types::topics::Visibility;
use types::{Error, InterventionId, ReplyId};

/// What is acted on.
struct Case {
    topic: Topic,
    reply: Option<revisions::OwnReply>,
    deed: Deed,
}

impl Case {
    async fn of(visit: &Visit, number: i64, reply: Option<i64>, deed: &str) -> Result<Self, Failure> {
        let db = &visit.installation.db;
        visit.viewer.moderator()?;
        let deed = Deed::parse(deed).ok_or(Error::NotFound)?;
        let topic = topics::read(db, &visit.viewer, number).await?;
        let reply = match reply {
            Some(id) => Some(revisions::reply(db, &visit.viewer, &topic, ReplyId(id)).await?),
            None => None,
        };
        let of_texts = matches!(deed, Deed::Hide | Deed::Restore | Deed::Approve | Deed::Refuse | Deed::MoveReplies);
        let of_topics = matches!(deed, Deed::Lock | Deed::Unlock | Deed::Pin | Deed::Unpin | Deed::Move);
        if !(of_texts || of_topics && reply.is_none()) {
            return Err(Error::NotFound.into());
        }
        Ok(Self { topic, reply, deed })
    }

    fn what(&self) -> &'static str {
        if self.reply.is_some() { "reply" } else { "topic" }
    }

    fn target(&self) -> Target {
        self.reply
            .as_ref()
            .map_or(Target::Topic(self.topic.id), |reply| Target::Reply(reply.id))
    }

    /// Where the text stands.
    fn place(&self, visit: &Visit) -> String {
        let address = topic_href(visit, self.topic.number, &self.topic.slug);
        self.reply
            .as_ref()
            .map_or(address.clone(), |reply| format!("{address}?reply={0}#r{0}", reply.id.0))
    }

    fn author(&self) -> &str {
        self.reply.as_ref().map_or(&self.topic.author, |reply| &reply.author)
    }
}

/// `GET /t/{number}/moderate/{deed}`
pub async fn get(visit: Visit, Path((_, number, deed)): Path<(String, i64, String)>, Query(sent): Query<Sent>) -> Answer {
    let case = Case::of(&visit, number, None, &deed).await?;
    show(&visit, &case, &sent, &Wrongs::default()).await
}

/// `POST /t/{number}/moderate/{deed}`
pub async fn post(visit: Visit, Path((_, number, deed)): Path<(String, i64, String)>, Form(sent): Form<Sent>) -> Answer {
    let case = Case::of(&visit, number, None, &deed).await?;
    done(&visit, &case, &sent).await
}

/// `GET /t/{number}/replies/{id}/moderate/{deed}`
pub async fn reply_get(visit: Visit, Path((_, number, id, deed)): Path<(String, i64, i64, String)>, Query(sent): Query<Sent>) -> Answer {
    let case = Case::of(&visit, number, Some(id), &deed).await?;
    show(&visit, &case, &sent, &Wrongs::default()).await
}

/// `POST /t/{number}/replies/{id}/moderate/{deed}`
pub async fn reply_post(visit: Visit, Path((_, number, id, deed)): Path<(String, i64, i64, String)>, Form(sent): Form<Sent>) -> Answer {
    let case = Case::of(&visit, number, Some(id), &deed).await?;
    done(&visit, &case, &sent).await
}

async fn done(visit: &Visit, case: &Case, sent: &Sent) -> Answer {
    match act(visit, case, sent).await {
        Ok(id) => {
            let back = way_back(visit, sent.typed("back"), case.place(visit));
            let beside = case.reply.as_ref().map(|reply| format!("r{}", reply.id.0));
            visit.say(super::done(case.deed, id.0).beside(beside.unwrap_or_default())).await;
            Ok(Redirect::to(&back).into_response())
        }
        Err(failure) => show(visit, case, sent, &Wrongs::of(failure.into())?).await,
    }
}

async fn act(visit: &Visit, case: &Case, sent: &Sent) -> Result<InterventionId, Failure> {
    let (db, by, now) = (&visit.installation.db, &visit.viewer.moderator()?, visit.now);
    let (topic, target, reason) = (case.topic.id, case.target(), sent.typed("reason"));
    match case.deed {
        Deed::Hide => moderation::hide(db, by, target, reason, now).await,
        Deed::Refuse => moderation::refuse(db, by, target, reason, now).await,
        Deed::Restore => moderation::restore(db, by, target, now).await,
        Deed::Approve => moderation::approve(db, by, target, now).await,
        Deed::Lock => moderation::lock(db, by, topic, now).await,
        Deed::Unlock => moderation::unlock(db, by, topic, now).await,
        Deed::Pin => moderation::pin(db, by, topic, now).await,
        Deed::Unpin => moderation::unpin(db, by, topic, now).await,
        Deed::Move => moderation::move_to(db, by, topic, sent.typed("board"), now).await,
        Deed::MoveReplies => {
            let chosen = match &case.reply {
                Some(reply) => vec![reply.id],
                None => chosen(&moderation::movable(db, by, topic).await?, sent),
            };
            let number =
                number_in(&visit.href("/t/"), sent.typed("number")).ok_or_else(|| Error::invalid("number", "move-number-missing"))?;
            moderation::move_replies(db, by, topic, &chosen, number, now).await
        }
        Deed::Suspend | Deed::Lift | Deed::Remove | Deed::Dismiss => Err(Error::NotFound.into()),
    }
}

/// The conversation that was meant: its address in this space, or its number. `at` is what stands before the number in an address.
fn number_in(at: &str, typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let rest = match typed.split_once(at) {
        Some((_, rest)) => rest,
        None => typed.trim_start_matches('#'),
    };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| &rest[..end]);
    let ends = rest[digits.len()..].chars().next().is_none_or(|c| matches!(c, '/' | '?' | '#'));
    digits.parse().ok().filter(|_| ends)
}

fn chosen(all: &[Movable], sent: &Sent) -> Vec<ReplyId> {
    all.iter()
        .map(|reply| reply.id)
        .filter(|id| sent.ticked(&format!("reply-{}", id.0)))
        .collect()
}

async fn show(visit: &Visit, case: &Case, sent: &Sent, wrongs: &Wrongs) -> Answer {
    let (words, deed) = (visit.words, case.deed);
    let what = [("what", case.what().into())];
    let title = words.with(&format!("act-{deed}-title"), &what);
    let will = words.with(&format!("act-{deed}-will"), &what);
    let fields = fields(visit, case, sent, wrongs).await?;
    let style = if matches!(deed, Deed::Hide | Deed::Refuse) {
        "button danger"
    } else {
        "button primary"
    };
    let action = visit.here.split('?').next().unwrap_or_default().to_owned();
    let back = sent.typed("back").to_owned();
    let not = way_back(visit, &back, case.place(visit));
    let body = view! {
        <section>
            {quoted(visit, case)}
            <form action=action method="post" novalidate>
                <input type="hidden" name="back" value=back/>
                {fields}
                <div class="form-end">
                    <button class=style>{words.text(&format!("act-{deed}")).to_owned()}</button>
                    <a href=not>{words.text("act-not")}</a>
                </div>
            </form>
        </section>
    };
    let crumb = Crumb::of(visit, &case.topic, case.place(visit));
    page_on(visit, crumb, title, Some(will), wrongs, || body.markup())
}

/// The text that it is about, shortened, and whose it is.
fn quoted(visit: &Visit, case: &Case) -> impl IntoView + use<> {
    let (body, lang) = match &case.reply {
        Some(reply) => (prose::render(&reply.body).gist, reply.lang),
        None => (case.topic.title.clone(), case.topic.lang),
    };
    let lang = (lang != visit.lang()).then_some(lang.as_str());
    let author = plain_name(visit.words, case.author());
    view! { <blockquote class="quoted" lang=lang><p>{body}</p><footer>{author}</footer></blockquote> }
}

async fn fields(visit: &Visit, case: &Case, sent: &Sent, wrongs: &Wrongs) -> Result<Markup, Failure> {
    Ok(match case.deed {
        Deed::Hide | Deed::Refuse => reason(visit, "hide-reason", sent.typed("reason"), wrongs).markup(),
        Deed::Move => board(visit, case, sent, wrongs).await?,
        Deed::MoveReplies => replies(visit, case, sent, wrongs).await?,
        _ => ().markup(),
    })
}

/// The boards that take this kind, but the one where it stands.
async fn board(visit: &Visit, case: &Case, sent: &Sent, wrongs: &Wrongs) -> Result<Markup, Failure> {
    let words = visit.words;
    let all = boards::list(&visit.installation.db, &visit.viewer).await?;
    let mut options = vec![(String::new(), words.text("board-choose").to_owned())];
    options.extend(
        all.iter()
            .filter(|board| board.kinds.contains(&case.topic.kind) && board.slug != case.topic.board_slug)
            .map(|board| {
                let seen = words.text(&format!("board-seen-{}", board.view_level)).to_owned();
                (board.slug.clone(), format!("{} · {seen}", Spoken::name(visit, board).text))
            }),
    );
    let (name, key) = ("board", "move-board");
    Ok(Field { name, key, wrongs }.select(visit, options, sent.typed("board")).markup())
}

/// Which replies, and to where.
async fn replies(visit: &Visit, case: &Case, sent: &Sent, wrongs: &Wrongs) -> Result<Markup, Failure> {
    let words = visit.words;
    let (name, key) = ("number", "move-number");
    let number = Field { name, key, wrongs }
        .input(visit, "text", "off", sent.typed("number"))
        .markup();
    let error = wrongs.at(words, "replies");
    let wrong = error.is_some();
    let error = error.map(|text| problem(visit, "replies", text));
    if case.reply.is_some() {
        return Ok(view! { <div class="field" id="replies">{error}</div>{number} }.markup());
    }
    let all = moderation::movable(&visit.installation.db, &visit.viewer.moderator()?, case.topic.id).await?;
    let boxes = all.iter().map(|reply| {
        let name = format!("reply-{}", reply.id.0);
        let ticked = sent.ticked(&name);
        let author = plain_name(words, &reply.author);
        let gist = prose::render(&reply.body).gist;
        let away = (reply.visibility != Visibility::Public).then(|| words.text(&format!("state-{}", reply.visibility)));
        let away = away.map(|word| format!(" ({word})"));
        view! {
            <label class="check" class:under=reply.parent_id.is_some()>
                <input type="checkbox" id=name.clone() name=name checked=ticked/>
                <span><b>{author}</b>{away}<br/><span class="soft">{gist}</span></span>
            </label>
        }
    });
    Ok(view! {
        <fieldset class="field movable" class:wrong=wrong id="replies">
            <legend>{words.text("move-replies-label")}</legend>
            <p class="hint">{words.text("move-replies-hint")}</p>
            {error}
            {boxes.collect_view()}
        </fieldset>
        {number}
    }
    .markup())
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn a_conversation_is_meant_by_its_address_or_its_number() {
        let at = "/b/drumlin/t/";
        for typed in [
            "12",
            " #12 ",
            "/b/drumlin/t/12",
            "https://talk.example/b/drumlin/t/12/a-small-repair-kit?reply=4#r4",
        ] {
            assert_eq!(number_in(at, typed), Some(12), "{typed}");
        }
        for typed in [
            "",
            "twelve",
            "12 pegs",
            "https://talk.example/b/orsel/t/12/une-douze",
            "/b/drumlin/t/",
        ] {
            assert_eq!(number_in(at, typed), None, "{typed}");
        }
    }
}
