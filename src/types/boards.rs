//! Boards: where topics stand, and for whom.

use crate::error::{Error, Wrong, all_right, check_length, check_line};
use crate::topics::Kind;
use crate::{
    Translations,
    members::{Affiliation, Role},
    text_enum,
};

/// Most characters of a board's name, of its description, and of a department.
pub const NAME_MOST: usize = 60;
pub const DESCRIPTION_MOST: usize = 300;
pub const DEPARTMENT_MOST: usize = 60;

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

    /// What a reader's number is for reads: that of their level, and one more for the product team, who alone read what is private.
    pub const fn reach(self, is_team: bool) -> i64 {
        if is_team { Self::Team.rank() + 1 } else { self.rank() }
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

/// Who may do what in a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    pub view: Level,
    pub submit: Level,
    pub reply: Level,
    pub vote: Level,
}

impl Default for Levels {
    fn default() -> Self {
        let part = Level::Members;
        Self {
            view: Level::Anyone,
            submit: part,
            reply: part,
            vote: part,
        }
    }
}

/// A board as an admin describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardForm {
    pub name: String,
    pub names: Translations,
    pub description: String,
    pub descriptions: Translations,
    pub kinds: Vec<Kind>,
    pub levels: Levels,
    /// Who answers there; empty for nobody in particular.
    pub department: String,
    /// Whether what new members write waits for a moderator.
    pub hold_new: bool,
}

impl BoardForm {
    /// All mistakes at once. Taking part is for members at least, and never looser than viewing: who may not see a board cannot write in it.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        self.names.check(&mut wrongs, "board-name", &self.name, |wrongs, field, text| {
            check_line(wrongs, field, text, 1, NAME_MOST);
        });
        self.descriptions
            .check(&mut wrongs, "description", &self.description, |wrongs, field, text| {
                check_length(wrongs, field, text, 0, DESCRIPTION_MOST);
            });
        check_line(&mut wrongs, "department", &self.department, 0, DEPARTMENT_MOST);
        if self.kinds.is_empty() {
            wrongs.push(Wrong::new("kinds", "kinds-missing"));
        }
        let Levels { view, submit, reply, vote } = self.levels;
        for (field, level) in [("submit", submit), ("reply", reply), ("vote", vote)] {
            if level < view {
                wrongs.push(Wrong::new(field, "level-looser"));
            } else if level < Level::Members {
                wrongs.push(Wrong::new(field, "level-members"));
            }
        }
        all_right(wrongs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(levels: Levels) -> BoardForm {
        BoardForm {
            name: "Lab".into(),
            kinds: vec![Kind::Idea],
            levels,
            ..BoardForm::default()
        }
    }

    #[test]
    fn taking_part_is_never_looser_than_viewing() {
        let (view, submit) = (Level::Employees, Level::Partners);
        let looser = board(Levels {
            view,
            submit,
            reply: Level::Team,
            vote: view,
        });
        assert_eq!(looser.validate(), Err(Error::invalid("submit", "level-looser")));
        let visitors = board(Levels {
            vote: Level::Anyone,
            ..Levels::default()
        });
        assert_eq!(visitors.validate(), Err(Error::invalid("vote", "level-members")));
        assert_eq!(board(Levels::default()).validate(), Ok(()));
    }

    #[test]
    fn a_board_has_a_name_and_takes_something() {
        let Err(Error::Invalid(wrongs)) = BoardForm::default().validate() else {
            panic!("an empty board is one")
        };
        let messages: Vec<_> = wrongs.iter().map(|w| w.message.as_str()).collect();
        assert_eq!(messages, ["board-name-missing", "kinds-missing"]);
    }
}
