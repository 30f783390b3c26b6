mail-join-subject = { $code } is your code for { $brand }
mail-join-text =
    Hello,

    { $code } is your code for { $brand }. Type it on the page where you were asked for it, within ten minutes. Or open this link, and confirm there:

    { $link }

    If you did not ask for it, do nothing: without the code nobody joins in your name.

    { $brand }
mail-known-subject = You have an account already
mail-known-text =
    Hello,

    Somebody, perhaps you, wanted to join { $brand } with this address. The address already has an account, so you only need to sign in:

    { $link }

    If it was not you, do nothing: nothing has changed.

    { $brand }
mail-invitation-subject = { $brand } invites you
mail-invitation-text =
    Hello,

    { $by ->
        [person] { $who } invites you to the community site of { $brand }, as { $role }.
       *[brand] { $brand } invites you to its community site, as { $role }.
    } You can accept here within { $days } days:

    { $link }

    If you do not want to come, do nothing.

    { $brand }
mail-sign-in-subject = { $code } is your code for { $brand }
mail-sign-in-text =
    Hello,

    { $code } is your code to sign in at { $brand }. Type it on the page where you asked for it, within ten minutes.

    If you did not ask for it, do nothing, and give it to nobody: we never ask for it.

    { $brand }
mail-password-subject = A new password for { $brand }
mail-password-text =
    Hello,

    Somebody, perhaps you, asked for a new password for { $brand }. Choose it here within ten minutes:

    { $link }

    If it was not you, do nothing: your password stays as it is.

    { $brand }
mail-unknown-subject = Nobody signs in with this address
mail-unknown-text =
    Hello,

    Somebody, perhaps you, wanted to sign in at { $brand } with this address. Nobody can sign in with it here. If it was you, try another of your addresses.

    If it was not you, do nothing.

    { $brand }
mail-password-changed-subject = Your password has been changed
mail-password-changed-text =
    Hello,

    The password with which you sign in at { $brand } has just been changed, and every other sign-in has ended.

    If it was not you, ask for a new password at once, on the sign-in page.

    { $brand }
mail-address-subject = { $code } is the code for your new address
mail-address-text =
    Hello,

    { $code } is the code with which this becomes your address at { $brand }. Type it on the page where you were asked for it, within ten minutes.

    If you did not ask for it, do nothing.

    { $brand }
mail-address-taken-subject = This address has an account already
mail-address-taken-text =
    Hello,

    Somebody, perhaps you, wanted to use this address for their account at { $brand }. It has an account of its own already, so nothing has changed.

    If it was you, sign in with this address, or choose another one for the other account.

    { $brand }
mail-address-changed-subject = Your address has been changed
mail-address-changed-text =
    Hello,

    From now on you sign in at { $brand } with another address: { $hint }. This is the last email to this one.

    If it was not you, write to { $brand } at once.

    { $brand }
mail-second-factor-on-subject = The second step is on
mail-second-factor-on-text =
    Hello,

    From now on you are asked for a code from your app when you sign in at { $brand }. Every other sign-in has ended.

    If it was not you, write to { $brand } at once.

    { $brand }
mail-second-factor-off-subject = The second step is off
mail-second-factor-off-text =
    Hello,

    From now on your password alone is enough to sign in at { $brand }.

    If it was not you, change your password at once and set the second step up again.

    { $brand }
mail-recovery-codes-subject = You have new recovery codes
mail-recovery-codes-text =
    Hello,

    Ten new recovery codes were made for signing in at { $brand }. The old ones no longer work.

    If it was not you, change your password at once.

    { $brand }
mail-notice-open = Open the conversation
mail-notice-turn = It is your turn: they need to know more from you. Reply in the conversation.
mail-notice-why-author = You get this email because you started this conversation.
mail-notice-why-vote = You get this email because you voted here.
mail-notice-why-reply = You get this email because you replied here.
mail-notice-why-follow = You get this email because you follow this conversation.
mail-notice-why-own-text = You get this email because it is about something that you wrote.
mail-notice-change = Change what you hear of
mail-notice-mute = No more emails about this conversation
mail-notice-pace = Change how emails come
mail-digest-subject = New for you at { $brand }
mail-digest-open = All notifications
mail-digest-why = You get this email once a day because you chose to.
mail-digest-stop = No more notification emails from { $brand }
mail-test-subject = Parvis sends email
mail-test-text =
    Hello,

    whoever runs this site wanted to see whether its emails arrive. They do: there is nothing for you to do.

    Parvis
mail-notice-why-own-answer = You get this email because you wrote the answer.
mail-farewell-subject = { $brand } closes its community site on { $date }
mail-farewell-what = On { $date } everything in it will be deleted, and nobody can bring it back: conversations, votes, pictures, and your profile there. Until then members can still read everything.
mail-farewell-take = What you wrote is yours: you can take it with you as one file. Sign in, and download it before that day.
mail-farewell-open = Take your data with you
mail-farewell-why = You get this email once, because you are a member of { $brand }’s community site.
mail-suspended-until = You are suspended at { $brand } until { $date }
mail-suspended-open = You are suspended at { $brand } until a moderator lifts the suspension
mail-suspended-reason = The moderator’s reason: { $reason }
mail-suspended-reads = You can still read everything. You cannot write, vote or send pictures for now.
mail-suspended-ask = If you think that this is a mistake, write to the team: you will find the address in the legal notice.
mail-suspended-site = To { $brand }
mail-suspended-why = You get this email because you are a member of { $brand }’s community site.
mail-lifted-subject = You can write again at { $brand }
mail-lifted-what = Your suspension is lifted: you can write, vote and send pictures as before.
mail-lifted-texts = What you wrote here can be read again.
