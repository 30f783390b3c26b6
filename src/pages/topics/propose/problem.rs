//! What a problem is asked besides its text: for the author and the team. Shown where a problem is chosen; a browser that cannot do that shows
//! it always.

use super::Form;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, problem as sentence};
use crate::visit::Visit;
use leptos::prelude::*;
use types::topics::Severity;

/// Severity, which piece, since when, where bought; and whether nobody else reads any of it.
pub(super) fn problem(visit: &Visit, form: &Form<'_>) -> impl IntoView + use<> {
    let words = visit.words;
    let (new, wrongs) = (form.new, form.wrongs);
    let field = |name: &'static str| Field { name, key: name, wrongs };
    // What was ticked stays in sight, whatever kind is chosen then.
    let kept = new.private
        || ["severity", "serial", "since", "bought"]
            .iter()
            .any(|f| wrongs.at(words, f).is_some());
    view! {
        <fieldset class="field of-problem" class:kept=kept>
            <legend>{words.text("details-label")}</legend>
            <p class="hint">{words.text("details-hint")}</p>
            {severity(visit, form).markup()}
            {field("serial").input(visit, "text", "on", &new.serial).markup()}
            {field("since").input(visit, "text", "on", &new.since).markup()}
            {field("bought").input(visit, "text", "on", &new.bought).markup()}
            {private(visit, form).markup()}
        </fieldset>
    }
}

fn severity(visit: &Visit, form: &Form<'_>) -> impl IntoView + use<> {
    let words = visit.words;
    let named = Severity::ALL
        .iter()
        .map(|s| (s.to_string(), words.text(&format!("severity-{s}")).to_owned()));
    let none = (String::new(), words.text("severity-none").to_owned());
    let field = Field {
        name: "severity",
        key: "severity",
        wrongs: form.wrongs,
    };
    field.select(visit, std::iter::once(none).chain(named).collect(), &form.new.severity)
}

fn private(visit: &Visit, form: &Form<'_>) -> impl IntoView + use<> {
    let words = visit.words;
    let error = form.wrongs.at(words, "private");
    let wrong = error.is_some();
    view! {
        <div class="field" class:wrong=wrong>
            {error.map(|text| sentence(visit, "private", text))}
            <label class="check">
                <input type="checkbox" id="private" name="private" value="on" checked=form.new.private aria-describedby=wrong.then_some("private-error")/>
                <span><b>{words.text("private-label")}</b><br/><span class="soft">{words.text("private-hint")}</span></span>
            </label>
        </div>
    }
}
