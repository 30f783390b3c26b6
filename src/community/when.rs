//! Dates and times as a person reads them, in their language and time zone.

mod zones;

pub use zones::{todays_name, zones, zones_by_part};

use crate::words::Words;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use types::Instant;

/// Seconds of a minute, and of an hour.
const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;

/// A clock on a wall: a language, a time zone and the present.
#[derive(Clone)]
pub struct When {
    words: &'static Words,
    zone: TimeZone,
    now: Instant,
}

impl When {
    /// Reads in this language and zone; an unknown zone reads as UTC.
    pub fn new(words: &'static Words, zone: &str, now: Instant) -> Self {
        Self {
            words,
            zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC),
            now,
        }
    }

    fn date(&self, at: Instant) -> Date {
        Timestamp::from_microsecond(at.0)
            .unwrap_or_default()
            .to_zoned(self.zone.clone())
            .date()
    }

    /// "3 February 2026"
    pub fn long(&self, at: Instant) -> String {
        let date = self.date(at);
        self.filled("date-long", date, self.month(date, "month-long"))
    }

    /// A whole date with its time of day, for what has to be kept to the hour.
    pub fn moment(&self, at: Instant) -> String {
        let time = Timestamp::from_microsecond(at.0).unwrap_or_default().to_zoned(self.zone.clone());
        let time = time.strftime(self.words.text("time-of-day")).to_string();
        self.words
            .with("date-moment", &[("date", self.long(at).into()), ("time", time.into())])
    }

    /// So many seconds, in the largest unit that fits, months (of 30.44 days) from two on; days with one decimal below ten.
    pub fn span(&self, seconds: i64) -> String {
        match whole(seconds, HOUR) {
            0 => self.words.count("span-minutes", whole(seconds, MINUTE).max(1)),
            h if h < 36 => self.words.count("span-hours", h),
            h if h >= 1_461 => self.words.count("span-months", h * 12 / 8_766),
            h => self.days(h * 10 / 24),
        }
    }

    /// Tenths of days, in words.
    fn days(&self, tenths: i64) -> String {
        let (whole, rest) = (tenths / 10, tenths % 10);
        let lang = self.words.lang();
        let shown = match rest {
            0 => lang.number(whole),
            _ if whole > 9 => lang.number(whole),
            _ => format!("{whole}{}{rest}", lang.decimal()),
        };
        // French counts what is below two as one.
        let count = if rest == 0 || whole > 9 || whole == 1 && lang == types::Lang::Fr {
            whole
        } else {
            2
        };
        self.words.with("span-days", &[("count", count.into()), ("shown", shown.into())])
    }

    /// How it stands in a list: "5\u{a0}h ago", "yesterday", "12\u{a0}Nov", and with the year when it is another.
    pub fn short(&self, at: Instant) -> String {
        let (date, today) = (self.date(at), self.date(self.now));
        let ago = self.now.seconds_since(at);
        match whole(ago, MINUTE) {
            0 => return self.words.text("time-now").to_owned(),
            m if m < 60 => return self.words.count("time-minutes", m),
            _ if date == today => return self.words.count("time-hours", whole(ago, HOUR)),
            _ => {}
        }
        if today.yesterday().is_ok_and(|y| y == date) {
            return self.words.text("time-yesterday").to_owned();
        }
        let key = if date.year() == today.year() {
            "date-short"
        } else {
            "date-short-year"
        };
        self.filled(key, date, self.month(date, "month-short"))
    }

    /// The same inside a sentence: French puts an article before a date.
    pub fn said(&self, at: Instant) -> String {
        let text = self.short(at);
        let told = self.date(at) == self.date(self.now) || text == self.words.text("time-yesterday");
        if told {
            text
        } else {
            self.words.with("on-date", &[("date", text.into())])
        }
    }

    /// The time of day, with the date before it where that is another day: "14:32", "12\u{a0}Nov 14:32".
    pub fn clock(&self, at: Instant) -> String {
        let zoned = Timestamp::from_microsecond(at.0).unwrap_or_default().to_zoned(self.zone.clone());
        let time = zoned.strftime(self.words.text("time-of-day")).to_string();
        if zoned.date() == self.date(self.now) {
            return time;
        }
        format!(
            "{} {time}",
            self.filled("date-short", zoned.date(), self.month(zoned.date(), "month-short"))
        )
    }

    /// The machine's form, for `<time datetime>`.
    pub fn machine(&self, at: Instant) -> String {
        machine(at)
    }

    fn month(&self, date: Date, key: &str) -> String {
        self.words.text(&format!("{key}-{}", date.month())).to_owned()
    }

    fn filled(&self, key: &str, date: Date, month: String) -> String {
        let (day, year) = (i64::from(date.day()), date.year().to_string());
        self.words
            .with(key, &[("day", day.into()), ("month", month.into()), ("year", year.into())])
    }
}

/// How many units fit into so many seconds. What a person reads of a time is always rounded down, so that nothing took longer than it is ago.
const fn whole(seconds: i64, unit: i64) -> i64 {
    if seconds < 0 { 0 } else { seconds / unit }
}

/// The machine's form of an instant, to the second and in UTC (RFC 3339).
pub fn machine(at: Instant) -> String {
    let at = Timestamp::from_microsecond(at.0).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Lang;

    /// 2026-11-21T22:30:00Z
    const NOW: Instant = Instant(1_795_300_200_000_000);

    #[test]
    fn a_moment_is_told_as_a_person_would() {
        let english = When::new(Words::of(Lang::En), "Europe/London", NOW);
        assert_eq!(english.short(NOW), "just now");
        assert_eq!(english.short(NOW.plus_seconds(-5 * 3_600)), "5\u{a0}h ago");
        assert_eq!(english.short(NOW.minus_days(1)), "yesterday");
        assert_eq!(english.short(NOW.minus_days(9)), "12\u{a0}Nov");
        assert_eq!(english.short(NOW.minus_days(400)), "17\u{a0}Oct 2025");
        assert_eq!(english.long(NOW), "21\u{a0}November 2026");
    }

    #[test]
    fn nothing_took_longer_than_it_is_ago() {
        for lang in Lang::ALL {
            let when = When::new(Words::of(*lang), "Europe/London", NOW);
            let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>();
            for minutes in 1..22 * 60 {
                let ago = digits(when.short(NOW.plus_seconds(-60 * minutes)));
                assert_eq!(ago, digits(when.span(60 * minutes)), "{lang}: {minutes} minutes");
            }
        }
        let english = When::new(Words::of(Lang::En), "Europe/London", NOW);
        assert_eq!(english.span(4 * HOUR + 3_000), "4\u{a0}hours");
        assert_eq!(english.span(47 * HOUR), "1.9\u{a0}days");
        assert_eq!(english.span(72 * HOUR), "3\u{a0}days");
    }

    #[test]
    fn the_day_is_that_of_the_readers_zone() {
        let french = When::new(Words::of(Lang::Fr), "Asia/Tokyo", NOW);
        assert_eq!(french.long(NOW), "22\u{a0}novembre\u{a0}2026");
        assert_eq!(french.long(Instant(1_796_083_200_000_000)), "1er\u{a0}décembre\u{a0}2026");
    }
}
