mine = Mes conversations
mine-about = Tout ce que vous avez dit et soutenu, et ce que c’est devenu.
mine-parts = Afficher
mine-everything = Tout
mine-topics = J’ai lancé
mine-replies = J’ai répondu
mine-votes = J’ai voté
mine-begun = vous l’avez lancé
mine-replied =
    { $count ->
        [one] vous avez répondu
       *[other] vous avez répondu { $shown } fois
    }
mine-voted = vous avez voté
mine-news = dernière activité { $when }
mine-private = L’équipe et vous êtes les seuls à pouvoir le lire.
mine-held = La modération le regarde d’abord. D’ici là, l’équipe et vous êtes les seuls à pouvoir le lire.
mine-hidden = La modération l’a masqué. L’équipe et vous êtes les seuls à pouvoir le lire.
mine-hidden-reason = La modération l’a masqué : { $reason }
mine-replies-hidden =
    { $count ->
        [one] La modération a masqué une de vos réponses ici.
       *[other] La modération a masqué { $shown } de vos réponses ici.
    }
mine-replies-held =
    { $count ->
        [one] Une de vos réponses ici attend la modération.
       *[other] { $shown } de vos réponses ici attendent la modération.
    }
mine-empty-title = Rien ici pour le moment
mine-empty-everything = Ce que vous direz et ce que vous soutiendrez sera ici, avec chaque réponse.
mine-empty-topics = Ce que vous lancerez sera ici, avec chaque réponse.
mine-empty-replies = Les conversations où vous répondrez seront ici.
mine-empty-votes = Ce pour quoi vous voterez sera ici, avec chaque réponse.
