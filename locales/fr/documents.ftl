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
documents-rules-about = Ce que l’on accepte en rejoignant votre espace. Quand vous publiez de nouvelles règles, les membres les voient à leur prochaine visite.
documents-terms-about = Ce que peut devenir ce que l’on vous écrit : si vous pouvez vous servir d’une idée, et ce que son auteur en retire. Quand vous publiez de nouvelles conditions, les membres les voient à leur prochaine visite.
documents-privacy-about = Ce que vous gardez sur les personnes, pourquoi, et combien de temps. Un lien au pied de chaque page y mène une fois le texte publié.
documents-imprint-about = Qui est derrière cet espace, et comment vous joindre. Un lien au pied de chaque page y mène une fois le texte publié.
documents-publish = Publier
documents-publish-next = Publier une nouvelle version
documents-history = Versions
document-long = Cela fait { $shown } caractères. Une page en compte { $most } au plus dans chaque langue.
document-missing = Écrivez d’abord le texte, dans une langue au moins. Une page publiée se remplace, elle ne se vide pas.
notice-published = C’est publié, et en vigueur dès maintenant.
notice-unchanged = Rien n’a changé : il n’y a pas de nouvelle version.
