mail-join-subject = { $code } : votre code pour { $brand }
mail-join-text =
    Bonjour,

    { $code } est votre code pour { $brand }. Tapez-le sur la page qui vous le demande, dans les dix minutes. Ou ouvrez ce lien, et confirmez là :

    { $link }

    Si vous n’avez rien demandé, ne faites rien : sans le code, personne n’entre en votre nom.

    { $brand }
mail-known-subject = Vous avez déjà un compte
mail-known-text =
    Bonjour,

    Quelqu’un, peut-être vous, a voulu devenir membre chez { $brand } avec cette adresse. Un compte existe déjà pour elle. Pour vous connecter :

    { $link }

    Si ce n’était pas vous, ne faites rien : rien n’a changé.

    { $brand }
mail-invitation-subject = { $brand } vous invite
mail-invitation-text =
    Bonjour,

    { $by ->
        [person] { $who } vous invite sur le site communautaire { DE($brand) }, { $role }.
       *[brand] { $brand } vous invite sur son site communautaire, { $role }.
    } Vous pouvez accepter ici pendant { $days } jours :

    { $link }

    Si vous ne souhaitez pas venir, ne faites rien.

    { $brand }
mail-sign-in-subject = { $code } : votre code pour { $brand }
mail-sign-in-text =
    Bonjour,

    { $code } est votre code pour vous connecter chez { $brand }. Tapez-le sur la page où vous l’avez demandé, dans les dix minutes.

    Si vous n’avez rien demandé, ne faites rien, et ne le donnez à personne : nous ne le demandons jamais.

    { $brand }
mail-password-subject = Un nouveau mot de passe pour { $brand }
mail-password-text =
    Bonjour,

    Quelqu’un, peut-être vous, a demandé un nouveau mot de passe pour { $brand }. Choisissez-le ici dans les dix minutes :

    { $link }

    Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.

    { $brand }
mail-unknown-subject = Personne ne se connecte avec cette adresse
mail-unknown-text =
    Bonjour,

    Quelqu’un, peut-être vous, a voulu se connecter chez { $brand } avec cette adresse. Personne ne peut se connecter ici avec elle. Si c’était vous, essayez une autre de vos adresses.

    Si ce n’était pas vous, ne faites rien.

    { $brand }
mail-password-changed-subject = Votre mot de passe a été changé
mail-password-changed-text =
    Bonjour,

    Le mot de passe avec lequel vous vous connectez chez { $brand } vient d’être changé, et toutes les autres connexions sont terminées.

    Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe, sur la page de connexion.

    { $brand }
mail-address-subject = { $code } : le code pour votre nouvelle adresse
mail-address-text =
    Bonjour,

    { $code } est le code qui fait de cette adresse la vôtre chez { $brand }. Tapez-le sur la page qui vous le demande, dans les dix minutes.

    Si vous n’avez rien demandé, ne faites rien.

    { $brand }
mail-address-taken-subject = Cette adresse a déjà un compte
mail-address-taken-text =
    Bonjour,

    Quelqu’un, peut-être vous, a voulu utiliser cette adresse pour son compte chez { $brand }. Elle a déjà un compte à elle : rien n’a changé.

    Si c’était vous, connectez-vous avec cette adresse, ou choisissez-en une autre pour l’autre compte.

    { $brand }
mail-address-changed-subject = Votre adresse a été changée
mail-address-changed-text =
    Bonjour,

    Désormais, vous vous connectez chez { $brand } avec une autre adresse : { $hint }. Ce courriel est le dernier envoyé ici.

    Si ce n’était pas vous, écrivez tout de suite à { $brand }.

    { $brand }
mail-second-factor-on-subject = La deuxième étape est activée
mail-second-factor-on-text =
    Bonjour,

    Désormais, un code de votre application vous est demandé à la connexion chez { $brand }. Toutes les autres connexions sont terminées.

    Si ce n’était pas vous, écrivez tout de suite à { $brand }.

    { $brand }
mail-second-factor-off-subject = La deuxième étape est désactivée
mail-second-factor-off-text =
    Bonjour,

    Désormais, votre mot de passe suffit pour vous connecter chez { $brand }.

    Si ce n’était pas vous, changez tout de suite votre mot de passe et configurez de nouveau la deuxième étape.

    { $brand }
mail-recovery-codes-subject = Vous avez de nouveaux codes de secours
mail-recovery-codes-text =
    Bonjour,

    Dix nouveaux codes de secours ont été faits pour vous connecter chez { $brand }. Les anciens ne fonctionnent plus.

    Si ce n’était pas vous, changez tout de suite votre mot de passe.

    { $brand }
mail-notice-open = Ouvrir la conversation
mail-notice-turn = C’est à vous : l’équipe a besoin de précisions. Répondez dans la conversation.
mail-notice-why-author = Vous recevez ce courriel parce que vous avez commencé cette conversation.
mail-notice-why-vote = Vous recevez ce courriel parce que vous avez voté ici.
mail-notice-why-reply = Vous recevez ce courriel parce que vous avez répondu ici.
mail-notice-why-follow = Vous recevez ce courriel parce que vous suivez cette conversation.
mail-notice-why-own-text = Vous recevez ce courriel parce qu’il s’agit d’un texte de vous.
mail-notice-change = Changer ce que vous suivez
mail-notice-mute = Ne plus recevoir de courriels sur cette conversation
mail-notice-pace = Changer le rythme des courriels
mail-digest-subject = Du nouveau pour vous chez { $brand }
mail-digest-open = Toutes les notifications
mail-digest-why = Vous recevez ce courriel une fois par jour, comme vous l’avez choisi.
mail-digest-stop = Ne plus recevoir de courriels de notification { DE($brand) }
mail-test-subject = Parvis envoie bien ses messages
mail-test-text =
    Bonjour,

    La personne qui fait fonctionner ce site voulait savoir si ses messages arrivent. C’est le cas : vous n’avez rien à faire.

    Parvis
mail-notice-why-own-answer = Vous recevez ce courriel parce que vous avez écrit cette réponse.
mail-farewell-subject = { $brand } ferme son site communautaire le { $date }
mail-farewell-what = Le { $date }, tout ce qu’il contient sera supprimé, et personne ne pourra le faire revenir : les conversations, les voix, les images et votre profil. D’ici là, les membres peuvent encore tout y lire.
mail-farewell-take = Ce que vous avez écrit est à vous : vous pouvez tout emporter dans un seul fichier. Connectez-vous et téléchargez-le avant ce jour.
mail-farewell-open = Emporter vos données
mail-farewell-why = Vous recevez ce courriel une seule fois, parce que vous êtes membre de l’espace { DE($brand) }.
mail-suspended-until = Votre accès à l’espace { DE($brand) } est suspendu jusqu’au { $date }
mail-suspended-open = Votre accès à l’espace { DE($brand) } est suspendu jusqu’à nouvel ordre
mail-suspended-reason = Le motif donné par la modération : { $reason }
mail-suspended-reads = Vous pouvez toujours tout lire. Vous ne pouvez, pour le moment, ni écrire, ni voter, ni envoyer de photos.
mail-suspended-ask = Si vous pensez à une erreur, écrivez à l’équipe : l’adresse se trouve dans les mentions légales.
mail-suspended-site = Vers l’espace { DE($brand) }
mail-suspended-why = Vous recevez ce courriel parce que vous êtes membre de l’espace { DE($brand) }.
mail-lifted-subject = Vous pouvez de nouveau écrire dans l’espace { DE($brand) }
mail-lifted-what = La suspension de votre accès est levée : vous pouvez écrire, voter et envoyer des photos comme avant.
mail-lifted-texts = Ce que vous aviez écrit ici peut de nouveau être lu.
