//! Where a person wanted to go when the door stood between: kept in their session until they have come in.

use crate::visit::Visit;
use types::BrandId;

const KEY: &str = "onward";

/// Most characters of an address that is kept.
const MOST: usize = 500;

/// Keeps the page that was asked for.
pub async fn remember(visit: &Visit) {
    if visit.here.len() > MOST {
        return;
    }
    let _ = visit.session.insert(KEY, (visit.brand().id, &visit.here)).await;
}

/// The page that was asked for in this space, if one was; forgets it.
pub async fn taken(visit: &Visit) -> Option<String> {
    let (brand, here): (BrandId, String) = visit.session.get(KEY).await.ok().flatten()?;
    let _ = visit.session.remove_value(KEY).await;
    (brand == visit.brand().id && visit.is_inside(&here)).then_some(here)
}
