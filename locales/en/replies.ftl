topic-replies =
    { $count ->
        [one] { $shown } reply
       *[other] { $shown } replies
    }
replies-none = Nobody has replied yet. What do you think?
replies-earlier = Show the replies before these
replies-next = Show the replies after these
replies-answer = The official answer ({ $when }) stands on top
replies-closed = Replying is over here. The conversation stays readable.
reply = Reply
reply-label = Your reply
reply-hint = Everybody can read it. Be kind, be precise.
reply-post = Post the reply
reply-under = Under this reply
reply-under-not = Reply to the topic instead
reply-missing = The reply is empty
reply-short = The reply is too short: at least { $least } characters
reply-long = The reply is too long: { $shown } characters, at most { $most }
post-too-soon =
    { $count ->
        [one] You are posting quickly. Wait a second, your text stays here
       *[other] You are posting quickly. Wait { $count } seconds, your text stays here
    }
