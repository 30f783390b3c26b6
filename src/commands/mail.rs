//! Mail as `serve` sends it, and `parvis mail`

use super::{Place, told};
use clap::{Args, Subcommand};
use community::mail::{Mailer, Sent, Trial};
use community::words::Words;
use types::Lang;

/// How mail leaves.
#[derive(Args, Clone, Debug)]
pub struct MailSettings {
    /// smtps://USER:PASSWORD@HOST or smtp://HOST:25; without it mail is laid down as files in DATA_DIR/mail
    #[arg(long, env = "PARVIS_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// The sender's address of every mail
    #[arg(long, env = "PARVIS_MAIL_FROM", default_value = "parvis@localhost.localdomain")]
    mail_from: String,
}

/// `parvis mail`
#[derive(Subcommand, Debug)]
pub enum MailCommand {
    /// Send one mail by the settings of `serve`, and say what became of it
    Test {
        /// Where it goes
        address: String,
        #[command(flatten)]
        settings: MailSettings,
    },
}

impl MailSettings {
    /// Where the mail server is, without the user and the password.
    fn host(&self) -> Option<String> {
        let rest = self.smtp_url.as_ref()?.split_once("://")?.1;
        let host = rest.rsplit('@').next()?.split(['/', '?']).next()?;
        Some(host.to_owned())
    }

    /// The way out that they describe.
    pub fn mailer(&self, place: &Place) -> Result<Mailer, String> {
        if !Mailer::may_send_from(&self.mail_from) {
            return Err(format!(
                "PARVIS_MAIL_FROM: \"{}\" is no mail address; give the address alone, as in community@example.org (the name is the brand's)",
                self.mail_from
            ));
        }
        match &self.smtp_url {
            Some(url) => Mailer::smtp(url, &self.mail_from).map_err(|e| format!("PARVIS_SMTP_URL: {}", told(e))),
            None => Ok(Mailer::folder(&place.data_dir.join("mail"), &self.mail_from)),
        }
    }
}

/// `parvis mail`
pub async fn mail(place: Place, command: MailCommand) -> Result<(), String> {
    let MailCommand::Test { address, settings } = command;
    let mailer = settings.mailer(&place)?;
    let words = Words::of(Lang::En);
    let trial = Trial {
        to: &address,
        subject: words.text("mail-test-subject"),
        text: words.text("mail-test-text"),
    };
    let sent = community::mail::try_out(&mailer, &trial).await;
    let sent = sent.map_err(|said| settings.host().map_or_else(|| said.clone(), |host| format!("{host}: {said}")));
    match sent? {
        Sent::Taken(reply) => println!("The mail server took the mail to {address} and said: {reply}"),
        Sent::LaidDown(file) => println!(
            "No mail server is set (PARVIS_SMTP_URL). The mail to {address} lies in {}",
            file.display()
        ),
    }
    Ok(())
}
