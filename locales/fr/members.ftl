notice-second-factor-needed-failed = Votre travail ici demande une deuxième étape à la connexion. Configurez-la ici : une minute suffit.
notice-joined-staff = Bienvenue chez { $brand }. Il reste une chose avant de pouvoir commencer : une deuxième étape à la connexion. Configurez-la ici : une minute suffit.
notice-not-open-failed = { $brand } n’est pas encore ouvert à tous. Si vous avez une invitation, entrez ici.
invited-as-member = comme membre
invited-as-team = comme membre de l’équipe
invited-as-moderator = pour la modération
invited-as-admin = pour administrer l’espace
join-by-invitation = On entre ici sur invitation, et cette adresse n’en a pas qui soit ouverte. Demandez à la marque de l’inviter
join-by-domain = On entre ici avec certaines adresses professionnelles, et celle-ci n’en est pas une. Prenez votre adresse au travail, ou demandez une invitation
last-admin = Quelqu’un doit tenir cet espace, et personne d’autre qui puisse se connecter n’en est administrateur. Nommez d’abord un autre administrateur
owner-stays = Le propriétaire de cet espace en reste administrateur. Il peut d’abord le confier à un autre administrateur
owner-to-admin = L’espace ne peut être confié qu’à un administrateur qui peut se connecter. Nommez d’abord cette personne administrateur
staff-role-member = Membre
staff-role-team = Équipe
staff-role-moderator = Modération
staff-role-admin = Administration
staff-role-member-does = Lit, vote et écrit comme tout le monde.
staff-role-team-does = Voit toutes les rubriques, répond au nom de la marque et publie ses annonces.
staff-role-moderator-does = Voit toutes les rubriques et veille au bon ordre des conversations.
staff-role-admin-does = Peut tout ce que peuvent l’équipe et la modération, et changer tous ces réglages.
role-opens-member = Vous lisez, votez et écrivez comme tout le monde.
role-opens-team = Vous voyez toutes les rubriques, répondez au nom de la marque et publiez ses annonces. Ce rôle demande une deuxième étape à la connexion : configurez-la dans votre compte.
role-opens-moderator = Vous voyez toutes les rubriques et veillez au bon ordre des conversations. Ce rôle demande une deuxième étape à la connexion : configurez-la dans votre compte.
role-opens-admin = Vous pouvez tout ce que peuvent l’équipe et la modération, nommer et inviter, et changer tous les réglages. Ce rôle demande une deuxième étape à la connexion : configurez-la dans votre compte.
staff-role-missing = Choisissez ce que cette personne peut faire
staff-affiliation-customer = Clientèle
staff-affiliation-partner = Partenaire
staff-affiliation-employee = De la maison
staff-affiliation-prospect = Découvre la marque
staff-affiliation-missing = Choisissez le lien de cette personne avec la marque
staff-role-label = Ce que la personne peut faire
staff-role-hint = Tout sauf « Membre » demande une deuxième étape à la connexion.
staff-affiliation-label = Son lien avec la marque
staff-affiliation-hint = Les partenaires et les gens de la maison voient aussi les rubriques qui leur sont réservées.
staff-department-label = Service (facultatif)
staff-department-hint = Pour votre équipe : R&D, qualité, après-vente…
staff-department-long = Ce nom de service est trop long : { $count } caractères, { $most } au plus
staff-title-label = Sa fonction (facultatif)
staff-title-hint = Pour votre équipe : affichée à côté du nom dans les réponses.
staff-title-long = C’est trop long : { $count } caractères, { $most } au plus
people-staff = Qui travaille ici
people-staff-none = Personne pour l’instant.
people-staff-more = Suite de l’équipe
people-owner = propriétaire
people-unsecured = N’a pas encore configuré la deuxième étape ; d’ici là, cette personne ne peut que ce que peut tout membre.
people-change = Modifier
people-change-whom = Modifier les droits { DE($name) }
people-search = Trouver un membre
people-search-about = Pour donner un rôle à un membre, ou pour indiquer son lien avec la marque.
people-search-label = Nom, identifiant ou numéro
people-search-do = Chercher
people-search-none = Personne ici ne porte ce nom. Essayez une partie du nom, ou invitez la personne par courriel ci-dessous.
people-search-more = Suite des membres
people-invite = Inviter
people-invite-about = Chacun reçoit un courriel avec un lien valable 30 jours, et seulement pour l’adresse à laquelle il est envoyé.
people-invite-do = Envoyer les invitations
addresses-label = Adresses de courriel
addresses-hint = Jusqu’à 30, une par ligne ou séparées par des virgules.
addresses-missing = Entrez au moins une adresse de courriel
addresses-many = Cela fait { $count } adresses ; on en invite { $most } à la fois au plus. Gardez le reste pour un second envoi
addresses-form = L’adresse nº { $count } n’est pas complète. Elle doit ressembler à nom@exemple.fr
addresses-enough =
    { $count ->
        [0] Les { $most } invitations du jour sont parties. Reprenez demain
        [one] Vous pouvez envoyer encore { $count } invitation aujourd’hui, sur { $most } par jour. Raccourcissez la liste, ou reprenez demain
       *[other] Vous pouvez envoyer encore { $count } invitations aujourd’hui, sur { $most } par jour. Raccourcissez la liste, ou reprenez demain
    }
invite-language-label = Langue du courriel
invite-language-missing = Choisissez la langue du courriel
people-open = Invitations en attente
people-open-none = Aucune invitation n’est en attente.
people-open-more = Invitations plus anciennes
people-open-sent = Envoyée { $sent }, ouverte jusqu’au { $until }
people-open-member = Est déjà membre. Accepter peut relever son rôle, jamais l’abaisser.
people-resend = Renvoyer
people-resend-whom = Renvoyer l’invitation à { $address }
people-withdraw = Retirer
people-withdraw-whom = Retirer l’invitation à { $address }
notice-invited = Les invitations sont parties.
notice-invitations-enough-failed = Les 200 invitations du jour sont parties. Renvoyez celle-ci demain.
notice-invitation-sent-again = C’est renvoyé. Le lien du courriel précédent ne fonctionne plus.
notice-invitation-withdrawn = L’invitation est retirée. Le lien du courriel ne fonctionne plus.
notice-person-changed = C’est enregistré. La personne en est informée par courriel.
notice-owner-changed = C’est fait. Vous restez administrateur.
person-all = Toutes les personnes
person-joined = Membre nº { $number } depuis le { $when }
person-save = Enregistrer
person-tells = La personne en est informée par courriel, et le journal le garde.
person-remove = Retirer de l’équipe
person-remove-about = { $name } redevient un client comme les autres, aussitôt, et ne lit plus les rubriques réservées à l’équipe ou aux employés. Tous ses textes restent.
person-sure-title = Regardez-y à deux fois
person-sure-raise = { $name } sera administrateur : pourra voir toutes les rubriques, nommer et retirer l’équipe, et changer tous les réglages. { $name } pourra aussi vous retirer ce rôle, sauf si l’espace est à vous.
person-sure-lower = { $name } ne sera plus administrateur et ne pourra plus ouvrir ces réglages. Pour revenir en arrière, un administrateur devra nommer { $name } de nouveau.
person-sure-lower-self = Vous ne serez plus administrateur et ne pourrez plus ouvrir ces réglages. Pour revenir en arrière, un autre administrateur devra vous nommer de nouveau.
person-sure-do = Oui, continuer
person-sure-not = Non, revenir
owner-title = Confier l’espace
owner-about = L’espace sera à { $name }. Vous restez administrateur, mais { $name } pourra vous retirer ce rôle, et vous ne pourrez pas reprendre l’espace : seul { $name } pourra le confier à son tour.
owner-offer = Cet espace est à vous. Vous pouvez le confier à { $name } ; la page suivante dit ce que cela entraîne.
owner-do = Confier l’espace à { $name }
invitation-title = { $brand } vous invite
invitation-by = { $name } vous invite { $role }.
invitation-by-brand = Voici votre invitation, { $role }.
invitation-until = L’invitation est destinée à { $address } et vaut jusqu’au { $until }.
invitation-as-member = à lire, voter et écrire avec tous
invitation-as-team = à rejoindre l’équipe
invitation-as-moderator = à rejoindre la modération
invitation-as-admin = à rejoindre l’administration
invitation-accept = Accepter
invitation-joins = Vous avez déjà un compte. À la page suivante, vous choisissez votre nom ici et lisez les règles de la maison.
invitation-other = Vous êtes connecté comme { $mine }, et l’invitation est destinée à une autre adresse. Déconnectez-vous, puis ouvrez de nouveau le lien du courriel.
invitation-in = Pour accepter, connectez-vous ou inscrivez-vous avec cette adresse. L’invitation vous attend.
invitation-used-title = Cette invitation a déjà servi
invitation-used-text = Elle a été acceptée. Connectez-vous avec l’adresse à laquelle elle a été envoyée.
invitation-over-title = Cette invitation n’est plus valable
invitation-over-text = Elle a expiré, a été retirée, ou a été renvoyée avec un nouveau lien. Cherchez un courriel plus récent, ou demandez à qui vous a invité de la renvoyer.
invitation-onward = Vers les conversations
notice-accepted = Bienvenue. Vous avez accepté l’invitation.
notice-accepted-staff = Bienvenue chez { $brand }. Il reste une chose avant de pouvoir commencer : une deuxième étape à la connexion. Configurez-la dans votre compte.
mail-role-changed-subject = Votre rôle chez { $brand } a changé
mail-role-changed-text =
    Bonjour,

    Vous participez désormais chez { $brand } { $role }. { $does }

    { $link }

    Si cela vous étonne, demandez à un administrateur { DE($brand) }.

    { $brand }
mail-affiliation-changed-subject = Votre lien avec { $brand } a changé
mail-affiliation-changed-text =
    Bonjour,

    Sur son site communautaire, { $brand } indique désormais à côté de votre nom : { $affiliation }. Ce que vous avez écrit reste tel quel.

    { $link }

    Si c’est une erreur, dites-le à { $brand }.

    { $brand }
mail-place-changed-subject = Votre place chez { $brand } a changé
mail-place-changed-text =
    Bonjour,

    { $brand } a modifié le service ou la fonction affichés à côté de votre nom sur son site communautaire. Ce que vous pouvez y faire ne change pas.

    { $link }

    Si c’est une erreur, dites-le à un administrateur { DE($brand) }.

    { $brand }
mail-owner-changed-subject = { $brand } est à vous
mail-owner-changed-text =
    Bonjour,

    Le site communautaire { DE($brand) } vous a été confié : il est désormais à vous. Personne ne peut vous retirer votre rôle d’administrateur, et vous seul pouvez le confier à votre tour, dans Réglages, Personnes.

    { $link }

    Si cela vous étonne, parlez-en aux autres administrateurs { DE($brand) }.

    { $brand }
