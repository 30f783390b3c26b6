//! The time zones that a person may choose: places, by their IANA names, each once.

use jiff::tz;
use std::sync::LazyLock;

const REGIONS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// Names of places that the database keeps for old programs, each with the name that the place has today: those of its file `backward`
/// that its list of places, `zone.tab`, does not have.
const FORMER: [(&str, &str); 71] = [
    ("Africa/Asmera", "Africa/Asmara"),
    ("Africa/Timbuktu", "Africa/Bamako"),
    ("America/Argentina/ComodRivadavia", "America/Argentina/Catamarca"),
    ("America/Atka", "America/Adak"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("America/Catamarca", "America/Argentina/Catamarca"),
    ("America/Coral_Harbour", "America/Atikokan"),
    ("America/Cordoba", "America/Argentina/Cordoba"),
    ("America/Ensenada", "America/Tijuana"),
    ("America/Fort_Wayne", "America/Indiana/Indianapolis"),
    ("America/Godthab", "America/Nuuk"),
    ("America/Indianapolis", "America/Indiana/Indianapolis"),
    ("America/Jujuy", "America/Argentina/Jujuy"),
    ("America/Knox_IN", "America/Indiana/Knox"),
    ("America/Louisville", "America/Kentucky/Louisville"),
    ("America/Mendoza", "America/Argentina/Mendoza"),
    ("America/Montreal", "America/Toronto"),
    ("America/Nipigon", "America/Toronto"),
    ("America/Pangnirtung", "America/Iqaluit"),
    ("America/Porto_Acre", "America/Rio_Branco"),
    ("America/Rainy_River", "America/Winnipeg"),
    ("America/Rosario", "America/Argentina/Cordoba"),
    ("America/Santa_Isabel", "America/Tijuana"),
    ("America/Shiprock", "America/Denver"),
    ("America/Thunder_Bay", "America/Toronto"),
    ("America/Virgin", "America/St_Thomas"),
    ("America/Yellowknife", "America/Edmonton"),
    ("Antarctica/South_Pole", "Antarctica/McMurdo"),
    ("Asia/Ashkhabad", "Asia/Ashgabat"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Choibalsan", "Asia/Ulaanbaatar"),
    ("Asia/Chongqing", "Asia/Shanghai"),
    ("Asia/Chungking", "Asia/Shanghai"),
    ("Asia/Dacca", "Asia/Dhaka"),
    ("Asia/Harbin", "Asia/Shanghai"),
    ("Asia/Istanbul", "Europe/Istanbul"),
    ("Asia/Kashgar", "Asia/Urumqi"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Macao", "Asia/Macau"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Asia/Tel_Aviv", "Asia/Jerusalem"),
    ("Asia/Thimbu", "Asia/Thimphu"),
    ("Asia/Ujung_Pandang", "Asia/Makassar"),
    ("Asia/Ulan_Bator", "Asia/Ulaanbaatar"),
    ("Atlantic/Faeroe", "Atlantic/Faroe"),
    ("Atlantic/Jan_Mayen", "Europe/Oslo"),
    ("Australia/ACT", "Australia/Sydney"),
    ("Australia/Canberra", "Australia/Sydney"),
    ("Australia/Currie", "Australia/Hobart"),
    ("Australia/LHI", "Australia/Lord_Howe"),
    ("Australia/NSW", "Australia/Sydney"),
    ("Australia/North", "Australia/Darwin"),
    ("Australia/Queensland", "Australia/Brisbane"),
    ("Australia/South", "Australia/Adelaide"),
    ("Australia/Tasmania", "Australia/Hobart"),
    ("Australia/Victoria", "Australia/Melbourne"),
    ("Australia/West", "Australia/Perth"),
    ("Australia/Yancowinna", "Australia/Broken_Hill"),
    ("Europe/Belfast", "Europe/London"),
    ("Europe/Kiev", "Europe/Kyiv"),
    ("Europe/Nicosia", "Asia/Nicosia"),
    ("Europe/Tiraspol", "Europe/Chisinau"),
    ("Europe/Uzhgorod", "Europe/Kyiv"),
    ("Europe/Zaporozhye", "Europe/Kyiv"),
    ("Pacific/Enderbury", "Pacific/Kanton"),
    ("Pacific/Johnston", "Pacific/Honolulu"),
    ("Pacific/Ponape", "Pacific/Pohnpei"),
    ("Pacific/Samoa", "Pacific/Pago_Pago"),
    ("Pacific/Truk", "Pacific/Chuuk"),
    ("Pacific/Yap", "Pacific/Chuuk"),
];

/// The names that are on offer.
pub fn zones() -> &'static [String] {
    static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let all = tz::db().available().map(|name| name.to_string());
        let mut zones: Vec<String> = all.filter(|name| is_place(name) && todays_name(name) == name).collect();
        zones.sort();
        zones
    });
    &ZONES
}

fn is_place(name: &str) -> bool {
    name.split_once('/').is_some_and(|(region, _)| REGIONS.contains(&region))
}

/// The name of today of a zone that was chosen under a former one; else the same.
pub fn todays_name(zone: &str) -> &str {
    FORMER.iter().find(|(former, _)| *former == zone).map_or(zone, |(_, today)| *today)
}

/// The zones of [`zones`] by the part of the world that their name begins with; UTC first.
pub fn zones_by_part() -> Vec<(String, Vec<String>)> {
    let mut parts = vec![("UTC".to_owned(), vec!["UTC".to_owned()])];
    for zone in zones() {
        let part = zone.split('/').next().unwrap_or_default();
        match parts.last_mut().filter(|(last, _)| last == part) {
            Some((_, names)) => names.push(zone.clone()),
            None => parts.push((part.to_owned(), vec![zone.clone()])),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    #[test]
    fn every_time_zone_on_offer_is_one() {
        let zones = zones_by_part();
        let all: Vec<_> = zones.iter().flat_map(|(_, names)| names).collect();
        assert!(all.len() > 300 && zones.iter().all(|(_, names)| !names.is_empty()));
        assert!(all.iter().all(|name| TimeZone::get(name).is_ok()));
        assert!(all.iter().any(|name| *name == "Europe/Paris"));
    }

    #[test]
    fn a_place_is_on_offer_under_its_name_of_today_alone() {
        let offered = |name: &str| zones().iter().any(|zone| zone == name);
        assert!(offered("Asia/Kolkata") && !offered("Asia/Calcutta"));
        let hours = |name: &str| {
            let zone = TimeZone::get(name).unwrap();
            // A day of each month of 2026.
            let days = (0..12).map(|month| Timestamp::from_second(1_767_960_000 + month * 30 * 86_400).unwrap());
            days.map(|day| zone.to_offset(day)).collect::<Vec<_>>()
        };
        for (former, today) in FORMER {
            assert!(!offered(former) && offered(today), "{former}, {today}");
            assert_eq!(hours(former), hours(today), "{former} keeps the hours of {today}");
        }
    }
}
