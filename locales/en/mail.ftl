mail-code-subject = { $code } is your code for { $brand }
mail-code-text =
    Hello,

    { $code } is your code for { $brand }. Type it on the page where you were asked for it, within ten minutes.

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

    { $brand } invites you to its community site, as { $role }. Here is the way in, for { $days } days:

    { $link }

    If you do not want to come, do nothing.

    { $brand }
