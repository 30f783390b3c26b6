mine = My conversations
mine-about = All you said and voted for, and what became of it.
mine-parts = Show
mine-everything = Everything
mine-topics = I started
mine-replies = I replied
mine-votes = I voted
mine-begun = you started it
mine-replied =
    { $count ->
        [one] you replied
       *[other] you replied { $shown } times
    }
mine-voted = you voted
mine-news = last activity { $when }
mine-private = Only you and the team can read it.
mine-held = A moderator will look at it first. Until then only you and the team can read it.
mine-hidden = A moderator has hidden it. Only you and the team can read it.
mine-hidden-reason = A moderator has hidden it: { $reason }
mine-replies-hidden =
    { $count ->
        [one] A moderator has hidden one of your replies here.
       *[other] A moderator has hidden { $shown } of your replies here.
    }
mine-replies-held =
    { $count ->
        [one] One of your replies here is waiting for a moderator.
       *[other] { $shown } of your replies here are waiting for a moderator.
    }
mine-empty-title = Nothing here yet
mine-empty-everything = What you say and what you vote for will be here, with each answer.
mine-empty-topics = What you start will be here, with each answer.
mine-empty-replies = Conversations in which you reply will be here.
mine-empty-votes = What you vote for will be here, with each answer.
