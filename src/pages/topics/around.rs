//! What stands around a topic's text: its product, its tags, and why people voted.

use crate::markup::{IntoMarkup, Markup};
use crate::parts::{reasons, tags};
use crate::visit::Visit;
use crate::{Oops, products};
use community::products::Product;
use community::tags::Tag;
use community::topics::Topic;
use community::votes::{self, Reasons};

/// It is read at once, for the page.
pub struct Around {
    product: Option<Product>,
    tags: Vec<Tag>,
    reasons: Reasons,
}

impl Around {
    /// Of a topic that was read through its viewer.
    pub async fn read(visit: &Visit, topic: &Topic) -> Result<Self, Oops> {
        let (db, brand) = (&visit.installation.db, visit.brand().id);
        let product = match topic.product_id {
            Some(_) => community::products::of_topic(db, brand, topic.id).await?,
            None => None,
        };
        Ok(Self {
            product,
            tags: community::tags::of_topic(db, brand, topic.id).await?,
            reasons: votes::reasons(db, &visit.viewer, topic).await?,
        })
    }

    /// Among the facts: what it is about.
    pub fn product(&self, visit: &Visit) -> Option<Markup> {
        self.product.as_ref().map(|p| products::link(visit, p).markup())
    }

    /// Below the text.
    pub fn tags(&self, visit: &Visit, topic: &Topic) -> Option<Markup> {
        tags::on_topic(visit, topic.number, &self.tags)
    }

    /// Beside the vote, for the staff: who voted.
    pub fn voters(&self, visit: &Visit, topic: &Topic) -> Option<Markup> {
        reasons::voters(visit, topic)
    }

    /// Among the deeds, for the staff: the way to a first tag.
    pub fn first_tag(&self, visit: &Visit, topic: &Topic) -> Option<Markup> {
        tags::first(visit, topic.number, &self.tags)
    }

    /// Below the vote.
    pub fn reasons(&self, visit: &Visit, topic: &Topic) -> Option<Markup> {
        reasons::reasons(visit, topic, &self.reasons)
    }
}
