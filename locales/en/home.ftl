lobby-title = Talk to the people who make what you use
lobby-about = Each brand here has a square of its own. Say what you wish for, what is wrong, what you’d like to know, and see what becomes of it.
lobby-kept = First answer after { $span }, { $share } within the time promised.
lobby-median = First answer after { $span }.
lobby-empty-title = No brand has opened yet
lobby-empty-text = As soon as one opens its square, you’ll find it here.
lobby-foot = This site runs on Parvis, free software. No advertising, no trackers.
home-read = Read the conversations
home-read-all = Read all { $shown } conversations
home-read-many = Read more than { $shown } conversations
home-hot = Hot now
home-hot-about = Most votes and replies lately.
home-nothing = Nothing has been said here yet. You may be the first.
home-all = All conversations
home-boards = Browse by board
home-lately = Answered lately
home-lately-about = In public, by name, and with the reason.
home-lately-all = All answers
home-delivered = Made with you
home-delivered-about = What there is now because somebody wrote it here.
home-delivered-all = Everything delivered
credit-delivered =
    Idea by { $name }, { $votes ->
        [0] without a vote
        [one] one vote
       *[other] { $shown } votes
    }. { $span } from idea to delivery.
credit-fixed =
    Reported by { $name }{ $votes ->
        [0] {""}
        [one] { " " }and one other
       *[other] { " " }and { $shown } others
    }. Fixed after { $span }.
home-answerers = Who answers you
