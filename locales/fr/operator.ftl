operator = Exploitant
operator-desk = L’installation
operator-room-brands = Marques
operator-room-accounts = Comptes
operator-room-jobs = Tâches
operator-room-log = Journal
operator-next = Voir les précédents
operator-sign-in-title = Gérer cette installation
operator-sign-in-about = Pour celles et ceux qui veillent sur le site lui-même : ses marques, ses comptes, ses courriels.
operator-code-label = Code de votre application
operator-code-hint = Ou l’un de vos codes de secours. Laissez vide si vous n’avez pas encore de deuxième étape.
operator-second-factor-title = D’abord une deuxième étape
operator-second-factor-about = Qui gère l’installation se connecte avec un mot de passe et le code d’une application. Votre compte n’a encore que le mot de passe : configurez la deuxième étape, et le bureau s’ouvrira.
operator-brands-about = Toutes les marques de cette installation, de la plus récente à la plus ancienne.
operator-brands-none = Il n’y a pas encore de marque. Créez la première.
operator-brands-all = Toutes les marques
operator-brand-new = Nouvelle marque
operator-brand-new-about = Elle commence avec des règles et une rubrique, et seuls ses membres la voient jusqu’à ce que son administrateur l’ouvre.
operator-brand-make = Créer la marque
operator-brand-name-label = Nom
operator-brand-slug-label = Nom court dans les adresses
operator-brand-slug-hint = Des lettres minuscules, des chiffres et des traits d’union, comme dans acme-outils
operator-brand-languages-label = Langues
operator-brand-languages-hint = La première sert à qui n’a rien choisi.
operator-brand-zone-label = Fuseau horaire
operator-brand-address-label = Adresse de courriel de son administrateur
operator-brand-address-missing = Entrez l’adresse de courriel de la personne qui va la gérer
operator-brand-address-hint = Nous lui envoyons une invitation, valable 30 jours.
operator-brand-language-label = Langue de l’invitation
operator-languages-en = Anglais
operator-languages-fr = Français
operator-languages-en-fr = Anglais d’abord, puis français
operator-languages-fr-en = Français d’abord, puis anglais
operator-brand-open = Ouverte à tous
operator-brand-members-only = Réservée aux membres
operator-brand-closing = Sera supprimée le { $when }
operator-brand-members =
    { $count ->
        [one] { $shown } membre
       *[other] { $shown } membres
    }
operator-brand-topics =
    { $count ->
        [one] { $shown } conversation
       *[other] { $shown } conversations
    }
operator-brand-active = dernière activité : { $when }
operator-brand-silent = rien de dit encore
operator-brand-created = Créée le { $when }.
operator-brand-admins = Invités à la gérer
operator-brand-asked = peut accepter jusqu’au { $when }
operator-brand-accepted = a accepté le { $when }
operator-ask = Inviter cette personne
operator-ask-about = Demandez à quelqu’un d’autre de s’en occuper. La personne invitée avant, si elle n’a pas encore accepté, ne pourra alors plus le faire.
operator-brand-expired = n’a pas accepté ; l’invitation a pris fin le { $when }
operator-brand-withdrawn = invitation retirée le { $when }
operator-accounts-search = Nom, identifiant ou adresse de courriel, en entier ou en partie
operator-accounts-find = Chercher
operator-accounts-none = Aucun compte n’a un tel nom ni une telle adresse. Essayez une partie plus courte.
operator-accounts-all = Tous les comptes
operator-account-since = Depuis le { $when }
operator-account-operator = gère l’installation
operator-account-secured = deuxième étape configurée
operator-account-blocked = bloqué depuis le { $when }
operator-account-nowhere = dans aucune marque
operator-account-memberships = Dans les marques
operator-account-history = Ce qui a été fait
operator-account-block = Bloquer le compte
operator-account-block-title = Bloquer ce compte
operator-account-block-about = La personne est aussitôt déconnectée partout et ne peut plus se connecter à aucune marque. Ce qu’elle a écrit reste.
operator-account-unblock = Rouvrir le compte
operator-account-unblock-title = Rouvrir ce compte
operator-account-unblock-about = La personne pourra se connecter avec le mot de passe qu’elle avait.
operator-role-member = membre
operator-role-team = équipe
operator-role-moderator = modération
operator-role-admin = administration
operator-reason-label = Pourquoi
operator-reason-hint = Une phrase pour le journal. La personne ne la voit pas.
reason-missing = Dites pourquoi : le journal le garde
reason-short = Un peu plus, s’il vous plaît : au moins { $least } caractères
reason-long = Plus court, s’il vous plaît : { $shown } caractères, { $most } au plus
block-oneself = Vous ne pouvez pas vous bloquer vous-même. Un autre exploitant le peut
block-last-operator = C’est le dernier compte qui gère l’installation. Nommez-en d’abord un autre
operator-jobs-queue = Ce qui attend
operator-jobs-due =
    { $count ->
        [one] { $shown } tâche à faire
       *[other] { $shown } tâches à faire
    }
operator-jobs-oldest = la plus ancienne : { $when }
operator-jobs-later =
    { $count ->
        [one] { $shown } attend son heure
       *[other] { $shown } attendent leur heure
    }
operator-jobs-dead-count =
    { $count ->
        [one] { $shown } a échoué
       *[other] { $shown } ont échoué
    }
operator-jobs-failing = Ce qui est relancé
operator-jobs-failing-about = Ces tâches ont échoué jusqu’ici, pour la raison indiquée. Elles sont relancées, à intervalles de plus en plus longs, pendant deux heures environ.
operator-jobs-again = prochain essai à { $when }
operator-jobs-dead = Ce qui a échoué
operator-jobs-dead-about = Ces tâches sont abandonnées : après deux heures d’essais, ou tout de suite quand l’adresse a été refusée. Corrigez la cause, puis relancez-les.
operator-jobs-none = Rien n’a échoué.
operator-jobs-tries =
    { $count ->
        [one] { $shown } essai
       *[other] { $shown } essais
    }
operator-jobs-retry = Relancer
operator-jobs-drop = Abandonner
operator-job-mail = Courriel
operator-log-command = La ligne de commande
operator-log-erased = un compte disparu
operator-log-brand-gone = une marque qui n’est plus là
operator-log-brand-created = { $actor } a créé la marque { $brand }
operator-log-brand-closing = { $actor } a décidé de fermer { $brand }
operator-log-brand-kept = { $actor } a finalement décidé de garder { $brand }
operator-log-brand-deleted = { $brand } a été supprimée, comme décidé deux semaines plus tôt
operator-log-brand-exported = { $actor } a exporté tout { $brand }
operator-log-admin-asked = { $actor } a demandé à quelqu’un de s’occuper { DE($brand) }
operator-log-admin-asked-again = { $actor } a renvoyé l’invitation à s’occuper { DE($brand) }
operator-log-admin-asked-no-more = { $actor } a retiré l’invitation à s’occuper { DE($brand) }
operator-log-account-blocked = { $actor } a bloqué { $account } : { $reason }
operator-log-account-unblocked = { $actor } a rouvert { $account } : { $reason }
operator-log-operator-named = { $actor } a confié l’installation à { $account }
operator-log-second-factor-reset = { $actor } a retiré la deuxième étape { DE($account) }, qui l’avait perdue
operator-log-job-retried = { $actor } a relancé une tâche échouée ({ $job })
operator-log-job-dropped = { $actor } a abandonné une tâche échouée ({ $job })
notice-brand-created = La marque est créée. Son administrateur a reçu un courriel avec l’entrée.
notice-admin-asked = L’invitation est en route.
notice-account-blocked = Le compte est bloqué et déconnecté partout.
notice-account-unblocked = Le compte est rouvert.
notice-job-retried = La tâche sera relancée dans un instant.
notice-job-dropped = La tâche est abandonnée.
slug-form = Utilisez des lettres minuscules, des chiffres et des traits d’union, 40 au plus
slug-taken = Ce nom court est déjà pris. Choisissez-en un autre
board-general = Général
board-general-about = Tout, en attendant d’autres rubriques.
mail-second-factor-reset-subject = Votre deuxième étape a été retirée
mail-second-factor-reset-text =
    Bonjour,

    Les personnes qui gèrent ce site ont retiré la deuxième étape de votre compte, parce que vous l’aviez perdue. Toutes vos connexions ont pris fin. Connectez-vous avec votre mot de passe et configurez une nouvelle deuxième étape.

    Si vous n’avez rien demandé, changez votre mot de passe dès maintenant et écrivez aux personnes qui gèrent le site.
brand-export-title = Tout emporter
export-about = Un seul fichier avec tout ce que contient votre espace : réglages, rubriques, produits, pages dans toutes leurs versions, membres, conversations, réponses, votes et leurs raisons, images et journal. Ce qui est masqué ou privé y est aussi. Les adresses de courriel et les mots de passe n’y sont pas : ils appartiennent aux membres. Gardez ce fichier comme vous garderiez des lettres de vos clients.
export = Télécharger le fichier
close-title = Fermer l’espace
close-about = Dès lors, seuls les membres peuvent lire, personne ne peut plus rejoindre l’espace, chaque page dit quand il disparaîtra, et chaque membre reçoit un courriel. Vous avez { $days } jours pour changer d’avis. Ensuite tout est supprimé, et personne ne peut le faire revenir.
close-sure = Emportez d’abord le fichier. Puis tapez le nom court de votre espace, « { $slug } », et votre mot de passe.
close-slug-label = Nom court de l’espace
close-slug-wrong = Ce n’est pas le nom court de cet espace. Il est dans la phrase ci-dessus
close-password-label = Votre mot de passe
close-owner = Seul le propriétaire de l’espace peut le fermer. Demandez-le-lui.
close = Fermer l’espace
closing-title = Cet espace ferme
closing-about = Le { $date }, tout ce qu’il contient sera supprimé. D’ici là, vous pouvez encore décider de le garder.
keep = Garder l’espace
space-closes = { $brand } ferme cet espace. Le { $date }, tout ce qu’il contient sera supprimé : d’ici là, gardez ce qui compte pour vous.
join-closing = Cet espace ferme. Personne ne peut plus le rejoindre
notice-closing = L’espace ferme. Chacun de ses membres reçoit un courriel.
notice-kept = L’espace reste, ouvert comme avant.
notice-closes-failed = Seuls les membres { DE($brand) } peuvent encore lire ici. Si vous en êtes, connectez-vous.
log-brand-exported = { $actor } a téléchargé une copie de tout.
log-brand-closing = { $actor } a décidé de fermer l’espace.
log-brand-kept = { $actor } a finalement décidé de garder l’espace.
mail-closing-subject = { $brand } ferme son site communautaire
mail-closing-text =
    Bonjour,

    Le site communautaire { DE($brand) } ferme. Le { $date }, tout ce qu’il contient sera supprimé, et personne ne pourra le faire revenir.

    D’ici là, vous pouvez en emporter une copie, ou décider de le garder :

    { $link }

    { $brand }
hand-over-title = Le confier à quelqu’un d’autre
hand-over-about = Le propriétaire peut confier l’espace à un autre administrateur, sur la page de cette personne.
hand-over = Voir les personnes
operator-account-sign-out = Déconnecter partout
operator-account-sign-out-title = Déconnecter cette personne
operator-account-sign-out-about = Toutes les connexions du compte prennent fin aussitôt. La personne peut se reconnecter.
notice-account-signed-out = Toutes les connexions du compte ont pris fin.
operator-log-account-signed-out = { $actor } a mis fin à toutes les connexions { DE($account) }
operator-log-host-changed = { $actor } a placé { $brand } sous { $host }
operator-log-host-removed = { $actor } a retiré le nom { $host } à { $brand }
