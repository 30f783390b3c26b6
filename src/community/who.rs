//! Who is asking: proof types of one brand each. Only this file makes one, so a write cannot be called without the right one.

use crate::brands::Brand;
use crate::db::{Db, Result};
use crate::{fetch_optional, row};
use std::ops::Deref;
use std::sync::Arc;
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::moderation::UNTIL_LIFTED;
use types::{AccountId, BrandId, Error, Instant, Lang, MemberId};

/// Anybody who looks at a brand's space, known or not.
#[derive(Clone, Debug)]
pub struct Viewer {
    brand: Arc<Brand>,
    account: Option<AccountId>,
    member: Option<Member>,
}

/// Somebody who has joined the brand.
#[derive(Clone, Debug)]
pub struct Member(MemberRow);

/// A member of the brand's product team.
#[derive(Clone, Debug)]
pub struct Team(Member);

/// A member who keeps order.
#[derive(Clone, Debug)]
pub struct Moderator(Member);

/// A member who runs the brand's space.
#[derive(Clone, Debug)]
pub struct Admin(Member);

/// Somebody who runs the installation.
#[derive(Clone, Copy, Debug)]
pub struct Operator(AccountId);

/// The installation itself: its commands and its worker.
#[derive(Clone, Copy, Debug)]
pub struct System(());

row! {
    /// What is known of a member when they ask for something.
    pub struct MemberRow {
        pub id: MemberId,
        pub brand_id: BrandId,
        pub account_id: AccountId,
        pub number: i64,
        pub name: String,
        /// What they may do now: staff without a second factor may do what any member may.
        pub role: Role,
        /// What the brand has named them.
        pub named_role: Role,
        pub affiliation: Affiliation,
        pub trust: i64,
        pub joined: Instant,
        pub rules_version: i64,
        pub terms_version: i64,
        pub picture_id: Option<i64>,
        /// In which the person reads, from their account.
        pub language: Lang,
        /// Where their day begins and ends, from their account; the brand's zone without it.
        pub time_zone: Option<String>,
        /// Until when they may not write, and what a moderator told them.
        pub suspended_until: Option<i64>,
        pub suspended_reason: Option<String>,
    }
}

/// Who an account is in a brand.
pub async fn viewer(db: &Db, brand: &Brand, account: Option<AccountId>) -> Result<Viewer> {
    viewer_at(db, Arc::new(brand.clone()), account).await
}

/// The same in a brand that many are shown.
pub async fn viewer_at(db: &Db, brand: Arc<Brand>, account: Option<AccountId>) -> Result<Viewer> {
    let member = match account {
        Some(account) => member(db, brand.id, account).await?,
        None => None,
    };
    Ok(Viewer { brand, account, member })
}

/// The columns of a [`MemberRow`] of `memberships m` and `accounts a`; who is gone or blocked is nobody.
macro_rules! member_of {
    ($from:literal) => {
        concat!(
            "SELECT m.id, m.brand_id, m.account_id, m.number, m.name, CASE WHEN a.totp_since IS NOT NULL OR a.excused THEN m.role ELSE 'member' END AS role, \
             m.role AS named_role, m.affiliation, m.trust, m.joined, m.rules_version, m.terms_version, m.picture_id, a.language, a.time_zone, \
             m.suspended_until, m.suspended_reason FROM ",
            $from,
            " AND m.account_id = $2 AND m.gone IS NULL AND a.blocked IS NULL"
        )
    };
}

async fn member(db: &Db, brand: BrandId, account: AccountId) -> Result<Option<Member>> {
    let sql = member_of!("memberships m JOIN accounts a ON a.id = m.account_id WHERE m.brand_id = $1");
    Ok(fetch_optional!(db.read().await?, MemberRow, sql, brand.0, account.0)?.map(Member))
}

/// Who an account is in the brand of a topic, for those who name only the topic.
pub async fn member_at(db: &Db, account: AccountId, topic: types::TopicId) -> Result<Member> {
    let sql = member_of!("topics t JOIN memberships m ON m.brand_id = t.brand_id JOIN accounts a ON a.id = m.account_id WHERE t.id = $1");
    let row = fetch_optional!(db.read().await?, MemberRow, sql, topic.0, account.0)?;
    Ok(row.map(Member).ok_or(Error::NotFound)?)
}

/// Who an account is in the brand of a slug, for those who name only that.
pub async fn member_in(db: &Db, account: AccountId, slug: &str) -> Result<Member> {
    let sql = member_of!("brands b JOIN memberships m ON m.brand_id = b.id JOIN accounts a ON a.id = m.account_id WHERE b.slug = $1");
    let row = fetch_optional!(db.read().await?, MemberRow, sql, slug, account.0)?;
    Ok(row.map(Member).ok_or(Error::NotFound)?)
}

/// The proof that an account runs the installation: the flag, a second factor, and no block.
pub async fn operator(db: &Db, account: AccountId) -> Result<Operator> {
    let sql = "SELECT operator, totp_since IS NOT NULL OR excused AS secured FROM accounts WHERE id = $1 AND blocked IS NULL";
    let found = fetch_optional!(db.read().await?, (bool, bool), sql, account.0)?;
    match found {
        Some((true, true)) => Ok(Operator(account)),
        Some((true, false)) => Err(Error::SecondFactorNeeded.into()),
        _ => Err(Error::Forbidden.into()),
    }
}

impl Operator {
    /// Their account.
    pub const fn account(self) -> AccountId {
        self.0
    }
}

impl Viewer {
    /// The brand whose space it is.
    pub fn brand(&self) -> &Brand {
        &self.brand
    }

    /// The account that is signed in, member of this brand or not.
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// The member, if the person is one.
    pub const fn as_member(&self) -> Option<&Member> {
        self.member.as_ref()
    }

    /// The member, or the error that leads to signing in and joining.
    pub fn member(&self) -> Result<&Member, Error> {
        self.member.as_ref().ok_or(Error::SignInNeeded)
    }

    /// The member as one of the team.
    pub fn team(&self) -> Result<Team, Error> {
        self.as_staff(Role::is_team).map(Team)
    }

    /// The member as one who keeps order.
    pub fn moderator(&self) -> Result<Moderator, Error> {
        self.as_staff(Role::is_moderator).map(Moderator)
    }

    /// The member as one who works here: team, moderator or admin.
    pub fn staff(&self) -> Result<Member, Error> {
        self.as_staff(Role::is_staff)
    }

    /// The member as one who runs the space.
    pub fn admin(&self) -> Result<Admin, Error> {
        self.as_staff(|role| role == Role::Admin).map(Admin)
    }

    fn as_staff(&self, may: impl Fn(Role) -> bool) -> Result<Member, Error> {
        let member = self.member()?;
        if may(member.role) {
            Ok(member.clone())
        } else if may(member.named_role) {
            Err(Error::SecondFactorNeeded)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Whether the space is open to this person at all: before a brand opens, and once it is being closed, it is its members'.
    pub fn may_enter(&self) -> bool {
        let to_everybody = self.brand.opened.is_some() && self.brand.closes.is_none();
        to_everybody || self.member.is_some()
    }

    /// How near the person is to the brand.
    pub fn level(&self) -> Level {
        self.member.as_ref().map_or(Level::Anyone, Member::level)
    }

    /// How much they may read: a bind for `visible_to`.
    pub fn rank(&self) -> i64 {
        self.member.as_ref().map_or_else(|| Level::Anyone.rank(), Member::rank)
    }

    /// The member's id, or 0, which is nobody's: a bind for `visible_to`.
    pub fn id_or_zero(&self) -> i64 {
        self.member.as_ref().map_or(0, |m| m.id.0)
    }
}

impl Member {
    /// Their account.
    pub const fn account(&self) -> AccountId {
        self.0.account_id
    }

    /// The brand that they joined.
    pub const fn brand(&self) -> BrandId {
        self.0.brand_id
    }

    /// How near they are to the brand.
    pub const fn level(&self) -> Level {
        Level::of(self.0.role, self.0.affiliation)
    }

    /// Whether a moderator has suspended them for now: they read, and write nothing.
    pub fn is_suspended(&self, now: Instant) -> bool {
        self.0.suspended_until.is_some_and(|until| until > now.0)
    }

    /// What they are told while they are.
    pub fn suspension(&self) -> Error {
        Error::Suspended {
            until: self.0.suspended_until.filter(|until| *until != UNTIL_LIFTED).map(Instant),
            reason: self.0.suspended_reason.clone().unwrap_or_default(),
        }
    }

    /// How much they may read: a bind for `visible_to`.
    pub const fn rank(&self) -> i64 {
        self.level().reach(self.0.role.is_team())
    }
}

impl Deref for Member {
    type Target = MemberRow;
    fn deref(&self) -> &MemberRow {
        &self.0
    }
}

macro_rules! is_a_member {
    ($($proof:ident),+) => {$(
        impl Deref for $proof {
            type Target = Member;
            fn deref(&self) -> &Member {
                &self.0
            }
        }
    )+};
}

is_a_member!(Team, Moderator, Admin);

/// The proof that the command line or the worker asks. Takes no session: never call it for a request.
pub const fn system() -> System {
    System(())
}
