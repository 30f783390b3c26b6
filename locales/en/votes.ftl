vote = Vote
vote-idea = I want this
vote-problem = Me too
vote-question = I wonder too
vote-other = I like this
vote-over =
    { $count ->
        [one] vote. You cannot vote here.
       *[other] votes. You cannot vote here.
    }
vote-failed = Your vote was not sent. Try again.
vote-for = Vote: { $title }
vote-lead = Vote:
reasons-idea = Why people want it
reasons-problem = How it affects others
reasons-question = Why others wonder too
reasons-other = Why people like it
reason-quoted = “{ $reason }”
reasons-more =
    { $count ->
        [one] One more reason
       *[other] { $shown } more reasons
    }
reasons-many = More than 999 reasons
reasons-all = Who gave these reasons
reasons-none = Nobody has given a reason yet.
reason-label = And you, why?
reason-label-given = Your reason
reason-hint = One line, if you like. Others can read it.
reason-yours = Your reason: “{ $reason }”
reason-save = Say why
reason-change = Change
reason-remove = Take my reason back
reason-remove-theirs = Remove this reason
reason-vote-first = Vote first, then say why
notice-reason-saved = Thank you. Your reason is there for others to read.
notice-reason-removed = Your reason is gone; your vote stays.
notice-reason-removed-theirs = The reason is removed; the vote stays.
voters-link = Who voted
voters-title = Who voted
voters-about = Only the team and the moderators see this page.
voters-none = Nobody has voted yet.
voted-idea =
    { $count ->
        [0] Nobody voted for it
        [one] { $shown } person wanted this
       *[other] { $shown } wanted this
    }
voted-problem =
    { $count ->
        [0] Nobody else had it
        [one] { $shown } person had this too
       *[other] { $shown } had this too
    }
voted-question =
    { $count ->
        [0] Nobody else wondered
        [one] { $shown } person wondered too
       *[other] { $shown } wondered too
    }
voted-other =
    { $count ->
        [0] Nobody voted for it
        [one] { $shown } person liked this
       *[other] { $shown } liked this
    }
