notice-second-factor-needed-failed = Your work here needs a second step when you sign in. Set it up here; it takes a minute.
notice-joined-staff = Welcome to { $brand }. One thing is left before you can do your work here: a second step when you sign in. Set it up here; it takes a minute.
notice-not-open-failed = { $brand } is not open to everybody yet. If you have been invited, come in here.
invited-as-member = a member
invited-as-team = one of the team
invited-as-moderator = a moderator
invited-as-admin = an administrator
join-by-invitation = This space takes people by invitation, and this address has none that is open. Ask the brand to invite it
join-by-domain = This space takes people with certain email domains, and this address does not have one of them. Use your address at work, or ask for an invitation
last-admin = Somebody has to run this space, and nobody else who can sign in is an administrator. Name another administrator first
owner-stays = Whoever owns this space stays an administrator. The owner can hand it on to another administrator first
owner-to-admin = The space can be handed only to an administrator who can sign in. Make this person an administrator first
staff-role-member = Member
staff-role-team = Team
staff-role-moderator = Moderator
staff-role-admin = Administrator
staff-role-member-does = Reads, votes and writes like everybody.
staff-role-team-does = Sees every board, answers for the brand and posts its announcements.
staff-role-moderator-does = Sees every board and keeps the conversations in order.
staff-role-admin-does = May do all that the team and the moderators may, and change everything in these settings.
role-opens-member = You read, vote and write like everybody.
role-opens-team = You see every board, answer for the brand and post its announcements. This needs a second step when you sign in: set it up in your account.
role-opens-moderator = You see every board and keep the conversations in order. This needs a second step when you sign in: set it up in your account.
role-opens-admin = You may do all that the team and the moderators may, name and invite people, and change every setting. This needs a second step when you sign in: set it up in your account.
staff-role-missing = Choose what this person may do
staff-affiliation-customer = Customer
staff-affiliation-partner = Partner
staff-affiliation-employee = Works here
staff-affiliation-prospect = Not a customer yet
staff-affiliation-missing = Choose what this person is to the brand
staff-role-label = What they may do
staff-role-hint = Everything but “Member” needs a second step when signing in.
staff-affiliation-label = What they are to the brand
staff-affiliation-hint = Partners and those who work here also see the boards that are meant for them.
staff-department-label = Department (optional)
staff-department-hint = For staff: R&D, Quality, Service…
staff-department-long = That department is too long: { $count } characters, at most { $most }
staff-title-label = What they do (optional)
staff-title-hint = For staff: shown beside their name when they answer.
staff-title-long = That is too long: { $count } characters, at most { $most }
people-staff = Who works here
people-staff-none = Nobody yet.
people-staff-more = More staff
people-owner = owner
people-unsecured = Has not set up the second step yet; until then they can do only what every member can.
people-change = Change
people-change-whom = Change what { $name } may do
people-search = Find a member
people-search-about = To give a member a role, or to note what they are to the brand.
people-search-label = Name, handle or number
people-search-do = Find
people-search-none = Nobody here is called that. Try a part of the name, or invite the person by email below.
people-search-more = More members
people-invite = Invite people
people-invite-about = Each person gets an email with a link that works for 30 days, and only for the address that it was sent to.
people-invite-do = Send invitations
addresses-label = Email addresses
addresses-hint = Up to 30, one on each line or with commas between them.
addresses-missing = Enter at least one email address
addresses-many = That is { $count } addresses; up to { $most } can be invited at once. Take the rest in a second go
addresses-form = Address { $count } is not complete. It should look like name@example.org
addresses-enough =
    { $count ->
        [0] Today’s { $most } invitations have been sent. Go on tomorrow
        [one] You can send one more invitation today, of { $most } a day. Shorten the list, or go on tomorrow
       *[other] You can send { $count } more invitations today, of { $most } a day. Shorten the list, or go on tomorrow
    }
invite-language-label = Language of the email
invite-language-missing = Choose the language of the email
people-open = Pending invitations
people-open-none = No pending invitations
people-open-more = Older invitations
people-open-sent = Sent { $sent }, open until { $until }
people-open-member = Is a member already. Accepting can raise their role, never lower it.
people-resend = Send again
people-resend-whom = Send the invitation to { $address } again
people-withdraw = Withdraw
people-withdraw-whom = Withdraw the invitation to { $address }
notice-invited = The invitations are on their way.
notice-invitations-enough-failed = Today’s 200 invitations have been sent. Send this one again tomorrow.
notice-invitation-sent-again = Sent again. The link in the earlier email no longer works.
notice-invitation-withdrawn = Withdrawn. The link in that email no longer works.
notice-person-changed = Saved. The person will be told by email.
notice-owner-changed = Done. You stay an administrator.
person-all = All people
person-joined = Member no. { $number } since { $when }
person-save = Save
person-tells = They’ll get an email about it, and the log keeps it.
person-remove = Remove from the staff
person-remove-about = { $name } becomes a customer like everybody else, at once, and no longer reads boards that are only for staff or employees. Everything that { $name } wrote stays.
person-sure-title = Please look at this once more
person-sure-raise = { $name } will be an administrator: may see every board, name and remove staff, and change every setting. They may take your administrator’s role from you, unless you own the space.
person-sure-lower = { $name } will no longer be an administrator, and cannot open these settings any more. To undo it, an administrator has to name { $name } again.
person-sure-lower-self = You will no longer be an administrator, and cannot open these settings any more. To undo it, another administrator has to name you again.
person-sure-do = Yes, do it
person-sure-not = No, go back
owner-title = Hand the space on
owner-about = { $name } will own the space. You stay an administrator, but { $name } can then take that role from you, and you cannot take the space back: only { $name } can hand it on again.
owner-offer = You own this space. You can hand it on to { $name }; the next page says what that means.
owner-do = Make { $name } the owner
invitation-title = { $brand } invites you
invitation-by = { $name } invites you { $role }.
invitation-by-brand = You are invited { $role }.
invitation-until = The invitation is for { $address } and is open until { $until }.
invitation-as-member = to read, vote and write with everybody
invitation-as-team = as one of the team
invitation-as-moderator = as a moderator
invitation-as-admin = as an administrator
invitation-accept = Accept
invitation-joins = You already have an account. On the next page you choose your name here and read the house rules.
invitation-other = You are signed in as { $mine }, and the invitation is for another address. Sign out, then open the link in the email again.
invitation-in = To accept, sign in or join with this address. The invitation is waiting for you.
invitation-used-title = This invitation has been used
invitation-used-text = It has been accepted already. Sign in with the address that it was sent to.
invitation-over-title = This invitation is no longer open
invitation-over-text = It has run out, was withdrawn, or was sent again with a new link. Look for a later email, or ask whoever invited you to send it again.
invitation-onward = To the conversations
notice-accepted = Welcome. You have accepted the invitation.
notice-accepted-staff = Welcome to { $brand }. One thing is left before you can do your work here: a second step when you sign in. Set it up in your account.
mail-role-changed-subject = What you may do at { $brand } has changed
mail-role-changed-text =
    Hello,

    From now on you take part at { $brand } as { $role }. { $does }

    { $link }

    If this surprises you, ask an administrator of { $brand }.

    { $brand }
mail-affiliation-changed-subject = What you are to { $brand } has changed
mail-affiliation-changed-text =
    Hello,

    On its community site, { $brand } now notes this beside your name: { $affiliation }. What you wrote stays as it is.

    { $link }

    If this is not right, tell { $brand }.

    { $brand }
mail-place-changed-subject = Your place at { $brand } has changed
mail-place-changed-text =
    Hello,

    { $brand } has changed the department or the title shown beside your name on its community site. What you may do there stays the same.

    { $link }

    If this is not right, tell an administrator of { $brand }.

    { $brand }
mail-owner-changed-subject = { $brand } is yours
mail-owner-changed-text =
    Hello,

    The community site of { $brand } has been handed to you: you own it from now on. Nobody can take your administrator’s role from you, and only you can hand the site on, under Settings, People.

    { $link }

    If this surprises you, speak to the other administrators of { $brand }.

    { $brand }
