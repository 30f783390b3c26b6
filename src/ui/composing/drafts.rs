//! The draft of a form. This browser keeps what the server has not got yet, and only that: what it finds when a page is opened is newer than
//! anything else. A form is sent once its draft is safe, so that a lost connection loses nothing.

use super::{form_of, on};
use crate::composer::{Drafting, draft};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::{Set, WriteSignal};
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use types::Error;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, RadioNodeList, Storage, SubmitEvent};

/// How long nothing is typed before the server is told.
const PAUSE: Duration = Duration::from_millis(1_500);

/// The draft of one form.
struct Keeper {
    form: HtmlFormElement,
    words: Drafting,
    said: WriteSignal<String>,
    /// The form as the server has it.
    known: RefCell<String>,
    timer: Cell<Option<TimeoutHandle>>,
    busy: Cell<bool>,
    /// The form is to be sent as soon as its draft is safe; with the button that was pressed.
    wanted: RefCell<Option<Option<HtmlElement>>>,
    /// It is: nothing holds the form back.
    safe: Cell<bool>,
}

/// Keeps the draft of the form around a composer from now on.
pub(crate) fn watch(frame: &Element, words: &Drafting, said: WriteSignal<String>) {
    let Some(form) = form_of(frame) else { return };
    let keeper = Rc::new(Keeper {
        known: RefCell::new(text_of(&form)),
        form: form.clone(),
        words: words.clone(),
        said,
        timer: Cell::new(None),
        busy: Cell::new(false),
        wanted: RefCell::new(None),
        safe: Cell::new(false),
    });
    keeper.restore();
    let heard = keeper.clone();
    on(&form, "input", move |_: Event| heard.changed());
    let heard = keeper.clone();
    on(&form, "submit", move |event: SubmitEvent| heard.submit(&event));
}

/// The form as it is kept: names and values, without files.
fn text_of(form: &HtmlFormElement) -> String {
    let Ok(data) = FormData::new_with_form(form) else {
        return String::new();
    };
    data.delete("files");
    let pairs = js_sys::Array::from(&data);
    js_sys::JSON::stringify(&pairs)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

impl Keeper {
    /// Puts back what this browser kept. Pictures are the server's: their rows stay as it gave them.
    fn restore(self: &Rc<Self>) {
        let kept = storage().and_then(|store| store.get_item(&self.words.key).ok().flatten());
        let Some(kept) = kept.filter(|kept| *kept != *self.known.borrow()) else {
            return;
        };
        let pairs = js_sys::JSON::parse(&kept)
            .map(|pairs| js_sys::Array::from(&pairs))
            .unwrap_or_default();
        for pair in pairs.iter().map(|pair| js_sys::Array::from(&pair)) {
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                fill(&self.form, &name, &value);
            }
        }
        self.said.set(self.words.back.clone());
        self.changed();
    }

    /// Kept here at once, and on the server after a pause.
    fn changed(self: &Rc<Self>) {
        if let Some(store) = storage() {
            let _ = store.set_item(&self.words.key, &text_of(&self.form));
        }
        self.stop_waiting();
        let keeper = self.clone();
        let timer = set_timeout_with_handle(move || keeper.save(), PAUSE);
        self.timer.set(timer.ok());
    }

    fn stop_waiting(&self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }

    /// Tells the server, unless it knows or is being told.
    fn save(self: &Rc<Self>) {
        let text = text_of(&self.form);
        if self.busy.get() {
            return;
        }
        if text == *self.known.borrow() {
            self.saved(&text, Ok(()));
            return;
        }
        self.busy.set(true);
        let keeper = self.clone();
        spawn_local(async move {
            let (brand, place) = (keeper.words.brand.clone(), keeper.words.place.clone());
            let outcome = draft(brand, place, text.clone()).await;
            keeper.busy.set(false);
            keeper.saved(&text, outcome.map_err(|refused| refused.0));
        });
    }

    fn saved(self: &Rc<Self>, text: &str, outcome: Result<(), Error>) {
        let lost = matches!(&outcome, Err(Error::Internal { reference }) if reference == "connection");
        if outcome.is_ok() {
            text.clone_into(&mut self.known.borrow_mut());
            self.said.set(String::new());
            if text_of(&self.form) == text {
                self.forget();
            }
        }
        if outcome.is_ok() && text_of(&self.form) != text {
            // It went on meanwhile.
            if self.wanted.borrow().is_some() {
                self.save();
            } else {
                self.changed();
            }
            return;
        }
        let Some(button) = self.wanted.borrow_mut().take() else { return };
        if lost {
            self.said.set(self.words.offline.clone());
            return;
        }
        // Whoever is no longer signed in sends the form all the same: the text waits behind the door.
        if matches!(outcome, Err(Error::SignInNeeded)) {
            self.forget();
        }
        self.safe.set(true);
        let _ = match button {
            Some(button) => self.form.request_submit_with_submitter(Some(&button)),
            None => self.form.request_submit(),
        };
    }

    fn forget(&self) {
        if let Some(store) = storage() {
            let _ = store.remove_item(&self.words.key);
        }
    }

    /// Lets the form go once its draft is safe.
    fn submit(self: &Rc<Self>, event: &SubmitEvent) {
        if self.safe.replace(false) {
            return;
        }
        let button = event.submitter();
        let afresh = button
            .as_ref()
            .and_then(|b| b.get_attribute("value"))
            .is_some_and(|value| value == "afresh");
        let online = web_sys::window().is_some_and(|window| window.navigator().on_line());
        let known = !self.busy.get() && text_of(&self.form) == *self.known.borrow();
        self.stop_waiting();
        if afresh || online && known {
            // What is dropped is not kept first, and what is known need not be. A form cannot be sent anew from within its own sending.
            self.forget();
            return;
        }
        event.prevent_default();
        if !online {
            self.said.set(self.words.offline.clone());
            return;
        }
        *self.wanted.borrow_mut() = Some(button);
        self.save();
    }
}

/// Gives a field of the form a value, as a person would have.
fn fill(form: &HtmlFormElement, name: &str, value: &str) {
    if matches!(name, "picture" | "do" | "described") || name.starts_with("alt-") {
        return;
    }
    let Some(found) = form.elements().named_item(name) else { return };
    let found: &wasm_bindgen::JsValue = found.as_ref();
    if let Some(radios) = found.dyn_ref::<RadioNodeList>() {
        radios.set_value(value);
    } else if let Some(input) = found.dyn_ref::<HtmlInputElement>()
        && matches!(input.type_().as_str(), "checkbox" | "radio")
    {
        input.set_checked(input.value() == value);
    } else {
        let _ = js_sys::Reflect::set(found, &"value".into(), &value.into());
    }
}
