error-back = Back to what you wrote
error-onward = To the conversations
error-reference = If you write to us about it, give us this reference:
error-sign-in-needed-title = Please sign in
error-sign-in-needed-text = Only members can do this. Sign in or join, then try again.
error-forbidden-title = That is not open to you
error-forbidden-text = You may read here, but this step is for somebody else. If you were sending a form, reload its page and send it again.
error-forbidden-page = Your role here does not let you open this page.
error-not-found-title = There is nothing here
error-not-found-text = The page does not exist, has moved, or is not open to you.
error-invalid-title = Something is not right yet
error-invalid-text = What was sent could not be used as it is. Go back and look at it once more.
error-conflict-title = This changed in the meantime
error-conflict-text = Something has happened to it since this page was opened. Open it again and look at what is new.
error-closed-title = This conversation is closed
error-closed-text = Voting and replying are over here. The conversation stays readable.
error-internal-title = That is our fault
error-internal-text = Something broke on our side, and we have a record of it. Go back and try again: what you typed may still be there.
error-unavailable-title = We cannot keep anything right now
error-unavailable-text = The place where we keep everything does not answer at the moment. Wait a minute, then go back and send it again: what you typed may still be there.
error-too-many-title = A little slower, please
error-too-many-text = That was a lot at once. Try again in { $wait }.
wait-moment = less than a minute
wait-minutes =
    { $count ->
        [2] about two minutes
        [3] about three minutes
        [4] about four minutes
        [5] about five minutes
        [6] about six minutes
        [7] about seven minutes
        [8] about eight minutes
        [9] about nine minutes
        [10] about ten minutes
        [one] about a minute
       *[other] about { $shown } minutes
    }
wait-hours =
    { $count ->
        [2] about two hours
        [3] about three hours
        [4] about four hours
        [5] about five hours
        [6] about six hours
        [7] about seven hours
        [8] about eight hours
        [9] about nine hours
        [10] about ten hours
        [one] about an hour
       *[other] about { $shown } hours
    }
text-signs = That holds signs that cannot be kept. Type it again, or paste it as plain text
error-onward-brands = See the brands
error-second-factor-needed-title = Please set up a second step
error-second-factor-needed-text = Your role here needs a second step when signing in. Set it up in your account, then try again.
