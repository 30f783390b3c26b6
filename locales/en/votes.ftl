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
