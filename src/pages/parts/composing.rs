//! The composer on a page: its words, its pictures, its draft.

use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Wrongs, problem};
use crate::parts::icon;
use crate::visit::Visit;
use leptos::prelude::*;
use types::attachments::{ALT_MOST, Attached};
use types::drafts::Place;
use types::{Instant, topics};
use ui::composer::{Composer, Drafting, LiveComposer, Names, Writing};

/// Where a member's draft goes, and the pictures of their text.
fn drafting(visit: &Visit, place: Place) -> Option<Drafting> {
    let member = visit.viewer.as_member()?;
    let word = |key: &str| visit.words.text(key).to_owned();
    Some(Drafting {
        brand: visit.brand().slug.clone(),
        place: place.to_string(),
        key: format!("draft {} {} {place}", visit.brand().slug, member.number),
        pictures: visit.href("/pictures"),
        back: word("draft-back-here"),
        offline: word("draft-offline"),
        sending: word("pictures-sending"),
        many: word("pictures-many"),
        failed: word("pictures-failed"),
    })
}

/// A composer with its words.
pub fn writing(visit: &Visit, field: &str, text: &str, described: &str) -> Writing {
    let word = |key: &str| visit.words.text(key).to_owned();
    let (_, most) = if matches!(field, "reply" | "decision") {
        types::replies::REPLY
    } else {
        topics::BODY
    };
    Writing {
        field: field.into(),
        text: text.into(),
        described: described.into(),
        most,
        write: word("composer-write"),
        show: word("composer-preview"),
        help: word("composer-help"),
        nothing: word("composer-nothing"),
        left: word("composer-left"),
        over: word("composer-over"),
        names: Names {
            bold: word("composer-bold"),
            italic: word("composer-italic"),
            link: word("composer-link"),
            list: word("composer-list"),
            quote: word("composer-quote"),
        },
        icons: (visit.installation.settings.asset)("icons.svg").to_owned(),
        ..Writing::default()
    }
}

/// The island for members, the plain one for everybody else: text alone, of which no draft is kept.
pub fn composer(visit: &Visit, writing: Writing) -> Markup {
    if visit.viewer.as_member().is_some() {
        view! { <LiveComposer writing>""</LiveComposer> }.markup()
    } else {
        view! { <Composer writing/> }.markup()
    }
}

/// The composer of a text that takes pictures and is kept as a draft until it is posted.
pub fn full_composer(visit: &Visit, writing: Writing, place: Place, attached: &[Attached], wrongs: &Wrongs) -> Markup {
    if visit.viewer.as_member().is_some() {
        let pictures = pictures(visit, attached, wrongs);
        let writing = Writing {
            drafting: drafting(visit, place),
            ..writing
        };
        view! { <LiveComposer writing>{pictures}</LiveComposer> }.markup()
    } else {
        let later = visit.words.text("pictures-later");
        view! { <Composer writing/><p class="hint">{later}</p> }.markup()
    }
}

/// How a form with pictures is encoded; a visitor's has none.
pub fn encoding(visit: &Visit) -> Option<&'static str> {
    visit.viewer.as_member().map(|_| "multipart/form-data")
}

/// That the text is a draft of some time ago, and the way to begin anew.
pub fn draft_line(visit: &Visit, saved: Option<i64>) -> Option<Markup> {
    let when = visit.when.clock(Instant(saved?));
    let text = visit.words.with("draft-back", &[("when", when.into())]);
    Some(
        view! {
            <p class="draft" role="status"><span>{text}</span>
                <button class="plain" name="do" value="afresh" formnovalidate>{visit.words.text("draft-afresh")}</button>
            </p>
        }
        .markup(),
    )
}

/// The pictures that the text has so far, and the way to add one: chosen here, or pasted or dropped into the composer.
fn pictures(visit: &Visit, attached: &[Attached], wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "pictures");
    let wrong = error.is_some().then_some("true");
    let described = if error.is_some() {
        "pictures-hint pictures-error"
    } else {
        "pictures-hint"
    };
    let rows = attached.iter().map(|picture| picture_row(visit, picture).markup()).collect_view();
    let without_script = view! {
        <div class="by-hand">
            <label for="described">{words.text("picture-alt")}</label>
            <input class="input" id="described" name="described" maxlength=ALT_MOST autocomplete="off"/>
            <button class="button small" name="do" value="add" formnovalidate>{words.text("pictures-add")}</button>
        </div>
    };
    view! {
        <div class="pictures">
            <label for="pictures">{words.text("pictures-label")}</label>
            <p class="hint" id="pictures-hint">{words.text("pictures-hint")}</p>
            <ul role="list">{rows}</ul>
            <p class="hint full">{words.text("pictures-full")}</p>
            {error.map(|text| problem(visit, "pictures", text))}
            <input class="input" type="file" id="pictures" name="files" multiple accept="image/png,image/jpeg,image/webp"
                aria-invalid=wrong aria-describedby=described/>
            <noscript>{without_script}</noscript>
            <p class="told" role="status"></p>
        </div>
    }
}

/// A picture that waits for its text: what it shows is asked for, and it can be taken away.
pub fn picture_row(visit: &Visit, picture: &Attached) -> impl IntoView + use<> {
    let words = visit.words;
    let name = format!("alt-{}", picture.id);
    let remove = format!("remove-{}", picture.id);
    let source = visit.href(&format!("/pictures/{}", picture.id));
    view! {
        <li>
            <img src=source alt="" width="96" height="96"/>
            <input type="hidden" name="picture" value=picture.id/>
            <div>
                <label for=name.clone()>{words.text("picture-alt")}</label>
                <input class="input" id=name.clone() name=name value=picture.alt.clone() maxlength=ALT_MOST autocomplete="off"/>
            </div>
            <button class="button small" name="do" value=remove formnovalidate>{icon(&visit.installation, "bin")}{words.text("picture-remove-short")}" "<span class="unseen">{words.text("picture-remove-what")}</span></button>
        </li>
    }
}
