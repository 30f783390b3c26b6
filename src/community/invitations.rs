//! Invitations: a brand asks somebody in by mail, with a role and an affiliation. They count for whoever proves the address, and for nobody else.
//! An invitation that was withdrawn, sent again or has run out stays for a month, so that a day's invitations can be counted.

use crate::brands::Brand;
use crate::db::{Conn, Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::installation::Settings;
use crate::mail::{self, Mail};
use crate::members::{self, present};
use crate::who::Admin;
use crate::words::Words;
use crate::{execute, fetch_all, fetch_one, fetch_optional, row, secrets};
use serde_json::{Value, json};
use types::accounts::canonical_address;
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::staff::{Invite, Invited};
use types::{AccountId, BrandId, Error, Instant, InvitationId, Lang, MemberId, Wrong};

/// An invitation lives this long, in days.
pub const LIVES: i64 = 30;
/// Invitations that a brand may send within a day.
pub const A_DAY: usize = 200;
/// Invitations on one page of a list.
const PAGE: usize = 50;

/// Somebody to be asked in.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub address: String,
    pub role: Role,
    pub affiliation: Affiliation,
    pub department: Option<String>,
    pub language: Lang,
}

row! {
    /// An invitation as the person who was invited sees it.
    pub struct Letter {
        pub id: InvitationId,
        pub address: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub expires: Instant,
        pub accepted: Option<i64>,
        /// Who invites; nobody for the installation, or where they have left.
        pub inviter: Option<String>,
    }

    /// An invitation that waits, as an admin sees it.
    pub struct Open {
        pub id: InvitationId,
        pub address: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub language: Lang,
        pub created: Instant,
        pub expires: Instant,
        /// Whether somebody with this address is a member already.
        pub member: bool,
    }
}

/// What became of a click on "Accept".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// It has taken effect; this is the person's role now.
    Done(Role),
    /// The person is no member yet: joining, where they accept the house rules, takes the invitation up.
    JoinFirst,
}

const LETTER: &str = "SELECT i.id, i.address, i.role, i.affiliation, i.department, i.expires, i.accepted, m.name AS inviter \
    FROM invitations i LEFT JOIN memberships m ON m.brand_id = i.brand_id AND m.id = i.inviter_id AND m.gone IS NULL WHERE i.brand_id = $1";

/// Asks people in. Either every address is right and each gets a mail, or nothing is sent. Gives how many were sent.
pub async fn invite(db: &Db, by: &Admin, brand: &Brand, settings: &Settings, form: &Invite, now: Instant) -> Result<usize> {
    let invited = form.validate()?;
    let args = (by.clone(), brand.clone(), settings.clone(), invited, now);
    db.write(args, |tx, (by, brand, settings, invited, now)| {
        Box::pin(async move {
            begin(tx, by, invited.addresses.len(), *now).await?;
            for new in letters(invited) {
                insert(tx, brand, settings, Some(by.id), &new, *now).await?;
            }
            let count = invited.addresses.len();
            log(tx, by, "invitations-sent", json!({ "count": count, "role": invited.role }), *now).await?;
            Ok(count)
        })
    })
    .await
}

fn letters(invited: &Invited) -> impl Iterator<Item = NewInvitation> {
    invited.addresses.iter().map(|address| NewInvitation {
        address: address.clone(),
        role: invited.role,
        affiliation: invited.affiliation,
        department: invited.department.clone(),
        language: invited.language,
    })
}

/// Takes the brand's row, and checks that it is not closing, that an admin still is one, and that the day has room for so many more.
async fn begin(tx: &mut Tx, by: &Admin, more: usize, now: Instant) -> Result<()> {
    let brand = by.brand();
    members::lock(tx, brand).await?;
    members::still(tx, by).await?;
    if fetch_one!(tx, (Option<i64>,), "SELECT closes FROM brands WHERE id = $1", brand.0)?
        .0
        .is_some()
    {
        return Err(Error::Forbidden.into());
    }
    let sql = "SELECT COUNT(*) FROM invitations WHERE brand_id = $1 AND created > $2";
    let sent = usize::try_from(fetch_one!(tx, (i64,), sql, brand.0, now.minus_days(1).0)?.0).unwrap_or(A_DAY);
    if sent + more > A_DAY {
        let left = A_DAY.saturating_sub(sent);
        let wrong = Wrong::new("addresses", "addresses-enough").with("count", left).with("most", A_DAY);
        return Err(Error::Invalid(vec![wrong]).into());
    }
    Ok(())
}

/// Adds an invitation and its mail to a transaction; one to the same address that was still open holds no longer.
pub async fn insert(
    tx: &mut Tx,
    brand: &Brand,
    settings: &Settings,
    inviter: Option<MemberId>,
    new: &NewInvitation,
    now: Instant,
) -> Result<InvitationId> {
    let (address, token) = (canonical_address(&new.address), secrets::token());
    let sql = "UPDATE invitations SET expires = $3 WHERE brand_id = $1 AND address = $2 AND accepted IS NULL AND expires > $3";
    execute!(tx, sql, brand.id.0, &address, now.0)?;
    let sql = "DELETE FROM invitations WHERE brand_id = $1 AND accepted IS NULL AND expires < $2";
    execute!(tx, sql, brand.id.0, now.minus_days(LIVES).0)?;
    let sql = "INSERT INTO invitations (brand_id, address, role, affiliation, department, language, token_hash, inviter_id, created, expires) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    let row = fetch_one!(
        tx,
        (i64,),
        sql,
        brand.id.0,
        &address,
        new.role.as_str(),
        new.affiliation.as_str(),
        new.department.as_deref(),
        new.language.as_str(),
        secrets::hash(&token),
        inviter.map(|m| m.0),
        now.0,
        now.minus_days(-LIVES).0
    )?;
    let link = settings.link(brand, &format!("/invitation/{token}"));
    mail::enqueue(tx, Some(brand.id), &invitation(brand, new, &address, &link), now).await?;
    Ok(InvitationId(row.0))
}

fn invitation(brand: &Brand, new: &NewInvitation, address: &str, link: &str) -> Mail {
    let words = Words::of(new.language);
    let role = words.text(&format!("invited-as-{}", new.role)).to_owned();
    let args = [
        ("brand", brand.name.as_str().into()),
        ("role", role.into()),
        ("days", LIVES.into()),
        ("link", link.into()),
    ];
    Mail {
        to: address.to_owned(),
        from_name: brand.name.clone(),
        subject: words.with("mail-invitation-subject", &args),
        text: words.with("mail-invitation-text", &args),
    }
}

/// The invitations that wait, newest first, 50 at a time, and where the next page begins.
pub async fn open(db: &Db, by: &Admin, before: Option<i64>, now: Instant) -> Result<(Vec<Open>, Option<i64>)> {
    let sql = "SELECT i.id, i.address, i.role, i.affiliation, i.department, i.language, i.created, i.expires, \
        EXISTS (SELECT 1 FROM accounts a JOIN memberships m ON m.account_id = a.id \
            WHERE a.address = i.address AND m.brand_id = $1 AND m.gone IS NULL) AS member \
        FROM invitations i WHERE i.brand_id = $1 AND i.accepted IS NULL AND i.expires > $2 AND i.id < $3 ORDER BY i.id DESC LIMIT $4";
    let limit = i64::try_from(PAGE).unwrap_or(50) + 1;
    let before = before.unwrap_or(i64::MAX);
    let mut rows = fetch_all!(db.read().await?, Open, sql, by.brand().0, now.0, before, limit)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.id.0);
    Ok((rows, next))
}

/// Sends an invitation again, for another 30 days; the link of the mail before holds no longer.
pub async fn resend(db: &Db, by: &Admin, brand: &Brand, settings: &Settings, id: InvitationId, now: Instant) -> Result<()> {
    let args = (by.clone(), brand.clone(), settings.clone(), id, now);
    db.write(args, |tx, (by, brand, settings, id, now)| {
        Box::pin(async move {
            begin(tx, by, 1, *now).await?;
            let sql = "SELECT address, role, affiliation, department, language FROM invitations \
                WHERE brand_id = $1 AND id = $2 AND accepted IS NULL AND expires > $3";
            let new = fetch_optional!(tx, Again, sql, by.brand().0, id.0, now.0)?.ok_or(Error::NotFound)?;
            insert(tx, brand, settings, Some(by.id), &new.into(), *now).await?;
            log(tx, by, "invitation-sent-again", json!({}), *now).await
        })
    })
    .await
}

row! {
    /// What is sent again.
    pub struct Again {
        pub address: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub language: Lang,
    }
}

impl From<Again> for NewInvitation {
    fn from(again: Again) -> Self {
        let Again {
            address,
            role,
            affiliation,
            department,
            language,
        } = again;
        Self {
            address,
            role,
            affiliation,
            department,
            language,
        }
    }
}

/// From now on an invitation lets nobody in.
pub async fn withdraw(db: &Db, by: &Admin, id: InvitationId, now: Instant) -> Result<()> {
    db.write((by.clone(), id, now), |tx, (by, id, now)| {
        Box::pin(async move {
            members::lock(tx, by.brand()).await?;
            members::still(tx, by).await?;
            let sql = "UPDATE invitations SET expires = $3 WHERE brand_id = $1 AND id = $2 AND accepted IS NULL AND expires > $3";
            if execute!(tx, sql, by.brand().0, id.0, now.0)? == 0 {
                return Err(Error::NotFound.into());
            }
            log(tx, by, "invitation-withdrawn", json!({}), *now).await
        })
    })
    .await
}

/// The invitation of a link, open or not; nothing for a link that was never mailed, or too long ago.
pub async fn by_token(db: &Db, brand: BrandId, token: &str) -> Result<Option<Letter>> {
    let sql = format!("{LETTER} AND i.token_hash = $2");
    Ok(fetch_optional!(db.read().await?, Letter, &sql, brand.0, secrets::hash(token))?)
}

/// The open invitation to an address.
pub(crate) async fn open_to(conn: &mut Conn<'_>, brand: BrandId, address: &str, now: Instant) -> Result<Option<Letter>> {
    let sql = format!("{LETTER} AND i.address = $2 AND i.accepted IS NULL AND i.expires > $3 ORDER BY i.id DESC LIMIT 1");
    Ok(fetch_optional!(conn, Letter, &sql, brand.0, address, now.0)?)
}

/// A member takes an invitation up with one click; only with the address that it was sent to.
pub async fn accept(db: &Db, brand: BrandId, account: AccountId, token: &str, now: Instant) -> Result<Accepted> {
    db.write((brand, account, token.to_owned(), now), |tx, (brand, account, token, now)| {
        Box::pin(async move {
            members::lock(tx, *brand).await?;
            let sql = format!("{LETTER} AND i.token_hash = $2 AND i.accepted IS NULL AND i.expires > $3");
            let letter = fetch_optional!(tx, Letter, &sql, brand.0, secrets::hash(token), now.0)?.ok_or(Error::NotFound)?;
            let sql = "SELECT address FROM accounts WHERE id = $1 AND blocked IS NULL";
            let address = fetch_optional!(tx, (String,), sql, account.0)?.ok_or(Error::SignInNeeded)?.0;
            if address != letter.address {
                return Err(Error::Forbidden.into());
            }
            match present(tx, *brand, *account).await? {
                Some(member) => Ok(Accepted::Done(take_effect(tx, *brand, member, &letter, *now).await?)),
                None => Ok(Accepted::JoinFirst),
            }
        })
    })
    .await
}

/// Makes a member what an invitation says, and never less than they are. The brand's row is taken. Gives the role that they have now.
pub(crate) async fn take_effect(tx: &mut Tx, brand: BrandId, member: MemberId, letter: &Letter, now: Instant) -> Result<Role> {
    let sql = "SELECT role, affiliation FROM memberships WHERE brand_id = $1 AND id = $2";
    let (role, affiliation) = fetch_one!(tx, (String, String), sql, brand.0, member.0)?;
    let was = (
        Role::parse(&role).unwrap_or(Role::Member),
        Affiliation::parse(&affiliation).unwrap_or(Affiliation::Customer),
    );
    let (role, affiliation) = raised(was.0, was.1, letter);
    members::settle(tx, brand).await?;
    let sql = "UPDATE memberships SET role = $3, affiliation = $4, department = COALESCE($5, department) WHERE brand_id = $1 AND id = $2";
    let department = letter.department.as_deref().filter(|_| role == letter.role);
    execute!(tx, sql, brand.0, member.0, role.as_str(), affiliation.as_str(), department)?;
    members::settle(tx, brand).await?;
    mark_accepted(tx, brand, &letter.address, now).await?;
    log_accepted(tx, brand, member, role, now).await?;
    Ok(role)
}

fn raised(role: Role, affiliation: Affiliation, letter: &Letter) -> (Role, Affiliation) {
    let near = |affiliation| Level::of(Role::Member, affiliation);
    (
        if letter.role.is_above(role) { letter.role } else { role },
        if near(letter.affiliation) > near(affiliation) {
            letter.affiliation
        } else {
            affiliation
        },
    )
}

/// Whoever has used an invitation has used every open one to their address.
pub(crate) async fn mark_accepted(tx: &mut Tx, brand: BrandId, address: &str, now: Instant) -> Result<()> {
    let sql = "UPDATE invitations SET accepted = $3 WHERE brand_id = $1 AND address = $2 AND accepted IS NULL AND expires > $3";
    execute!(tx, sql, brand.0, address, now.0)?;
    Ok(())
}

pub(crate) async fn log_accepted(tx: &mut Tx, brand: BrandId, member: MemberId, role: Role, now: Instant) -> Result<()> {
    let entry = Entry {
        brand,
        actor: Some(member),
        kind: "invitation-accepted",
        subject: Some(member),
        details: json!({ "role": role }),
    };
    desk::log(tx, entry, now).await
}

async fn log(tx: &mut Tx, by: &Admin, kind: &'static str, details: Value, now: Instant) -> Result<()> {
    let entry = Entry {
        brand: by.brand(),
        actor: Some(by.id),
        kind,
        subject: None,
        details,
    };
    desk::log(tx, entry, now).await
}

#[cfg(test)]
mod tests;
