//! Brands: the words of their settings.

use crate::text_enum;

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
