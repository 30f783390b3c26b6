//! What the demo's files hold.

use crate::brands::Theme;
use crate::promises::Promises;
use serde::Deserialize;
use std::collections::BTreeMap;
use types::members::{Affiliation, Role};
use types::topics::{Kind, Status};
use types::{Lang, Translations};

/// A brand's house, its first people and what they said first.
#[derive(Deserialize)]
pub struct DemoBrand {
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub taglines: Translations,
    pub lede: String,
    pub ledes: Translations,
    pub place: String,
    pub places: Translations,
    pub languages: Vec<Lang>,
    pub time_zone: String,
    pub theme: Theme,
    pub logo: String,
    pub glyph: String,
    pub house_rules: String,
    pub boards: Vec<DemoBoard>,
    #[serde(default)]
    pub products: Vec<DemoProduct>,
    /// Hours to a first answer.
    #[serde(default)]
    pub promises: Promises,
    pub people: Vec<Person>,
    pub topics: Vec<DemoTopic>,
}

/// Who came later, and what was said besides.
#[derive(Default, Deserialize)]
pub struct More {
    pub people: Vec<Person>,
    pub topics: Vec<DemoTopic>,
}

#[derive(Deserialize)]
pub struct DemoBoard {
    pub slug: String,
    pub name: String,
    pub names: Translations,
    pub description: String,
    pub descriptions: Translations,
    pub kinds: Vec<Kind>,
}

#[derive(Deserialize)]
pub struct DemoProduct {
    pub name: String,
    pub model: String,
}

#[derive(Deserialize)]
pub struct Person {
    pub name: String,
    pub handle: String,
    pub role: Role,
    pub affiliation: Affiliation,
    pub department: Option<String>,
    pub title: Option<String>,
    #[serde(default = "long_ago")]
    pub joined_days_ago: f64,
}

/// Days since the first people joined.
const fn long_ago() -> f64 {
    390.0
}

#[derive(Deserialize)]
pub struct DemoTopic {
    pub board: String,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    pub author: String,
    pub days_ago: f64,
    /// The brand's first, where it says none.
    pub lang: Option<Lang>,
    /// The model of the product that it is about.
    pub product: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub pinned: bool,
    #[serde(default)]
    pub pictures: Vec<DemoPicture>,
    #[serde(default)]
    pub status_history: Vec<Step>,
    #[serde(default)]
    pub votes: Vec<String>,
    /// As many others who voted too.
    #[serde(default)]
    pub more_votes: usize,
    /// Why they voted, by their handles.
    #[serde(default)]
    pub reasons: BTreeMap<String, String>,
    #[serde(default)]
    pub replies: Vec<DemoReply>,
    #[serde(default)]
    pub deeds: Vec<DemoDeed>,
}

#[derive(Deserialize)]
pub struct DemoPicture {
    pub file: String,
    pub alt: String,
}

#[derive(Deserialize)]
pub struct Step {
    pub status: Status,
    pub days_ago: f64,
    pub by: String,
}

#[derive(Deserialize)]
pub struct DemoReply {
    pub by: String,
    pub days_ago: f64,
    pub body: String,
    #[serde(default)]
    pub official: bool,
    /// Whether whoever asked accepted it.
    #[serde(default)]
    pub accepted: bool,
    #[serde(default)]
    pub under: Option<usize>,
    #[serde(default)]
    pub thanks: Vec<String>,
}

/// What a moderator did.
#[derive(Deserialize)]
pub struct DemoDeed {
    #[serde(rename = "do")]
    pub deed: String,
    pub reply: Option<usize>,
    pub by: String,
    pub days_ago: f64,
    #[serde(default)]
    pub reason: String,
}
