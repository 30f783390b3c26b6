//! The one public error. What a person reads is made of it in `pages`, from `locales/`.

use crate::Instant;
use serde::{Deserialize, Serialize};

/// Something wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// The field's name in its form.
    pub field: String,
    /// Key of the sentence in `locales/`.
    pub message: String,
    /// Numbers that the sentence names.
    pub numbers: Vec<(String, i64)>,
    /// Seconds after which it may be tried again, where it was tried too often.
    pub again: Option<i64>,
}

impl Wrong {
    /// A message beside a field.
    pub fn new(field: &str, message: &str) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
            numbers: Vec::new(),
            again: None,
        }
    }

    /// The same message, naming a number.
    #[must_use]
    pub fn with(mut self, name: &str, number: usize) -> Self {
        self.numbers.push((name.into(), i64::try_from(number).unwrap_or(i64::MAX)));
        self
    }

    /// The same message, where what is wrong is that it was tried too often.
    #[must_use]
    pub fn after(mut self, seconds: i64) -> Self {
        self.again = Some(seconds);
        self
    }
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Error {
    /// Nobody is signed in, or the person has not joined this brand.
    SignInNeeded,
    /// The person is known and may not.
    Forbidden,
    /// The person may, once their account has a second factor.
    SecondFactorNeeded,
    /// It does not exist, or not for this person.
    NotFound,
    /// The form has mistakes, each with its field.
    Invalid(Vec<Wrong>),
    /// It changed meanwhile.
    Conflict,
    /// Voting or replying is over here.
    Closed,
    /// The person may read and not write, until the instant if there is one; the reason is a moderator's.
    Suspended { until: Option<Instant>, reason: String },
    /// Too often; may be tried again after so many seconds.
    TooMany { seconds: i64 },
    /// The database is away or full, for now; the log has its cause under this reference.
    Unavailable { reference: String },
    /// A fault of ours; the log has its cause under this reference.
    Internal { reference: String },
}

impl Error {
    /// A single mistake in a form.
    pub fn invalid(field: &str, message: &str) -> Self {
        Self::Invalid(vec![Wrong::new(field, message)])
    }

    /// The status code of an HTTP answer that says this.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignInNeeded => 401,
            Self::Forbidden | Self::SecondFactorNeeded | Self::Suspended { .. } => 403,
            Self::NotFound => 404,
            Self::Invalid(_) => 422,
            Self::Conflict | Self::Closed => 409,
            Self::TooMany { .. } => 429,
            Self::Unavailable { .. } => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// Its key in `locales/`: `error-<word>-title` and `error-<word>-text`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign-in-needed",
            Self::Forbidden => "forbidden",
            Self::SecondFactorNeeded => "second-factor-needed",
            Self::NotFound => "not-found",
            Self::Invalid(_) => "invalid",
            Self::Conflict => "conflict",
            Self::Closed => "closed",
            Self::Suspended { .. } => "suspended",
            Self::TooMany { .. } => "too-many",
            Self::Unavailable { .. } => "unavailable",
            Self::Internal { .. } => "internal",
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Invalid(wrongs) => {
                write!(f, "invalid:")?;
                wrongs.iter().try_for_each(|w| write!(f, " {}={}", w.field, w.message))
            }
            Self::TooMany { seconds } => write!(f, "too many, again in {seconds} s"),
            Self::Internal { reference } => write!(f, "internal error {reference}"),
            other => f.write_str(other.word()),
        }
    }
}

impl std::error::Error for Error {}

/// Ends a `validate()`: nothing wrong, or every mistake at once.
pub fn all_right(wrongs: Vec<Wrong>) -> Result<(), Error> {
    if wrongs.is_empty() { Ok(()) } else { Err(Error::Invalid(wrongs)) }
}

/// Checks a text of one line: its length, and that it holds no sign that breaks a line, turns it round or shows nothing, which would stop a mail
/// or stand for another name.
pub fn check_line(wrongs: &mut Vec<Wrong>, field: &str, text: &str, least: usize, most: usize) {
    let before = wrongs.len();
    check_length(wrongs, field, text, least, most);
    if wrongs.len() == before && text.trim().chars().any(|c| c.is_control() || is_hidden(c)) {
        wrongs.push(Wrong::new(field, "text-signs"));
    }
}

/// Signs that turn a line round or show nothing. The joiners U+200C and U+200D are not among them: emoji and some scripts need them.
pub(crate) const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Checks a text's length in characters, after trimming. Messages: `<field>-missing`, `<field>-short`, `<field>-long`.
/// A NUL, which no keyboard types and PostgreSQL does not store: `text-signs`.
pub fn check_length(wrongs: &mut Vec<Wrong>, field: &str, text: &str, least: usize, most: usize) {
    if text.contains('\0') {
        wrongs.push(Wrong::new(field, "text-signs"));
        return;
    }
    let count = text.trim().chars().count();
    let kind = match count {
        0 if least > 0 => "missing",
        n if n < least => "short",
        n if n > most => "long",
        _ => return,
    };
    let message = format!("{field}-{kind}");
    wrongs.push(
        Wrong::new(field, &message)
            .with("count", count)
            .with("least", least)
            .with("most", most),
    );
}
