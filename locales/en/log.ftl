log-none = Nothing has been changed yet.
log-nobody = Somebody who has left
log-nobody-whom = somebody who has left
log-installation = The installation
log-more = Older entries
log-other = { $actor } changed something in the settings.
log-other-whom = { $actor } changed something for { $subject }.
log-role-changed =
    { $actor } made { $subject } { $role ->
        [team] one of the team
        [moderator] a moderator
        [admin] an administrator
       *[member] a member like everybody
    }; before: { $was ->
        [team] one of the team
        [moderator] a moderator
        [admin] an administrator
       *[member] a member like everybody
    }.
log-affiliation-changed =
    { $actor } noted how { $subject } stands to the brand: { $affiliation ->
        [partner] partner
        [employee] works here
        [prospect] not a customer yet
       *[customer] customer
    }; before: { $was ->
        [partner] partner
        [employee] works here
        [prospect] not a customer yet
       *[customer] customer
    }.
log-place-changed = { $actor } changed the department or the title of { $subject }.
log-owner-changed = { $actor } handed the space on to { $subject }.
log-invitations-sent =
    { $actor } invited { $count ->
        [one] one person
       *[other] { $count } people
    } { $role ->
        [team] to the team
        [moderator] to the moderators
        [admin] to the administrators
       *[member] to join
    }.
log-invitation-sent-again = { $actor } sent an invitation again.
log-invitation-withdrawn = { $actor } withdrew an invitation.
log-invitation-accepted =
    { $actor } accepted an invitation and is { $role ->
        [team] one of the team
        [moderator] a moderator
        [admin] an administrator
       *[member] a member like everybody
    }.
log-brand-changed = { $actor } changed what the space says of itself.
log-host-changed = { $actor } moved the space to { $host }.
log-host-removed = { $actor } gave up the address { $host }.
log-look-changed = { $actor } changed the colours and letters.
log-logo-changed = { $actor } changed the logo.
log-logo-removed = { $actor } took the logo away.
log-document-published = { $actor } published version { $version } of { $document ->
        [rules] the house rules
        [terms] the contribution terms
        [privacy] the privacy page
       *[imprint] the imprint
    }.
log-access-opened = { $actor } opened the space to everybody.
log-access-narrowed = { $actor } left the space to its members.
log-registration-changed = { $actor } { $registration ->
        [open] let everybody join.
        [invitation] let people join by invitation only.
       *[domain] let people join by mail domain.
    }
log-domain-added = { $actor } named the mail domain { $domain }: { $affiliation ->
        [customer] customers
        [partner] partners
        [employee] work here
       *[prospect] not customers yet
    }.
log-domain-removed = { $actor } removed the mail domain { $domain }.
log-board-created = { $actor } created the board { $board }.
log-board-changed = { $actor } changed the board { $board }.
log-board-level-changed = { $actor } changed who may see the board { $board }: { $level ->
        [anyone] everybody
        [members] members
        [partners] partners
        [employees] employees
       *[team] the team
    }.
log-board-removed = { $actor } removed the empty board { $board }.
log-product-created = { $actor } added the product { $product }.
log-product-changed = { $actor } changed the product { $product }.
log-product-retired = { $actor } retired the product { $product }.
log-product-brought-back = { $actor } brought back the product { $product }.
log-reason-removed = { $actor } removed the reason that { $subject } gave for a vote in conversation { $topic }.
