log-none = Rien n’a encore été modifié.
log-nobody = Quelqu’un qui est parti
log-nobody-whom = quelqu’un qui est parti
log-installation = L’installation
log-more = Entrées plus anciennes
log-other = { $actor } a modifié quelque chose dans les réglages.
log-other-whom = { $actor } a modifié quelque chose pour { $subject }.
log-role-changed =
    { $actor } a changé le rôle { DE($subject) } : { $role ->
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
    { $actor } a noté le lien { DE($subject) } avec la marque : { $affiliation ->
        [partner] partenaire
        [employee] de la maison
        [prospect] découvre la marque
       *[customer] clientèle
    }, auparavant { $was ->
        [partner] partenaire
        [employee] de la maison
        [prospect] découvre la marque
       *[customer] clientèle
    }.
log-place-changed = { $actor } a modifié le service ou la fonction { DE($subject) }.
log-owner-changed = { $actor } a confié l’espace à { $subject }.
log-invitations-sent =
    { $actor } a invité { $count ->
        [one] une personne
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
log-brand-changed = { $actor } a changé ce que l’espace dit de lui-même.
log-host-changed = { $actor } a installé l’espace à l’adresse { $host }.
log-host-removed = { $actor } a abandonné l’adresse { $host }.
log-look-changed = { $actor } a changé l’apparence.
log-logo-changed = { $actor } a changé le logo.
log-logo-removed = { $actor } a retiré le logo.
log-document-published = { $actor } a publié la version { $version } { $document ->
        [rules] des règles de la maison
        [terms] des conditions de contribution
        [privacy] de la page sur la vie privée
       *[imprint] des mentions légales
    }.
log-access-opened = { $actor } a ouvert l’espace à tout le monde.
log-access-narrowed = { $actor } a réservé l’espace à ses membres.
log-registration-changed = { $actor } { $registration ->
        [open] a permis à tout le monde de rejoindre l’espace.
        [invitation] a permis de rejoindre l’espace sur invitation seulement.
       *[domain] a permis de rejoindre l’espace par domaine de courriel.
    }
log-domain-added = { $actor } a nommé le domaine de courriel { $domain } : { $affiliation ->
        [customer] clientèle
        [partner] partenaires
        [employee] de la maison
       *[prospect] découvrent la marque
    }.
log-domain-removed = { $actor } a retiré le domaine de courriel { $domain }.
log-board-created = { $actor } a créé la rubrique { $board }.
log-board-changed = { $actor } a modifié la rubrique { $board }.
log-board-level-changed = { $actor } a changé qui peut voir la rubrique { $board } : { $level ->
        [anyone] tout le monde
        [members] les membres
        [partners] les partenaires
        [employees] les employés
       *[team] l’équipe
    }.
log-board-removed = { $actor } a retiré la rubrique vide { $board }.
log-product-created = { $actor } a ajouté le produit { $product }.
log-product-changed = { $actor } a modifié le produit { $product }.
log-product-retired = { $actor } a retiré de la liste le produit { $product }.
log-product-brought-back = { $actor } a remis dans la liste le produit { $product }.
log-reason-removed = { $actor } a retiré la raison donnée par { $subject } pour un vote dans la conversation { $topic }.
log-text-hidden =
    { $actor } a masqué { $what ->
        [topic] la conversation { $topic }, ouverte par { $subject }.
        [reply] une réponse { DE($subject) } dans la conversation { $topic }.
        [picture] une photo { DE($subject) } dans la conversation { $topic }.
       *[revision] un ancien texte { DE($subject) } dans la conversation { $topic }.
    }
log-text-restored =
    { $actor } a rétabli { $what ->
        [topic] la conversation { $topic }, ouverte par { $subject }.
        [reply] une réponse { DE($subject) } dans la conversation { $topic }.
        [picture] une photo { DE($subject) } dans la conversation { $topic }.
       *[revision] un ancien texte { DE($subject) } dans la conversation { $topic }.
    }
log-text-approved =
    { $actor } a accepté { $what ->
        [topic] la conversation { $topic }, ouverte par { $subject }.
       *[reply] une réponse { DE($subject) } dans la conversation { $topic }.
    }
log-text-refused =
    { $actor } a refusé { $what ->
        [topic] la conversation { $topic }, ouverte par { $subject }.
       *[reply] une réponse { DE($subject) } dans la conversation { $topic }.
    }
log-topic-locked = { $actor } a verrouillé la conversation { $topic }.
log-topic-unlocked = { $actor } a déverrouillé la conversation { $topic }.
log-topic-pinned = { $actor } a épinglé la conversation { $topic }.
log-topic-unpinned = { $actor } a désépinglé la conversation { $topic }.
log-topic-moved = { $actor } a déplacé la conversation { $topic } vers la rubrique { $board }.
log-replies-moved =
    { $actor } a déplacé { $count ->
        [one] une réponse
       *[other] { $count } réponses
    } de la conversation { $topic } vers la conversation { $to }.
log-member-suspended =
    { $actor } a suspendu { $subject } { $term ->
        [day] pour 1 jour.
        [week] pour 7 jours.
        [month] pour 30 jours.
       *[open] jusqu’à nouvel ordre.
    }
log-member-removed =
    { $actor } a retiré { $subject } et ses textes indésirables : { $topics ->
        [0] aucune conversation
        [one] { $topics } conversation
       *[other] { $topics } conversations
    } et { $replies ->
        [0] aucune réponse
        [one] { $replies } réponse
       *[other] { $replies } réponses
    } hors de vue, accès suspendu jusqu’à nouvel ordre.
log-suspension-lifted = { $actor } a levé la suspension { DE($subject) }.
log-revision-removed = { $actor } a retiré pour de bon un ancien texte { DE($subject) } dans la conversation { $topic }.
log-report-closed = { $actor } a clos un signalement sur la conversation { $topic }.
log-deed-undone =
    { $deed ->
        [hide] { $actor } a annulé le masquage d’un texte { DE($subject) } dans la conversation { $topic }.
        [restore] { $actor } a annulé le rétablissement d’un texte { DE($subject) } dans la conversation { $topic }.
        [approve] { $actor } a annulé l’acceptation d’un texte { DE($subject) } dans la conversation { $topic }.
        [refuse] { $actor } a annulé le refus d’un texte { DE($subject) } dans la conversation { $topic }.
        [lock] { $actor } a annulé le verrouillage de la conversation { $topic }.
        [unlock] { $actor } a annulé le déverrouillage de la conversation { $topic }.
        [pin] { $actor } a annulé l’épinglage de la conversation { $topic }.
        [unpin] { $actor } a annulé le désépinglage de la conversation { $topic }.
        [move] { $actor } a annulé le déplacement de la conversation { $topic }.
        [move_replies] { $actor } a annulé le déplacement de réponses vers la conversation { $topic }.
        [suspend] { $actor } a annulé la suspension { DE($subject) }.
        [remove] { $actor } a annulé le retrait { DE($subject) } et de ses textes indésirables.
        [dismiss] { $actor } a rouvert un signalement sur la conversation { $topic }.
       *[lift] { $actor } a annulé la levée de la suspension { DE($subject) }.
    }
