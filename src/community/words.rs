//! Every text that a person reads, from `locales/`. One catalogue per language, made once.

pub use fluent_bundle::FluentValue as Value;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use std::sync::LazyLock;
use types::Lang;

macro_rules! files {
    ($lang:literal: $($file:literal),+) => {
        &[$(include_str!(concat!("../../locales/", $lang, "/", $file, ".ftl"))),+]
    };
}

macro_rules! catalogue {
    ($lang:literal) => {
        files!(
            $lang: "accounts", "answers", "brands", "composing", "documents", "errors", "feeds", "home", "lists", "log", "mail", "members", "mine", "moderation", "notices", "operator", "people", "replies", "settings", "site",
            "topics", "votes"
        )
    };
}

const ENGLISH: &[&str] = catalogue!("en");
const FRENCH: &[&str] = catalogue!("fr");

static EN: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::En, ENGLISH));
static FR: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::Fr, FRENCH));

/// The texts of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// Texts without a variable, ready to show.
    plain: HashMap<String, String>,
}

impl Words {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &EN,
            Lang::Fr => &FR,
        }
    }

    /// The language of these texts.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    fn new(lang: Lang, files: &[&str]) -> Self {
        let tag: unic_langid::LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        if let Err(cause) = bundle.add_function("DE", |names, _| names.first().map_or(FluentValue::Error, of)) {
            tracing::error!(%cause, "a function of the texts");
        }
        let mut words = Self {
            lang,
            bundle,
            plain: HashMap::new(),
        };
        words.plain = files
            .iter()
            .flat_map(|file| keys(file))
            .filter_map(|key| Some((key.clone(), words.format(&key, None)?)))
            .collect();
        words
    }

    /// The text of a key that has no variables; the key itself, and a line in the log, when there is none.
    pub fn text(&self, key: &str) -> &str {
        if let Some(text) = self.plain.get(key) {
            return text;
        }
        tracing::error!(key, lang = self.lang.as_str(), "no such text");
        ""
    }

    /// Whether there is a text of a key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The text of a key with its variables filled in.
    pub fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.format(key, Some(&args)).unwrap_or_else(|| {
            tracing::error!(key, lang = self.lang.as_str(), "no such text, or a variable is missing");
            String::new()
        })
    }

    /// The text of a key with its variables filled in, those that are not given from the details of a log's entry: a JSON object, of which numbers
    /// and words count. What was given is not replaced by a detail of the same name.
    pub fn with_details(&self, key: &str, args: &[(&str, FluentValue<'_>)], details: &str) -> String {
        let details: serde_json::Map<String, serde_json::Value> = serde_json::from_str(details).unwrap_or_default();
        let told = details.iter().filter_map(|(name, value)| match value {
            serde_json::Value::Number(number) => Some((name.as_str(), number.as_i64()?.into())),
            serde_json::Value::String(word) => Some((name.as_str(), word.as_str().into())),
            _ => None,
        });
        let all: Vec<_> = told.chain(args.iter().cloned()).collect();
        self.with(key, &all)
    }

    /// The text of a key that names one number.
    pub fn count(&self, key: &str, count: i64) -> String {
        self.with(key, &[("count", count.into()), ("shown", self.number(count).into())])
    }

    /// So many seconds to come, as a person says them: never fewer than they are.
    pub fn wait(&self, seconds: i64) -> String {
        let up_to = |unit: i64| seconds.saturating_add(unit - 1) / unit;
        match up_to(60) {
            ..=1 if seconds < 60 => self.text("wait-moment").to_owned(),
            minutes @ ..60 => self.count("wait-minutes", minutes),
            _ => self.count("wait-hours", up_to(3_600)),
        }
    }

    /// A number as this language writes it, thousands apart.
    pub fn number(&self, number: i64) -> String {
        self.lang.number(number)
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut wrong = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut wrong).into_owned();
        wrong.is_empty().then_some(text)
    }
}

/// First names whose h is mute. A name in h that is not among them keeps its "de": some are aspirated.
const MUTE: [&str; 12] = [
    "hector",
    "hélène",
    "henri",
    "henriette",
    "hermine",
    "hervé",
    "hippolyte",
    "honoré",
    "honorine",
    "hortense",
    "hubert",
    "hyacinthe",
];

/// "de Drumlin", "d’Orsel", "d’Hélène": whose it is, in French. A y elides before a consonant: "d’Yves", "de Yasmine".
fn of(name: &FluentValue<'_>) -> FluentValue<'static> {
    let FluentValue::String(name) = name else {
        return FluentValue::Error;
    };
    let lower = name.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let vowel = |c: char| "aàáâäåæeéèêëiíîïoóôöøœuùúûü".contains(c);
    let elides = match first.strip_prefix('y') {
        Some(rest) => rest.starts_with(|c: char| !vowel(c)),
        None => first.starts_with(vowel) || MUTE.contains(&first),
    };
    FluentValue::from(if elides { format!("d’{name}") } else { format!("de {name}") })
}

/// The keys of a file: what stands before the equals sign of a line that is not indented.
fn keys(source: &str) -> impl Iterator<Item = String> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Each key with the variables that its text names.
    fn catalogue(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        let mut key = String::new();
        for line in files.iter().flat_map(|file| file.lines()) {
            if let Some(next) = keys(line).next() {
                key = next;
            }
            let names = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            found.entry(key.clone()).or_insert_with(BTreeSet::new).extend(names);
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_texts() {
        let (english, french) = (catalogue(ENGLISH), catalogue(FRENCH));
        let alone = |left: &BTreeMap<String, _>, right: &BTreeMap<String, _>| {
            let keys = left.keys().filter(|key| !right.contains_key(*key));
            keys.cloned().collect::<Vec<_>>()
        };
        assert_eq!((alone(&english, &french), alone(&french, &english)), (vec![], vec![]));
        assert!(english.len() > 100);
    }

    #[test]
    fn in_french_a_brand_whose_name_begins_with_a_vowel_takes_its_apostrophe() {
        let of = |name: &str| Words::of(Lang::Fr).with("topic-answer-of", &[("brand", name.into())]);
        assert_eq!(
            [of("Orsel"), of("Drumlin"), of("Éclat"), of("Habitat")],
            [
                "La réponse d’Orsel",
                "La réponse de Drumlin",
                "La réponse d’Éclat",
                "La réponse de Habitat"
            ]
        );
        let english = Words::of(Lang::En).with("topic-answer-of", &[("brand", "Orsel".into())]);
        assert_eq!(english, "Orsel’s answer");
    }

    #[test]
    fn in_french_a_person_whose_name_begins_with_a_vowel_or_a_mute_h_takes_their_apostrophe() {
        let said = |name: &str| Words::of(Lang::Fr).with("profile-said", &[("name", name.into())]);
        for (name, said_of) in [
            ("Agnès Moreau", "d’Agnès Moreau"),
            ("Hélène Vautrin", "d’Hélène Vautrin"),
            ("Henri-Paul", "d’Henri-Paul"),
            ("Yves", "d’Yves"),
            ("Yasmine", "de Yasmine"),
            ("Hans", "de Hans"),
            ("Maud", "de Maud"),
        ] {
            assert_eq!(said(name), format!("Les messages {said_of}"));
        }
    }

    #[test]
    fn in_french_no_de_or_que_stands_bare_before_a_name() {
        const NAMED: [&str; 8] = ["name", "brand", "who", "actor", "subject", "account", "board", "title"];
        for line in FRENCH.iter().flat_map(|file| file.lines()) {
            for bare in NAMED
                .iter()
                .flat_map(|name| [format!(" de {{ ${name} }}"), format!(" que {{ ${name} }}")])
            {
                assert!(!line.contains(&bare), "{line}");
            }
        }
    }

    #[test]
    fn in_french_each_sign_has_its_one_no_break_space() {
        for line in FRENCH.iter().flat_map(|file| file.lines()) {
            let signs: Vec<char> = line.chars().collect();
            for (i, sign) in signs.iter().enumerate() {
                let before = i.checked_sub(1).map(|i| signs[i]);
                let after = signs.get(i + 1).copied();
                match sign {
                    '?' | '!' | ';' | '»' => assert_eq!(before, Some('\u{202f}'), "{sign} in {line}"),
                    '«' => assert_eq!(after, Some('\u{202f}'), "{sign} in {line}"),
                    ':' if after != Some('/') => assert_eq!(before, Some('\u{a0}'), "{sign} in {line}"),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn no_key_has_two_texts() {
        let mut seen = BTreeSet::new();
        for key in ENGLISH.iter().flat_map(|file| keys(file)) {
            assert!(seen.insert(key.clone()), "{key} stands in two files");
        }
    }

    #[test]
    fn no_file_has_a_mistake() {
        for file in ENGLISH.iter().chain(FRENCH) {
            if let Err((_, mistakes)) = FluentResource::try_new((*file).to_owned()) {
                panic!("{mistakes:?} in {}", file.lines().next().unwrap_or_default());
            }
        }
    }

    #[test]
    fn every_key_that_the_code_names_has_a_text() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let mut missing = Vec::new();
        for krate in ["community", "pages", "web", "ui"] {
            named(std::path::Path::new(root).join(krate).as_path(), &mut |file, key| {
                if !Words::of(Lang::En).has(key) {
                    missing.push(format!("{key} in {file}"));
                }
            });
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    fn named(folder: &std::path::Path, found: &mut dyn FnMut(&str, &str)) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                named(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                for call in [".text(\"", ".with(\"", ".count(\""] {
                    for rest in source.split(call).skip(1) {
                        let key = rest.split('"').next().unwrap_or_default();
                        if key.contains('-') {
                            found(&path.display().to_string(), key);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_wait_is_told_as_a_person_would_and_never_too_short() {
        let of = |lang: Lang| [1, 59, 60, 61, 102, 300, 3_540, 3_541, 3_601, 86_400].map(|seconds| Words::of(lang).wait(seconds));
        let english = [
            "less than a minute",
            "less than a minute",
            "about a minute",
            "about two minutes",
            "about two minutes",
            "about five minutes",
            "about 59\u{a0}minutes",
            "about an hour",
            "about two hours",
            "about 24\u{a0}hours",
        ];
        let french = [
            "moins d’une minute",
            "moins d’une minute",
            "environ une minute",
            "environ deux minutes",
            "environ deux minutes",
            "environ cinq minutes",
            "environ 59\u{a0}minutes",
            "environ une heure",
            "environ deux heures",
            "environ 24\u{a0}heures",
        ];
        assert_eq!((of(Lang::En), of(Lang::Fr)), (english.map(String::from), french.map(String::from)));
    }

    #[test]
    fn numbers_and_plurals_follow_the_language() {
        assert_eq!(Words::of(Lang::En).number(1_234_567), "1,234,567");
        assert_eq!(Words::of(Lang::Fr).number(-1_234), "−1\u{202f}234");
        assert_eq!(Words::of(Lang::En).count("topic-replies", 1), "1 reply");
        assert_eq!(Words::of(Lang::En).count("topic-replies", 0), "0 replies");
        assert_eq!(Words::of(Lang::Fr).count("topic-replies", 0), "0\u{a0}réponse");
        assert_eq!(Words::of(Lang::Fr).count("topic-replies", 1_200), "1\u{202f}200\u{a0}réponses");
    }
}
