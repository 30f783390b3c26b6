moderation = Moderation
moderation-about = What’s waiting for you, what members have reported, and what was done.
undo = Undo
notice-taken-back = Undone. Everything is as it was before.

desk-waiting = Waiting
desk-reports = Reports
desk-reports-none = No open reports.
desk-done = Decisions
desk-done-none = Nothing has been decided yet.
desk-topic = Conversation
desk-reply-in = Reply
desk-topic-of = { $name }’s text
desk-reply-of = { $name }’s reply
desk-nothing = Keep it
desk-undone = Undone by { $name }, { $when }
desk-did-hide =
    { $what ->
        [topic] { $name }’s conversation hidden
        [reply] { $name }’s reply hidden
        [picture] { $name }’s picture hidden
       *[revision] A former text of { $name } hidden
    }
desk-did-restore =
    { $what ->
        [topic] { $name }’s conversation restored
        [reply] { $name }’s reply restored
        [picture] { $name }’s picture restored
       *[revision] A former text of { $name } restored
    }
desk-did-approve =
    { $what ->
        [topic] { $name }’s conversation let through
       *[reply] { $name }’s reply let through
    }
desk-did-refuse =
    { $what ->
        [topic] { $name }’s conversation refused
       *[reply] { $name }’s reply refused
    }
desk-did-lock = Conversation locked
desk-did-unlock = Conversation unlocked
desk-did-pin = Conversation pinned
desk-did-unpin = Conversation unpinned
desk-did-move = Conversation moved to another board
desk-did-move_replies = Replies moved here
desk-did-suspend = { $name } suspended
desk-suspended-day = { $name } suspended for 1 day
desk-suspended-week = { $name } suspended for 7 days
desk-suspended-month = { $name } suspended for 30 days
desk-suspended-open = { $name } suspended until it is lifted
desk-moved = Conversation moved to the board { $board }
desk-did-remove = { $name } removed as spam
desk-did-lift = { $name }’s suspension lifted
desk-did-dismiss = A report closed, the text kept
notice-report-closed = The report is closed.

deed-edit = Edit
deed-delete = Delete
deed-report = Report
deed-moderate = Moderate
deed-suspend = Suspend…
menu-hide = Hide…
menu-restore = Restore…
menu-approve = Approve…
menu-refuse = Refuse…
menu-lock = Lock…
menu-unlock = Unlock…
menu-pin = Pin…
menu-unpin = Unpin…
menu-move = Move…
menu-move_replies = Move replies…
menu-suspend = Suspend { $name }…
menu-remove = Remove as spam…
act-not = Leave it as it is

state-hidden = hidden
state-held = waiting
state-private = private
state-blanked = taken back
state-hidden-reason = Hidden by a moderator: { $reason }
state-hidden-ask = If you think that this is a mistake, write to them:
state-hidden-team = Only its author and the team see it.
state-held-own = It’s waiting for a moderator; only you and the team see it.
state-held-team = It’s waiting for a moderator; only its author and the team see it.
reply-put-away = A moderator has hidden this reply.
notice-held = Thank you. It’s waiting for a moderator; only you and the team see it until then.

act-hide = Hide
act-hide-title =
    { $what ->
        [topic] Hide this conversation
        [reply] Hide this reply
        [picture] Hide this picture
       *[revision] Hide this former text
    }
act-hide-will =
    { $what ->
        [topic] Only its author and the team will see it, and what was said under it. Votes stay. You can bring it back.
        [reply] Only its author and the team will see it. If it is the official answer, the one before takes its place. You can bring it back.
        [picture] Only the one who added it and the team will see it. You can bring it back.
       *[revision] Only its author and the team will see it. You can bring it back.
    }
hide-reason-label = Your reason
hide-reason-hint = The author will read it, word for word. Name the house rule if there is one.
deed-reason-missing = Say why: the person concerned will read it
deed-reason-long = That is { $shown } characters. Please say it in { $most }
act-restore = Restore
act-restore-title =
    { $what ->
        [topic] Restore this conversation
        [reply] Restore this reply
        [picture] Restore this picture
       *[revision] Restore this former text
    }
act-restore-will = It will be as it was before it was hidden.
act-approve = Approve
act-approve-title =
    { $what ->
        [topic] Let this conversation through
       *[reply] Let this reply through
    }
act-approve-will = Everybody who may read here will see it. What its author writes from now on will no longer wait.
act-refuse = Refuse
act-refuse-title =
    { $what ->
        [topic] Refuse this conversation
       *[reply] Refuse this reply
    }
act-refuse-will = Nobody but its author and the team will see it. The author will read your reason.
act-lock = Lock
act-lock-title = Lock this conversation
act-lock-will = No new votes, and only the team can reply. Everybody can still read it; the timeline says that it was locked.
act-unlock = Unlock
act-unlock-title = Unlock this conversation
act-unlock-will = Voting and replying go on as before.
act-pin = Pin
act-pin-title = Pin this conversation
act-pin-will = It comes before the others in its lists until you unpin it.
act-unpin = Unpin
act-unpin-title = Unpin this conversation
act-unpin-will = It goes back to its place in the lists.
act-move = Move
act-move-title = Move this conversation
act-move-will = Votes, replies, followers and number stay. Who may read it, reply and vote is what the new board says.
move-board-label = To which board
move-board-hint = Only boards that take this kind of conversation.
move-same = It is there already. Choose another board
act-move_replies = Move replies
act-move_replies-title =
    { $what ->
        [topic] Move replies to another conversation
       *[reply] Move this reply to another conversation
    }
act-move_replies-will = What was said under a reply moves with it. Both timelines say so.
move-replies-label = Which replies
move-replies-hint = What is under a reply that you choose moves with it.
move-replies-none = Choose at least one reply
move-replies-many = Move at most 50 replies at once
move-replies-answer = An official answer stays with its conversation. Leave it out
move-number-label = To which conversation
move-number-hint = Paste its address, or type its number.
move-number-missing = There is no such conversation here. Paste the address of its page
move-number-same = They are in that conversation already. Choose another

notice-done-hide = Hidden. Its author will read your reason.
notice-done-restore = Restored. It is as it was before.
notice-done-approve = Approved. Everybody who may read here sees it.
notice-done-refuse = Refused. Its author will read your reason.
notice-done-lock = Locked.
notice-done-unlock = Unlocked.
notice-done-pin = Pinned.
notice-done-unpin = Unpinned.
notice-done-move = Moved.
notice-done-move_replies = The replies are moved.
notice-done-suspend = { $name } is suspended until { $day }. They can still read, and they see your reason.
notice-done-remove = { $name } is suspended until a moderator lifts it, and what they wrote is hidden.
notice-done-lift = { $name } can write again.

suspend-title = Suspend { $name }
suspend-will = { $name } can read as before, but cannot write, vote or send pictures.
suspend-term-label = For how long
suspend-day = 1 day
suspend-week = 7 days
suspend-month = 30 days
suspend-open = Until it is lifted
term-missing = Choose for how long
suspend-reason-label = Your reason
suspend-reason-hint = They’ll see this, word for word, on every page.
suspend-staff = Those who work here are not suspended. An administrator can take their role away first.
suspended-until = Suspended until { $when }
suspended-open = Suspended until it is lifted
act-suspend = Suspend
act-lift = Lift the suspension
remove-title = Remove { $name } as a spammer
remove-will = All of it at once, and all of it can be undone:
remove-suspends = { $name } is suspended until a moderator lifts it, and can still read.
remove-topics =
    { $count ->
        [one] One conversation is hidden, with what was said in it.
       *[other] { $shown } conversations are hidden, with what was said in them.
    }
remove-replies =
    { $count ->
        [one] One reply is hidden.
       *[other] { $shown } replies are hidden.
    }
remove-reasons =
    { $count ->
        [one] One reason for a vote is taken away; the vote stays.
       *[other] { $shown } reasons for votes are taken away; the votes stay.
    }
remove-reason = Advertising or spam
act-remove = Remove as spam
error-suspended-title = You cannot write here at the moment
error-suspended-until = A moderator has suspended you until { $when }. You can still read everything. The reason: { $reason }
error-suspended-open = A moderator has suspended you until further notice. You can still read everything. The reason: { $reason }
error-suspended-text = A moderator has suspended you. You can still read everything.
stopped-until = You are suspended until { $when }. You can still read everything here.
stopped-open = You are suspended until a moderator lifts it. You can still read everything here.
stopped-why = The reason
post-suspended = You are suspended at the moment, so this was not sent. Your text is still here: keep a copy for later

report-title = Tell the moderators
report-about = They’ll look at it and decide. The author won’t learn who told them.
report-reason-label = What is wrong with it?
report-reason-missing = Choose what is wrong
report-spam = Advertising or spam
report-unkind = Unkind to somebody
report-private = Shows private data
report-off_topic = Does not belong here
report-unsafe = A product may be unsafe
report-other = Something else
report-text-label = In your own words
report-text-hint = What should they know? You may leave it empty.
report-text-missing = Say in a few words what is wrong
report-text-long = That is { $shown } characters. Please say it in { $most }
report-send = Send to the moderators
report-enough = You have reported a lot today. Try again tomorrow; if it is urgent, write to the brand
notice-reported = Thank you. A moderator will look at it.

edited = edited { $when }
edit-title =
    { $what ->
        [topic] Edit your conversation
       *[reply] Edit your reply
    }
edit-about = Changes in the first five minutes leave no trace, except in emails already sent. Later ones keep the earlier text for others to see.
edit-body-label = Your text
edit-reply-label = Your reply
edit-lang-label = Language
lang-missing = Choose the language that it is written in
edit-save = Save
notice-edited = Saved.

history-title =
    { $what ->
        [topic] Changes
       *[reply] Changes to this reply
    }
history-about = Struck out: what was taken away. Underlined: what came instead.
history-now = Now, since { $when }
history-none = No earlier text is kept. Changes in the first five minutes are not.
history-until = Until { $when }
history-hidden = A moderator has hidden this version.
history-removed = This version was removed.
history-remove = Delete this version…
history-remove-sure = This version is deleted, and nobody can bring it back.
history-remove-now = Delete it for good
notice-revision-removed = That version is deleted.

delete-title =
    { $what ->
        [topic] Delete your conversation
       *[reply] Delete your reply
    }
delete-sure = This cannot be undone
delete-will-go =
    { $what ->
        [topic] Nobody else has replied or voted. It will be deleted completely.
       *[reply] Nobody has answered it. It will be deleted completely.
    }
delete-will-blank =
    { $what ->
        [topic] Others have taken part: your text and your pictures will be gone, and what the others said and their votes stay.
       *[reply] Others have taken part: your text will be gone, and its place stays for them.
    }
delete-answer = This is an answer in the name of the brand, and stays. Edit it, or answer anew.
notice-deleted = Deleted.

event-locked = Locked
event-unlocked = Unlocked
event-replies_moved-to =
    { $count ->
        [one] One reply moved to conversation { $to }
       *[other] { $count } replies moved to conversation { $to }
    }
event-replies_moved-from =
    { $count ->
        [one] One reply moved here from conversation { $from }
       *[other] { $count } replies moved here from conversation { $from }
    }
notice-done-suspend-open = { $name } is suspended until a moderator lifts it. They can still read, and they see your reason.
deed-suspend-change = Change
state-hidden-own = Only you and the team of { $brand } see it.
reply-waits = This reply is waiting for a moderator.
moderation-waiting = waiting
edit-stay =
    { $what ->
        [topic] Pictures, details and product stay as they are.
       *[reply] Pictures stay as they are. To take one out, delete the reply and write it again.
    }
