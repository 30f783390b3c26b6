document-rules = Règles de la maison
document-terms = Conditions de contribution
document-privacy = Vie privée
document-imprint = Mentions légales
document-version = Version { $version }, { $when }.
document-earlier = Voir la version précédente
document-current = Voir la version en vigueur
rules-default =
    Soyez aimable, soyez concret, soyez honnête.

    - Parlez des produits et de ce que vous vivez avec eux, pas des autres personnes.
    - Pas d’insultes, pas de menaces, rien qui blesse quelqu’un pour ce qu’il est.
    - Pas de publicité, et rien qui appartienne à quelqu’un d’autre.
    - Ne donnez ni le nom, ni l’adresse, ni le numéro d’une autre personne, ni de numéro de série.
    - Dites-le si vous travaillez pour nous ou pour un concurrent.

    Ce qui enfreint ces règles est masqué, avec un motif que son auteur peut lire et contester.
