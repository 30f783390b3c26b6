//! Suspending a member for a time: they read, and do not write.

use super::interventions::{self, Before, New, still};
use super::undo::Done;
use crate::db::{Db, Result, Tx};
use crate::who::{Member, Moderator};
use crate::{execute, fetch_optional, notices, row};
use serde_json::json;
use types::members::Role;
use types::moderation::{Deed, Suspend, UNTIL_LIFTED};
use types::{Error, Instant, InterventionId, MemberId};

row! {
    /// Somebody as the page that suspends them shows them.
    pub struct Standing {
        pub id: MemberId,
        pub number: i64,
        pub name: String,
        pub role: Role,
        pub suspended_until: Option<i64>,
        pub suspended_reason: Option<String>,
    }
}

impl Standing {
    /// Whether they may not write now.
    pub fn is_suspended(&self, now: Instant) -> bool {
        self.suspended_until.is_some_and(|until| until > now.0)
    }
}

/// Takes the member's own row, as every write does that says something to others: who has left says nothing, and who is suspended is told
/// until when and why.
pub async fn may_write(tx: &mut Tx, member: &Member, now: Instant) -> Result<()> {
    let sql = format!(
        "SELECT suspended_until, suspended_reason FROM memberships WHERE brand_id = $1 AND id = $2 AND gone IS NULL{}",
        tx.for_update()
    );
    let row = fetch_optional!(tx, (Option<i64>, Option<String>), &sql, member.brand().0, member.id.0)?;
    let (until, reason) = row.ok_or(Error::SignInNeeded)?;
    match until {
        Some(until) if until > now.0 => Err(Error::Suspended {
            until: (until != UNTIL_LIFTED).then_some(Instant(until)),
            reason: reason.unwrap_or_default(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// The member of a number; who has left is not found.
pub async fn standing(db: &Db, by: &Moderator, number: i64) -> Result<Standing> {
    let sql = "SELECT id, number, name, role, suspended_until, suspended_reason FROM memberships WHERE brand_id = $1 AND number = $2 AND gone IS NULL";
    Ok(fetch_optional!(db.read().await?, Standing, sql, by.brand().0, number)?.ok_or(Error::NotFound)?)
}

/// Suspends the member of a number, who is told by mail. Staff are not suspended: an admin takes their role away.
pub async fn suspend(db: &Db, by: &Moderator, number: i64, form: &Suspend, now: Instant) -> Result<InterventionId> {
    let term = form.validate()?;
    let until = term.days().map_or(UNTIL_LIFTED, |days| now.plus_seconds(days * 86_400).0);
    let args = (by.clone(), number, until, form.reason.trim().to_owned(), term, now);
    db.write(args, |tx, (by, number, until, reason, term, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let member = take(tx, by, *number).await?;
            if member.role.is_staff() {
                return Err(Error::invalid("term", "suspend-staff").into());
            }
            set(tx, by, member.id, Some(*until), Some(reason.as_str())).await?;
            let before = Before::Suspension {
                until: member.suspended_until,
                reason: member.suspended_reason.clone(),
                to: Some(*until),
            };
            let details = json!({ "term": term.as_str() });
            let new = New {
                details,
                reason,
                ..on(&member, Deed::Suspend, before, "member-suspended")
            };
            let id = interventions::record(tx, by, new, *now).await?;
            notices::announce_suspension(tx, by.brand(), id, *now).await?;
            Ok(id)
        })
    })
    .await
}

/// Ends a suspension before its time; who was told of it is told of that too.
pub async fn lift(db: &Db, by: &Moderator, number: i64, now: Instant) -> Result<InterventionId> {
    db.write((by.clone(), number, now), |tx, (by, number, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let member = take(tx, by, *number).await?;
            if !member.is_suspended(*now) {
                return Err(Error::Conflict.into());
            }
            set(tx, by, member.id, None, None).await?;
            let before = Before::Suspension {
                until: member.suspended_until,
                reason: member.suspended_reason.clone(),
                to: None,
            };
            let id = interventions::record(tx, by, on(&member, Deed::Lift, before, "suspension-lifted"), *now).await?;
            if let Some(deed) = newest(tx, by, member.id).await? {
                notices::announce_lifting(tx, by.brand(), deed, *now).await?;
            }
            Ok(id)
        })
    })
    .await
}

/// Takes the row of the member of a number.
pub(super) async fn take(tx: &mut Tx, by: &Moderator, number: i64) -> Result<Standing> {
    let sql = format!(
        "SELECT id, number, name, role, suspended_until, suspended_reason FROM memberships \
         WHERE brand_id = $1 AND number = $2 AND gone IS NULL{}",
        tx.for_update()
    );
    Ok(fetch_optional!(tx, Standing, &sql, by.brand().0, number)?.ok_or(Error::NotFound)?)
}

pub(super) async fn set(tx: &mut Tx, by: &Moderator, member: MemberId, until: Option<i64>, reason: Option<&str>) -> Result<()> {
    let sql = "UPDATE memberships SET suspended_until = $3, suspended_reason = $4 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, by.brand().0, member.0, until, reason)?;
    Ok(())
}

/// The newest deed that suspended somebody and was not undone.
async fn newest(tx: &mut Tx, by: &Moderator, member: MemberId) -> Result<Option<InterventionId>> {
    let sql = "SELECT id FROM interventions WHERE brand_id = $1 AND subject_id = $2 AND kind IN ('suspend', 'remove') AND undone IS NULL \
        ORDER BY id DESC LIMIT 1";
    let row = fetch_optional!(tx, (i64,), sql, by.brand().0, member.0)?;
    Ok(row.map(|(id,)| InterventionId(id)))
}

/// Has somebody told that a suspension or its lifting was undone: `to` is until when the deed had suspended them, `until` until when they are now.
pub(super) async fn tell_undone(tx: &mut Tx, by: &Moderator, done: &Done, to: Option<i64>, until: Option<i64>, now: Instant) -> Result<()> {
    let stands = |until: Option<i64>| until.is_some_and(|until| until > now.0);
    let member = done.subject_id.ok_or(Error::NotFound)?;
    match (stands(to), stands(until)) {
        (true, false) => notices::announce_lifting(tx, by.brand(), done.id, now).await,
        (false, true) => match newest(tx, by, member).await? {
            Some(deed) => notices::announce_again(tx, by.brand(), deed, now).await,
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// A deed on a member whose row is taken.
pub(super) fn on(member: &Standing, deed: Deed, before: Before, kind: &'static str) -> New<'static> {
    New {
        deed,
        topic: None,
        reply: None,
        revision: None,
        attachment: None,
        subject: Some(member.id),
        reason: "",
        before,
        kind,
        details: json!({}),
    }
}
