//! The public error on the wire of a server function.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use types::Error;

/// A server function's refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused(pub Error);

impl FromServerFnError for Refused {
    type Encoder = JsonEncoding;

    /// Transport, not us: what was sent could not be read, or the answer could not.
    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        let error = match value {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Error::invalid("form", "form-unreadable")
            }
            _ => Error::Internal {
                reference: "connection".into(),
            },
        };
        #[cfg(feature = "ssr")]
        crate::server::set_status(&error);
        Self(error)
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
