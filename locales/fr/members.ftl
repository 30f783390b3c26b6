notice-second-factor-needed-failed = Pour cela, votre connexion doit comporter une deuxième étape. Configurez-la ici : une minute suffit.
notice-not-open-failed = { $brand } n’est pas encore ouvert à tous. Si vous êtes invité, entrez ici.
invited-as-member = comme membre
invited-as-team = dans l’équipe
invited-as-moderator = comme modérateur
invited-as-admin = comme administrateur
