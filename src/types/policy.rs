//! Who may do what: pure yes-or-no questions, asked by `community` inside the transaction and by `pages` to show or hide a control.

use crate::boards::Level;
use crate::topics::{Kind, Status, Visibility};

/// May this level vote on a topic of a board that asks for `vote_level`? Voting ends with a status that says so.
pub fn may_vote(level: Level, vote_level: Level, status: Option<Status>, locked: bool) -> bool {
    level >= Level::Members && level >= vote_level && !locked && status.is_none_or(Status::votes_open)
}

/// May this level reply in a board that asks for `reply_level`?
pub fn may_reply(level: Level, reply_level: Level, locked: bool) -> bool {
    level >= Level::Members && level >= reply_level && (!locked || level == Level::Team)
}

/// May this level start a topic of this kind in a board that asks for `submit_level` and takes `kinds`? Some kinds are the team's alone:
/// a moderator is as near to the brand as the team, and still does not speak for it.
pub fn may_submit(level: Level, is_team: bool, submit_level: Level, kinds: &[Kind], kind: Kind) -> bool {
    level >= Level::Members && level >= submit_level && kinds.contains(&kind) && (!kind.is_teams() || is_team)
}

/// May somebody say which reply answers a question? Its author may, and the team.
pub const fn may_accept(own: bool, is_team: bool) -> bool {
    own || is_team
}

/// May somebody read a text of this visibility? `own` is whether they wrote it; `staff` works here, `team` is of the product team: what is
/// private is not for those who only keep order. The SQL twin is `visible_to` in `community`.
pub fn may_read(visibility: Visibility, own: bool, staff: bool, team: bool) -> bool {
    match visibility {
        Visibility::Public => true,
        Visibility::Private => own || team,
        Visibility::Held | Visibility::Hidden => own || staff,
        Visibility::Blanked => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_may_read_and_nothing_else() {
        assert!(may_read(Visibility::Public, false, false, false));
        assert!(!may_vote(Level::Anyone, Level::Anyone, None, false));
        assert!(!may_reply(Level::Anyone, Level::Anyone, false));
        assert!(!may_submit(Level::Anyone, false, Level::Anyone, &[Kind::Idea], Kind::Idea));
    }

    #[test]
    fn a_moderator_reads_what_is_held_and_not_what_is_private() {
        assert!(may_read(Visibility::Held, false, true, false) && may_read(Visibility::Hidden, false, true, false));
        assert!(!may_read(Visibility::Private, false, true, false) && may_read(Visibility::Private, false, true, true));
    }

    #[test]
    fn only_the_team_announces_and_not_a_moderator() {
        let kinds = [Kind::Announcement];
        assert!(!may_submit(Level::Team, false, Level::Members, &kinds, Kind::Announcement));
        assert!(may_submit(Level::Team, true, Level::Members, &kinds, Kind::Announcement));
    }

    #[test]
    fn a_delivered_idea_takes_no_more_votes() {
        assert!(!may_vote(Level::Members, Level::Members, Some(Status::Delivered), false));
        assert!(may_vote(Level::Members, Level::Members, Some(Status::Planned), false));
        assert!(!may_vote(Level::Members, Level::Members, Some(Status::Planned), true));
    }
}
