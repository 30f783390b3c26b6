//! What a signed-in member's browser runs: the islands of `ui`, hydrated. Nothing else, for ever.

use ui as _;

/// Called by the page once the module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
