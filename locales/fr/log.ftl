log-none = Rien n’a encore été modifié.
log-nobody = Quelqu’un qui est parti
log-nobody-whom = quelqu’un qui est parti
log-installation = L’installation
log-more = Entrées plus anciennes
log-other = { $actor } a modifié quelque chose dans les réglages.
log-other-whom = { $actor } a modifié quelque chose pour { $subject }.
log-role-changed =
    { $actor } a changé le rôle de { $subject } : { $role ->
        [team] équipe
        [moderator] modération
        [admin] administration
       *[member] membre
    }, auparavant { $was ->
        [team] équipe
        [moderator] modération
        [admin] administration
       *[member] membre
    }.
log-affiliation-changed =
    { $actor } a noté le lien de { $subject } avec la marque : { $affiliation ->
        [partner] partenaire
        [employee] travaille ici
        [prospect] pas encore client
       *[customer] client
    }, auparavant { $was ->
        [partner] partenaire
        [employee] travaille ici
        [prospect] pas encore client
       *[customer] client
    }.
log-place-changed = { $actor } a modifié le service ou la fonction de { $subject }.
log-owner-changed = { $actor } a confié l’espace à { $subject }.
log-invitations-sent =
    { $actor } a invité { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    } { $role ->
        [team] à rejoindre l’équipe
        [moderator] à rejoindre la modération
        [admin] à rejoindre l’administration
       *[member] à devenir membre
    }.
log-invitation-sent-again = { $actor } a renvoyé une invitation.
log-invitation-withdrawn = { $actor } a retiré une invitation.
log-invitation-accepted =
    { $actor } a accepté une invitation : { $role ->
        [team] équipe
        [moderator] modération
        [admin] administration
       *[member] membre
    }.
