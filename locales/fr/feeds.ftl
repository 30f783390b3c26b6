feed-reply = Réponse { DE($name) }
feed-answer = La réponse retenue, { DE($name) }
