//! Votes: two verbs that may be said any number of times. The row is the record; the topic's counter and heat follow in the same transaction.

mod reasons;

pub use reasons::{Reasons, Voter, Voters, all_reasons, give_reason, reasons, remove_reason, voters};

use crate::db::{Db, Result, Tx};
use crate::topics::{self, Sought, Taken};
use crate::who::Member;
use crate::{execute, fetch_optional, moderation, subscriptions};
use types::votes::{Tally, Verb};
use types::{Error, Instant, heat, policy};

/// Gives a member's vote to a topic; a vote that stands already stays.
pub async fn cast(db: &Db, member: &Member, topic: impl Into<Sought>, now: Instant) -> Result<Tally> {
    db.write_numbers((member.clone(), topic.into(), now), |tx, (member, topic, now)| {
        Box::pin(async move {
            let topic = may_vote(tx, member, *topic, *now).await?;
            let sql = "INSERT INTO votes (brand_id, topic_id, member_id, created) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
            let added = execute!(tx, sql, member.brand().0, topic.id.0, member.id.0, now.0)?;
            if added == 0 {
                return Ok(Tally {
                    votes: topic.votes,
                    voted: true,
                });
            }
            let heat = heat::plus(topic.heat, heat::of(heat::VOTE, *now));
            count(tx, member, &topic, topic.votes + 1, heat).await?;
            Ok(Tally {
                votes: topic.votes + 1,
                voted: true,
            })
        })
    })
    .await
}

/// Takes a member's vote back; without one nothing changes.
pub async fn withdraw(db: &Db, member: &Member, topic: impl Into<Sought>, now: Instant) -> Result<Tally> {
    db.write_numbers((member.clone(), topic.into(), now), |tx, (member, topic, now)| {
        Box::pin(async move {
            let topic = may_vote(tx, member, *topic, *now).await?;
            let sql = "DELETE FROM votes WHERE brand_id = $1 AND topic_id = $2 AND member_id = $3 RETURNING created";
            let Some((since,)) = fetch_optional!(tx, (i64,), sql, member.brand().0, topic.id.0, member.id.0)? else {
                return Ok(Tally {
                    votes: topic.votes,
                    voted: false,
                });
            };
            subscriptions::unvoted(tx, member, topic.id).await?;
            let floor = heat::of(heat::TOPIC, topic.created);
            let heat = heat::minus(topic.heat, heat::of(heat::VOTE, Instant(since)), floor);
            count(tx, member, &topic, topic.votes - 1, heat).await?;
            Ok(Tally {
                votes: topic.votes - 1,
                voted: false,
            })
        })
    })
    .await
}

/// One of the two by its verb.
pub async fn say(db: &Db, member: &Member, topic: impl Into<Sought>, verb: Verb, now: Instant) -> Result<Tally> {
    match verb {
        Verb::Cast => cast(db, member, topic, now).await,
        Verb::Withdraw => withdraw(db, member, topic, now).await,
    }
}

async fn may_vote(tx: &mut Tx, member: &Member, topic: Sought, now: Instant) -> Result<Taken> {
    moderation::may_write(tx, member, now).await?;
    let topic = topics::for_write(tx, member, topic).await?;
    if policy::may_vote(member.level(), topic.vote_level, topic.status, topic.locked.is_some()) {
        Ok(topic)
    } else if member.level() < topic.vote_level {
        Err(Error::Forbidden.into())
    } else {
        Err(Error::Closed.into())
    }
}

async fn count(tx: &mut Tx, member: &Member, topic: &Taken, votes: i64, heat: f64) -> Result<()> {
    execute!(
        tx,
        "UPDATE topics SET votes = $3, heat = $4 WHERE brand_id = $1 AND id = $2",
        member.brand().0,
        topic.id.0,
        votes,
        heat
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};
    use crate::{db::Db, fetch_one};
    use types::members::Role;
    use types::{Lang, TopicId};

    async fn counter_and_rows(db: &Db) -> (i64, i64) {
        let sql = "SELECT (SELECT SUM(votes) FROM topics), (SELECT COUNT(*) FROM votes)";
        let sql = if matches!(db, Db::Postgres(_)) {
            sql.replace("SUM(votes)", "SUM(votes)::BIGINT")
        } else {
            sql.into()
        };
        fetch_one!(db.read().await.unwrap(), (i64, i64), &sql).unwrap()
    }

    async fn topic(db: &Db, brand: &crate::brands::Brand, author: &Member) -> TopicId {
        let number = topics::propose(db, author, testing::idea("A sleeve for bent poles"), Lang::En, NOW)
            .await
            .unwrap();
        topics::read(db, &testing::visitor(db, brand).await, number).await.unwrap().id
    }

    crate::on_both_engines! {
        async fn casting_twice_counts_once_and_so_does_withdrawing(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let (isla, maud) = (testing::member(&db, &brand, "isla", Role::Member).await, testing::member(&db, &brand, "maud", Role::Member).await);
            let topic = topic(&db, &brand, &isla).await;
            cast(&db, &isla, topic, NOW).await.unwrap();
            for _ in 0..2 {
                assert_eq!(cast(&db, &maud, topic, NOW).await.unwrap(), Tally { votes: 2, voted: true });
            }
            for _ in 0..2 {
                assert_eq!(withdraw(&db, &maud, topic, NOW).await.unwrap(), Tally { votes: 1, voted: false });
            }
            assert_eq!(counter_and_rows(&db).await, (1, 1));
        }

        async fn two_hundred_members_voting_at_once_are_all_counted(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            let topic = topic(&db, &brand, &isla).await;
            let voters = testing::crowd(&db, &brand, 200).await;
            let mut tasks = tokio::task::JoinSet::new();
            for voter in voters.clone() {
                let db = db.clone();
                tasks.spawn(async move {
                    cast(&db, &voter, topic, NOW).await.unwrap();
                    cast(&db, &voter, topic, NOW).await.unwrap();
                });
            }
            tasks.join_all().await;
            assert_eq!(counter_and_rows(&db).await, (200, 200));
            let mut tasks = tokio::task::JoinSet::new();
            for voter in voters.into_iter().take(50) {
                let db = db.clone();
                tasks.spawn(async move {
                    withdraw(&db, &voter, topic, NOW).await.unwrap();
                    withdraw(&db, &voter, topic, NOW).await.unwrap();
                });
            }
            tasks.join_all().await;
            assert_eq!(counter_and_rows(&db).await, (150, 150));
        }

        async fn a_member_of_another_brand_finds_no_topic_to_vote_for(db: Db) {
            let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
            let isla = testing::member(&db, &drumlin, "isla", Role::Member).await;
            let kevin = testing::member(&db, &orsel, "kevin", Role::Admin).await;
            let topic = topic(&db, &drumlin, &isla).await;
            let error: Error = cast(&db, &kevin, topic, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::NotFound);
        }

        async fn voting_ends_when_a_topic_is_locked(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            let topic = topic(&db, &brand, &isla).await;
            db.write(topic, |tx, topic| Box::pin(async move { Ok(execute!(tx, "UPDATE topics SET locked = 1 WHERE id = $1", topic.0)?) })).await.unwrap();
            let error: Error = cast(&db, &isla, topic, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::Closed);
        }

        async fn a_write_that_nobody_waits_for_any_more_is_finished_and_the_next_one_succeeds(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            let topic = topic(&db, &brand, &isla).await;
            let voters = testing::crowd(&db, &brand, 40).await;
            for round in 0..1_000_u64 {
                let voter = &voters[usize::try_from(round).unwrap() % voters.len()];
                let patience = std::time::Duration::from_micros(rand::random_range(0..800));
                let verb = if rand::random() { Verb::Cast } else { Verb::Withdraw };
                let _ = tokio::time::timeout(patience, say(&db, voter, topic, verb, NOW)).await;
            }
            cast(&db, &isla, topic, NOW).await.unwrap();
            let (counter, rows) = counter_and_rows(&db).await;
            assert_eq!(counter, rows);
        }
    }
}
