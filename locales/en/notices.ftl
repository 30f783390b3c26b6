notifications = Notifications
notifications-about = What happened where you write, vote or follow.
notifications-unread =
    { $count ->
        [one] Notifications, 1 unread
       *[other] Notifications, { $shown } unread
    }
notifications-many = Notifications, more than 9 unread
notifications-read-all = Mark all as read
notifications-read = Everything is read.
notifications-older = Older ones
notifications-empty-title = Nothing yet
notifications-empty-text = When something happens where you write, vote or follow, you read it here.
notifications-empty-all = Look around
told-new = New
told-status = { $who } set { $what } to “{ $status }”
told-delivered = { $who } delivered { $what }
told-fixed = { $who } fixed { $what }
told-needs_information = { $who } needs to know more about { $what }
told-answer = { $who } answered { $to }
told-accepted = { $who } accepted an answer to { $to }
told-reply = { $who } replied to { $to }
told-kind = { $who } sorted this as { $kind }
told-board = { $who } moved this to the board “{ $board }”
told-intervention = A moderator looked at what you wrote
told-report = A moderator has looked at what you reported and decided
told-away = A conversation that is hidden
told-hide-topic = What you wrote was hidden
told-hide-reply = Your reply was hidden
told-restore-topic = What you wrote can be seen again
told-restore-reply = Your reply can be seen again
told-because = { $said }: { $reason }
told-what-own-idea = your idea
told-what-own-problem = your problem
told-what-own-question = your question
told-what-own-discussion = your discussion
told-what-own-experience = your experience
told-what-own-announcement = your announcement
told-what-idea = the idea
told-what-problem = the problem
told-what-question = the question
told-what-discussion = the discussion
told-what-experience = the experience
told-what-announcement = the announcement
told-to-own-idea = your idea
told-to-own-problem = your problem
told-to-own-question = your question
told-to-own-discussion = your discussion
told-to-own-experience = your experience
told-to-own-announcement = your announcement
told-to-idea = the idea
told-to-problem = the problem
told-to-question = the question
told-to-discussion = the discussion
told-to-experience = the experience
told-to-announcement = the announcement
told-a-idea = an idea
told-a-problem = a problem
told-a-question = a question
told-a-discussion = a discussion
told-a-experience = an experience
told-a-announcement = an announcement
mail-pace-label = Notification emails
mail-pace-hint = We always send codes and warnings about your account.
mail-pace-at_once = As it happens
mail-pace-daily = Once a day, at eight in the morning
mail-pace-never = Never: I read it here
mail-pace-missing = Choose how emails come
notice-mail-saved = Saved.
mail-stopped = Emails to your address came back several times, so we have stopped sending notifications there. Codes and warnings about your account still come.
mail-stopped-again = Try again
notice-mail-again = We are writing to you again.
hearing = What you hear of
hearing-follow = Follow
hearing-following = Following
hearing-all =
    { $count ->
        [0] You’re following this. We’ll let you know about everything that happens.
        [one] You and one other are following this. We’ll let you know about everything that happens.
       *[other] You and { $shown } others are following this. We’ll let you know about everything that happens.
    }
hearing-answers =
    { $count ->
        [0] You’re following this. We’ll let you know about each answer and status.
        [one] You and one other are following this. We’ll let you know about each answer and status.
       *[other] You and { $shown } others are following this. We’ll let you know about each answer and status.
    }
hearing-nothing =
    { $count ->
        [0] Nobody follows this yet.
        [one] One person follows this. You don’t.
       *[other] { $shown } people follow this. You don’t.
    }
hearing-no-mail = You get no emails about it.
hearing-change = Change
hearing-level-all = Everything
hearing-level-answers = Answers and status only
hearing-level-nothing = Nothing
notice-hearing-all = From now on we’ll tell you everything that happens here.
notice-hearing-answers = From now on we’ll tell you of answers and statuses here.
notice-hearing-nothing = We will not write to you about this conversation any more.
unsubscribe = Fewer emails
unsubscribe-about = You need not sign in for this. You can still read everything on the site.
unsubscribe-topic = No more emails about this conversation
unsubscribe-all = No more notification emails from { $brand }
unsubscribe-done-title = Done
unsubscribe-done-topic = You will get no more emails about this conversation.
unsubscribe-done-all = You will get no more notification emails from { $brand }.
unsubscribe-done-about = You can change this at any time, under Notifications.
kept-follow = You will follow this conversation.
told-refuse-topic = What you wrote was not let through
told-refuse-reply = Your reply was not let through
told-accepted-mine = { $who } accepted your answer
