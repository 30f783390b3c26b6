error-back = Revenir à ce que vous avez écrit
error-onward = Vers les conversations
error-reference = Si vous nous écrivez à ce sujet, donnez-nous cette référence :
error-sign-in-needed-title = Connectez-vous
error-sign-in-needed-text = Seuls les membres peuvent le faire. Connectez-vous ou devenez membre, puis réessayez.
error-forbidden-title = Ce n’est pas ouvert pour vous
error-forbidden-text = Vous pouvez lire ici, mais cette action revient à quelqu’un d’autre. Si vous envoyiez un formulaire, rechargez sa page et renvoyez-le.
error-forbidden-page = Votre rôle ici ne permet pas d’ouvrir cette page.
error-not-found-title = Il n’y a rien ici
error-not-found-text = Cette page n’existe pas, a changé d’adresse ou ne vous est pas ouverte.
error-invalid-title = Quelque chose ne va pas encore
error-invalid-text = L’envoi n’est pas utilisable tel quel. Revenez en arrière et relisez-le.
error-conflict-title = Cela a changé entre-temps
error-conflict-text = Il s’est passé quelque chose depuis que cette page a été ouverte. Rouvrez-la pour voir ce qui est nouveau.
error-closed-title = Cette conversation est close
error-closed-text = On ne vote plus et on ne répond plus ici. La conversation reste lisible.
error-internal-title = C’est de notre faute
error-internal-text = Quelque chose s’est cassé chez nous, et nous en avons la trace. Revenez en arrière et réessayez : votre texte est peut-être encore là.
error-unavailable-title = Nous ne pouvons rien garder pour le moment
error-unavailable-text = L’endroit où nous gardons tout ne répond pas en ce moment. Attendez une minute, puis revenez en arrière et renvoyez : votre texte est peut-être encore là.
error-too-many-title = Un peu moins vite
error-too-many-text = C’était beaucoup à la fois. Réessayez dans { $wait }.
wait-moment = moins d’une minute
wait-minutes =
    { $count ->
        [2] environ deux minutes
        [3] environ trois minutes
        [4] environ quatre minutes
        [5] environ cinq minutes
        [6] environ six minutes
        [7] environ sept minutes
        [8] environ huit minutes
        [9] environ neuf minutes
        [10] environ dix minutes
        [one] environ une minute
       *[other] environ { $shown } minutes
    }
wait-hours =
    { $count ->
        [2] environ deux heures
        [3] environ trois heures
        [4] environ quatre heures
        [5] environ cinq heures
        [6] environ six heures
        [7] environ sept heures
        [8] environ huit heures
        [9] environ neuf heures
        [10] environ dix heures
        [one] environ une heure
       *[other] environ { $shown } heures
    }
text-signs = Ce texte contient des signes qui ne peuvent pas être gardés. Retapez-le, ou collez-le en texte brut
error-onward-brands = Voir les marques
error-second-factor-needed-title = Une deuxième étape est nécessaire
error-second-factor-needed-text = Votre rôle ici demande une deuxième étape à la connexion. Configurez-la dans votre compte, puis réessayez.
