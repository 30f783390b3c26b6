//! An admin says what somebody is here. Each change is in the log, and the person is told by mail.

use super::admins;
use crate::brands::Brand;
use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::installation::Settings;
use crate::mail::{self, Mail};
use crate::who::{Admin, System};
use crate::words::Words;
use crate::{execute, fetch_optional, row};
use serde_json::{Value, json};
use types::members::{Affiliation, Role};
use types::staff::Placed;
use types::{AccountId, BrandId, Error, Instant, Lang, MemberId};

row! {
    /// A member as they are before a change.
    pub struct Target {
        pub id: MemberId,
        pub account_id: Option<i64>,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub title: Option<String>,
    }
}

/// What a mail about a change says of the brand.
#[derive(Clone, Debug)]
pub(super) struct Told {
    brand: BrandId,
    name: String,
    link: String,
}

impl Told {
    pub(super) fn of(brand: &Brand, settings: &Settings) -> Self {
        Self {
            brand: brand.id,
            name: brand.name.clone(),
            link: settings.link(brand, "/"),
        }
    }

    /// Tells a member, in the language in which they read: `mail-<key>-subject` and `-text`; `words` are variables that stand for texts.
    pub(super) async fn mail(&self, tx: &mut Tx, to: &Target, key: &str, words: &[(&'static str, String)], now: Instant) -> Result<()> {
        let sql = "SELECT address, language FROM accounts WHERE id = $1";
        let Some((address, language)) = fetch_optional!(tx, (String, String), sql, to.account_id)? else {
            return Ok(());
        };
        let texts = Words::of(Lang::parse(&language).unwrap_or(Lang::En));
        let mut args = vec![("brand", self.name.as_str().into()), ("link", self.link.as_str().into())];
        args.extend(words.iter().map(|(name, key)| (*name, texts.text(key).into())));
        let mail = Mail {
            to: address,
            from_name: self.name.clone(),
            subject: texts.with(&format!("mail-{key}-subject"), &args),
            text: texts.with(&format!("mail-{key}-text"), &args),
        };
        mail::enqueue(tx, Some(self.brand), &mail, now).await
    }
}

/// The member of a number, their row taken.
pub(super) async fn target(tx: &mut Tx, brand: BrandId, number: i64) -> Result<Target> {
    let sql = format!(
        "SELECT id, account_id, role, affiliation, department, title FROM memberships WHERE brand_id = $1 AND number = $2 AND gone IS NULL{}",
        tx.for_update()
    );
    Ok(fetch_optional!(tx, Target, &sql, brand.0, number)?.ok_or(Error::NotFound)?)
}

/// Says what a member is here from now on. The owner and the last admin stay admins.
pub async fn change(db: &Db, by: &Admin, brand: &Brand, settings: &Settings, number: i64, placed: Placed, now: Instant) -> Result<()> {
    let told = Told::of(brand, settings);
    db.write((by.clone(), told, number, placed, now), |tx, (by, told, number, placed, now)| {
        Box::pin(async move {
            admins::lock(tx, by.brand()).await?;
            admins::still(tx, by).await?;
            let was = target(tx, by.brand(), *number).await?;
            if placed.role != Role::Admin && admins::owner_now(tx, by.brand()).await? == Some(was.id) {
                let last = admins::is_last_admin(tx, by.brand(), was.id).await?;
                return Err(Error::invalid("role", if last { "last-admin" } else { "owner-stays" }).into());
            }
            place(tx, by.brand(), Some(by.id), &was, placed, *now).await?;
            tell(tx, told, &was, placed, *now).await
        })
    })
    .await
}

/// Gives a member another role: the operator's command. The last admin stays one.
pub async fn set_role(db: &Db, _by: System, brand: BrandId, account: AccountId, role: Role, now: Instant) -> Result<()> {
    db.write((brand, account, role, now), |tx, (brand, account, role, now)| {
        Box::pin(async move {
            admins::lock(tx, *brand).await?;
            let sql = "SELECT id, account_id, role, affiliation, department, title FROM memberships \
                WHERE brand_id = $1 AND account_id = $2 AND gone IS NULL";
            let was = fetch_optional!(tx, Target, sql, brand.0, account.0)?.ok_or(Error::NotFound)?;
            let placed = Placed {
                role: *role,
                affiliation: was.affiliation,
                department: was.department.clone().filter(|_| role.is_staff()),
                title: was.title.clone().filter(|_| role.is_staff()),
            };
            place(tx, *brand, None, &was, &placed, *now).await
        })
    })
    .await
}

/// Whoever is less than before comes back by no older invitation: not by one to them, and not by one to staff that they sent.
async fn end_invitations(tx: &mut Tx, brand: BrandId, was: &Target, now: Instant) -> Result<()> {
    let sql = "UPDATE invitations SET expires = $4 WHERE brand_id = $1 AND accepted IS NULL AND expires > $4 AND role <> 'member' \
        AND (inviter_id = $2 OR address = (SELECT address FROM accounts WHERE id = $3))";
    execute!(tx, sql, brand.0, was.id.0, was.account_id, now.0)?;
    Ok(())
}

/// Writes a change and its entries in the log. The brand's row is taken.
pub(super) async fn place(tx: &mut Tx, brand: BrandId, actor: Option<MemberId>, was: &Target, placed: &Placed, now: Instant) -> Result<()> {
    if was.role == Role::Admin && placed.role != Role::Admin && admins::is_last_admin(tx, brand, was.id).await? {
        return Err(Error::invalid("role", "last-admin").into());
    }
    admins::settle(tx, brand).await?;
    let sql = "UPDATE memberships SET role = $3, affiliation = $4, department = $5, title = $6 WHERE brand_id = $1 AND id = $2";
    let (role, affiliation) = (placed.role.as_str(), placed.affiliation.as_str());
    let (department, title) = (placed.department.as_deref(), placed.title.as_deref());
    execute!(tx, sql, brand.0, was.id.0, role, affiliation, department, title)?;
    if was.role.is_staff() && placed.role != was.role {
        end_invitations(tx, brand, was, now).await?;
    }
    admins::settle(tx, brand).await?;
    for (kind, details) in differences(was, placed) {
        let entry = Entry {
            brand,
            actor,
            kind,
            subject: Some(was.id),
            details,
        };
        desk::log(tx, entry, now).await?;
    }
    Ok(())
}

/// What a change is called in the log. A title may say much of a person: only that it changed is kept.
fn differences(was: &Target, placed: &Placed) -> Vec<(&'static str, Value)> {
    let mut kinds = Vec::new();
    if was.role != placed.role {
        kinds.push(("role-changed", json!({ "role": placed.role, "was": was.role })));
    }
    if was.affiliation != placed.affiliation {
        kinds.push((
            "affiliation-changed",
            json!({ "affiliation": placed.affiliation, "was": was.affiliation }),
        ));
    }
    if placed.role.is_staff() && (was.department != placed.department || was.title != placed.title) {
        kinds.push(("place-changed", json!({})));
    }
    kinds
}

async fn tell(tx: &mut Tx, told: &Told, was: &Target, placed: &Placed, now: Instant) -> Result<()> {
    let kinds = differences(was, placed);
    let Some((kind, _)) = kinds.first() else { return Ok(()) };
    let words = [
        ("role", format!("invited-as-{}", placed.role)),
        ("does", format!("role-opens-{}", placed.role)),
        ("affiliation", format!("staff-affiliation-{}", placed.affiliation)),
    ];
    told.mail(tx, was, kind, &words, now).await
}
