//! Who is asking: proof types of one brand each. Only this file makes one, so a write cannot be called without the right one.

use crate::brands::Brand;
use crate::db::{Db, Result};
use crate::{fetch_optional, row};
use std::ops::Deref;
use std::sync::Arc;
use types::boards::Level;
use types::members::{Affiliation, Role};
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
pub struct Member {
    brand: BrandId,
    row: MemberRow,
}

/// A member of the brand's product team.
#[derive(Clone, Debug)]
pub struct Team(Member);

/// The installation itself: its commands and its worker.
#[derive(Clone, Copy, Debug)]
pub struct System(());

row! {
    /// What is known of a member when they ask for something.
    pub struct MemberRow {
        pub id: MemberId,
        pub number: i64,
        pub name: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub trust: i64,
        pub joined: Instant,
        /// In which the person reads, from their account.
        pub language: Lang,
    }
}

/// Who an account is in a brand.
pub async fn viewer(db: &Db, brand: &Brand, account: Option<AccountId>) -> Result<Viewer> {
    let member = match account {
        Some(account) => member(db, brand.id, account).await?,
        None => None,
    };
    Ok(Viewer {
        brand: Arc::new(brand.clone()),
        account,
        member,
    })
}

async fn member(db: &Db, brand: BrandId, account: AccountId) -> Result<Option<Member>> {
    let sql = "SELECT m.id, m.number, m.name, m.role, m.affiliation, m.trust, m.joined, a.language \
        FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE m.brand_id = $1 AND m.account_id = $2";
    let row = fetch_optional!(db.read().await?, MemberRow, sql, brand.0, account.0)?;
    Ok(row.map(|row| Member { brand, row }))
}

/// Who an account is in the brand of a topic, for those who name only the topic.
pub async fn member_at(db: &Db, account: AccountId, topic: types::TopicId) -> Result<Member> {
    let sql = "SELECT brand_id FROM topics WHERE id = $1";
    let brand = fetch_optional!(db.read().await?, (i64,), sql, topic.0)?.ok_or(Error::NotFound)?;
    Ok(member(db, BrandId(brand.0), account).await?.ok_or(Error::NotFound)?)
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
        let member = self.member()?;
        if member.role.is_team() {
            Ok(Team(member.clone()))
        } else {
            Err(Error::Forbidden)
        }
    }

    /// How near the person is to the brand.
    pub fn level(&self) -> Level {
        self.member.as_ref().map_or(Level::Anyone, Member::level)
    }

    /// The member's id, or 0, which is nobody's: a bind for `visible_to`.
    pub fn id_or_zero(&self) -> i64 {
        self.member.as_ref().map_or(0, |m| m.id.0)
    }
}

impl Member {
    /// The brand that they joined.
    pub const fn brand(&self) -> BrandId {
        self.brand
    }

    /// How near they are to the brand.
    pub const fn level(&self) -> Level {
        Level::of(self.row.role, self.row.affiliation)
    }
}

impl Deref for Member {
    type Target = MemberRow;
    fn deref(&self) -> &MemberRow {
        &self.row
    }
}

impl Deref for Team {
    type Target = Member;
    fn deref(&self) -> &Member {
        &self.0
    }
}

/// The proof that the command line or the worker asks. Takes no session: never call it for a request.
pub const fn system() -> System {
    System(())
}
