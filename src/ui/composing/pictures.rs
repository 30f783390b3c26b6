//! Pictures that are pasted, dropped or chosen: sent at once, each answered with its row of the form.

use super::{form_of, on};
use crate::composer::Drafting;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, FormData, HtmlInputElement, HtmlTextAreaElement, MouseEvent,
    RequestInit, Response,
};

/// Listens for pictures that come into a composer, and for those that are taken away.
pub(crate) fn watch(frame: &Element, words: &Drafting) {
    let hear = |files: Option<DataTransfer>, frame: &Element, words: &Drafting| {
        let files = files.and_then(|data| data.files()).map(listed).unwrap_or_default();
        let any = !files.is_empty();
        send(frame, words, files);
        any
    };
    let (at, said) = (frame.clone(), words.clone());
    on(frame, "paste", move |event: ClipboardEvent| {
        if hear(event.clipboard_data(), &at, &said) {
            event.prevent_default();
        }
    });
    on(frame, "dragover", |event: DragEvent| {
        let files = event
            .data_transfer()
            .is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0));
        if files {
            event.prevent_default();
        }
    });
    let (at, said) = (frame.clone(), words.clone());
    on(frame, "drop", move |event: DragEvent| {
        if hear(event.data_transfer(), &at, &said) {
            event.prevent_default();
        }
    });
    let (at, said) = (frame.clone(), words.clone());
    on(frame, "change", move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input.filter(|input| input.type_() == "file") else {
            return;
        };
        send(&at, &said, input.files().map(listed).unwrap_or_default());
        input.set_value("");
    });
    let at = frame.clone();
    on(frame, "click", move |event: MouseEvent| remove(&at, &event));
}

fn listed(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|i| files.get(i)).collect()
}

fn send(frame: &Element, words: &Drafting, files: Vec<File>) {
    if files.is_empty() {
        return;
    }
    let (frame, words) = (frame.clone(), words.clone());
    spawn_local(async move {
        for file in files {
            if full(&frame) {
                tell(&frame, &words.many);
                return;
            }
            tell(&frame, &words.sending);
            let told = match one(&words.pictures, &file).await {
                Ok((true, row)) => {
                    add(&frame, &row);
                    String::new()
                }
                Ok((false, told)) => told,
                Err(_) => words.failed.clone(),
            };
            tell(&frame, &told);
            if !told.is_empty() {
                return;
            }
        }
    });
}

/// Whether no more pictures fit under this text.
fn full(frame: &Element) -> bool {
    let rows = frame.query_selector_all(".pictures li").map_or(0, |rows| rows.length());
    rows as usize >= types::attachments::MOST
}

/// Whether it was taken, and what was answered. Whoever is no longer signed in is led elsewhere: nothing was taken.
async fn one(address: &str, file: &File) -> Result<(bool, String), JsValue> {
    let form = FormData::new()?;
    form.append_with_blob("files", file)?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&form);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(address, &init))
        .await?
        .unchecked_into();
    let known = response.ok() || [422, 429].contains(&response.status());
    if response.redirected() || !known {
        return Err(JsValue::NULL);
    }
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok((response.ok(), text))
}

/// Puts a row in its place, and asks what it shows.
fn add(frame: &Element, row: &str) {
    let Ok(Some(list)) = frame.query_selector(".pictures ul") else {
        return;
    };
    let _ = list.insert_adjacent_html("beforeend", row);
    let alt = list
        .last_element_child()
        .and_then(|row| row.query_selector("input:not([type=hidden])").ok().flatten());
    let written = frame.owner_document().and_then(|document| document.active_element());
    let writes = written.is_some_and(|element| element.is_instance_of::<HtmlTextAreaElement>());
    if let (Some(alt), false) = (alt.and_then(|alt| alt.dyn_into::<HtmlInputElement>().ok()), writes) {
        let _ = alt.focus();
    }
    changed(frame);
}

/// Takes a row away under the finger; without script its button sends the form.
fn remove(frame: &Element, event: &MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(button) = target.and_then(|target| target.closest("[value^=remove-]").ok().flatten()) else {
        return;
    };
    event.prevent_default();
    if let Ok(Some(row)) = button.closest("li") {
        row.remove();
    }
    tell(frame, "");
    if let Ok(Some(input)) = frame.query_selector("#pictures")
        && let Ok(input) = input.dyn_into::<HtmlInputElement>()
    {
        let _ = input.focus();
    }
    changed(frame);
}

fn tell(frame: &Element, text: &str) {
    if let Ok(Some(place)) = frame.query_selector(".pictures .told") {
        place.set_text_content(Some(text));
    }
}

/// The form is another one now: its draft is to be kept.
fn changed(frame: &Element) {
    if let (Some(form), Ok(event)) = (form_of(frame), Event::new("input")) {
        let _ = form.dispatch_event(&event);
    }
}
