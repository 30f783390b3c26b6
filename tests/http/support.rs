//! A server for each test: the real router, a port of its own, a database of its own with the demo in it.

use community::brands::Brand;
use community::db::Options;
use community::installation::Settings;
use community::mail::Mailer;
use community::{Db, Installation, accounts, demo, who};
use parvis::web::{assets, network::Proxies, serve, sessions};
use reqwest::{Client, RequestBuilder, Response, redirect};
use std::sync::Arc;
use types::Instant;

/// A running server; it stops when this is dropped.
pub struct Server {
    pub base: String,
    pub db: Db,
    pub http: Client,
    folder: tempfile::TempDir,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

/// On SQLite.
pub async fn sqlite() -> Server {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("parvis.db").display());
    start(&url, folder, |_| ()).await
}

/// On SQLite, with settings of its own.
pub async fn sqlite_with(change: fn(&mut Settings)) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("parvis.db").display());
    start(&url, folder, change).await
}

/// On SQLite, with a patience of its own.
pub async fn patient(patience: serve::Patience) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("parvis.db").display());
    start_patiently(&url, folder, |_| (), patience).await
}

/// On SQLite, with its mail sent to an SMTP server on this port.
pub async fn mailing(port: u16) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("parvis.db").display());
    let mailer = Mailer::smtp(&format!("smtp://127.0.0.1:{port}"), "parvis@example.org").unwrap();
    start_mailing(&url, folder, |_| (), serve::Patience::default(), mailer).await
}

/// On PostgreSQL, in a database of its own.
pub async fn postgres() -> Server {
    let cluster = std::env::var("PARVIS_TEST_POSTGRES").expect("PARVIS_TEST_POSTGRES names no PostgreSQL: run `cargo xtask test`");
    let name = format!("h{:016x}", rand::random::<u64>());
    let admin = sqlx::PgPool::connect(&cluster).await.unwrap();
    sqlx::query(&format!("CREATE DATABASE {name}")).execute(&admin).await.unwrap();
    admin.close().await;
    let (server, _) = cluster.rsplit_once('/').unwrap();
    start(&format!("{server}/{name}"), tempfile::tempdir().unwrap(), |_| ()).await
}

async fn start(url: &str, folder: tempfile::TempDir, change: fn(&mut Settings)) -> Server {
    start_patiently(url, folder, change, serve::Patience::default()).await
}

async fn start_patiently(url: &str, folder: tempfile::TempDir, change: fn(&mut Settings), patience: serve::Patience) -> Server {
    let mailer = Mailer::folder(&folder.path().join("mail"), "parvis@example.org");
    start_mailing(url, folder, change, patience, mailer).await
}

async fn start_mailing(
    url: &str,
    folder: tempfile::TempDir,
    change: fn(&mut Settings),
    patience: serve::Patience,
    mailer: Mailer,
) -> Server {
    let db = Db::open(&Options::new(url)).await.unwrap();
    db.migrate().await.unwrap();
    demo::seed(&db, "a kettle sings at dawn", demo::Extent::First, Instant::now())
        .await
        .unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let mut settings = Settings {
        base_url: base.clone(),
        home_brand: None,
        asset: assets::url,
    };
    change(&mut settings);
    let installation = Installation {
        db: db.clone(),
        mailer,
        settings: Arc::new(settings),
        hosts: community::brands::Hosts::default(),
        counts: community::topics::Counts::default(),
        kept: community::kept::Kept::default(),
        pulse: community::jobs::Pulse::default(),
    };
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let stopped = async move {
        let _ = stopped.await;
    };
    tokio::spawn(serve::serve_patiently(listener, installation, Proxies(0), false, patience, stopped));
    Server {
        base,
        db,
        http: client(),
        folder,
        stop: Some(stop),
    }
}

/// A client that shows redirects as they are.
pub fn client() -> Client {
    Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
    }
}

impl Server {
    /// A page, as somebody with this cookie.
    pub async fn get(&self, path: &str, cookie: Option<&str>) -> Response {
        with(self.http.get(format!("{}{path}", self.base)), cookie).send().await.unwrap()
    }

    /// A form of ours, as somebody with this cookie.
    pub async fn post(&self, path: &str, cookie: Option<&str>, form: &[(&str, &str)]) -> Response {
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .header("sec-fetch-site", "same-origin")
            .form(form);
        with(request, cookie).send().await.unwrap()
    }

    /// The newest mail to an address, as soon as it is there: whole, its quoted-printable lines joined and read.
    pub async fn mail_to(&self, address: &str) -> String {
        let folder = self.folder.path().join("mail");
        for _ in 0..200 {
            let files = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|file| file.path());
            let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "eml")).collect();
            files.sort();
            let mails = files.iter().rev().filter_map(|path| std::fs::read_to_string(path).ok());
            if let Some(mail) = mails
                .map(|mail| read_quoted(&mail))
                .find(|mail| mail.contains(&format!("To: {address}")))
            {
                return mail;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("no mail to {address} within ten seconds");
    }

    /// The cookie of somebody of the demo who is signed in.
    pub async fn cookie_of(&self, address: &str) -> String {
        let account = accounts::find(&self.db, who::system(), address).await.unwrap().unwrap();
        sessions::begin(&self.db, account).await.unwrap()
    }

    /// Somebody of a brand as the viewer that they are.
    pub async fn viewer_of(&self, brand: &Brand, address: &str) -> who::Viewer {
        let account = accounts::find(&self.db, who::system(), address).await.unwrap();
        who::viewer(&self.db, brand, account).await.unwrap()
    }

    /// Writes behind the back of the rules; something has to change.
    pub async fn run(&self, sql: &str) {
        let done = self.db.write(sql.to_owned(), |tx, sql| {
            Box::pin(async move { Ok(community::execute!(tx, sql.as_str())?) })
        });
        assert!(done.await.unwrap() > 0, "{sql} changes nothing");
    }

    /// The one number of a query.
    pub async fn one(&self, sql: &str) -> i64 {
        community::fetch_one!(self.db.read().await.unwrap(), (i64,), sql).unwrap().0
    }

    /// The number and the id of the first idea that still takes votes.
    pub async fn open_idea(&self, brand: &str) -> (i64, i64) {
        let sql = format!(
            "SELECT t.number, t.id FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = '{brand}' AND t.kind = 'idea' \
             AND t.status = 'new' ORDER BY t.id LIMIT 1"
        );
        community::fetch_one!(self.db.read().await.unwrap(), (i64, i64), &sql).unwrap()
    }
}

fn with(request: RequestBuilder, cookie: Option<&str>) -> RequestBuilder {
    match cookie {
        Some(cookie) => request.header("cookie", cookie),
        None => request,
    }
}

/// Quoted-printable (RFC 2045) as text: soft line breaks joined, `=XX` read as the byte that it stands for.
fn read_quoted(mail: &str) -> String {
    let joined = mail.replace("=\r\n", "").replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let read = more
            .get(..2)
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, read) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether each topic's counter equals its rows: (counters, rows).
pub async fn counted(db: &Db) -> (i64, i64) {
    let sum = if matches!(db, Db::Postgres(_)) {
        "SUM(votes)::BIGINT"
    } else {
        "SUM(votes)"
    };
    let sql = format!("SELECT (SELECT {sum} FROM topics), (SELECT COUNT(*) FROM votes)");
    community::fetch_one!(db.read().await.unwrap(), (i64, i64), &sql).unwrap()
}
