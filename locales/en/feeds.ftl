feed-reply = Reply by { $name }
feed-answer = Answer by { $name }
