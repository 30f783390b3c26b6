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
reasons-idea = Pourquoi d’autres le veulent
reasons-problem = Ce que cela change pour d’autres
reasons-question = Pourquoi d’autres se le demandent
reasons-other = Pourquoi cela plaît
reason-quoted = « { $reason } »
reasons-more =
    { $count ->
        [one] Une autre raison
       *[other] { $shown } autres raisons
    }
reasons-many = Plus de 999 raisons
reasons-all = Qui a donné ces raisons
reasons-none = Personne n’a encore donné de raison.
reason-label = Et vous, pourquoi ?
reason-label-given = Votre raison
reason-hint = Une ligne, si vous voulez. Les autres pourront la lire.
reason-yours = Votre raison : « { $reason } »
reason-save = Dire pourquoi
reason-change = Modifier
reason-remove = Retirer ma raison
reason-remove-theirs = Retirer cette raison
reason-vote-first = Votez d’abord, puis dites pourquoi
notice-reason-saved = Merci. Votre raison est là, les autres peuvent la lire.
notice-reason-removed = Votre raison est retirée ; votre vote reste.
notice-reason-removed-theirs = La raison est retirée ; le vote reste.
voters-link = Qui a voté
voters-title = Qui a voté
voters-about = Seules l’équipe et la modération voient cette page.
voters-none = Personne n’a encore voté.
voted-idea =
    { $count ->
        [0] Personne n’a voté
        [one] { $shown } personne le voulait
       *[other] { $shown } personnes le voulaient
    }
voted-problem =
    { $count ->
        [0] Personne d’autre
        [one] { $shown } personne aussi
       *[other] { $shown } personnes aussi
    }
voted-question =
    { $count ->
        [0] Personne d’autre
        [one] { $shown } personne se le demandait aussi
       *[other] { $shown } personnes se le demandaient aussi
    }
voted-other =
    { $count ->
        [0] Personne n’a voté
        [one] { $shown } personne a aimé
       *[other] { $shown } personnes ont aimé
    }
