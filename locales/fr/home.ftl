lobby-title = Parlez aux gens qui fabriquent ce que vous utilisez
lobby-about = Chaque marque a ici son parvis. Dites ce que vous aimeriez, ce qui ne va pas, ce que vous voulez savoir, et voyez ce que cela devient.
lobby-kept = Première réponse en { $span }, { $share } dans les temps promis.
lobby-median = Première réponse en { $span }.
lobby-empty-title = Aucune marque n’a encore ouvert
lobby-empty-text = Dès que l’une d’elles ouvrira son parvis, vous le trouverez ici.
lobby-foot = Ce site fonctionne avec Parvis, un logiciel libre. Aucune publicité, aucun traceur.
home-read = Lire les conversations
home-read-all = Lire les { $shown } conversations
home-read-many = Lire plus de { $shown } conversations
home-hot = En ce moment
home-hot-about = Le plus de voix et de réponses ces derniers temps.
home-nothing = Rien n’a encore été dit ici. Vous serez peut-être la première personne.
home-all = Toutes les conversations
home-boards = Par rubrique
home-lately = Nos dernières réponses
home-lately-about = En public, signées, et motivées.
home-lately-all = Toutes les réponses
home-delivered = Fait avec vous
home-delivered-about = Ce qui existe parce que quelqu’un l’a écrit ici.
home-delivered-all = Tout ce qui a été livré
credit-delivered =
    Une idée { DE($name) }, { $votes ->
        [0] sans aucune voix
        [one] une voix
       *[other] { $shown } voix
    }. { $span } entre l’idée et la livraison.
credit-fixed =
    Signalé par { $name }{ $votes ->
        [0] {""}
        [one] { " " }et une autre personne
       *[other] { " " }et { $shown } autres
    }. Corrigé après { $span }.
home-answerers = Qui vous répond
