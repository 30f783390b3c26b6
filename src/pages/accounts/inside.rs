//! Coming in: after a password, a code or a link, and after the second factor where there is one, the account is put in the session,
//! under a new session id.

use super::{Caller, to};
use crate::errors::Answer;
use crate::visit::Visit;
use crate::{intention, onward};
use community::{Failure, second_factor, who};
use serde::{Deserialize, Serialize};
use tower_sessions::{Expiry, Session};
use types::{AccountId, Error, Instant};

/// Where a session keeps who has given the first factor and not yet the second.
const HALF: &str = "half";
/// So long a first factor waits for the second, in seconds.
const HALF_LIVES: i64 = 600;
/// What the steps at the door keep in a session; none of it outlives the door.
const OF_THE_DOOR: [&str; 6] = [
    HALF,
    super::join::WAITING,
    super::code::ASKED,
    super::second_factor::BEGUN,
    super::security::NEW_ADDRESS,
    crate::invitations::INVITED,
];

/// Somebody who has given the first factor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Half {
    pub account: AccountId,
    since: Instant,
    /// The key of what is said once they are in.
    said: String,
}

/// Lets an account in that has shown its first factor, by way of the second where it has one.
pub async fn come_in(visit: Visit, caller: &Caller, account: AccountId, said: &str) -> Answer {
    if second_factor::state(&visit.installation.db, account).await?.since.is_none() {
        return enter(visit, caller, account, said).await;
    }
    let half = Half {
        account,
        since: visit.now,
        said: said.to_owned(),
    };
    renew(&visit).await?;
    // Whoever was signed in here is not any more.
    let _ = visit.session.remove_value(ui::server::ACCOUNT).await;
    visit.session.set_expiry(Some(Expiry::OnInactivity(time::Duration::days(1))));
    visit.session.insert(HALF, half).await.map_err(bug)?;
    to(&visit.href("/second-factor"))
}

/// Who waits for their second factor in this session.
pub async fn half(visit: &Visit) -> Option<Half> {
    let half: Half = visit.session.get(HALF).await.ok().flatten()?;
    (visit.now.seconds_since(half.since) < HALF_LIVES).then_some(half)
}

/// Lets in who has given the second factor too. `said` stands in place of what would be said.
pub async fn enter_whole(visit: Visit, caller: &Caller, half: Half, said: Option<&str>) -> Answer {
    enter(visit, caller, half.account, said.unwrap_or(&half.said)).await
}

/// Puts the account in the session under a new id.
async fn enter(visit: Visit, caller: &Caller, account: AccountId, said: &str) -> Answer {
    renew(&visit).await?;
    for key in OF_THE_DOOR {
        let _ = visit.session.remove_value(key).await;
    }
    let session = &visit.session;
    session.insert(ui::server::ACCOUNT, account.0).await.map_err(bug)?;
    session
        .insert(ui::server::HOST, visit.brand().host.clone().unwrap_or_default())
        .await
        .map_err(bug)?;
    session.insert(ui::server::AGENT, &caller.agent).await.map_err(bug)?;
    session.insert(ui::server::NETWORK, &caller.network).await.map_err(bug)?;
    arrive(visit, account, said).await
}

/// Makes what waited take effect, and leads on: to joining where the person is no member yet; to the second factor where their work asks
/// for one; to the page that they had asked for.
pub async fn arrive(visit: Visit, account: AccountId, said: &str) -> Answer {
    let viewer = who::viewer(&visit.installation.db, visit.brand(), Some(account)).await?;
    let visit = Visit { viewer, ..visit };
    if visit.viewer.as_member().is_none() {
        return to(&visit.href("/join"));
    }
    visit.say_next(said).await;
    if intention::waiting(&visit).await.is_some() {
        return to(&intention::fulfil(&visit).await);
    }
    if visit.viewer.staff().err() == Some(Error::SecondFactorNeeded) {
        let lacking = if said == "notice-joined" {
            "notice-joined-staff"
        } else {
            "notice-second-factor-needed-failed"
        };
        visit.say_next(lacking).await;
        return to(&visit.href("/account/second-factor"));
    }
    let onward = onward::taken(&visit).await.unwrap_or_else(|| visit.href("/topics"));
    to(&onward)
}

/// Gives the session a new id, after something that only its owner can do.
pub async fn renew(visit: &Visit) -> Result<(), Failure> {
    visit.session.cycle_id().await.map_err(bug)
}

/// The hash of this session's id: “this one” in the list of sign-ins, and the one that stays when the others end.
pub fn own_hash(session: &Session) -> String {
    session.id().map(|id| community::sessions::id_hash(id.0)).unwrap_or_default()
}

fn bug(cause: impl std::fmt::Display) -> Failure {
    Failure::Bug(cause.to_string())
}
