notice-second-factor-needed-failed = Pour cela, votre connexion doit comporter une deuxième étape. Configurez-la ici : une minute suffit.
notice-not-open-failed = { $brand } n’est pas encore ouvert à tous. Si vous êtes invité, entrez ici.
