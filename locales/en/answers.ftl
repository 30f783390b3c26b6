decide = Decide and answer
decide-about = What you write is public. Its author and every voter will hear of it half a minute later.
decide-about-narrow = Whoever can read this conversation can read what you write. Its author and every voter will hear of it half a minute later.
decide-about-private = Only its author and the team can read this conversation. The author will hear of it half a minute later.
status-label = Status
status-none = Leave as it is
status-same = Choose another status, or write an answer
answer-label = Public answer
answer-hint = It appears at the top. Say what you decided, why, and what comes next.
answer-missing = The answer is empty. Write it first
answer-needed = This status needs a public answer: say why
decide-set = Set status
decide-answer = Publish the answer
decide-undo-text = You decided this a moment ago. Nobody will be told for half a minute.
decide-undo = Undo
decide-undo-over = People have been told. To change it, decide again.
due-by = First answer promised by { $when }
due-since = The first answer was promised by { $when }. It is late.
sort-topic = Kind and board
sort-about = Votes, replies, author, followers and number stay. The timeline says what changed.
sort-kind-label = Kind
sort-board-label = Board
sort-board-others = These do not take: { $kinds }
sort-save = Save
kind-teams = Only the team announces
board-author = Its author could not see it there. Choose a board that they may view
accept = This answers it
accept-withdraw = Not the answer after all
accept-is = Answer
needs-title = { $brand } needs something from you
needs-text = They cannot go on without it. Read what they ask, and reply below.
needs-reply = Reply
needs-replied = You replied. It is { $brand }’s turn now.
needs-turn = The author replied. It is your turn.
thanks-give = Thank
thanks-withdraw = Thanked
thanks-count =
    { $count ->
        [one] { $shown } thanks
       *[other] { $shown } thanks
    }
quote = Quote
quote-said = { $name } wrote:
reply-link = Link to this reply
notice-decided = Published. Those who voted or follow it will get a message in 30 seconds.
notice-undone = Undone. Your text is back in the form.
notice-undo-failed = Too late to undo: people have been told, or something happened since. Decide again instead.
notice-sorted = Saved.
notice-answer-accepted = Thank you. The question is answered.
notice-open-again = The question is open again.
event-informed = The author replied
event-kind-idea = Sorted as an idea
event-kind-problem = Sorted as a problem
event-kind-question = Sorted as a question
event-kind-discussion = Sorted as a discussion
event-kind-experience = Sorted as an experience
event-kind-announcement = Sorted as an announcement
event-board = Moved to { $board }
event-first = first answer after { $span }
span-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $shown } minutes
    }
span-hours =
    { $count ->
        [one] 1 hour
       *[other] { $shown } hours
    }
span-days =
    { $count ->
        [one] { $shown } day
       *[other] { $shown } days
    }
span-months = { $shown } months
promise-title = Our word
promise-about = How quickly we answered what you wrote, over the last 90 days.
promise-about-promised = We promise a first answer to what you write. This is how we kept our word over the last 90 days.
promise-median = the usual wait for a first answer
promise-each = { $kind }: { $span }
promise-in-time = of answers within the time we promised
promise-answered = of what you wrote is answered
promise-ticks = The last { $count } conversations: { $late } answered late
promise-ticks-about = The last { $count } conversations with a promised answer. Filled: in time. Hollow: late.
promise-waiting =
    { $count ->
        [0] nothing is waiting for a first answer
        [one] conversation is still waiting for a first answer
       *[other] conversations are still waiting for a first answer
    }
settings-answers = Answers
settings-answers-about = How soon you promise a first answer. The home page shows how you keep your word.
promises-title = First answer within
promises-text = Leave a field empty to promise nothing. What was written before you save keeps the promise of its day.
promise-number = { $kind }: how many
promise-unit = { $kind }: hours or days
promise-unit-hours = hours
promise-unit-days = days
promise-hours = A promise is between 1 hour and 90 days
log-promises = { $actor } changed the promised answer times.
event-ahead = First answer
event-promised = promised by { $day }
status-free = Each status needs a public answer, except: { $statuses }.
