//! What a server function knows of its request.

use crate::refused::Refused;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderValue, StatusCode, header};
use community::{Failure, Installation};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use tower_sessions::Session;
use types::{AccountId, Error};

/// Where a session keeps whose it is.
pub const ACCOUNT: &str = "account";

/// Where a session keeps browser and system, and the network, that it began from: for its owner's list of sign-ins.
pub const AGENT: &str = "agent";
pub const NETWORK: &str = "network";

/// Where a session keeps the brand's own host that it began under; nothing for the installation's.
pub const HOST: &str = "host";

/// The brand's own host that a request came to; empty for the installation's. Put there by `web`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Under(pub String);

/// Whose session it is. One that began under another host is nobody's: whoever holds a brand's name must not hold the sessions of the others.
/// A session that cannot be read is not nobody's: members would be visitors for as long as the database is away.
pub async fn account(session: &Session, parts: &Extensions) -> Result<Option<AccountId>, Error> {
    let Some(id) = session.get::<i64>(ACCOUNT).await.map_err(unread)? else {
        return Ok(None);
    };
    let began: String = session.get(HOST).await.map_err(unread)?.unwrap_or_default();
    let here = parts.get::<Under>().map(|under| under.0.as_str()).unwrap_or_default();
    Ok((began == here).then_some(AccountId(id)))
}

fn unread(cause: tower_sessions::session::Error) -> Error {
    community::reference::unavailable(cause)
}

/// The installation and the account that calls.
pub async fn caller() -> Result<(Installation, AccountId), Refused> {
    let installation = use_context::<Installation>().ok_or_else(|| {
        refuse(Error::Internal {
            reference: "context".into(),
        })
    })?;
    let extensions = use_context::<Parts>().map(|parts| parts.extensions).unwrap_or_default();
    let account = match extensions.get::<Session>() {
        Some(session) => account(session, &extensions).await.map_err(refuse)?,
        None => None,
    };
    Ok((installation, account.ok_or_else(|| refuse(Error::SignInNeeded))?))
}

/// A refusal with its status: the framework would answer 500 to all of them.
pub fn refuse(failure: impl Into<Failure>) -> Refused {
    let error = Error::from(failure.into());
    set_status(&error);
    Refused(error)
}

/// Gives the answer the status of its error, and the seconds to wait where it was called too often.
pub fn set_status(error: &Error) {
    let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(error.status())) else {
        return;
    };
    options.set_status(status);
    if let Error::TooMany { seconds } = error {
        options.insert_header(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
}
