feed-reply = Réponse de { $name }
feed-answer = La réponse retenue, de { $name }
