//! The session cookie and its store: tower-sessions on our own table, its id only as a hash.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use community::sessions::{self, Save};
use community::{Db, Installation};
use pages::errors;
use std::collections::HashMap;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};
use types::{AccountId, Instant};

/// Sessions in the database of Parvis.
#[derive(Clone, Debug)]
pub struct Store(Db);

/// The layer that gives each request its session. No cookie is set before something is to be remembered.
pub fn layer(installation: &Installation) -> SessionManagerLayer<Store> {
    let secure = installation.settings.is_secure();
    SessionManagerLayer::new(Store(installation.db.clone()))
        .with_name(cookie_name(secure))
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::days(sessions::IDLE_DAYS)))
}

/// A session that could not be begun or ended: the layer says so without a word, and here it becomes a page.
pub async fn told(State(installation): State<Installation>, request: Request, next: Next) -> Response {
    let (language, written) = (request.headers().get(ACCEPT_LANGUAGE).cloned(), request.method() == Method::POST);
    let response = next.run(request).await;
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR || response.headers().contains_key(CONTENT_TYPE) {
        return response;
    }
    let headers: HeaderMap = language.map(|language| (ACCEPT_LANGUAGE, language)).into_iter().collect();
    let error = community::reference::unavailable("a session was not written");
    (
        StatusCode::SERVICE_UNAVAILABLE,
        errors::plain(&installation, &headers, &error, written),
    )
        .into_response()
}

/// Behind TLS the browser itself keeps the cookie to this host.
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-parvis" } else { "parvis" }
}

/// Signs an account in without a password, for benchmarks and tests; gives the cookie as a browser sends it.
pub async fn begin(db: &Db, account: AccountId) -> Result<String> {
    let data = [(ui::server::ACCOUNT.to_owned(), serde_json::json!(account.0))].into();
    let expiry_date = time::OffsetDateTime::now_utc() + time::Duration::days(1);
    let mut record = Record {
        id: Id::default(),
        data,
        expiry_date,
    };
    Store(db.clone()).create(&mut record).await?;
    Ok(format!("{}={}", cookie_name(false), record.id))
}

fn hashed(id: Id) -> String {
    sessions::id_hash(id.0)
}

fn backend(cause: impl std::fmt::Display) -> Error {
    Error::Backend(cause.to_string())
}

fn to_save(record: &Record) -> Result<Save> {
    let account = record
        .data
        .get(ui::server::ACCOUNT)
        .and_then(serde_json::Value::as_i64)
        .map(AccountId);
    let text = |key: &str| record.data.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
    let (agent, address) = (text(ui::server::AGENT), text(ui::server::NETWORK));
    let data = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
    let expires = Instant(record.expiry_date.unix_timestamp().saturating_mul(1_000_000));
    Ok(Save {
        id_hash: hashed(record.id),
        account,
        data,
        agent,
        address,
        now: Instant::now(),
        expires,
    })
}

impl Store {
    async fn begin(&self, record: &Record) -> Result<bool> {
        sessions::save(&self.0, to_save(record)?, true).await.map_err(backend)
    }
}

impl SessionStore for Store {
    fn create<'s, 'r, 'f>(&'s self, record: &'r mut Record) -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send + 'f>>
    where
        's: 'f,
        'r: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            while !self.begin(record).await? {
                record.id = Id::default();
            }
            Ok(())
        })
    }

    fn save<'s, 'r, 'f>(&'s self, record: &'r Record) -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send + 'f>>
    where
        's: 'f,
        'r: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            match sessions::save(&self.0, to_save(record)?, false).await {
                // What is remembered here can be done without (that somebody came today, what the next page says); reading must go on.
                Err(cause) if cause.is_passing() => {
                    tracing::warn!(%cause, "a session was not written");
                    Ok(())
                }
                done => done.map(drop).map_err(backend),
            }
        })
    }

    fn load<'s, 'i, 'f>(&'s self, id: &'i Id) -> std::pin::Pin<Box<dyn Future<Output = Result<Option<Record>>> + Send + 'f>>
    where
        's: 'f,
        'i: 'f,
        Self: 'f,
    {
        Box::pin(async move {
            let Some(stored) = sessions::load(&self.0, &hashed(*id), Instant::now()).await.map_err(backend)? else {
                return Ok(None);
            };
            let data: HashMap<String, serde_json::Value> = serde_json::from_str(&stored.data).map_err(|e| Error::Decode(e.to_string()))?;
            let seconds = stored.expires.0 / 1_000_000;
            let expiry_date = time::OffsetDateTime::from_unix_timestamp(seconds).map_err(|e| Error::Decode(e.to_string()))?;
            Ok(Some(Record {
                id: *id,
                data,
                expiry_date,
            }))
        })
    }

    fn delete<'s, 'i, 'f>(&'s self, id: &'i Id) -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send + 'f>>
    where
        's: 'f,
        'i: 'f,
        Self: 'f,
    {
        Box::pin(async move { sessions::delete(&self.0, &hashed(*id)).await.map_err(backend) })
    }
}
