//! Mail: written as a job in the transaction of its cause, sent by the worker over SMTP, or laid down as .eml files without a server.

use crate::db::{Failure, Result, Tx};
use crate::jobs;
use lettre::message::{Mailbox, header};
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

    /// Into a folder, one file each, readable by its owner only.
    pub fn folder(path: &Path, from: &str) -> Self {
        Self {
            way: Way::Folder(path.into()),
            from: from.into(),
        }
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

/// Sends what a job holds.
pub async fn deliver(mailer: &Mailer, payload: &str) -> Result<(), String> {
    let mail: Mail = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    let message = message(&mail, &mailer.from)?;
    match &mailer.way {
        Way::Smtp(transport) => transport.send(message).await.map(drop).map_err(|e| e.to_string()),
        Way::Folder(folder) => lay_down(folder, &message.formatted()).map_err(|e| e.to_string()),
    }
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
        .header(header::ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(|e| e.to_string())
}

/// A header's text without signs that would break its line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn lay_down(folder: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let name = format!("{}-{:08x}.eml", Instant::now().0, rand::random::<u32>());
    let half = folder.join(format!(".{name}"));
    options.open(&half)?.write_all(bytes)?;
    std::fs::rename(half, folder.join(name))
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
