log-none = Nothing has been changed yet.
log-brand-changed = Changed what the space says of itself.
log-host-changed = Moved the space to { $host }.
log-host-removed = Gave up the address { $host }.
log-look-changed = Changed the colours and letters.
log-logo-changed = Changed the logo.
log-logo-removed = Took the logo away.
log-document-published = Published version { $version } of { $document ->
        [rules] the house rules
        [terms] the contribution terms
        [privacy] the privacy page
       *[imprint] the imprint
    }.
log-access-opened = Opened the space to everybody.
log-access-narrowed = Left the space to its members.
log-registration-changed = { $registration ->
        [open] Let everybody join.
        [invitation] Let people join by invitation only.
       *[domain] Let people join by mail domain.
    }
log-domain-added = Named the mail domain { $domain }: { $affiliation ->
        [customer] customers
        [partner] partners
        [employee] employees
       *[prospect] not customers yet
    }.
log-domain-removed = Removed the mail domain { $domain }.
log-board-created = Created the board { $board }.
log-board-changed = Changed the board { $board }.
log-board-level-changed = Changed who may see the board { $board }: { $level ->
        [anyone] everybody
        [members] members
        [partners] partners
        [employees] employees
       *[team] the team
    }.
log-board-removed = Removed the empty board { $board }.
log-product-created = Added the product { $product }.
log-product-changed = Changed the product { $product }.
log-product-retired = Retired the product { $product }.
log-product-brought-back = Brought back the product { $product }.
