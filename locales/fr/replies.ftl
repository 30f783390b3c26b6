topic-replies =
    { $count ->
        [one] { $shown } réponse
       *[other] { $shown } réponses
    }
replies-none = Personne n’a encore répondu. Qu’en pensez-vous ?
replies-answer-alone = Pas d’autre réponse pour le moment
replies-none-private = Pas encore de réponse.
replies-earlier = Revenir aux premières réponses
replies-next = Afficher les réponses suivantes
replies-answer = La réponse officielle ({ $when }) est tout en haut
replies-accepted = La réponse retenue ({ $when }) se trouve tout en haut
replies-closed = Vous ne pouvez pas répondre ici. La conversation reste lisible.
reply = Répondre
reply-label = Votre réponse
notice-reply-posted = Votre réponse est publiée.
topic-seen-members = Les membres voient cette conversation, les visiteurs non.
topic-seen-partners = Les partenaires et les employés voient cette conversation, les clients non.
topic-seen-employees = Les employés et l’équipe voient cette conversation, personne d’autre.
topic-seen-team = L’équipe { DE($brand) } voit cette conversation, personne d’autre.
reply-hint = Votre réponse sera lue par toute personne qui peut lire la conversation. Soyez aimable, soyez précis.
reply-hint-private = Seules la personne qui a écrit et l’équipe peuvent le lire.
reply-post = Publier la réponse
reply-under = Vous répondez à { $name }
reply-under-not = Répondre plutôt à la conversation
reply-missing = La réponse est vide
reply-short = La réponse est trop courte : au moins { $least } caractères
reply-long = La réponse est trop longue : { $shown } caractères, { $most } au plus
post-too-soon = Vous publiez vite. Vous pourrez renvoyer dans { $wait } ; votre texte est toujours là
reply-aside = Répondre sans décider
state-locked = Verrouillée { $when } : on ne peut plus ni voter ni répondre.
