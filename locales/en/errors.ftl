error-onward = To the conversations
error-reference = If you write to us about it, give us this reference:
error-sign-in-needed-title = Please sign in
error-sign-in-needed-text = This needs somebody we know. Sign in or join, and you can go on.
error-forbidden-title = That is not open to you
error-forbidden-text = You may read here, but this step is for somebody else. If you came by a form, open the page again and send it from there.
error-not-found-title = Nothing is here
error-not-found-text = The page does not exist, has moved, or is not open to you.
error-invalid-title = Something is not right yet
error-invalid-text = What was sent could not be used as it is. Go back and look at it once more.
error-conflict-title = It changed meanwhile
error-conflict-text = Somebody changed this while you were writing. Open it again and look at what is new.
error-closed-title = This is settled
error-closed-text = Voting and replying are over here. The conversation stays readable.
error-internal-title = That is our fault
error-internal-text = Something broke on our side, and it is in our log. What you had typed may still be there if you go back.
error-too-many-title = A little slower, please
error-too-many-text =
    { $count ->
        [one] That was often. Try again in a second.
       *[other] That was often. Try again in { $shown } seconds.
    }
