//! One mail, sent at once to see whether mail leaves, and what is in its way in a sentence.

use super::{Mail, Mailer, Way, lay_down, message};
use lettre::AsyncTransport;
use lettre::transport::smtp;
use std::error::Error as _;
use std::path::PathBuf;

/// What is sent to see whether it leaves.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'t> {
    pub to: &'t str,
    pub subject: &'t str,
    pub text: &'t str,
}

/// What became of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Sent {
    /// The server's last words.
    Taken(String),
    /// Without a server: its file.
    LaidDown(PathBuf),
}

/// Sends it now, as any other mail would be sent.
pub async fn try_out(mailer: &Mailer, trial: &Trial<'_>) -> Result<Sent, String> {
    let mail = Mail {
        to: trial.to.into(),
        from_name: "Parvis".into(),
        subject: trial.subject.into(),
        text: trial.text.into(),
    };
    let message = message(&mail, &mailer.from)?;
    match &mailer.way {
        Way::Smtp(transport) => match transport.send(message).await {
            Ok(reply) => Ok(Sent::Taken(format!(
                "{} {}",
                reply.code(),
                reply.message().collect::<Vec<_>>().join(" ")
            ))),
            Err(cause) => Err(sentence(&cause)),
        },
        Way::Folder(folder) => lay_down(folder, &message.formatted())
            .map(Sent::LaidDown)
            .map_err(|e| format!("mail cannot be laid down in {}: {e}", folder.display())),
    }
}

fn sentence(error: &smtp::Error) -> String {
    let said = causes(error);
    if let Some(code) = error.status() {
        let code = code.to_string();
        return match code.as_str() {
            "530" | "534" | "535" | "538" => format!("the mail server wants another user or password: {code} {said}"),
            _ if error.is_permanent() => format!("the mail server refuses the mail: {code} {said}"),
            _ => format!("the mail server does not take the mail now: {code} {said}"),
        };
    }
    if error.is_timeout() {
        return "the mail server does not answer in time: are host, port and the firewall right?".into();
    }
    if error.is_tls() || is_of_tls(&said) {
        return format!(
            "the line to the mail server cannot be encrypted (smtps:// is for port 465, smtp://…?tls=required for 587): {said}"
        );
    }
    if said.contains("lookup address") {
        return format!("no mail server of this name is known: {said}");
    }
    if said.contains("authentication mechanism") {
        return format!("the mail server takes no user and password on this line (try smtps://, or smtp://…?tls=required): {said}");
    }
    format!("the mail server cannot be reached: {said}")
}

fn is_of_tls(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    ["certificate", "tls", "handshake", "corrupt message"]
        .iter()
        .any(|word| said.contains(word))
}

/// The innermost reason: what stands around it only says that there was one.
fn causes(error: &smtp::Error) -> String {
    let mut cause = error.source();
    while let Some(inner) = cause.and_then(std::error::Error::source) {
        cause = Some(inner);
    }
    cause.map_or_else(|| error.to_string(), ToString::to_string)
}
