//! The composer: writing, and seeing how it will look; pictures pasted and dropped; a draft that is never lost.

use crate::composing::{drafts, marks, pictures};
use crate::refused::Refused;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a composer shows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Writing {
    /// The field's name and id.
    pub field: String,
    pub text: String,
    /// The text rendered, when the form came back with a preview.
    pub preview: Option<String>,
    pub rows: i32,
    /// Most characters.
    pub most: usize,
    /// Ids of what describes the field.
    pub described: String,
    pub wrong: bool,
    /// The button that writes, in words.
    pub write: String,
    /// The button that previews, in words.
    pub show: String,
    /// What is said of the syntax.
    pub help: String,
    /// What stands in the preview of nothing.
    pub nothing: String,
    /// What is said near the end of the room, and past it; `#` stands for the number.
    pub left: String,
    pub over: String,
    /// The names of the marks.
    pub names: Names,
    /// The file of the signs.
    pub icons: String,
    pub drafting: Option<Drafting>,
}

/// What the marks are called.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    pub bold: String,
    pub italic: String,
    pub link: String,
    pub list: String,
    pub quote: String,
}

/// Where drafts and pictures go, and what is said of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Drafting {
    /// The brand's slug.
    pub brand: String,
    /// The draft's place.
    pub place: String,
    /// Under which name this browser keeps what the server has not got yet.
    pub key: String,
    /// Where pictures are sent.
    pub pictures: String,
    /// Said when this browser had a text that the server had not.
    pub back: String,
    /// Said when the text could not be sent.
    pub offline: String,
    /// Said while a picture is on its way, and when it did not arrive.
    pub sending: String,
    /// What is said of a fourth picture.
    pub many: String,
    pub failed: String,
}

/// Works without script: "Preview" sends the form, which comes back with the text rendered above it.
#[component]
pub fn Composer(writing: Writing) -> impl IntoView {
    let preview = writing.preview.clone();
    view! {
        <div class="composer">
            <div class="tabs">
                <button name="do" value="preview" formnovalidate>{writing.show.clone()}</button>
                <span class="help">{writing.help.clone()}</span>
            </div>
            <Text writing hide=|| false/>
            {preview.map(|html| view! { <div class="preview prose" inner_html=html></div> })}
        </div>
    }
}

/// The same, answering under the finger. Its children are the pictures of the form.
#[island]
pub fn LiveComposer(writing: Writing, children: Children) -> impl IntoView {
    let (html, set_html) = signal(writing.preview.clone());
    let area: NodeRef<leptos::html::Textarea> = NodeRef::new();
    let frame: NodeRef<leptos::html::Div> = NodeRef::new();
    // Effects run in the browser only: until then this is the form that works without script.
    let (live, set_live) = signal(false);
    let (said, set_said) = signal(String::new());
    let (length, set_length) = signal(writing.text.chars().count());
    let drafting = StoredValue::new(writing.drafting.clone());
    Effect::new(move |_| {
        set_live.set(true);
        let (Some(frame), Some(area), Some(drafting)) = (frame.get(), area.get(), drafting.get_value()) else {
            return;
        };
        drafts::watch(&frame, &drafting, set_said);
        pictures::watch(&frame, &drafting);
        // What was typed before the module was there, or came back out of this browser.
        set_length.set(area.value().chars().count());
    });
    let (write, show, help, nothing) = (
        writing.write.clone(),
        writing.show.clone(),
        writing.help.clone(),
        writing.nothing.clone(),
    );
    let (left, over, most) = (writing.left.clone(), writing.over.clone(), writing.most);
    let room = move || room_left(length.get(), most, &left, &over);
    let (names, icons) = (writing.names.clone(), writing.icons.clone());
    let look = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let text = area.get_untracked().map(|a| a.value()).unwrap_or_default();
        let nothing = nothing.clone();
        leptos::task::spawn_local(async move {
            let shown = if text.trim().is_empty() { Ok(nothing) } else { preview(text).await };
            if let Ok(shown) = shown {
                set_html.set(Some(shown));
            }
        });
    };
    let mark = move |what: marks::Mark| {
        set_html.set(None);
        if let Some(area) = area.get_untracked() {
            marks::set(&area, what);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if let Some(what) = marks::of_key(&event) {
            event.prevent_default();
            mark(what);
        }
    };
    let typed = move |_| set_length.set(area.get_untracked().map_or(0, |a| a.value().chars().count()));
    let tool = move |what: marks::Mark, name: String| {
        let href = format!("{icons}#{}", what.icon());
        view! {
            <button type="button" class="mark" aria-label=name.clone() title=name on:click=move |_| mark(what)>
                <svg class="icon" aria-hidden="true"><use href=href></use></svg>
            </button>
        }
    };
    view! {
        <div class="composer" node_ref=frame on:keydown=keys on:input=typed>
            <div class="tabs">
                <button type="button" hidden=move || !live.get() aria-pressed=move || (html.get().is_none()).to_string() on:click=move |_| set_html.set(None)>{write}</button>
                <button name="do" value="preview" formnovalidate aria-pressed=move || (html.get().is_some()).to_string() on:click=look>{show}</button>
                <span class="help" hidden=move || live.get()>{help}</span>
                <span class="marks" hidden=move || !live.get()>
                    {tool(marks::Mark::Bold, names.bold)}
                    {tool(marks::Mark::Italic, names.italic)}
                    {tool(marks::Mark::Link, names.link)}
                    {tool(marks::Mark::List, names.list)}
                    {tool(marks::Mark::Quote, names.quote)}
                </span>
            </div>
            <Text writing area hide=move || live.get() && html.get().is_some()/>
            <div class="preview prose" aria-live="polite" hidden=move || html.get().is_none() inner_html=move || html.get().unwrap_or_default()></div>
            <p class="room">{room}</p>
            <p class="said" role="status">{move || said.get()}</p>
            {children()}
        </div>
    }
}

/// How many characters are left, once they become few.
fn room_left(length: usize, most: usize, left: &str, over: &str) -> String {
    let few = (most / 10).min(500);
    match most.checked_sub(length) {
        _ if most == 0 => String::new(),
        None => over.replace('#', &(length - most).to_string()),
        Some(n) if n <= few => left.replace('#', &n.to_string()),
        Some(_) => String::new(),
    }
}

#[component]
fn Text(
    writing: Writing,
    #[prop(optional)] area: NodeRef<leptos::html::Textarea>,
    hide: impl Fn() -> bool + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <textarea
            class="input"
            id=writing.field.clone()
            name=writing.field
            rows=writing.rows
            aria-describedby=writing.described
            aria-invalid=writing.wrong.then_some("true")
            hidden=hide
            node_ref=area
            inner_html=inside_textarea(&writing.text)
        ></textarea>
    }
}

/// A text as it stands between the tags: the framework escapes nothing inside a textarea, where `</textarea>` would end it.
/// The first line break is the parser's, so that one that was typed stays.
pub fn inside_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// The caller's text as it will look.
#[server(prefix = "/fn", endpoint = "preview")]
pub async fn preview(text: String) -> Result<String, Refused> {
    use crate::server::{caller, refuse};
    caller().await?;
    if text.chars().count() > types::topics::BODY.1 {
        return Err(refuse(types::Error::invalid("body", "body-long")));
    }
    Ok(community::prose::render(&text).html)
}

/// Keeps the caller's draft of a place in a brand's space.
#[server(prefix = "/fn", endpoint = "draft")]
pub async fn draft(brand: String, place: String, text: String) -> Result<(), Refused> {
    use crate::server::{caller, refuse};
    let (installation, account) = caller().await?;
    let member = community::who::member_in(&installation.db, account, &brand).await.map_err(refuse)?;
    let place = types::drafts::Place::parse(&place).ok_or_else(|| refuse(types::Error::NotFound))?;
    community::drafts::save(&installation.db, &member, place, text, types::Instant::now())
        .await
        .map_err(refuse)
}

#[cfg(test)]
mod tests {
    use super::{inside_textarea, room_left};

    #[test]
    fn a_text_cannot_leave_its_textarea() {
        assert_eq!(
            inside_textarea("&lt; </textarea><script>"),
            "\n&amp;lt; &lt;/textarea&gt;&lt;script&gt;"
        );
        assert_eq!(inside_textarea("\nfirst line empty"), "\n\nfirst line empty");
    }

    #[test]
    fn the_room_is_said_once_it_becomes_small() {
        let room = |length| room_left(length, 20_000, "# left", "# over");
        assert_eq!((room(0).as_str(), room(19_499).as_str()), ("", ""));
        assert_eq!(room(19_500), "500 left");
        assert_eq!(room(20_012), "12 over");
    }
}
