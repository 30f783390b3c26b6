//! Those who knock at every route.

use super::table::In::{self, Accounts, Admins, All, Members, Moderators, Open, Operators, Owner, Staffs, Teams};
use crate::support::Server;
use community::members::{self, NewMember};
use community::operator::accounts as desk;
use community::{accounts, brands, who};
use types::members::{Affiliation, Role};
use types::operator::Reason;
use types::{Instant, Lang};

/// Somebody who knocks.
#[derive(Clone, Default)]
pub struct Knocker {
    pub name: &'static str,
    pub cookie: Option<String>,
    signed_in: bool,
    member: bool,
    /// Reads like any member, and writes nothing.
    pub suspended: bool,
    /// One of the team, with a second factor.
    team: bool,
    /// A moderator or an admin, with a second factor.
    moderator: bool,
    /// An admin, and whether with a second factor.
    admin: Option<bool>,
    owner: bool,
    operator: bool,
}

impl Knocker {
    /// Whether a row lets them in; `open` is whether the space is open to everybody.
    pub fn is_let_in(&self, row: In, open: bool) -> bool {
        match row {
            All => true,
            Open => open || self.member,
            Accounts => self.signed_in,
            Members => self.member,
            Teams => self.team,
            Moderators => self.moderator,
            Staffs => self.team || self.moderator,
            Admins => self.admin == Some(true),
            Owner => self.owner,
            Operators => self.operator,
        }
    }

    /// Whether it is somebody of no brand, of another, or of this one without any office: who knocks at a space that is not open.
    pub fn is_outside(&self) -> bool {
        ["a visitor", "a member of another brand", "customer"].contains(&self.name)
    }
}

async fn member(server: &Server, name: &str, role: Role, affiliation: Affiliation, secured: bool) -> String {
    let db = &server.db;
    let brand = brands::by_slug(db, "drumlin").await.unwrap();
    let address = format!("{name}@example.org");
    let account = accounts::insert(db, &address, "no password signs in", Lang::En, Instant::now())
        .await
        .unwrap();
    if secured {
        accounts::excuse(db, who::system(), account).await.unwrap();
    }
    let new = NewMember {
        role,
        affiliation,
        ..NewMember::customer(name, Instant::now())
    };
    members::create(db, brand.id, Some(account), new).await.unwrap();
    server.cookie_of(&address).await
}

/// Everybody: of no brand, of another, of this one in every role and affiliation, and those who may not write or not even come in any more.
pub async fn all(server: &Server) -> Vec<Knocker> {
    let mut all = vec![Knocker {
        name: "a visitor",
        ..Knocker::default()
    }];
    for (name, address, operator) in [
        ("a member of another brand", "maud@orsel.example", false),
        ("an admin of another brand", "agnes@orsel.example", false),
        ("an operator", "operator@parvis.example", true),
    ] {
        all.push(Knocker {
            name,
            cookie: Some(server.cookie_of(address).await),
            signed_in: true,
            operator,
            ..Knocker::default()
        });
    }
    for (name, role, affiliation, secured) in [
        ("customer", Role::Member, Affiliation::Customer, true),
        ("prospect", Role::Member, Affiliation::Prospect, true),
        ("partner", Role::Member, Affiliation::Partner, true),
        ("employee", Role::Member, Affiliation::Employee, true),
        ("team", Role::Team, Affiliation::Employee, true),
        ("moderator", Role::Moderator, Affiliation::Customer, true),
        ("admin", Role::Admin, Affiliation::Employee, true),
        ("admin-without-second-factor", Role::Admin, Affiliation::Employee, false),
    ] {
        all.push(Knocker {
            name,
            cookie: Some(member(server, name, role, affiliation, secured).await),
            signed_in: true,
            member: true,
            team: secured && role.is_team(),
            moderator: secured && role.is_moderator(),
            admin: (role == Role::Admin).then_some(secured),
            ..Knocker::default()
        });
    }
    all.push(Knocker {
        name: "the owner",
        cookie: Some(server.cookie_of("obi@drumlin.example").await),
        signed_in: true,
        member: true,
        team: true,
        moderator: true,
        admin: Some(true),
        owner: true,
        ..Knocker::default()
    });
    all.extend([suspended(server).await, blocked(server).await]);
    all
}

async fn suspended(server: &Server) -> Knocker {
    let cookie = member(server, "suspended", Role::Member, Affiliation::Customer, true).await;
    let until = Instant::now().plus_seconds(86_400).0;
    let sql = format!("UPDATE memberships SET suspended_until = {until}, suspended_reason = 'Unkind' WHERE handle = 'suspended'");
    server.run(&sql).await;
    Knocker {
        name: "suspended",
        cookie: Some(cookie),
        signed_in: true,
        member: true,
        suspended: true,
        ..Knocker::default()
    }
}

/// An admin once; since the operator blocked the account, nobody.
async fn blocked(server: &Server) -> Knocker {
    let cookie = member(server, "blocked", Role::Admin, Affiliation::Employee, true).await;
    let account = accounts::find(&server.db, who::system(), "blocked@example.org").await.unwrap();
    let because = Reason {
        reason: "It was taken over".into(),
    };
    desk::block(&server.db, who::system(), account.unwrap(), &because, Instant::now())
        .await
        .unwrap();
    Knocker {
        name: "blocked",
        cookie: Some(cookie),
        ..Knocker::default()
    }
}
