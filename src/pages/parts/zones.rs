//! The field of a brand's time zone.

use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::shell::Scene;
use community::when;
use leptos::prelude::*;

/// Every time zone by its part of the world; one that is in none of them stands before them. `key` is the key of the field's words.
pub fn field<S: Scene>(scene: &S, key: &'static str, chosen: &str, wrongs: &Wrongs) -> impl IntoView + use<S> {
    let name = "time_zone";
    let field = Field { name, key, wrongs };
    let (chosen, parts) = (when::todays_name(chosen.trim()), when::zones_by_part());
    let known = parts.iter().any(|(_, names)| names.iter().any(|name| name == chosen));
    let own = (!known && !chosen.is_empty()).then(|| view! { <option value=chosen.to_owned() selected>{chosen.to_owned()}</option> });
    let groups = parts.into_iter().map(|(part, names)| {
        let options = names.into_iter().map(|name| {
            let city = name.split_once('/').map_or(name.as_str(), |(_, city)| city).replace('_', " ");
            let selected = name == chosen;
            view! { <option value=name selected=selected>{city}</option> }
        });
        view! { <optgroup label=part>{options.collect_view()}</optgroup> }
    });
    let wrong = wrongs.at(scene.words(), name).is_some().then_some("true");
    let described = Some(field.described(scene.words())).filter(|d| !d.is_empty());
    let control = view! {
        <select id=name name=name aria-invalid=wrong aria-describedby=described class="input">{own}{groups.collect_view()}</select>
    };
    field.around(scene, control.markup())
}
