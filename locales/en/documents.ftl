document-rules = House rules
document-terms = Contribution terms
document-privacy = Privacy
document-imprint = Legal notice
document-version = Version { $version }, { $when }.
document-earlier = See the version before
document-current = See the version that holds today
rules-default =
    Be kind, be concrete, be honest.

    - Talk about products and how you get on with them, not about other people.
    - No insults, no threats, nothing that hurts somebody for who they are.
    - No advertising, and nothing that belongs to somebody else.
    - Keep other people's names, addresses and numbers out of it; serial numbers too.
    - Say so if you work for us or for somebody who competes with us.

    What breaks these rules is hidden, with a reason that its author can read and contest.
documents-rules-about = What people accept when they join. When you publish new rules, members are shown them on their next visit.
documents-terms-about = What may become of what people write: whether you may use an idea, and what they get for it. When you publish new terms, members are shown them on their next visit.
documents-privacy-about = What you keep about people, why, and for how long. Linked at the foot of every page once it is published.
documents-imprint-about = Who is behind this space and how to reach you. Linked at the foot of every page once it is published.
documents-publish = Publish
documents-publish-next = Publish as a new version
documents-history = Versions
document-long = That is { $shown } characters. A page has { $most } at most in each language.
document-missing = Write the text first, in at least one language. A page that is published is replaced, never emptied.
notice-published = Published. It holds from now on.
notice-unchanged = Nothing was changed, so no new version was made.
