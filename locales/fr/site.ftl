skip = Aller au contenu
mast-main = Navigation principale
mast-topics = Conversations
mast-mine = Les miennes
mast-rules = Règles
mast-new = Dites-le-nous
mast-menu = Votre menu
menu-guest = Vous n’êtes pas encore membre ici
language = Langue
pager = Pages
pager-next = Conversations suivantes
on-date = le { $date }
time-now = à l’instant
time-minutes = il y a { $count } min
time-hours = il y a { $count } h
time-yesterday = hier
date-moment = { $date } à { $time }
date-long = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
date-short = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month }
date-short-year = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
month-long-1 = janvier
month-long-2 = février
month-long-3 = mars
month-long-4 = avril
month-long-5 = mai
month-long-6 = juin
month-long-7 = juillet
month-long-8 = août
month-long-9 = septembre
month-long-10 = octobre
month-long-11 = novembre
month-long-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juill.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
role-member = membre
role-team = équipe
role-moderator = modération
role-admin = équipe
affiliation-customer = clientèle
affiliation-partner = partenaire
affiliation-employee = de la maison
affiliation-prospect = découvre la marque
form-wrong =
    { $count ->
        [one] Une chose à revoir
       *[other] { $count } choses à revoir
    }
form-unreadable = L’envoi n’a pas pu être lu. Revenez en arrière et envoyez-le de nouveau.
form-too-large = C’est plus que ce que nous pouvons recevoir en une fois. Revenez en arrière : 20 000 caractères au plus par texte, 5 Mo par image.
time-of-day = %-H h %M
