sort-answered = Réponse récente
sort-unanswered = Sans réponse officielle
board-filter = Rubrique
product-filter = Produit
product-all = Tous
status-filter = Où ça en est
status-all = Tous les statuts
tag-filter = Étiquette
tag-all = Toutes
mine-filter = Seulement mes suivis et mes votes
topics-count =
    { $count ->
        [one] { $shown } conversation
       *[other] { $shown } conversations
    }
topics-count-many = Plus de 999 conversations
topics-empty-filtered = Rien ici ne correspond à tous ces filtres. Retirez-en un, ou lancez vous-même le sujet.
topics-empty-mine = Vous ne suivez rien et n’avez encore voté pour rien ici. Votez pour ce que vous voulez aussi, et vous le retrouverez ici.
topics-empty-unanswered-title = Personne n’attend
topics-empty-unanswered-text = Tout ici a sa réponse officielle.
topics-empty-answered = Rien ici n’a encore de réponse officielle.
topics-empty-clear = Retirer les filtres
product-retired = N’est plus vendu
products-title = Produits
products-about = Choisissez-en un pour lire ce qui s’en dit.
product-every = Tous les produits
products-empty = Aucun produit n’est encore présenté ici.
tags-label = Étiquettes :
tags-title = Étiquettes de cette conversation
tags-add = Ajouter des étiquettes
tags-change = Modifier les étiquettes
tags-save = Enregistrer les étiquettes
tags-field-label = Étiquettes
tags-field-hint = Cinq au plus, séparées par des virgules. Laissez vide pour les retirer toutes.
tags-known = Déjà en usage : { $tags }
tags-many = Cela fait plus de { $most } étiquettes. Retirez-en
tags-long = Une de ces étiquettes dépasse { $most } caractères. Raccourcissez-la
tags-form = Il faut au moins une lettre de a à z ou un chiffre dans une étiquette. Écrivez-la autrement
notice-tags-saved = Les étiquettes sont enregistrées.
pager-older = Plus ancien
