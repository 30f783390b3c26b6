mail-code-subject = { $code } : votre code pour { $brand }
mail-code-text =
    Bonjour,

    { $code } est votre code pour { $brand }. Tapez-le sur la page qui vous le demande, dans les dix minutes.

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

    { $brand } vous invite sur son site communautaire, { $role }. Voici l’entrée, ouverte pendant { $days } jours :

    { $link }

    Si vous ne souhaitez pas venir, ne faites rien.

    { $brand }
