log-none = Rien n’a encore été modifié.
log-brand-changed = A changé ce que l’espace dit de lui-même.
log-host-changed = A installé l’espace à l’adresse { $host }.
log-host-removed = A abandonné l’adresse { $host }.
log-look-changed = A changé les couleurs et les lettres.
log-logo-changed = A changé le logo.
log-logo-removed = A retiré le logo.
log-document-published = A publié la version { $version } { $document ->
        [rules] des règles de la maison
        [terms] des conditions de contribution
        [privacy] de la page sur la vie privée
       *[imprint] des mentions légales
    }.
log-access-opened = A ouvert l’espace à tout le monde.
log-access-narrowed = A réservé l’espace à ses membres.
log-registration-changed = { $registration ->
        [open] A permis à tout le monde de rejoindre l’espace.
        [invitation] A permis de rejoindre l’espace sur invitation seulement.
       *[domain] A permis de rejoindre l’espace par domaine de courriel.
    }
log-domain-added = A nommé le domaine de courriel { $domain } : { $affiliation ->
        [customer] clientèle
        [partner] partenaires
        [employee] de la maison
       *[prospect] découvrent la marque
    }.
log-domain-removed = A retiré le domaine de courriel { $domain }.
log-board-created = A créé la rubrique { $board }.
log-board-changed = A modifié la rubrique { $board }.
log-board-level-changed = A changé qui peut voir la rubrique { $board } : { $level ->
        [anyone] tout le monde
        [members] les membres
        [partners] les partenaires
        [employees] les employés
       *[team] l’équipe
    }.
log-board-removed = A retiré la rubrique vide { $board }.
log-product-created = A ajouté le produit { $product }.
log-product-changed = A modifié le produit { $product }.
log-product-retired = A mis à la retraite le produit { $product }.
log-product-brought-back = A remis en vente le produit { $product }.
