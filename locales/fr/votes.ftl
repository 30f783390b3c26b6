vote = Voter
vote-idea = Je le veux
vote-problem = Moi aussi
vote-question = Je me le demande aussi
vote-other = J’aime bien
vote-over =
    { $count ->
        [one] voix. Vous ne pouvez pas voter ici.
       *[other] voix. Vous ne pouvez pas voter ici.
    }
vote-failed = Votre voix n’est pas partie. Réessayez.
vote-for = Voter : { $title }
vote-lead = Voter :
