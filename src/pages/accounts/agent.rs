//! Browser and system in a word each, of what a browser says of itself. Only these two words are kept.

use community::words::Words;

/// Sign and name; the first that is found counts, so those that also call themselves another stand before it.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox/Windows`; empty on either side for what is not known.
pub fn of(named: &str) -> String {
    let found = |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| named.contains(sign)).map_or("", |(_, name)| *name);
    let browser = match found(&BROWSERS) {
        "" if named.contains("Safari/") => "Safari",
        other => other,
    };
    format!("{browser}/{}", found(&SYSTEMS))
}

/// The same as a person would say it: “Firefox on Windows”.
pub fn said(words: &Words, kept: Option<&str>) -> String {
    match kept.and_then(|k| k.split_once('/')).unwrap_or_default() {
        ("", "") => words.text("agent-unknown").to_owned(),
        ("", system) => system.to_owned(),
        (browser, "") => browser.to_owned(),
        (browser, system) => words.with("agent-on", &[("browser", browser.into()), ("system", system.into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Lang;

    #[test]
    fn a_browser_and_its_system_are_told_in_plain_words() {
        for (named, told) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0",
                "Firefox on Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36 Edg/128.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "Safari on macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/128.0 Mobile Safari/604.1",
                "Chrome on iPhone",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
            ("curl/8.5", "A device that does not say what it is"),
        ] {
            assert_eq!(said(Words::of(Lang::En), Some(&of(named))), told);
        }
        assert_eq!(said(Words::of(Lang::Fr), Some("Firefox/Windows")), "Firefox sur Windows");
        assert_eq!(said(Words::of(Lang::En), None), "A device that does not say what it is");
    }
}
