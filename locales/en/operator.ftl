operator = Operator
operator-desk = The installation
operator-room-brands = Brands
operator-room-accounts = Accounts
operator-room-jobs = Jobs
operator-room-log = Log
operator-next = Show the earlier ones
operator-sign-in-title = Run this installation
operator-sign-in-about = For those who look after the site itself: its brands, its accounts, its email.
operator-code-label = Code from your app
operator-code-hint = Or one of your recovery codes. Leave it empty if you have not set up a second step yet.
operator-second-factor-title = A second step comes first
operator-second-factor-about = Whoever runs the installation signs in with a password and a code from an app. Your account has only the password so far. Set up the second step, and you are in.
operator-brands-about = Every brand of this installation, newest first.
operator-brands-none = There is no brand yet. Create the first one.
operator-brands-all = All brands
operator-brand-new = New brand
operator-brand-new-about = It begins with house rules and one board, and only its members can see it until its administrator opens it.
operator-brand-make = Create the brand
operator-brand-name-label = Name
operator-brand-slug-label = Short name in addresses
operator-brand-slug-hint = Lower-case letters, digits and hyphens, as in acme-tools
operator-brand-languages-label = Languages
operator-brand-languages-hint = The first one is for readers who have not chosen.
operator-brand-zone-label = Time zone
operator-brand-address-label = Email address of its administrator
operator-brand-address-missing = Enter the email address of whoever will run it
operator-brand-address-hint = We’ll send an invitation, open for 30 days.
operator-brand-language-label = Language of the invitation
operator-languages-en = English
operator-languages-fr = French
operator-languages-en-fr = English first, then French
operator-languages-fr-en = French first, then English
operator-brand-open = Open to everybody
operator-brand-members-only = Members only
operator-brand-closing = Will be deleted on { $when }
operator-brand-members =
    { $count ->
        [one] { $shown } member
       *[other] { $shown } members
    }
operator-brand-topics =
    { $count ->
        [one] { $shown } conversation
       *[other] { $shown } conversations
    }
operator-brand-active = last activity { $when }
operator-brand-silent = nothing said yet
operator-brand-created = Created on { $when }.
operator-brand-admins = Asked to run it
operator-brand-asked = has until { $when } to accept
operator-brand-accepted = came in on { $when }
operator-ask = Ask them
operator-ask-about = Ask somebody else to run it. Whoever was asked before and has not accepted can then no longer do so.
operator-brand-expired = did not accept; the invitation ended on { $when }
operator-brand-withdrawn = withdrawn on { $when }
operator-accounts-search = Name, handle or email address, or a part of it
operator-accounts-find = Find
operator-accounts-none = No account has such a name or address. Try a shorter part of it.
operator-accounts-all = All accounts
operator-account-since = Since { $when }
operator-account-operator = runs the installation
operator-account-secured = second step set up
operator-account-blocked = blocked since { $when }
operator-account-nowhere = in no brand
operator-account-memberships = In the brands
operator-account-history = What was done
operator-account-block = Block the account
operator-account-block-title = Block this account
operator-account-block-about = The person is signed out everywhere at once and cannot sign in to any brand. What they wrote stays.
operator-account-unblock = Let them in again
operator-account-unblock-title = Let this person in again
operator-account-unblock-about = They can sign in with the password they had.
operator-role-member = member
operator-role-team = team
operator-role-moderator = moderator
operator-role-admin = administrator
operator-reason-label = Why
operator-reason-hint = One sentence for the log. The person does not see it.
reason-missing = Say why: the log keeps it
reason-short = A little more, please: at least { $least } characters
reason-long = Shorter, please: { $shown } characters, at most { $most }
block-oneself = You cannot block yourself. Another operator can
block-last-operator = This is the last account that runs the installation. Name another one first
operator-jobs-queue = What’s waiting
operator-jobs-due =
    { $count ->
        [one] { $shown } job is due
       *[other] { $shown } jobs are due
    }
operator-jobs-oldest = the oldest { $when }
operator-jobs-later =
    { $count ->
        [one] { $shown } is waiting for its time
       *[other] { $shown } are waiting for their time
    }
operator-jobs-dead-count =
    { $count ->
        [one] { $shown } has failed
       *[other] { $shown } have failed
    }
operator-jobs-failing = What is tried again
operator-jobs-failing-about = These have failed so far, for the reason below. They are tried again with growing pauses, for about two hours.
operator-jobs-again = next at { $when }
operator-jobs-dead = What has failed
operator-jobs-dead-about = These were given up: after two hours of tries, or at once where the address was refused. Mend the cause, then try them again.
operator-jobs-none = Nothing has failed.
operator-jobs-tries =
    { $count ->
        [one] tried once
       *[other] tried { $shown } times
    }
operator-jobs-retry = Try again
operator-jobs-drop = Drop
operator-job-mail = Email
operator-log-command = The command line
operator-log-erased = an account that is gone
operator-log-brand-gone = a brand that is gone
operator-log-brand-created = { $actor } created the brand { $brand }
operator-log-brand-closing = { $actor } decided to close { $brand }
operator-log-brand-kept = { $actor } decided to keep { $brand } after all
operator-log-brand-deleted = { $brand } was deleted, as decided two weeks before
operator-log-brand-exported = { $actor } exported all of { $brand }
operator-log-admin-asked = { $actor } asked somebody to run { $brand }
operator-log-admin-asked-again = { $actor } sent the invitation to run { $brand } again
operator-log-admin-asked-no-more = { $actor } took back the invitation to run { $brand }
operator-log-account-blocked = { $actor } blocked { $account }: { $reason }
operator-log-account-unblocked = { $actor } let { $account } in again: { $reason }
operator-log-operator-named = { $actor } had { $account } run the installation
operator-log-second-factor-reset = { $actor } took the second step from { $account }, who had lost it
operator-log-job-retried = { $actor } had a failed job tried again ({ $job })
operator-log-job-dropped = { $actor } dropped a failed job ({ $job })
notice-brand-created = The brand is created. Its administrator has an email with the way in.
notice-admin-asked = The invitation is on its way.
notice-account-blocked = The account is blocked and signed out everywhere.
notice-account-unblocked = The account is open again.
notice-job-retried = It will be tried again in a moment.
notice-job-dropped = It is dropped.
slug-form = Use lower-case letters, digits and hyphens, up to 40
slug-taken = Something here is called that already. Choose another short name
board-general = General
board-general-about = Everything, until there are more boards.
mail-second-factor-reset-subject = Your second step was taken away
mail-second-factor-reset-text =
    Hello,

    Whoever runs this site has taken the second step from your account, because you had lost it. You are signed out everywhere. Sign in with your password and set up a new second step.

    If you did not ask for this, change your password now and write to whoever runs the site.
brand-export-title = Take everything with you
export-about = One file with all that your space holds: your settings, boards, products, pages in every version, members, conversations, replies, votes with their reasons, pictures and the log. What is hidden or private is in it too. Email addresses and passwords are not: they are the members’ own. Keep the file as you would keep letters from your customers.
export = Download the file
close-title = Close the space
close-about = From then on only members can read, nobody can join, every page says when the space will be gone, and every member gets an email. You have { $days } days to think better of it. After that everything in it will be deleted, and nobody can bring it back.
close-sure = Take the file with you first. Then type the short name of your space, “{ $slug }”, and your password.
close-slug-label = Short name of the space
close-slug-wrong = That is not the short name of this space. It is in the sentence above
close-password-label = Your password
close-owner = Only the owner of the space can close it. Ask them.
close = Close the space
closing-title = This space is being closed
closing-about = On { $date } everything in it will be deleted. Until then you can still decide to keep it.
keep = Keep the space
space-closes = { $brand } is closing this space. On { $date } everything in it will be deleted: until then, keep what matters to you.
join-closing = This space is being closed. Nobody can join any more
notice-closing = The space is being closed. Every member will get an email about it.
notice-kept = The space stays, and is open as before.
notice-closes-failed = Only members of { $brand } can still read here. If you are one, sign in.
log-brand-exported = { $actor } downloaded a copy of everything.
log-brand-closing = { $actor } decided to close the space.
log-brand-kept = { $actor } decided to keep the space after all.
mail-closing-subject = { $brand } is closing its community site
mail-closing-text =
    Hello,

    The community site of { $brand } is being closed. On { $date } everything in it will be deleted, and nobody can bring it back.

    Until then you can take a copy of everything, or decide to keep it:

    { $link }

    { $brand }
hand-over-title = Hand it to somebody else
hand-over-about = The owner can hand the space on to another administrator, on that person’s page.
hand-over = See the people
operator-account-sign-out = Sign out everywhere
operator-account-sign-out-title = Sign this person out
operator-account-sign-out-about = Every sign-in of the account ends at once. The person can sign in again.
notice-account-signed-out = Every sign-in of the account has ended.
operator-log-account-signed-out = { $actor } ended every sign-in of { $account }
operator-log-host-changed = { $actor } put { $brand } under { $host }
operator-log-host-removed = { $actor } took the name { $host } from { $brand }
