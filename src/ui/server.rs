//! What a server function knows of its request.

use crate::refused::Refused;
use axum::http::StatusCode;
use axum::http::request::Parts;
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

/// Whose session it is.
pub async fn account(session: &Session) -> Option<AccountId> {
    session.get(ACCOUNT).await.ok().flatten().map(AccountId)
}

/// The installation and the account that calls.
pub async fn caller() -> Result<(Installation, AccountId), Refused> {
    let installation = use_context::<Installation>().ok_or_else(|| {
        refuse(Error::Internal {
            reference: "context".into(),
        })
    })?;
    let session = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Session>().cloned());
    let account = match session {
        Some(session) => account(&session).await,
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

/// Gives the answer the status of its error.
pub fn set_status(error: &Error) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(error.status())) {
        options.set_status(status);
    }
}
