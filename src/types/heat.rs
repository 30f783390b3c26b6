//! Trending: the base-2 logarithm of a sum of forward-decayed weights (Cormode et al., "Forward Decay", ICDE 2009).
//! A weight given at time t counts w · 2^((t − epoch) / half-life); only the sum's logarithm is stored, so that it never overflows
//! and changes only when something happens: no job rewrites the table.

use crate::Instant;

/// Seconds after which a vote counts half: 7 days.
const HALF_LIFE: f64 = 7.0 * 86_400.0;
/// 2020-01-01T00:00:00Z in seconds; any fixed instant would do.
const EPOCH: f64 = 1_577_836_800.0;

/// Weight of the topic itself, so that a topic without votes stands by its age.
pub const TOPIC: f64 = 1.0;
/// Weight of a vote.
pub const VOTE: f64 = 5.0;
/// Weight of a reply.
pub const REPLY: f64 = 3.0;

/// The heat of one weight given at an instant, alone.
pub fn of(weight: f64, at: Instant) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "microseconds of this era fit in 53 bits")]
    let seconds = at.0 as f64 / 1e6;
    (seconds - EPOCH) / HALF_LIFE + weight.log2()
}

/// The heat after a weight was added: log2(2^heat + 2^more), without leaving the logarithm.
pub fn plus(heat: f64, more: f64) -> f64 {
    let (high, low) = if heat > more { (heat, more) } else { (more, heat) };
    high + (low - high).exp2().ln_1p() / std::f64::consts::LN_2
}

/// The heat after a weight was taken back: log2(2^heat − 2^less); never below `floor`.
pub fn minus(heat: f64, less: f64, floor: f64) -> f64 {
    let rest = 1.0 - (less - heat).exp2();
    if rest <= 0.0 { floor } else { (heat + rest.log2()).max(floor) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn a_vote_a_half_life_later_counts_double() {
        let now = Instant(1_800_000_000_000_000);
        let gap = of(VOTE, now.plus_seconds(7 * DAY)) - of(VOTE, now);
        assert!((gap - 1.0).abs() < 1e-9);
    }

    #[test]
    fn taking_a_vote_back_restores_the_heat() {
        let start = Instant(1_800_000_000_000_000);
        let before = of(TOPIC, start);
        let vote = of(VOTE, start.plus_seconds(3 * DAY));
        assert!((minus(plus(before, vote), vote, before) - before).abs() < 1e-6);
    }

    #[test]
    fn fresh_votes_pass_an_old_favourite() {
        let now = Instant(1_800_000_000_000_000);
        let old = (0..100).fold(of(TOPIC, now.minus_days(60)), |h, _| plus(h, of(VOTE, now.minus_days(59))));
        let young = (0..5).fold(of(TOPIC, now.minus_days(1)), |h, _| plus(h, of(VOTE, now)));
        assert!(young > old);
    }
}
