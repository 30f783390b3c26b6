//! How one conversation went: everything that happened in it, each at its time.

use super::content::{DemoDeed, DemoTopic, Step};
use super::{People, person};
use crate::answers::{self, NewAnswer};
use crate::attachments;
use crate::db::{Db, Failure, Result};
use crate::moderation::{self, Target};
use crate::topics::{self, Topic};
use crate::{language, replies, tags, thanks, votes};
use std::collections::BTreeMap;
use types::attachments::Attached;
use types::replies::NewReply;
use types::tags::NewTags;
use types::topics::NewTopic;
use types::votes::NewReason;
use types::{Instant, Lang, ReplyId};

/// Where it is said.
pub struct Place<'d> {
    pub db: &'d Db,
    pub people: &'d People,
    /// Slugs of the products by their models.
    pub products: &'d BTreeMap<String, String>,
    /// The brand's languages, its own first.
    pub languages: &'d [Lang],
    pub now: Instant,
}

/// What happens to one topic; replies, steps and deeds by their places in the file.
enum Happening {
    Begin,
    Vote(String),
    Reply(usize),
    Thanks(usize, String),
    Accept(usize),
    Step(usize),
    Deed(usize),
}

/// The replies so far, by their places in the file.
type Said = BTreeMap<usize, ReplyId>;

/// So many days before now, in whole seconds.
pub fn ago(now: Instant, days: f64) -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "a few years at most")]
    now.plus_seconds((-days * 86_400.0) as i64)
}

impl Place<'_> {
    /// Has all of some conversations happen, in the order of time: who is new here may not say everything at once.
    pub async fn talk(&self, topics: &[DemoTopic]) -> Result<()> {
        let mut course: Vec<_> = topics
            .iter()
            .enumerate()
            .flat_map(|(t, demo)| self.course(demo).map(move |(at, h)| (at, t, h)))
            .collect();
        course.sort_by_key(|(at, ..)| *at);
        let mut begun: Vec<Option<(Topic, Said)>> = topics.iter().map(|_| None).collect();
        for (at, t, happening) in course {
            match (&happening, &mut begun[t]) {
                (Happening::Begin, place) => *place = Some((self.begin(&topics[t], at).await?, Said::new())),
                (_, Some((topic, said))) => self.happen(&topics[t], topic, happening, said, at).await?,
                (_, None) => return Err(Failure::Bug(format!("demo: {} goes on before it begins", topics[t].title))),
            }
        }
        Ok(())
    }

    async fn begin(&self, demo: &DemoTopic, start: Instant) -> Result<Topic> {
        let author = person(self.people, &demo.author)?;
        let mut pictures = Vec::new();
        for picture in &demo.pictures {
            let bytes = super::pictures::bytes(&picture.file)?;
            let id = attachments::add(self.db, author.member()?, bytes.to_vec(), start).await?.0;
            let alt = picture.alt.clone();
            pictures.push(Attached { id, alt });
        }
        let product = demo.product.as_ref().and_then(|model| self.products.get(model));
        let new = NewTopic {
            kind: demo.kind.as_str().into(),
            board: demo.board.clone(),
            title: demo.title.clone(),
            body: demo.body.clone(),
            product: product.cloned().unwrap_or_default(),
            pictures,
            ..NewTopic::default()
        };
        let lang = demo.lang.unwrap_or_else(|| self.own());
        let number = topics::propose(self.db, author.member()?, new, lang, start).await?;
        let topic = topics::read(self.db, author, number).await?;
        self.file(demo, &topic, start).await?;
        Ok(topic)
    }

    /// What the staff does with a topic that has come: tags, and a place before the others.
    async fn file(&self, demo: &DemoTopic, topic: &Topic, start: Instant) -> Result<()> {
        let mut staff = self.people.values().filter(|p| p.moderator().is_ok());
        let staff = staff.next().ok_or_else(|| Failure::Bug("demo: nobody keeps order".into()))?;
        if !demo.tags.is_empty() {
            let tags = demo.tags.join(", ");
            tags::set(self.db, staff, topic.id, &NewTags { tags }, start.plus_seconds(7_200)).await?;
        }
        if demo.pinned {
            moderation::pin(self.db, &staff.moderator()?, topic.id, start.plus_seconds(60)).await?;
        }
        Ok(())
    }

    async fn happen(&self, demo: &DemoTopic, topic: &Topic, happening: Happening, said: &mut Said, at: Instant) -> Result<()> {
        match happening {
            Happening::Begin => Ok(()),
            Happening::Vote(handle) => self.vote(demo, topic, &handle, at).await,
            Happening::Reply(i) => {
                let reply = &demo.replies[i];
                let new = NewReply {
                    reply: reply.body.clone(),
                    parent: reply.under.and_then(|u| said.get(&u)).map(|id| id.0),
                    ..NewReply::default()
                };
                let (by, lang) = (person(self.people, &reply.by)?, self.lang_of(&reply.body));
                let id = replies::reply(self.db, by.member()?, topic.id, new, lang, at).await?;
                said.insert(i, id);
                Ok(())
            }
            Happening::Thanks(i, handle) => {
                let by = person(self.people, &handle)?.member()?;
                thanks::give(self.db, by, topic.id, spoken(said, i)?, at).await
            }
            Happening::Accept(i) => {
                let by = person(self.people, &demo.author)?.member()?;
                answers::accept(self.db, by, topic.id, spoken(said, i)?, at).await
            }
            Happening::Step(i) => {
                said.extend(self.step(demo, &demo.status_history[i], topic, at).await?);
                Ok(())
            }
            Happening::Deed(i) => self.moderate(&demo.deeds[i], topic, said, at).await,
        }
    }

    async fn vote(&self, demo: &DemoTopic, topic: &Topic, handle: &str, at: Instant) -> Result<()> {
        let member = person(self.people, handle)?.member()?;
        votes::cast(self.db, member, topic.id, at).await?;
        let Some(reason) = demo.reasons.get(handle).cloned() else {
            return Ok(());
        };
        votes::give_reason(self.db, member, topic.id, &NewReason { reason }, at).await
    }

    async fn moderate(&self, deed: &DemoDeed, topic: &Topic, said: &Said, at: Instant) -> Result<()> {
        let target = match deed.reply {
            Some(reply) => Target::Reply(spoken(said, reply)?),
            None => Target::Topic(topic.id),
        };
        let by = person(self.people, &deed.by)?.moderator()?;
        let done = match deed.deed.as_str() {
            "hide" => moderation::hide(self.db, &by, target, &deed.reason, at).await,
            "restore" => moderation::restore(self.db, &by, target, at).await,
            "lock" => moderation::lock(self.db, &by, topic.id, at).await,
            other => Err(Failure::Bug(format!("demo: nobody knows how to {other}"))),
        };
        done.map(drop)
    }

    /// A status, with the public answer that says why, where there is one: which of the replies that is, and its id.
    async fn step(&self, demo: &DemoTopic, step: &Step, topic: &Topic, at: Instant) -> Result<Option<(usize, ReplyId)>> {
        let answer = answer_of(demo, step);
        let reply = answer.map(|a| &demo.replies[a]);
        let viewer = person(self.people, reply.map_or(&step.by, |reply| &reply.by))?;
        let status = topic.kind.statuses().contains(&step.status).then_some(step.status);
        let body = reply.map(|reply| reply.body.clone());
        let lang = body.as_deref().map_or_else(|| self.own(), |body| self.lang_of(body));
        answers::decide(self.db, &viewer.team()?, topic.id, NewAnswer { status, body }, lang, at).await?;
        let Some(answer) = answer else { return Ok(None) };
        let now = topics::read(self.db, viewer, topic.number).await?;
        let given = answers::answer(self.db, viewer, &now).await?;
        Ok(given.map(|given| (answer, given.id)))
    }

    fn own(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::En)
    }

    fn lang_of(&self, text: &str) -> Lang {
        language::of("", text, self.languages, self.own())
    }

    /// Everything, each at its time; an official reply of the same instant as a status is given by that status' step.
    fn course(&self, demo: &DemoTopic) -> impl Iterator<Item = (Instant, Happening)> + use<> {
        let start = ago(self.now, demo.days_ago);
        let mut course = vec![(start, Happening::Begin)];
        let since = |days: f64| ago(self.now, days).max(start.plus_seconds(1));
        // Some time after, and never tomorrow.
        let soon = |at: Instant, seconds: i64| at.plus_seconds(seconds.min(self.now.seconds_since(at) - 1).max(1));
        let steps: Vec<Instant> = demo.status_history.iter().map(|s| since(s.days_ago)).collect();
        let last = steps.last().map_or(self.now, |at| *at).seconds_since(start).max(2);
        let voters = self.voters(demo, start);
        for (i, handle) in voters.iter().enumerate() {
            // Voters come quickly at first and then ever more seldom, before the matter is settled.
            let part = i64::try_from((i + 1).pow(2)).unwrap_or(1);
            let all = i64::try_from((voters.len() + 1).pow(2)).unwrap_or(2);
            course.push((start.plus_seconds((last - 1) * part / all), Happening::Vote(handle.clone())));
        }
        for (i, reply) in demo.replies.iter().enumerate() {
            let at = since(reply.days_ago);
            let given_by_a_step = demo.status_history.iter().any(|step| answer_of(demo, step) == Some(i));
            course.extend((!given_by_a_step).then_some((at, Happening::Reply(i))));
            course.extend(reply.accepted.then(|| (soon(at, 5_400), Happening::Accept(i))));
            let thanks = (1_i64..).zip(&reply.thanks);
            course.extend(thanks.map(|(n, handle)| (soon(at, n * n * 2_700), Happening::Thanks(i, handle.clone()))));
        }
        course.extend(steps.into_iter().enumerate().map(|(i, at)| (at, Happening::Step(i))));
        let deeds = demo.deeds.iter().enumerate();
        course.extend(deeds.map(|(i, deed)| (since(deed.days_ago), Happening::Deed(i))));
        course.into_iter()
    }

    /// Those who are named, and as many more as there were, of the people who were there when it began.
    fn voters(&self, demo: &DemoTopic, start: Instant) -> Vec<String> {
        let there = |handle: &String| person(self.people, handle).is_ok_and(|p| p.as_member().is_some_and(|m| m.joined <= start));
        let mut more: Vec<_> = self
            .people
            .keys()
            .filter(|handle| **handle != demo.author && !demo.votes.contains(handle) && there(handle))
            .cloned()
            .collect();
        more.sort_by_key(|handle| mixed(&format!("{handle} {}", demo.title)));
        more.truncate(demo.more_votes);
        demo.votes.iter().cloned().chain(more).collect()
    }
}

fn spoken(said: &Said, reply: usize) -> Result<ReplyId> {
    said.get(&reply)
        .copied()
        .ok_or_else(|| Failure::Bug(format!("demo: nobody has said reply {reply} yet")))
}

/// The official reply of the same instant as a step.
fn answer_of(demo: &DemoTopic, step: &Step) -> Option<usize> {
    demo.replies
        .iter()
        .position(|r| r.official && (r.days_ago - step.days_ago).abs() < 1e-6)
}

/// A number that looks as if drawn, and is the same for the same word (FNV-1a, 64 bits).
fn mixed(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
