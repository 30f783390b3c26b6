moderation = Modération
moderation-about = Ce qui vous attend, ce que les membres ont signalé, et ce qui a été fait.
undo = Annuler
notice-taken-back = Annulé. Tout est comme avant.

desk-waiting = En attente
desk-reports = Signalements
desk-reports-none = Aucun signalement ouvert.
desk-done = Décisions
desk-done-none = Aucune décision pour le moment.
desk-topic = Conversation
desk-reply-in = Réponse
desk-topic-of = Texte { DE($name) }
desk-reply-of = Réponse { DE($name) }
desk-nothing = Laisser tel quel
desk-undone = Annulé par { $name }, { $when }
desk-did-hide =
    { $what ->
        [topic] Conversation { DE($name) } masquée
        [reply] Réponse { DE($name) } masquée
        [picture] Photo { DE($name) } masquée
       *[revision] Ancien texte { DE($name) } masqué
    }
desk-did-restore =
    { $what ->
        [topic] Conversation { DE($name) } rétablie
        [reply] Réponse { DE($name) } rétablie
        [picture] Photo { DE($name) } rétablie
       *[revision] Ancien texte { DE($name) } rétabli
    }
desk-did-approve =
    { $what ->
        [topic] Conversation { DE($name) } acceptée
       *[reply] Réponse { DE($name) } acceptée
    }
desk-did-refuse =
    { $what ->
        [topic] Conversation { DE($name) } refusée
       *[reply] Réponse { DE($name) } refusée
    }
desk-did-lock = Conversation verrouillée
desk-did-unlock = Conversation déverrouillée
desk-did-pin = Conversation épinglée
desk-did-unpin = Conversation désépinglée
desk-did-move = Conversation déplacée vers une autre rubrique
desk-did-move_replies = Réponses déplacées ici
desk-did-suspend = { $name } : accès suspendu
desk-suspended-day = { $name } : accès suspendu pour 1 jour
desk-suspended-week = { $name } : accès suspendu pour 7 jours
desk-suspended-month = { $name } : accès suspendu pour 30 jours
desk-suspended-open = { $name } : accès suspendu jusqu’à nouvel ordre
desk-moved = Conversation déplacée vers la rubrique { $board }
desk-did-remove = { $name } : contenu indésirable retiré
desk-did-lift = { $name } : suspension levée
desk-did-dismiss = Signalement clos, texte gardé
notice-report-closed = Le signalement est clos.

deed-edit = Modifier
deed-delete = Supprimer
deed-report = Signaler
deed-moderate = Modérer
deed-suspend = Suspendre…
menu-hide = Masquer…
menu-restore = Rétablir…
menu-approve = Accepter…
menu-refuse = Refuser…
menu-lock = Verrouiller…
menu-unlock = Déverrouiller…
menu-pin = Épingler…
menu-unpin = Désépingler…
menu-move = Déplacer…
menu-move_replies = Déplacer des réponses…
menu-suspend = Suspendre { $name }…
menu-remove = Retirer comme indésirable…
act-not = Ne rien changer

state-hidden = masquée
state-held = en attente
state-private = privée
state-blanked = retirée
state-hidden-reason = Masqué par la modération : { $reason }
state-hidden-ask = Si vous pensez à une erreur, écrivez à l’adresse des :
state-hidden-team = Seules la personne qui l’a écrit et l’équipe le voient.
state-held-own = En attente de la modération ; vous et l’équipe êtes seuls à le voir.
state-held-team = En attente de la modération ; seules la personne qui l’a écrit et l’équipe le voient.
reply-put-away = Cette réponse a été masquée par la modération.
notice-held = Merci. Votre texte attend la modération ; d’ici là, vous et l’équipe êtes seuls à le voir.

act-hide = Masquer
act-hide-title =
    { $what ->
        [topic] Masquer cette conversation
        [reply] Masquer cette réponse
        [picture] Masquer cette photo
       *[revision] Masquer cet ancien texte
    }
act-hide-will =
    { $what ->
        [topic] Seules la personne qui l’a ouverte et l’équipe la verront, avec ce qui s’y est dit. Les voix restent. Vous pourrez la rétablir.
        [reply] Seules la personne qui l’a écrite et l’équipe la verront. Si c’est la réponse officielle, la précédente prend sa place. Vous pourrez la rétablir.
        [picture] Seules la personne qui l’a ajoutée et l’équipe la verront. Vous pourrez la rétablir.
       *[revision] Seules la personne qui l’a écrit et l’équipe le verront. Vous pourrez le rétablir.
    }
hide-reason-label = Votre motif
hide-reason-hint = La personne concernée le lit mot pour mot. Citez la règle de la maison, s’il y en a une.
deed-reason-missing = Dites pourquoi : la personne concernée le lira
deed-reason-long = Cela fait { $shown } caractères. Dites-le en { $most } au plus
act-restore = Rétablir
act-restore-title =
    { $what ->
        [topic] Rétablir cette conversation
        [reply] Rétablir cette réponse
        [picture] Rétablir cette photo
       *[revision] Rétablir cet ancien texte
    }
act-restore-will = Tout sera comme avant d’être masqué.
act-approve = Accepter
act-approve-title =
    { $what ->
        [topic] Accepter cette conversation
       *[reply] Accepter cette réponse
    }
act-approve-will = Toute personne qui lit ici la verra. Ce que cette personne écrira ensuite n’attendra plus.
act-refuse = Refuser
act-refuse-title =
    { $what ->
        [topic] Refuser cette conversation
       *[reply] Refuser cette réponse
    }
act-refuse-will = Seules la personne qui l’a écrite et l’équipe la verront. Elle lira votre motif.
act-lock = Verrouiller
act-lock-title = Verrouiller cette conversation
act-lock-will = On ne peut plus voter, et seule l’équipe peut répondre. Tout le monde peut encore la lire ; l’historique dit qu’elle a été verrouillée.
act-unlock = Déverrouiller
act-unlock-title = Déverrouiller cette conversation
act-unlock-will = On vote et on répond de nouveau comme avant.
act-pin = Épingler
act-pin-title = Épingler cette conversation
act-pin-will = Elle passe avant les autres dans ses listes, jusqu’à ce que vous la désépingliez.
act-unpin = Désépingler
act-unpin-title = Désépingler cette conversation
act-unpin-will = Elle reprend sa place dans les listes.
act-move = Déplacer
act-move-title = Déplacer cette conversation
act-move-will = Les voix, les réponses, les abonnés et le numéro restent. La nouvelle rubrique décide qui peut la lire, y répondre et voter.
move-board-label = Vers quelle rubrique
move-board-hint = Seulement celles qui accueillent ce genre de conversation.
move-same = Elle s’y trouve déjà. Choisissez une autre rubrique
act-move_replies = Déplacer les réponses
act-move_replies-title =
    { $what ->
        [topic] Déplacer des réponses vers une autre conversation
       *[reply] Déplacer cette réponse vers une autre conversation
    }
act-move_replies-will = Ce qui a été dit sous une réponse la suit. Les deux historiques le disent.
move-replies-label = Quelles réponses
move-replies-hint = Ce qui se trouve sous une réponse choisie la suit.
move-replies-none = Choisissez au moins une réponse
move-replies-many = Déplacez 50 réponses au plus à la fois
move-replies-answer = Une réponse officielle reste dans sa conversation. Ne la choisissez pas
move-number-label = Vers quelle conversation
move-number-hint = Collez son adresse, ou tapez son numéro.
move-number-missing = Cette conversation n’existe pas ici. Collez l’adresse de sa page
move-number-same = Elles s’y trouvent déjà. Choisissez une autre conversation

notice-done-hide = Masqué. La personne concernée lit votre motif.
notice-done-restore = Rétabli. Tout est comme avant.
notice-done-approve = Accepté. Toute personne qui lit ici le voit.
notice-done-refuse = Refusé. La personne concernée lit votre motif.
notice-done-lock = Verrouillée.
notice-done-unlock = Déverrouillée.
notice-done-pin = Épinglée.
notice-done-unpin = Désépinglée.
notice-done-move = Déplacée.
notice-done-move_replies = Les réponses sont déplacées.
notice-done-suspend = { $name } : accès suspendu jusqu’au { $day }. La personne peut encore lire, et voit votre motif.
notice-done-remove = { $name } : accès suspendu jusqu’à nouvel ordre, textes masqués.
notice-done-lift = { $name } peut de nouveau écrire.

suspend-title = Suspendre { $name }
suspend-will = { $name } pourra lire comme avant, mais ni écrire, ni voter, ni envoyer de photos.
suspend-term-label = Pour combien de temps
suspend-day = 1 jour
suspend-week = 7 jours
suspend-month = 30 jours
suspend-open = Jusqu’à nouvel ordre
term-missing = Choisissez pour combien de temps
suspend-reason-label = Votre motif
suspend-reason-hint = La personne le verra mot pour mot, sur chaque page.
suspend-staff = On ne suspend pas les personnes qui travaillent ici. L’administration peut d’abord leur retirer leur rôle.
suspended-until = Suspension jusqu’au { $when }
suspended-open = Suspension jusqu’à nouvel ordre
act-suspend = Suspendre
act-lift = Lever la suspension
remove-title = Retirer { $name } et ses textes indésirables
remove-will = Tout cela d’un coup, et tout peut être annulé :
remove-suspends = { $name } : accès suspendu jusqu’à nouvel ordre ; la lecture reste possible.
remove-topics =
    { $count ->
        [one] { $shown } conversation est masquée, avec ce qui s’y est dit.
       *[other] { $shown } conversations sont masquées, avec ce qui s’y est dit.
    }
remove-replies =
    { $count ->
        [one] { $shown } réponse est masquée.
       *[other] { $shown } réponses sont masquées.
    }
remove-reasons =
    { $count ->
        [one] { $shown } raison de vote est retirée ; la voix reste.
       *[other] { $shown } raisons de vote sont retirées ; les voix restent.
    }
remove-reason = Publicité ou message indésirable
act-remove = Retirer comme indésirable
error-suspended-title = Vous ne pouvez pas écrire ici pour le moment
error-suspended-until = La modération a suspendu votre accès jusqu’au { $when }. Vous pouvez toujours tout lire. Le motif : { $reason }
error-suspended-open = La modération a suspendu votre accès jusqu’à nouvel ordre. Vous pouvez toujours tout lire. Le motif : { $reason }
error-suspended-text = La modération a suspendu votre accès. Vous pouvez toujours tout lire.
stopped-until = Votre accès est suspendu jusqu’au { $when }. Vous pouvez toujours tout lire.
stopped-open = Votre accès est suspendu jusqu’à nouvel ordre. Vous pouvez toujours tout lire.
stopped-why = Voir le motif
post-suspended = Votre accès est suspendu pour le moment : rien n’a été envoyé. Votre texte est toujours là ; gardez-en une copie pour plus tard

report-title = Prévenir la modération
report-about = La modération regarde et décide. La personne qui a écrit n’apprend pas qui l’a signalée.
report-reason-label = Qu’est-ce qui ne va pas ?
report-reason-missing = Choisissez ce qui ne va pas
report-spam = Publicité ou message indésirable
report-unkind = Blessant pour quelqu’un
report-private = Montre des données privées
report-off_topic = N’a pas sa place ici
report-unsafe = Un produit pourrait être dangereux
report-other = Autre chose
report-text-label = Avec vos mots
report-text-hint = Que faut-il savoir ? Vous pouvez ne rien écrire.
report-text-missing = Dites en quelques mots ce qui ne va pas
report-text-long = Cela fait { $shown } caractères. Dites-le en { $most } au plus
report-send = Envoyer à la modération
report-enough = Vous avez beaucoup signalé aujourd’hui. Réessayez demain ; si c’est urgent, écrivez à la marque
notice-reported = Merci. La modération va regarder.

edited = modifié { $when }
edit-title =
    { $what ->
        [topic] Modifier votre conversation
       *[reply] Modifier votre réponse
    }
edit-about = Pendant les cinq premières minutes, une modification ne laisse aucune trace, sauf dans les courriels déjà partis. Ensuite, le texte précédent reste lisible.
edit-body-label = Votre texte
edit-reply-label = Votre réponse
edit-lang-label = Langue du texte
lang-missing = Choisissez la langue du texte
edit-save = Enregistrer
notice-edited = Enregistré.

history-title =
    { $what ->
        [topic] Modifications
       *[reply] Modifications de cette réponse
    }
history-about = Barré : ce qui a été retiré. Souligné : ce qui l’a remplacé.
history-now = Maintenant, depuis le { $when }
history-none = Aucun texte antérieur n’est gardé. Les modifications des cinq premières minutes ne le sont pas.
history-until = Jusqu’au { $when }
history-hidden = La modération a masqué cette version.
history-removed = Cette version a été retirée.
history-remove = Supprimer cette version…
history-remove-sure = Cette version sera supprimée, sans retour possible.
history-remove-now = Supprimer définitivement
notice-revision-removed = Cette version est supprimée.

delete-title =
    { $what ->
        [topic] Supprimer votre conversation
       *[reply] Supprimer votre réponse
    }
delete-sure = C’est définitif
delete-will-go =
    { $what ->
        [topic] Personne d’autre n’a répondu ni voté. Elle sera supprimée entièrement.
       *[reply] Personne n’y a répondu. Elle sera supprimée entièrement.
    }
delete-will-blank =
    { $what ->
        [topic] D’autres ont participé : votre texte et vos photos disparaîtront ; ce que les autres ont dit et leurs voix restent.
       *[reply] D’autres ont participé : votre texte disparaîtra, et sa place reste pour eux.
    }
delete-answer = C’est une réponse au nom de la marque, et elle reste. Modifiez-la, ou répondez de nouveau.
notice-deleted = Supprimé.

event-locked = Verrouillée
event-unlocked = Déverrouillée
event-replies_moved-to =
    { $count ->
        [one] Une réponse déplacée vers la conversation { $to }
       *[other] { $count } réponses déplacées vers la conversation { $to }
    }
event-replies_moved-from =
    { $count ->
        [one] Une réponse venue de la conversation { $from }
       *[other] { $count } réponses venues de la conversation { $from }
    }
notice-done-suspend-open = { $name } : accès suspendu jusqu’à nouvel ordre. La personne peut encore lire, et voit votre motif.
deed-suspend-change = Modifier
state-hidden-own = Vous et l’équipe { DE($brand) } êtes seuls à le voir.
reply-waits = Cette réponse attend la modération.
moderation-waiting = en attente
edit-stay =
    { $what ->
        [topic] Les photos, les précisions et le produit restent tels quels.
       *[reply] Les photos restent telles quelles. Pour en retirer une, supprimez la réponse et écrivez-la à nouveau.
    }
