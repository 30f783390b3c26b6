topic-replies =
    { $count ->
        [one] { $shown } reply
       *[other] { $shown } replies
    }
replies-none = Nobody has replied yet. What do you think?
replies-answer-alone = No other reply yet
replies-none-private = No answer yet.
replies-earlier = Back to the first replies
replies-next = Show the replies after these
replies-answer = The official answer ({ $when }) is at the top
replies-accepted = The accepted answer ({ $when }) is at the top
replies-closed = You cannot reply here. You can still read the conversation.
reply = Reply
reply-label = Your reply
notice-reply-posted = Your reply is posted.
topic-seen-members = Members see this conversation, visitors do not.
topic-seen-partners = Partners and employees see this conversation, customers do not.
topic-seen-employees = Employees and the team see this conversation, nobody else does.
topic-seen-team = The team of { $brand } sees this conversation, nobody else does.
reply-hint = Your reply is as public as the conversation. Be kind, be precise.
reply-hint-private = Only whoever wrote this and the team can read it.
reply-post = Post the reply
reply-under = Replying to { $name }
reply-under-not = Reply to the conversation instead
reply-missing = The reply is empty
reply-short = The reply is too short: at least { $least } characters
reply-long = The reply is too long: { $shown } characters, at most { $most }
post-too-soon = You are posting quickly. You can send it again in { $wait }; your text is still here
reply-aside = Reply without deciding
state-locked = Locked { $when }: no new votes or replies.
