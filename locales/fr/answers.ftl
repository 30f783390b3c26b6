decide = Décider et répondre
decide-about = Ce que vous écrivez est public. L’auteur et toutes les personnes qui ont voté l’apprennent une demi-minute plus tard.
decide-about-narrow = Toute personne qui lit cette conversation lit ce que vous écrivez. L’auteur et toutes les personnes qui ont voté l’apprennent une demi-minute plus tard.
decide-about-private = Seuls l’auteur et l’équipe peuvent lire cette conversation. L’auteur l’apprend une demi-minute plus tard.
status-label = Statut
status-none = Laisser tel quel
status-same = Choisissez un autre statut, ou écrivez une réponse
answer-label = Réponse publique
answer-hint = Elle s’affiche en haut. Dites ce que vous avez décidé, pourquoi, et la suite.
answer-missing = La réponse est vide. Écrivez-la d’abord
answer-needed = Ce statut demande une réponse publique : dites pourquoi
decide-set = Changer le statut
decide-answer = Publier la réponse
decide-undo-text = Vous venez de le décider. Personne n’en est informé pendant une demi-minute.
decide-undo = Annuler
decide-undo-over = C’est annoncé. Pour changer, décidez à nouveau.
due-by = Première réponse promise au plus tard le { $when }
due-since = La première réponse était promise au plus tard le { $when }. Elle est en retard.
sort-topic = Type et rubrique
sort-about = Votes, réponses, auteur, abonnés et numéro restent. L’historique dit ce qui a changé.
sort-kind-label = Type
sort-board-label = Rubrique
sort-board-others = Ces rubriques n’acceptent pas : { $kinds }
sort-save = Enregistrer
kind-teams = Seule l’équipe publie des annonces
board-author = Son auteur ne la verrait plus. Choisissez une rubrique qu’il peut consulter
accept = Voilà la réponse
accept-withdraw = Finalement, ce n’est pas la réponse
accept-is = Réponse
needs-title = { $brand } a besoin de vous
needs-text = Sans cela, rien n’avance. Lisez la question, et répondez plus bas.
needs-reply = Répondre
needs-replied = Vous avez répondu. C’est au tour { DE($brand) }.
needs-turn = L’auteur a répondu. C’est à vous.
thanks-give = Remercier
thanks-withdraw = Remercié
thanks-count =
    { $count ->
        [one] { $shown } merci
       *[other] { $shown } mercis
    }
quote = Citer
quote-said = { $name } a écrit :
reply-link = Lien vers cette réponse
notice-decided = Publié. Les personnes qui ont voté ou qui suivent la conversation reçoivent un message dans 30 secondes.
notice-undone = Annulé. Votre texte est de retour dans le formulaire.
notice-undo-failed = Trop tard pour annuler : c’est déjà annoncé, ou quelque chose s’est passé depuis. Décidez à nouveau.
notice-sorted = C’est enregistré.
notice-answer-accepted = Merci. La question a sa réponse.
notice-open-again = La question est de nouveau ouverte.
event-informed = L’auteur a répondu
event-kind-idea = Classé comme idée
event-kind-problem = Classé comme problème
event-kind-question = Classé comme question
event-kind-discussion = Classé comme discussion
event-kind-experience = Classé comme expérience
event-kind-announcement = Classé comme annonce
event-board = Déplacé vers { $board }
event-first = première réponse après { $span }
span-minutes =
    { $count ->
        [one] { $shown } minute
       *[other] { $shown } minutes
    }
span-hours =
    { $count ->
        [one] { $shown } heure
       *[other] { $shown } heures
    }
span-days =
    { $count ->
        [one] { $shown } jour
       *[other] { $shown } jours
    }
span-months = { $shown } mois
promise-title = Notre parole
promise-about = En combien de temps nous avons répondu à ce que vous avez écrit, sur les 90 derniers jours.
promise-about-promised = Nous promettons une première réponse à ce que vous écrivez. Voici comment nous avons tenu parole, sur les 90 derniers jours.
promise-median = l’attente habituelle avant une première réponse
promise-each = { $kind } : { $span }
promise-in-time = des réponses dans le délai promis
promise-answered = de vos messages ont une réponse
promise-ticks = Les { $count } dernières conversations : { $late } en retard
promise-ticks-about = Les { $count } dernières conversations avec une réponse promise. Plein : à temps. Vide : en retard.
promise-waiting =
    { $count ->
        [0] rien n’attend de première réponse
        [one] conversation attend encore une première réponse
       *[other] conversations attendent encore une première réponse
    }
settings-answers = Réponses
settings-answers-about = Le délai dans lequel vous promettez une première réponse. La page d’accueil montre comment vous tenez parole.
promises-title = Première réponse sous
promises-text = Laissez un champ vide pour ne rien promettre. Ce qui a été écrit avant l’enregistrement garde la promesse de son jour.
promise-number = { $kind } : combien
promise-unit = { $kind } : heures ou jours
promise-unit-hours = heures
promise-unit-days = jours
promise-hours = Une promesse va d’une heure à 90 jours
log-promises = { $actor } a changé le délai des premières réponses promises.
event-ahead = Première réponse
event-promised = promise au plus tard le { $day }
status-free = Chaque statut demande une réponse publique, sauf : { $statuses }.
