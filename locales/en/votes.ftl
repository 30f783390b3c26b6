vote = Vote
vote-idea = I want this
vote-problem = Me too
vote-question = I wonder too
vote-other = I like this
vote-over = votes, voting is over
vote-failed = Not sent. Try again.
