//! The mails about an account. Each is a subject and a text of `mail.ftl`, in the language of whom it goes to.

use crate::brands::Brand;
use crate::db::{Result, Tx};
use crate::fetch_one;
use crate::mail::{self, Mail};
use crate::words::Words;
use types::{AccountId, BrandId, Instant, Lang};

/// In whose name a mail about an account is written: a brand's, or the installation's.
#[derive(Clone, Debug)]
pub struct Sender {
    pub brand: Option<BrandId>,
    pub name: String,
    /// The brand's slug; nothing where no brand is.
    pub slug: String,
}

impl Sender {
    /// The installation itself, where no brand is.
    pub fn installation() -> Self {
        Self {
            brand: None,
            name: "Parvis".into(),
            slug: String::new(),
        }
    }
}

impl From<&Brand> for Sender {
    fn from(brand: &Brand) -> Self {
        Self {
            brand: Some(brand.id),
            name: brand.name.clone(),
            slug: brand.slug.clone(),
        }
    }
}

/// To whom, and in which language.
pub struct To<'a> {
    pub address: &'a str,
    pub lang: Lang,
}

/// Adds the mail `mail-<key>` to a transaction.
pub async fn post(tx: &mut Tx, from: &Sender, to: To<'_>, key: &str, args: &[(&'static str, &str)], now: Instant) -> Result<()> {
    let words = Words::of(to.lang);
    let mut all = vec![("brand", from.name.as_str().into())];
    all.extend(args.iter().map(|(name, value)| (*name, (*value).into())));
    let mail = Mail {
        to: to.address.to_owned(),
        from_name: from.name.clone(),
        subject: words.with(&format!("mail-{key}-subject"), &all),
        text: words.with(&format!("mail-{key}-text"), &all),
    };
    mail::enqueue(tx, from.brand, &mail, now).await
}

/// Tells a person that something about their way in has changed.
pub async fn tell(tx: &mut Tx, from: &Sender, account: AccountId, key: &str, now: Instant) -> Result<()> {
    let sql = "SELECT address, language FROM accounts WHERE id = $1";
    let (address, language) = fetch_one!(tx, (String, String), sql, account.0)?;
    let lang = Lang::parse(&language).unwrap_or(Lang::En);
    post(tx, from, To { address: &address, lang }, key, &[], now).await
}
