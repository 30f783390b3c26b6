rules-title = Règles de la maison
