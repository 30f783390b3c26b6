document-rules = House rules
document-terms = Contribution terms
document-privacy = Privacy
document-imprint = Imprint
document-version = Version { $version }, { $when }.
document-earlier = See the version before
document-current = See the version that holds today
rules-default =
    Be kind, be concrete, be honest.

    - Talk about products and what you live with them, not about other people.
    - No insults, no threats, nothing that hurts somebody for who they are.
    - No advertising, and nothing that belongs to somebody else.
    - Keep other people's names, addresses and numbers out of it; serial numbers too.
    - Say so if you work for us or for somebody who competes with us.

    What breaks these rules is hidden, with a reason that its author can read and contest.
