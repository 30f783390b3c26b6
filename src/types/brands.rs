//! Brands: the words of their settings.

use crate::error::{Error, Wrong, all_right, check_length, check_line};
use crate::members::Affiliation;
use crate::{Lang, Translations, text_enum};

text_enum! {
    /// Who may join a brand by themselves.
    pub enum Registration {
        Open = "open",
        Invitation = "invitation",
        Domain = "domain",
    }
}

text_enum! {
    /// A page that a brand writes about itself, in its languages and in versions.
    pub enum DocumentKind {
        Rules = "rules",
        Terms = "terms",
        Privacy = "privacy",
        Imprint = "imprint",
    }
}

impl DocumentKind {
    /// Whether members accept it when they join.
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Rules | Self::Terms)
    }
}

/// Most characters of a brand's name, of the line under it, of the paragraph that welcomes, and of the line in the foot.
pub const NAME_MOST: usize = 60;
pub const TAGLINE_MOST: usize = 120;
pub const LEDE_MOST: usize = 500;
pub const PLACE_MOST: usize = 160;
/// Most characters of a document in one language.
pub const DOCUMENT_MOST: usize = 20_000;

/// What a brand says of itself, as an admin types it. Its texts are in the language that is its first until then, and what stands beside each
/// are its translations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    pub name: String,
    pub tagline: String,
    pub taglines: Translations,
    pub lede: String,
    pub ledes: Translations,
    pub place: String,
    pub places: Translations,
    /// The first is that of whoever has named none.
    pub languages: Vec<Lang>,
    pub time_zone: String,
    pub show_affiliation: bool,
}

impl Naming {
    /// All mistakes at once; whether the time zone is one is known in `community`.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_line(&mut wrongs, "brand-name", &self.name, 1, NAME_MOST);
        self.taglines.check(&mut wrongs, "tagline", &self.tagline, |wrongs, field, text| {
            check_line(wrongs, field, text, 0, TAGLINE_MOST);
        });
        self.ledes.check(&mut wrongs, "lede", &self.lede, |wrongs, field, text| {
            check_length(wrongs, field, text, 0, LEDE_MOST);
        });
        self.places.check(&mut wrongs, "place", &self.place, |wrongs, field, text| {
            check_line(wrongs, field, text, 0, PLACE_MOST);
        });
        if self.languages.is_empty() {
            wrongs.push(Wrong::new("languages", "languages-missing"));
        }
        all_right(wrongs)
    }
}

/// A host name as it is compared and stored: trimmed, lower case, without a dot at the end. Bare: no scheme, no port, no path, at least
/// two labels (RFC 1123, section 2.1), the last of which is no number, so that it is no address of a machine.
pub fn canonical_host(typed: &str) -> Option<String> {
    let host = typed.trim().trim_end_matches('.').to_ascii_lowercase();
    let label = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let (_, last) = host.rsplit_once('.')?;
    // What ends in a number is an address: 127.0.0.1, 127.0.0.0x1.
    let named = last.starts_with(|c: char| c.is_ascii_alphabetic());
    (host.len() <= 253 && named && host.split('.').all(label)).then_some(host)
}

/// Mail domains that belong to everybody: an address there says nothing about whom a person works for.
const PUBLIC_MAIL: [&str; 36] = [
    "aol.com",
    "bbox.fr",
    "bluewin.ch",
    "btinternet.com",
    "duck.com",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.fr",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "live.com",
    "live.fr",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "outlook.fr",
    "proton.me",
    "protonmail.com",
    "sfr.fr",
    "wanadoo.fr",
    "web.de",
    "yahoo.com",
    "yahoo.fr",
    "yandex.com",
];

/// Whether addresses of this mail domain are given to anybody.
pub fn is_public_mail(domain: &str) -> bool {
    PUBLIC_MAIL.contains(&domain)
}

/// A mail domain as an admin types it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDomain {
    pub domain: String,
    /// A word of [`Affiliation`].
    pub affiliation: String,
    pub may_join: bool,
}

impl NewDomain {
    /// All mistakes at once; the domain as it is stored and the affiliation. `@example.org` and a whole address are understood.
    pub fn validate(&self) -> Result<(String, Affiliation), Error> {
        let typed = self.domain.rsplit('@').next().unwrap_or_default();
        let (domain, affiliation) = (canonical_host(typed), Affiliation::parse(&self.affiliation));
        let mut wrongs = Vec::new();
        match &domain {
            None if typed.trim().is_empty() => wrongs.push(Wrong::new("domain", "domain-missing")),
            None => wrongs.push(Wrong::new("domain", "domain-form")),
            Some(domain) if is_public_mail(domain) => wrongs.push(Wrong::new("domain", "domain-public")),
            Some(_) => {}
        }
        if affiliation.is_none() {
            wrongs.push(Wrong::new("affiliation", "affiliation-missing"));
        }
        all_right(wrongs)?;
        domain.zip(affiliation).ok_or_else(|| Error::invalid("domain", "domain-form"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_bare_and_has_a_dot() {
        assert_eq!(
            canonical_host(" Community.Drumlin.Example. ").as_deref(),
            Some("community.drumlin.example")
        );
        for bad in [
            "",
            "localhost",
            "https://a.example",
            "a.example:443",
            "a.example/x",
            "a..example",
            "-a.example",
            "a-.example",
            "a b.example",
            "é.example",
            "127.0.0.1",
            "[::1]",
        ] {
            assert_eq!(canonical_host(bad), None, "{bad}");
        }
        assert_eq!(canonical_host(&format!("{}.example", "a".repeat(64))), None);
    }

    #[test]
    fn a_mail_domain_is_the_brands_and_not_everybodys() {
        let domain = |typed: &str| {
            let new = NewDomain {
                domain: typed.into(),
                affiliation: "partner".into(),
                may_join: true,
            };
            new.validate()
        };
        assert_eq!(domain("anna@Shop.Example"), Ok(("shop.example".into(), Affiliation::Partner)));
        assert_eq!(domain("@shop.example"), Ok(("shop.example".into(), Affiliation::Partner)));
        assert_eq!(domain("Gmail.com"), Err(Error::invalid("domain", "domain-public")));
        assert_eq!(domain(" "), Err(Error::invalid("domain", "domain-missing")));
        assert_eq!(domain("shop"), Err(Error::invalid("domain", "domain-form")));
    }

    #[test]
    fn a_space_speaks_at_least_one_language() {
        let naming = Naming {
            name: "Drumlin".into(),
            ..Naming::default()
        };
        assert_eq!(naming.validate(), Err(Error::invalid("languages", "languages-missing")));
    }
}
