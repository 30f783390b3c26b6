//! What the composer does under the finger: marks, pictures, drafts. It works on the form around the composer, as the browser has it.

pub(crate) mod drafts;
pub(crate) mod marks;
pub(crate) mod pictures;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, EventTarget, HtmlFormElement};

/// Listens for as long as the page is there.
fn on<E: JsCast + 'static>(target: &EventTarget, event: &str, mut heard: impl FnMut(E) + 'static) {
    let heard = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| heard(event.unchecked_into()));
    let _ = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// The form around a composer.
fn form_of(frame: &Element) -> Option<HtmlFormElement> {
    frame.closest("form").ok().flatten()?.dyn_into().ok()
}
