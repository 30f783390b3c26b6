//! `parvis mail test`: each way in which mail does not leave ends in one sentence.

use crate::notices::Smtp;
use crate::program::{free_port, parvis, said};

fn tried(address: &str, server: Option<String>) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = parvis(folder.path());
    command.args(["mail", "test", address]).env_remove("PARVIS_SMTP_URL");
    if let Some(server) = server {
        command.env("PARVIS_SMTP_URL", server).env("PARVIS_MAIL_FROM", "parvis@example.org");
    }
    let (done, told) = said(&mut command);
    assert_eq!(told.trim_end().lines().count(), 1, "one sentence: {told}");
    (done, told)
}

#[test]
fn without_a_server_the_mail_is_a_file_whose_name_is_told() {
    let (done, told) = tried("maud@example.org", None);
    assert!(done && told.contains(".eml"), "{told}");
}

#[test]
fn a_mail_server_is_quoted_whether_it_takes_the_mail_or_not() {
    let smtp = Smtp::start();
    let server = || Some(format!("smtp://127.0.0.1:{}", smtp.port));
    let (done, told) = tried("maud@example.org", server());
    assert!(done && told.contains("250 OK"), "{told}");
    assert_eq!(smtp.next()["headers"]["subject"], "Parvis sends email");
    let (done, told) = tried("gone@example.org", server());
    assert!(!done && told.contains("refuses the mail: 550 5.1.1 no such user"), "{told}");
    let (done, told) = tried("full@example.org", server());
    assert!(!done && told.contains("does not take the mail now: 452"), "{told}");
    let (done, told) = tried("maud@example.org", Some(format!("smtps://127.0.0.1:{}", smtp.port)));
    assert!(!done && told.contains("cannot be encrypted"), "{told}");
}

#[test]
fn a_wrong_setting_is_told_in_a_sentence_and_never_the_password() {
    for (server, words) in [
        (format!("smtp://127.0.0.1:{}", free_port()), "cannot be reached"),
        ("smtp://user:secret@no-such-host.invalid:25".into(), "no-such-host.invalid"),
        ("http://user:secret@mail.example.org".into(), "PARVIS_SMTP_URL"),
    ] {
        let (done, told) = tried("maud@example.org", Some(server));
        assert!(!done && told.contains(words) && !told.contains("secret"), "{told}");
    }
    let (done, told) = tried("not an address", None);
    assert!(!done && told.contains("recipient address"), "{told}");
}
