//! Mail: written as a job in the transaction of its cause, sent by the worker over SMTP, or laid down as .eml files without a server.

mod trial;

pub use trial::{Sent, Trial, try_out};

use crate::db::{Failure, Result, Tx};
use crate::jobs::{self, Fault};
use lettre::message::{Mailbox, MultiPart, header};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use types::{BrandId, Instant};

/// The kind of a mail's job.
pub const KIND: &str = "mail";

/// A mail in plain text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mail {
    pub to: String,
    pub from_name: String,
    pub subject: String,
    pub text: String,
}

/// A mail about something that somebody hears of: plain and dressed, in its thread, with the way to hear no more of it.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: String,
    pub from_name: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Its own id, with its angle brackets; the same however often it is sent.
    pub id: String,
    /// The id of the thread that it belongs to.
    pub thread: Option<String>,
    /// The list that it comes from, as RFC 2919 has it.
    pub list: String,
    /// What one click stops, as RFC 8058 has it.
    pub unsubscribe: String,
}

/// Why a letter did not leave.
#[derive(Debug)]
pub enum Unsent {
    /// The recipient's host wants no mail for this address, now or later.
    Refused(String),
    /// Not now.
    Later(String),
    /// Our own server or settings are in the way: the recipient has nothing to do with it.
    Ours(String),
}

/// How mail leaves.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    from: String,
}

#[derive(Clone)]
enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(PathBuf),
}

impl Mailer {
    /// Over the SMTP server of an address like `smtps://user:password@host` or `smtp://host:25`. `from` is the bare sender address.
    pub fn smtp(url: &str, from: &str) -> Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| Failure::Bug(e.to_string()))?;
        Ok(Self {
            way: Way::Smtp(Box::new(transport.build())),
            from: from.into(),
        })
    }

    /// Whether this is an address that mail can be sent from: alone, without a name.
    pub fn may_send_from(from: &str) -> bool {
        from.parse::<lettre::Address>().is_ok()
    }

    /// Into a folder, one file each, readable by its owner only.
    pub fn folder(path: &Path, from: &str) -> Self {
        Self {
            way: Way::Folder(path.into()),
            from: from.into(),
        }
    }

    /// The sender's domain, in which ids of mails are made.
    pub fn domain(&self) -> &str {
        self.from.rsplit('@').next().unwrap_or("localhost")
    }

    /// The folder, when mail goes into one.
    pub fn as_folder(&self) -> Option<&Path> {
        match &self.way {
            Way::Folder(path) => Some(path),
            Way::Smtp(_) => None,
        }
    }
}

/// Adds a mail to a transaction; it leaves after the commit.
pub async fn enqueue(tx: &mut Tx, brand: Option<BrandId>, mail: &Mail, now: Instant) -> Result<()> {
    let payload = serde_json::to_string(mail).map_err(|e| Failure::Bug(e.to_string()))?;
    jobs::enqueue_to(tx, brand, KIND, payload, now, Some(&mail.to)).await
}

/// Sends what a job holds. What is refused for its address is not tried again; what our own settings bring about is.
pub async fn deliver(mailer: &Mailer, payload: &str) -> Result<(), Fault> {
    let mail: Mail = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    let message = message(&mail, &mailer.from)?;
    match &mailer.way {
        Way::Smtp(transport) => transport.send(message).await.map(drop).map_err(|e| Fault {
            forever: matches!(unsent(&e), Unsent::Refused(_)),
            said: e.to_string(),
        }),
        Way::Folder(folder) => Ok(lay_down(folder, &message.formatted()).map(drop).map_err(|e| e.to_string())?),
    }
}

/// Sends a letter now.
pub async fn send(mailer: &Mailer, letter: &Letter) -> Result<(), Unsent> {
    let message = lettered(letter, &mailer.from)?;
    match &mailer.way {
        Way::Smtp(transport) => transport.send(message).await.map(drop).map_err(|e| unsent(&e)),
        Way::Folder(folder) => lay_down(folder, &message.formatted())
            .map(drop)
            .map_err(|e| Unsent::Ours(e.to_string())),
    }
}

/// Whose fault it is: RFC 3463 tells a bad address (5.1) and a bad mailbox (5.2) from a sender who is not wanted.
fn unsent(error: &smtp::Error) -> Unsent {
    let said = error.to_string();
    let reply = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let code = error.status().map(|c| c.to_string()).unwrap_or_default();
    if error.is_permanent() && is_the_recipients(&code, &reply) {
        Unsent::Refused(said)
    } else if error.is_permanent() {
        Unsent::Ours(said)
    } else {
        Unsent::Later(said)
    }
}

fn is_the_recipients(code: &str, reply: &str) -> bool {
    let detailed = reply.split_whitespace().next().filter(|word| word.starts_with("5."));
    match detailed {
        Some(word) => (word.starts_with("5.1.") && !matches!(word, "5.1.7" | "5.1.8")) || word.starts_with("5.2."),
        None => matches!(code, "550" | "551" | "553"),
    }
}

fn lettered(letter: &Letter, from_address: &str) -> Result<Message, Unsent> {
    let from = from_address.parse().map_err(|e| Unsent::Ours(format!("sender address: {e}")))?;
    let to = letter.to.parse().map_err(|e| Unsent::Refused(format!("recipient address: {e}")))?;
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(one_line(&letter.from_name)), from))
        .to(Mailbox::new(None, to))
        .message_id(Some(letter.id.clone()))
        .subject(one_line(&letter.subject));
    if let Some(thread) = &letter.thread {
        builder = builder.in_reply_to(thread.clone()).references(thread.clone());
    }
    let parts = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    let mut message = builder.multipart(parts).map_err(|e| Unsent::Ours(e.to_string()))?;
    for (name, value) in [
        ("List-Id", letter.list.clone()),
        ("List-Unsubscribe", format!("<{}>", letter.unsubscribe)),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("Precedence", "bulk".to_owned()),
    ] {
        let name = header::HeaderName::new_from_ascii(name.to_owned()).map_err(|e| Unsent::Ours(e.to_string()))?;
        message.headers_mut().insert_raw(header::HeaderValue::new(name, one_line(&value)));
    }
    Ok(message)
}

/// Unlike any other: the instant, chance, and the sender's own domain.
fn message_id(from: &str) -> String {
    let domain = from.rsplit('@').next().unwrap_or("localhost");
    format!("<{:x}.{:016x}@{domain}>", Instant::now().0, rand::random::<u64>())
}

fn message(mail: &Mail, from_address: &str) -> Result<Message, String> {
    let from = from_address.parse().map_err(|e| format!("sender address: {e}"))?;
    let to = mail.to.parse().map_err(|e| format!("recipient address: {e}"))?;
    Message::builder()
        .from(Mailbox::new(Some(one_line(&mail.from_name)), from))
        .to(Mailbox::new(None, to))
        .message_id(Some(message_id(from_address)))
        .subject(one_line(&mail.subject))
        .header(header::MIME_VERSION_1_0)
        .header(header::ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(|e| e.to_string())
}

/// A header's text without signs that would break its line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn lay_down(folder: &Path, bytes: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let name = format!("{}-{:08x}.eml", Instant::now().0, rand::random::<u32>());
    let half = folder.join(format!(".{name}"));
    options.open(&half)?.write_all(bytes)?;
    let whole = folder.join(name);
    std::fs::rename(half, &whole)?;
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(subject: &str) -> String {
        let (to, from_name, text) = ("maud@example.org".into(), "Orsel".into(), "Votre code : 123456\n".into());
        serde_json::to_string(&Mail {
            to,
            from_name,
            subject: subject.into(),
            text,
        })
        .unwrap()
    }

    #[tokio::test]
    async fn without_a_server_a_mail_is_a_file_that_only_its_owner_reads() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::folder(folder.path(), "parvis@example.org");
        deliver(&mailer, &mail("Votre code")).await.unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        assert!(
            text.contains("To: maud@example.org") && text.contains("Message-ID: <") && text.contains("123456"),
            "{text}"
        );
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&file.metadata().unwrap().permissions()) & 0o777,
            0o600
        );
    }

    #[test]
    fn only_a_bad_address_or_mailbox_is_the_recipients_own() {
        for (code, reply) in [
            ("550", "5.1.1 no such user"),
            ("552", "5.2.2 mailbox full"),
            ("550", "No such user here"),
        ] {
            assert!(is_the_recipients(code, reply), "{code} {reply}");
        }
        for (code, reply) in [
            ("550", "5.7.1 not allowed"),
            ("553", "5.1.8 bad sender"),
            ("535", "5.7.8 who are you"),
            ("554", "no"),
        ] {
            assert!(!is_the_recipients(code, reply), "{code} {reply}");
        }
    }

    #[test]
    fn a_line_break_in_a_subject_adds_no_header() {
        let mail: Mail = serde_json::from_str(&mail("Hello\r\nBcc: evil@example.org")).unwrap();
        let text = String::from_utf8(message(&mail, "parvis@example.org").unwrap().formatted()).unwrap();
        assert!(!text.contains("\r\nBcc:"), "{text}");
        let mail = Mail {
            from_name: "Drum\nBcc: evil@example.org".into(),
            ..mail
        };
        let text = String::from_utf8(message(&mail, "parvis@example.org").unwrap().formatted()).unwrap();
        assert!(!text.contains("\nBcc:"), "{text}");
    }
}
