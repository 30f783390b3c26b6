//! What a page says of itself to those who show it elsewhere: the feed beside it, and the preview of a shared link (Open Graph). Only of what
//! everybody may read: whoever makes a preview is nobody here.

use crate::parts::spoken::Spoken;
use crate::shell::Head;
use crate::visit::Visit;
use community::topics::Topic;
use leptos::prelude::*;
use types::Lang;
use types::boards::Level;
use types::topics::Visibility;

/// A page as it may be shown elsewhere.
#[derive(Clone, Debug)]
pub struct Share {
    title: String,
    site: String,
    lang: Lang,
    /// When it was posted, where it is one post.
    published: Option<String>,
}

/// The brand's home.
pub fn of_home(visit: &Visit) -> Option<Share> {
    let brand = visit.brand();
    // That of its description.
    let lang = match Spoken::tagline(visit).lang {
        Some(_) => brand.language(),
        None => visit.lang(),
    };
    is_open(visit).then(|| Share {
        title: brand.name.clone(),
        site: brand.name.clone(),
        lang,
        published: None,
    })
}

/// A topic; nothing of one that is not everybody's to read.
pub fn of_topic(visit: &Visit, topic: &Topic) -> Option<Share> {
    is_everybodys(visit, topic).then(|| Share {
        title: topic.title.clone(),
        site: visit.brand().name.clone(),
        lang: topic.lang,
        published: Some(visit.when.machine(topic.created)),
    })
}

/// Whether a topic is everybody's to read.
pub fn is_everybodys(visit: &Visit, topic: &Topic) -> bool {
    topic.visibility == Visibility::Public && topic.view_level == Level::Anyone && is_open(visit)
}

/// Whether the space is everybody's to enter.
pub fn is_open(visit: &Visit) -> bool {
    visit.brand().opened.is_some() && visit.brand().closes.is_none()
}

/// What of it stands in the head of a page.
pub fn links(head: &Head, canonical: Option<&str>) -> impl IntoView + use<> {
    let feed = (!head.feed.is_empty()).then(|| {
        let href = head.feed.clone();
        view! { <link rel="alternate" type="application/atom+xml" href=href/> }
    });
    let preview = head.share.as_ref().zip(canonical).map(|(share, address)| {
        let kind = if share.published.is_some() { "article" } else { "website" };
        let locale = match share.lang {
            Lang::En => "en_GB",
            Lang::Fr => "fr_FR",
        };
        let known = [
            ("og:title", share.title.clone()),
            ("og:description", head.description.clone()),
            ("og:type", kind.to_owned()),
            ("og:url", address.to_owned()),
            ("og:site_name", share.site.clone()),
            ("og:locale", locale.to_owned()),
        ];
        let published = share.published.clone().map(|at| ("article:published_time", at));
        let all = known.into_iter().chain(published).map(|(name, text)| property(name, text));
        view! { {all.collect_view()}<meta name="twitter:card" content="summary"/> }
    });
    view! { {feed}{preview} }
}

/// `property` is an attribute of RDFa, which the view's macro does not know.
fn property(name: &'static str, text: String) -> impl IntoView {
    leptos::html::meta().attr("property", name).content(text)
}
