//! Row ids, one type per table, so that a topic's id cannot stand where a member's is asked for.

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

id!(
    /// A brand: the owner of a space.
    BrandId,
    /// An account: one person's credentials, one per installation.
    AccountId,
    /// A membership: one person in one brand.
    MemberId,
    /// A board of a brand.
    BoardId,
    /// A topic: an idea, a problem, a question…
    TopicId,
    /// A reply in a topic.
    ReplyId,
    /// A job of the background worker.
    JobId,
    /// A join that waits for the code from the mail.
    ConfirmationId,
    /// A code or link that was mailed to an account.
    CodeId,
    /// An invitation to a brand.
    InvitationId,
    /// A product of a brand.
    ProductId,
    /// A small picture: a logo or an avatar.
    PictureId,
    /// A picture under a topic or a reply.
    AttachmentId,
    /// A text as it was before an edit.
    RevisionId,
    /// Something that a moderator did.
    InterventionId,
    /// What a member told the moderators.
    ReportId,
);
