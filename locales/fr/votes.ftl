vote = Voter
vote-idea = Je le veux
vote-problem = Moi aussi
vote-question = Je me le demande aussi
vote-other = J’aime bien
vote-over = voix, le vote est clos
vote-failed = Pas envoyé. Réessayez.
