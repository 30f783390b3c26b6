//! The figure that a brand measures itself by: how it answered, with what still waits.

use crate::visit::Visit;
use community::promises::Figure;
use leptos::prelude::*;

/// The figure on the home page; nothing before somebody has asked something.
pub fn promise(visit: &Visit, figure: Option<&Figure>) -> Option<impl IntoView + use<>> {
    let figure = figure.filter(|f| f.asked > 0)?;
    let words = visit.words;
    let promised = figure.promised > 0;
    let about = if promised { "promise-about-promised" } else { "promise-about" };
    let (share, of) = match promised {
        true => (percent(figure.in_time, figure.promised), "promise-in-time"),
        false => (percent(figure.answered, figure.asked), "promise-answered"),
    };
    let waiting = figure.asked - figure.answered;
    let median = figure.median.map(|seconds| {
        view! { <div><dt>{words.text("promise-median")}</dt><dd class="span">{visit.when.span(seconds)}</dd></div> }
    });
    Some(view! {
        <section class="section promise">
            <header><h2>{words.text("promise-title")}</h2><p>{words.text(about)}</p></header>
            <dl>
                {median}
                <div><dt>{words.text(of)}</dt><dd>{words.number(share)}<small>"\u{a0}%"</small></dd></div>
                <div><dt>{words.count("promise-waiting", waiting)}</dt><dd>{words.number(waiting)}</dd></div>
            </dl>
        </section>
    })
}

/// Rounded down: 99.6 % is not all.
const fn percent(part: i64, whole: i64) -> i64 {
    part * 100 / whole
}
