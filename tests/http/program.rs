//! The real program, as an operator starts it.

use crate::support;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The program, told of a data folder.
pub fn parvis(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command
        .env_remove("PARVIS_DATABASE_URL")
        .env("PARVIS_DATA_DIR", folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Kills its process when it goes, so that a failed test leaves none behind.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that nobody listens on at this moment.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A data folder with the demo in it.
pub fn furnished() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(parvis(folder.path()).arg("demo").stdout(Stdio::null()).status().unwrap().success());
    folder
}

/// Whether a command did what it was told, and all that it said.
pub fn said(command: &mut Command) -> (bool, String) {
    let done = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).unwrap())
}

/// A server that answers.
pub async fn serve(folder: &Path, port: u16) -> Running {
    serve_as(&mut parvis(folder), port).await
}

/// The same, of a command with an environment of its own.
pub async fn serve_as(command: &mut Command, port: u16) -> Running {
    let listen = format!("127.0.0.1:{port}");
    let running = Running(command.args(["serve", "--listen", &listen]).stdout(Stdio::null()).spawn().unwrap());
    let http = support::client();
    for _ in 0..400 {
        let ready = http.get(format!("http://{listen}/health/ready")).send().await;
        if ready.is_ok_and(|r| r.status().is_success()) {
            return running;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the server did not become ready");
}

/// Signs in over HTTP; gives the cookie.
pub async fn sign_in(port: u16, brand: &str, address: &str) -> String {
    let answer = support::client()
        .post(format!("http://127.0.0.1:{port}/b/{brand}/sign-in"))
        .header("sec-fetch-site", "same-origin")
        .form(&[("address", address), ("password", "parvis-demo-2026")])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 303, "{address} signs in");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}
