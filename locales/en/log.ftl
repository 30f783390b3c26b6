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
