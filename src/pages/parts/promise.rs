//! The figure that a brand measures itself by: how it answered, with what still waits.

use crate::visit::Visit;
use community::promises::{Figure, Promises};
use leptos::prelude::*;
use types::topics::Kind;

/// Fewer squares than this are not shown.
const FEW: usize = 8;

/// The figure on the home page, with the last conversations one by one; nothing before somebody has asked something.
pub fn promise(visit: &Visit, promises: &Promises, figure: Option<&Figure>, kept: &[bool]) -> Option<impl IntoView + use<>> {
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
        let span = visit.when.span(seconds);
        let (number, unit) = span.split_once(char::is_whitespace).unwrap_or((&span, ""));
        let (number, unit) = (number.to_owned(), unit.to_owned());
        view! { <div><dt>{words.text("promise-median")}</dt><dd>{number}<small>"\u{a0}"{unit}</small></dd></div> }
    });
    Some(view! {
        <section class="section promise">
            <header><h2>{words.text("promise-title")}</h2><p>{words.text(about)}</p>{within(visit, promises)}</header>
            <div>
                <dl>
                    {median}
                    <div><dt>{words.text(of)}</dt><dd>{words.number(share)}<small>{words.lang().percent()}</small></dd></div>
                    <div><dt>{words.count("promise-waiting", waiting)}</dt><dd>{words.number(waiting)}</dd></div>
                </dl>
                {ticks(visit, kept)}
            </div>
        </section>
    })
}

/// Within which time, for each kind.
fn within(visit: &Visit, promises: &Promises) -> Option<impl IntoView + use<>> {
    let words = visit.words;
    let each = |(kind, hours): (&Kind, &i64)| {
        let kind = words.text(&format!("kinds-{kind}"));
        words.with(
            "promise-each",
            &[("kind", kind.into()), ("span", visit.when.span(hours * 3_600).into())],
        )
    };
    let said = promises.iter().map(each).collect::<Vec<_>>().join(" · ");
    (!said.is_empty()).then(|| view! { <p class="small">{said}</p> })
}

/// One square for each of the last that were to be answered: hollow where it was late. A handful says nothing.
fn ticks(visit: &Visit, kept: &[bool]) -> Option<impl IntoView + use<>> {
    let words = visit.words;
    let late = kept.iter().filter(|kept| !**kept).count();
    let number = |n: usize| i64::try_from(n).unwrap_or(0);
    let args = [("count", number(kept.len()).into()), ("late", number(late).into())];
    let squares = kept.iter().map(|kept| view! { <span class:late=!kept></span> }).collect_view();
    (kept.len() >= FEW).then(|| {
        view! {
            <figure>
                <div class="ticks" role="img" aria-label=words.with("promise-ticks", &args)>{squares}</div>
                <figcaption>{words.with("promise-ticks-about", &args)}</figcaption>
            </figure>
        }
    })
}

/// Rounded down: 99.6% is not all.
const fn percent(part: i64, whole: i64) -> i64 {
    part * 100 / whole
}
