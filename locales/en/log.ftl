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
    { $actor } noted what { $subject } is to the brand: { $affiliation ->
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
log-look-changed = { $actor } changed the look.
log-logo-changed = { $actor } changed the logo.
log-logo-removed = { $actor } took the logo away.
log-document-published = { $actor } published version { $version } of { $document ->
        [rules] the house rules
        [terms] the contribution terms
        [privacy] the privacy page
       *[imprint] the legal notice
    }.
log-access-opened = { $actor } opened the space to everybody.
log-access-narrowed = { $actor } left the space to its members.
log-registration-changed = { $actor } { $registration ->
        [open] let everybody join.
        [invitation] let people join by invitation only.
       *[domain] let people join by email domain.
    }
log-domain-added = { $actor } named the email domain { $domain }: { $affiliation ->
        [customer] customers
        [partner] partners
        [employee] work here
       *[prospect] not customers yet
    }.
log-domain-removed = { $actor } removed the email domain { $domain }.
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
log-text-hidden =
    { $actor } hid { $what ->
        [topic] conversation { $topic }, started by { $subject }.
        [reply] a reply by { $subject } in conversation { $topic }.
        [picture] a picture by { $subject } in conversation { $topic }.
       *[revision] a former text by { $subject } in conversation { $topic }.
    }
log-text-restored =
    { $actor } restored { $what ->
        [topic] conversation { $topic }, started by { $subject }.
        [reply] a reply by { $subject } in conversation { $topic }.
        [picture] a picture by { $subject } in conversation { $topic }.
       *[revision] a former text by { $subject } in conversation { $topic }.
    }
log-text-approved =
    { $actor } let through { $what ->
        [topic] conversation { $topic }, started by { $subject }.
       *[reply] a reply by { $subject } in conversation { $topic }.
    }
log-text-refused =
    { $actor } refused { $what ->
        [topic] conversation { $topic }, started by { $subject }.
       *[reply] a reply by { $subject } in conversation { $topic }.
    }
log-topic-locked = { $actor } locked conversation { $topic }.
log-topic-unlocked = { $actor } unlocked conversation { $topic }.
log-topic-pinned = { $actor } pinned conversation { $topic }.
log-topic-unpinned = { $actor } unpinned conversation { $topic }.
log-topic-moved = { $actor } moved conversation { $topic } to the board { $board }.
log-replies-moved =
    { $actor } moved { $count ->
        [one] one reply
       *[other] { $count } replies
    } from conversation { $topic } to conversation { $to }.
log-member-suspended =
    { $actor } suspended { $subject } { $term ->
        [day] for 1 day.
        [week] for 7 days.
        [month] for 30 days.
       *[open] until it is lifted.
    }
log-member-removed =
    { $actor } removed { $subject } as a spammer: { $topics ->
        [0] no conversation
        [one] one conversation
       *[other] { $topics } conversations
    } and { $replies ->
        [0] no reply
        [one] one reply
       *[other] { $replies } replies
    } hidden, suspended until it is lifted.
log-suspension-lifted = { $actor } lifted the suspension of { $subject }.
log-revision-removed = { $actor } removed a former text by { $subject } in conversation { $topic } for good.
log-report-closed = { $actor } closed a report about conversation { $topic }.
log-deed-undone =
    { $deed ->
        [hide] { $actor } undid the hiding of a text by { $subject } in conversation { $topic }.
        [restore] { $actor } undid the restoring of a text by { $subject } in conversation { $topic }.
        [approve] { $actor } undid the letting through of a text by { $subject } in conversation { $topic }.
        [refuse] { $actor } undid the refusal of a text by { $subject } in conversation { $topic }.
        [lock] { $actor } undid the locking of conversation { $topic }.
        [unlock] { $actor } undid the unlocking of conversation { $topic }.
        [pin] { $actor } undid the pinning of conversation { $topic }.
        [unpin] { $actor } undid the unpinning of conversation { $topic }.
        [move] { $actor } undid the moving of conversation { $topic }.
        [move_replies] { $actor } undid the moving of replies to conversation { $topic }.
        [suspend] { $actor } undid the suspension of { $subject }.
        [remove] { $actor } undid the removal of { $subject } as a spammer.
        [dismiss] { $actor } reopened a report about conversation { $topic }.
       *[lift] { $actor } undid the lifting of the suspension of { $subject }.
    }
