//! Boards: where topics stand, and for whom.

use crate::{
    members::{Affiliation, Role},
    text_enum,
};

text_enum! {
    /// How near somebody is to the brand. Ordered: each level includes those above it.
    pub enum Level {
        Anyone = "anyone",
        Members = "members",
        Partners = "partners",
        Employees = "employees",
        Team = "team",
    }
}

impl Level {
    /// Its number in the table; greater is nearer.
    pub const fn rank(self) -> i64 {
        self as i64
    }

    /// The level of a number in the table; the strictest for a number that is none.
    pub fn from_rank(rank: i64) -> Self {
        Self::ALL.iter().copied().find(|l| l.rank() == rank).unwrap_or(Self::Team)
    }

    /// The level that a member has.
    pub const fn of(role: Role, affiliation: Affiliation) -> Self {
        match (role, affiliation) {
            (Role::Team | Role::Moderator | Role::Admin, _) => Self::Team,
            (_, Affiliation::Employee) => Self::Employees,
            (_, Affiliation::Partner) => Self::Partners,
            _ => Self::Members,
        }
    }
}
