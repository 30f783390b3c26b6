settings = Réglages
settings-brand = Nom et langues
settings-brand-about = Le nom de votre espace, ce qu’il dit de lui-même, et dans quelles langues.
settings-look = Apparence
settings-look-about = Vos couleurs, de jour et de nuit, et votre logo.
settings-documents = Règles et pages légales
settings-documents-about = Ce que l’on accepte en rejoignant votre espace, et ce que la loi vous demande de publier.
settings-access = Qui peut entrer
settings-access-about = Qui peut lire, et qui peut rejoindre votre espace.
settings-boards = Rubriques
settings-boards-about = Où se tiennent les conversations, qui peut les voir et qui peut y participer.
settings-products = Produits
settings-products-about = Ce que vous vendez, pour que chacun puisse dire de quoi il parle.
settings-people = Personnes
settings-people-about = Qui travaille ici, qui est invité, et ce que chacun peut faire.
settings-log = Journal
settings-log-about = Ce que votre équipe a modifié, du plus récent au plus ancien.
settings-end = Export et fermeture
settings-end-about = Tout emporter, confier l’espace à quelqu’un d’autre, ou le fermer.
settings-saved = Enregistré.
settings-save = Enregistrer
settings-remove = Retirer
settings-move-up = Monter { $name }
settings-move-down = Descendre { $name }
settings-language-en = English
settings-language-fr = Français
settings-in-en = anglais
settings-in-fr = français
translations-about = Ce que vous laissez vide dans une autre langue se lit dans votre première langue ({ $language }).
translations-first = Écrivez-le aussi dans votre première langue : c’est ce qui se lit là où il n’y a pas de traduction

brand-name-label = Nom
brand-name-missing = Entrez un nom
brand-name-long = Cela fait { $shown } caractères. Un nom en compte { $most } au plus
tagline-label = Grande phrase
tagline-hint = La grande phrase de votre page d’accueil : ce que vous demandez aux gens.
tagline-long = Cela fait { $shown } caractères. { $most } au plus, pour tenir sur un téléphone
lede-label = Mot d’accueil
lede-hint = Deux ou trois phrases dessous : qui lit ce que l’on écrit, et ce que cela devient.
lede-long = Cela fait { $shown } caractères. Restez à { $most } au plus
place-label = Au pied de chaque page
place-hint = Qui tient cet espace, et où.
place-long = Cela fait { $shown } caractères. Restez à { $most } au plus
languages-label = Langues
languages-hint = Les langues de vos pages et de vos courriels. Ce que les gens écrivent reste dans leur langue. Une langue enregistrée a son champ sous chacun de vos textes.
languages-missing = Choisissez au moins une langue
first-language-label = Première langue
first-language-hint = Pour qui n’a choisi aucune des autres.
brand-time-zone-label = Fuseau horaire
brand-time-zone-hint = Pour les dates et les heures, tant qu’une personne n’a pas réglé le sien.
show-affiliation-label = À côté des noms
show-affiliation-text = Dire si la personne est partenaire, de la maison, ou découvre la marque
host-title = Votre propre adresse
host-now = Votre espace se trouve à l’adresse { $link }.
host-ask = La personne qui gère l’installation peut le placer sous un nom à vous, comme communaute.exemple.fr.
host-will-lead = L’espace commence alors à la première page de ce nom. Les liens et les favoris vers l’ancienne adresse y mènent.
host-will-sign-in = Tout le monde s’y connecte une nouvelle fois.
host-will-dns = Faites d’abord pointer ce nom vers ce serveur : sans cela, personne ne pourra atteindre l’espace. Qui possède le nom pourrait aussi y mettre une page à lui : ne donnez qu’un nom qui appartient à la marque.
host-label = Nom d’hôte
host-hint = Par exemple communaute.exemple.fr. Laissez vide pour l’adresse de l’installation.
host-form = Écrivez le nom seul, par exemple communaute.exemple.fr : sans https://, ni port, ni chemin.
host-ours = C’est le nom de l’installation elle-même. Choisissez-en un qui soit à la marque.
host-taken = Un autre espace porte déjà ce nom ici.
host-sure-text = Ce nom pointe déjà vers ce serveur
host-sure-missing = Faites d’abord pointer ce nom vers ce serveur, puis cochez cette case.
host-save = Changer l’adresse

look-light = De jour
look-dark = De nuit
look-colours = Couleurs
look-colours-about = Choisissez chaque couleur, ou écrivez-la sous la forme #rrggbb. Ce qui serait illisible n’est pas enregistré ; la couleur lisible la plus proche vous est proposée.
look-night = Créer les couleurs de nuit à partir de celles du jour
look-save = Enregistrer l’apparence
look-preview = Aperçu
look-mend = Prendre toutes les propositions
look-letters = Police des titres
look-corners = Coins
look-sample-title = Une poche où tient une bouteille
look-sample-text = Voici un texte,
look-sample-link = et un lien dans ce texte.
look-sample-soft = il y a 3 jours · 12 réponses
look-sample-button = Dites-le-nous
token-paper = Papier
token-ink = Texte
token-brand = Boutons
token-on-brand = Texte des boutons
token-accent = Liens
token-mast = Bandeau du haut
token-on-mast = Texte du bandeau
token-mast-action = Bouton du bandeau
token-on-mast-action = Texte de ce bouton
colour-form = Écrivez une couleur avec # et six chiffres de 0 à f, par exemple #1f44ad.
contrast-signs = { $count ->
        [0] De jour, les avertissements et les états ne se liraient pas sur ce papier : il faut un papier plus clair.
       *[other] De nuit, les avertissements et les états ne se liraient pas sur ce papier : il faut un papier plus sombre.
    }
contrast-ink = { $count ->
        [0] De jour, le texte est trop pâle sur le papier.
       *[other] De nuit, le texte se détache trop peu du papier.
    }
contrast-soft = { $count ->
        [0] De jour, les petits textes, un peu plus doux que les autres, sont trop pâles sur le papier.
       *[other] De nuit, les petits textes, un peu plus doux que les autres, se détachent trop peu du papier.
    }
contrast-lines = { $count ->
        [0] De jour, le bord des champs, tracé dans une encre plus douce, est trop pâle sur le papier.
       *[other] De nuit, le bord des champs, tracé dans une encre plus douce, se détache trop peu du papier.
    }
contrast-accent = { $count ->
        [0] De jour, les liens sont trop pâles sur le papier.
       *[other] De nuit, les liens se détachent trop peu du papier.
    }
contrast-on-brand = { $count ->
        [0] De jour, les mots se lisent mal sur les boutons.
       *[other] De nuit, les mots se lisent mal sur les boutons.
    }
contrast-on-mast = { $count ->
        [0] De jour, les mots se lisent mal sur le bandeau.
       *[other] De nuit, les mots se lisent mal sur le bandeau.
    }
contrast-mast-action = { $count ->
        [0] De jour, le bouton se détache trop peu du bandeau.
       *[other] De nuit, le bouton se détache trop peu du bandeau.
    }
contrast-on-mast-action = { $count ->
        [0] De jour, les mots se lisent mal sur le bouton du bandeau.
       *[other] De nuit, les mots se lisent mal sur le bouton du bandeau.
    }
contrast-numbers = Le contraste est de { $is } pour 1 ; il faut { $least } pour 1. La couleur la plus proche qui convienne :
contrast-take = Prendre { $colour }
font-plain = Simple
font-plain-hint = Les mêmes lettres que le texte.
font-book = Livre
font-book-hint = Avec empattements, comme dans un livre imprimé.
font-narrow = Étroite
font-narrow-hint = Haute et serrée, comme sur une enseigne.
corner-square = Droits
corner-slight = À peine arrondis
corner-soft = Doux
corner-round = Ronds
logo-title = Logo
logo-about = Un fichier SVG, une image faite de tracés. Il se montre dans le bandeau du haut, de jour comme de nuit.
logo-now = Le logo { DE($brand) }
logo-file-label = Fichier
logo-label = Ou le texte du fichier
logo-hint = Jusqu’à 100 ko.
logo-save = Montrer ce logo
logo-remove = Montrer plutôt le nom
logo-missing = Choisissez un fichier, ou collez son texte.
logo-form = Ce n’est pas un fichier SVG, ou il n’est pas entier. Exportez le logo en « SVG » ou en « SVG simple » et recommencez.
logo-element = Le fichier contient plus qu’un dessin, ou des restes du logiciel qui l’a produit. Exportez-le en « SVG simple » ou en « SVG optimisé », sans image à l’intérieur.
logo-script = Le fichier contient un script. Un logo ne peut être qu’un dessin : demandez-en un simple à la personne qui l’a fait.
logo-link = Le fichier va chercher quelque chose ailleurs. Un logo doit contenir tout ce qu’il montre : changez les lettres en tracés et exportez-le de nouveau.
logo-long = Le fichier dépasse 100 ko. Simplifiez le dessin et exportez-le de nouveau.

access-reading = Qui peut lire
access-is-open = Tout le monde peut lire.
access-is-narrow = Seuls les membres peuvent lire.
access-open-will = Une fois l’espace ouvert, chacun peut trouver et lire vos rubriques sans compte, et les moteurs de recherche aussi. Les rubriques réservées le restent.
access-open = Ouvrir à tout le monde
access-narrow-will = Si vous le réservez aux membres, les visiteurs sont invités à se connecter. Les membres et tout ce qui a été écrit restent.
access-narrow = Réserver aux membres
access-joining = Qui peut rejoindre votre espace
registration-open-label = Tout le monde
registration-open-hint = Toute personne qui confirme une adresse de courriel.
registration-invitation-label = Sur invitation
registration-invitation-hint = Seulement les personnes que votre équipe a invitées.
registration-domain-label = Par domaine de courriel
registration-domain-hint = Toute personne qui confirme une adresse d’un domaine ci-dessous autorisé à rejoindre l’espace, et les personnes invitées.
registration-missing = Choisissez l’une des trois possibilités.
domains-title = Domaines de courriel
domains-about = Toute personne qui confirme une adresse de l’un de ces domaines reçoit ce lien avec la marque à son arrivée. Rien ne change pour les membres actuels.
domains-customer = Clientèle
domains-partner = Partenaires
domains-employee = De la maison
domains-prospect = Découvrent la marque
domains-joins = peuvent rejoindre l’espace
domains-may-join = Peuvent rejoindre l’espace quand on y entre par domaine de courriel
domains-add = Ajouter le domaine
domain-label = Domaine
domain-hint = Ce qui suit le @, par exemple exemple.fr.
domain-missing = Écrivez un domaine.
domain-form = Écrivez ce qui suit le @, par exemple exemple.fr.
domain-public = Tout le monde peut y avoir une adresse : elle ne dit pas pour qui l’on travaille. Choisissez un domaine qui appartient à une seule maison.
affiliation-label = Ces personnes sont
affiliation-missing = Choisissez ce que ces personnes sont pour vous.

boards-new = Ajouter une rubrique
boards-all = Toutes les rubriques
boards-create = Créer la rubrique
board-name-label = Nom
board-name-missing = La rubrique a besoin d’un nom.
board-name-long = Cela fait { $shown } caractères. Un nom en compte { $most } au plus.
description-label = Description
description-hint = Une ou deux phrases : ce qui a sa place ici.
description-long = Cela fait { $shown } caractères. Restez à { $most } au plus.
department-label = Qui répond
department-hint = Un service, par exemple R&D ou Après-vente. Facultatif.
department-long = Cela fait { $shown } caractères. Restez à { $most } au plus.
board-kinds-label = Ce que l’on peut y commencer
kinds-missing = Choisissez-en au moins une.
board-view-label = Qui peut la voir
board-submit-label = Qui peut y commencer quelque chose
board-reply-label = Qui peut y répondre
board-vote-label = Qui peut y voter
board-levels-about = Chaque groupe comprend ceux qui vous sont plus proches : une rubrique des partenaires est aussi ouverte aux employés et à votre équipe. Sans voir une rubrique, on ne peut pas y participer.
board-hold-new = Ce que les nouveaux membres écrivent ici attend la modération
board-level-anyone = Tout le monde
board-level-members = Les membres
board-level-partners = Les partenaires, les employés, l’équipe
board-level-employees = Les employés, l’équipe
board-level-team = L’équipe
board-seen-anyone = Tout le monde la voit
board-seen-members = Les membres la voient
board-seen-partners = Les partenaires la voient
board-seen-employees = Les employés la voient
board-seen-team = L’équipe la voit
board-topics = { $count ->
        [one] { $shown } conversation
       *[other] { $shown } conversations
    }
narrower-members = { $count ->
        [one] Seuls les membres verront la conversation qu’elle contient. Enregistrez encore une fois si c’est ce que vous voulez.
       *[other] Seuls les membres verront les { $shown } conversations qu’elle contient. Enregistrez encore une fois si c’est ce que vous voulez.
    }
narrower-partners = { $count ->
        [one] Seuls les partenaires, les employés et votre équipe verront la conversation qu’elle contient, quel qu’en soit l’auteur. Enregistrez encore une fois si c’est ce que vous voulez.
       *[other] Seuls les partenaires, les employés et votre équipe verront les { $shown } conversations qu’elle contient, quel qu’en soit l’auteur. Enregistrez encore une fois si c’est ce que vous voulez.
    }
narrower-employees = { $count ->
        [one] Seuls les employés et votre équipe verront la conversation qu’elle contient, quel qu’en soit l’auteur. Enregistrez encore une fois si c’est ce que vous voulez.
       *[other] Seuls les employés et votre équipe verront les { $shown } conversations qu’elle contient, quel qu’en soit l’auteur. Enregistrez encore une fois si c’est ce que vous voulez.
    }
narrower-team = { $count ->
        [one] Seule votre équipe verra la conversation qu’elle contient, quel qu’en soit l’auteur. Enregistrez encore une fois si c’est ce que vous voulez.
       *[other] Seule votre équipe verra les { $shown } conversations qu’elle contient, quel qu’en soit l’auteur. Enregistrez encore une fois si c’est ce que vous voulez.
    }
board-narrow = Enregistrer, et ne la montrer qu’à ce groupe
level-looser = Ce groupe est plus large que celui qui voit la rubrique. Choisissez le même, ou un plus petit.
level-members = Seuls les membres peuvent participer. Choisissez les membres ou un groupe plus petit.
board-remove-title = Retirer la rubrique
board-remove-will = Elle est vide. Son adresse ne mènera plus nulle part.
board-remove = Retirer la rubrique
board-not-empty = { $count ->
        [one] On ne peut retirer qu’une rubrique vide, et celle-ci contient une conversation. Vous pouvez changer qui peut la voir.
       *[other] On ne peut retirer qu’une rubrique vide, et celle-ci contient { $shown } conversations. Vous pouvez changer qui peut la voir.
    }
board-last = C’est votre dernière rubrique. Créez-en une autre avant de la retirer.

products-none = Pas encore de produit. Ajoutez ce que vous vendez, pour que chacun puisse dire de quoi il parle.
products-new = Ajouter un produit
products-add = Ajouter le produit
products-all = Tous les produits
product-name-label = Nom
product-name-missing = Le produit a besoin d’un nom.
product-name-long = Cela fait { $shown } caractères. Un nom en compte { $most } au plus.
product-model-label = Modèle
product-model-hint = Modèle, taille ou référence. Facultatif.
product-model-long = Cela fait { $shown } caractères. Restez à { $most } au plus.
product-retired-since = n’est plus dans la liste depuis le { $when }
product-retire-will = Un produit que vous ne vendez plus peut être retiré de la liste : on ne peut plus le choisir, et ce qui en a été dit reste.
product-retire = Retirer de la liste
product-bring-back-will = Il est retiré de la liste. Une fois remis, on peut de nouveau le choisir.
product-bring-back = Remettre dans la liste
