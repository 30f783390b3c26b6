log-none = Nothing has been changed yet.
log-nobody = Somebody who has left
log-nobody-whom = somebody who has left
log-installation = The installation
log-more = Older entries
log-other = { $actor } changed something in the settings.
log-other-whom = { $actor } changed something for { $subject }.
log-role-changed = { $actor } made { $subject } { $role }; before: { $was }.
log-affiliation-changed = { $actor } noted how { $subject } stands to the brand: { $affiliation }; before: { $was }.
log-place-changed = { $actor } changed the department or the title of { $subject }.
log-owner-changed = { $actor } handed the space on to { $subject }.
log-invitations-sent =
    { $count ->
        [one] { $actor } sent one invitation ({ $role }).
       *[other] { $actor } sent { $count } invitations ({ $role }).
    }
log-invitation-sent-again = { $actor } sent an invitation again.
log-invitation-withdrawn = { $actor } withdrew an invitation.
log-invitation-accepted = { $actor } accepted an invitation: { $role }.
log-word-role-member = member
log-word-role-team = team
log-word-role-moderator = moderator
log-word-role-admin = administrator
log-word-was-member = member
log-word-was-team = team
log-word-was-moderator = moderator
log-word-was-admin = administrator
log-word-was-customer = customer
log-word-was-partner = partner
log-word-was-employee = works here
log-word-was-prospect = not a customer yet
log-word-affiliation-customer = customer
log-word-affiliation-partner = partner
log-word-affiliation-employee = works here
log-word-affiliation-prospect = not a customer yet
