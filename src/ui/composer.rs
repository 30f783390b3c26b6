//! The composer: writing, and seeing how it will look.

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

/// The same, turning over without a reload.
#[island]
pub fn LiveComposer(writing: Writing) -> impl IntoView {
    let (html, set_html) = signal(writing.preview.clone());
    let area: NodeRef<leptos::html::Textarea> = NodeRef::new();
    // Effects run in the browser only: until then this is the form that works without script.
    let (live, set_live) = signal(false);
    Effect::new(move |_| set_live.set(true));
    let (write, show, help, nothing) = (
        writing.write.clone(),
        writing.show.clone(),
        writing.help.clone(),
        writing.nothing.clone(),
    );
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
    view! {
        <div class="composer">
            <div class="tabs">
                <button type="button" hidden=move || !live.get() aria-pressed=move || (html.get().is_none()).to_string() on:click=move |_| set_html.set(None)>{write}</button>
                <button name="do" value="preview" formnovalidate aria-pressed=move || (html.get().is_some()).to_string() on:click=look>{show}</button>
                <span class="help">{help}</span>
            </div>
            <Text writing area hide=move || live.get() && html.get().is_some()/>
            <div class="preview prose" aria-live="polite" hidden=move || html.get().is_none() inner_html=move || html.get().unwrap_or_default()></div>
        </div>
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

#[cfg(test)]
mod tests {
    use super::inside_textarea;

    #[test]
    fn a_text_cannot_leave_its_textarea() {
        assert_eq!(
            inside_textarea("&lt; </textarea><script>"),
            "\n&amp;lt; &lt;/textarea&gt;&lt;script&gt;"
        );
        assert_eq!(inside_textarea("\nfirst line empty"), "\n\nfirst line empty");
    }
}
