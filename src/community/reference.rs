//! What a request is called: in every line of its log, in its answer, and to a person who asks what went wrong.

use std::sync::Arc;

tokio::task_local! {
    static REQUEST: Arc<str>;
}

/// Does this work under this name.
pub async fn within<F: Future>(name: Arc<str>, work: F) -> F::Output {
    REQUEST.scope(name, work).await
}

/// A name that no other has.
pub fn made_up() -> String {
    format!("{:012x}", rand::random::<u64>() >> 16)
}

/// What this work is called; a name of its own where it is no request's.
pub fn current() -> String {
    REQUEST.try_with(ToString::to_string).unwrap_or_else(|_| made_up())
}

/// The database is away or full: logged, and told under the name of what was under way.
pub fn unavailable(cause: impl std::fmt::Display) -> types::Error {
    let reference = current();
    tracing::error!(%reference, %cause, "the database is away or full");
    types::Error::Unavailable { reference }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Failure;
    use types::Error;

    #[tokio::test]
    async fn a_fault_is_told_under_the_name_of_its_request() {
        let told = within("f00d".into(), async { Error::from(Failure::Bug("a test".into())) }).await;
        let expected = Error::Internal { reference: "f00d".into() };
        assert_eq!(told, expected);
        assert_ne!(Error::from(Failure::Bug("a test".into())), expected);
    }
}
