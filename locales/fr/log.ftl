log-none = Rien n’a encore été modifié.
log-nobody = Quelqu’un qui est parti
log-nobody-whom = quelqu’un qui est parti
log-installation = L’installation
log-more = Entrées plus anciennes
log-other = { $actor } a modifié quelque chose dans les réglages.
log-other-whom = { $actor } a modifié quelque chose pour { $subject }.
log-role-changed = { $actor } a changé le rôle de { $subject } : { $role }, auparavant { $was }.
log-affiliation-changed = { $actor } a noté le lien de { $subject } avec la marque : { $affiliation }, auparavant { $was }.
log-place-changed = { $actor } a modifié le service ou la fonction de { $subject }.
log-owner-changed = { $actor } a confié l’espace à { $subject }.
log-invitations-sent =
    { $count ->
        [one] { $actor } a envoyé { $count } invitation ({ $role }).
       *[other] { $actor } a envoyé { $count } invitations ({ $role }).
    }
log-invitation-sent-again = { $actor } a renvoyé une invitation.
log-invitation-withdrawn = { $actor } a retiré une invitation.
log-invitation-accepted = { $actor } a accepté une invitation : { $role }.
log-word-role-member = membre
log-word-role-team = équipe
log-word-role-moderator = modération
log-word-role-admin = administration
log-word-was-member = membre
log-word-was-team = équipe
log-word-was-moderator = modération
log-word-was-admin = administration
log-word-was-customer = client
log-word-was-partner = partenaire
log-word-was-employee = travaille ici
log-word-was-prospect = pas encore client
log-word-affiliation-customer = client
log-word-affiliation-partner = partenaire
log-word-affiliation-employee = travaille ici
log-word-affiliation-prospect = pas encore client
