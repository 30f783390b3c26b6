notifications = Notifications
notifications-about = Ce qui s’est passé là où vous écrivez, votez ou suivez.
notifications-unread =
    { $count ->
        [one] Notifications, { $shown } non lue
       *[other] Notifications, { $shown } non lues
    }
notifications-many = Notifications, plus de 9 non lues
notifications-read-all = Tout marquer comme lu
notifications-read = Tout est lu.
notifications-older = Plus anciennes
notifications-empty-title = Rien pour le moment
notifications-empty-text = Quand il se passera quelque chose là où vous écrivez, votez ou suivez, vous le lirez ici.
notifications-empty-all = Parcourir les conversations
told-new = Nouveau
told-status = { $who } a fait passer { $what } à « { $status } »
told-delivered = { $who } a réalisé { $what }
told-fixed = { $who } a corrigé { $what }
told-needs_information = { $who } a besoin de précisions sur { $what }
told-answer = { $who } a donné une réponse { $to }
told-accepted = { $who } a retenu une réponse { $to }
told-reply = { $who } a écrit en réponse { $to }
told-kind = { $who } a classé ceci comme { $kind }
told-board = { $who } a déplacé la conversation vers la rubrique « { $board } »
told-intervention = Un modérateur a revu ce que vous avez écrit
told-report = La modération a examiné votre signalement et s’est prononcée
told-away = Une conversation masquée
told-hide-topic = Ce que vous avez écrit a été masqué
told-hide-reply = Votre réponse a été masquée
told-restore-topic = Ce que vous avez écrit est de nouveau visible
told-restore-reply = Votre réponse est de nouveau visible
told-because = { $said } : { $reason }
told-what-own-idea = votre idée
told-what-own-problem = votre problème
told-what-own-question = votre question
told-what-own-discussion = votre discussion
told-what-own-experience = votre expérience
told-what-own-announcement = votre annonce
told-what-idea = l’idée
told-what-problem = le problème
told-what-question = la question
told-what-discussion = la discussion
told-what-experience = l’expérience
told-what-announcement = l’annonce
told-to-own-idea = à votre idée
told-to-own-problem = à votre problème
told-to-own-question = à votre question
told-to-own-discussion = à votre discussion
told-to-own-experience = à votre expérience
told-to-own-announcement = à votre annonce
told-to-idea = à l’idée
told-to-problem = au problème
told-to-question = à la question
told-to-discussion = à la discussion
told-to-experience = à l’expérience
told-to-announcement = à l’annonce
told-a-idea = une idée
told-a-problem = un problème
told-a-question = une question
told-a-discussion = une discussion
told-a-experience = une expérience
told-a-announcement = une annonce
mail-pace-label = Courriels de notification
mail-pace-hint = Nous envoyons toujours les codes et les alertes sur votre compte.
mail-pace-at_once = Au fur et à mesure
mail-pace-daily = Une fois par jour, à huit heures du matin
mail-pace-never = Jamais : je lis ici
mail-pace-missing = Choisissez le rythme des courriels
notice-mail-saved = C’est enregistré.
mail-stopped = Plusieurs courriels envoyés à votre adresse nous sont revenus : nous n’y envoyons plus de notifications. Les codes et les alertes sur votre compte arrivent toujours.
mail-stopped-again = Réessayer
notice-mail-again = Nous vous écrivons de nouveau.
hearing = Ce que vous suivez
hearing-follow = Suivre
hearing-following = Suivi
hearing-all =
    { $count ->
        [0] Vous suivez cette conversation. Nous vous disons tout ce qui s’y passe.
        [one] Vous et une autre personne suivez cette conversation. Nous vous disons tout ce qui s’y passe.
       *[other] Vous et { $shown } autres suivez cette conversation. Nous vous disons tout ce qui s’y passe.
    }
hearing-answers =
    { $count ->
        [0] Vous suivez cette conversation. Nous vous prévenons à chaque réponse et à chaque étape.
        [one] Vous et une autre personne suivez cette conversation. Nous vous prévenons à chaque réponse et à chaque étape.
       *[other] Vous et { $shown } autres suivez cette conversation. Nous vous prévenons à chaque réponse et à chaque étape.
    }
hearing-nothing =
    { $count ->
        [0] Personne ne suit encore cette conversation.
        [one] Une personne suit cette conversation. Pas vous.
       *[other] { $shown } personnes suivent cette conversation. Pas vous.
    }
hearing-no-mail = Aucun courriel n’en vient.
hearing-change = Changer
hearing-level-all = Tout
hearing-level-answers = Réponses et étapes seulement
hearing-level-nothing = Rien
notice-hearing-all = Désormais, nous vous disons tout ce qui se passe ici.
notice-hearing-answers = Désormais, nous vous prévenons ici des réponses et des étapes.
notice-hearing-nothing = Nous ne vous écrirons plus au sujet de cette conversation.
unsubscribe = Moins de courriels
unsubscribe-about = Inutile de vous connecter pour cela. Tout reste à lire sur le site.
unsubscribe-topic = Ne plus recevoir de courriels sur cette conversation
unsubscribe-all = Ne plus recevoir de courriels de notification { DE($brand) }
unsubscribe-done-title = C’est fait
unsubscribe-done-topic = Vous ne recevrez plus de courriels sur cette conversation.
unsubscribe-done-all = Vous ne recevrez plus de courriels de notification { DE($brand) }.
unsubscribe-done-about = Vous pouvez y revenir à tout moment, dans Notifications.
kept-follow = Vous suivrez cette conversation.
told-refuse-topic = Ce que vous avez écrit n’a pas été publié
told-refuse-reply = Votre réponse n’a pas été publiée
told-accepted-mine = { $who } a retenu votre réponse
