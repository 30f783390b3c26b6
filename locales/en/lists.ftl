sort-answered = Recently answered
sort-unanswered = No official answer
board-filter = Board
product-filter = Product
product-all = All
status-filter = Where it stands
status-all = Any
tag-filter = Tag
tag-all = All
mine-filter = Only what I follow or voted for
topics-count =
    { $count ->
        [one] One conversation
       *[other] { $shown } conversations
    }
topics-count-many = More than 999 conversations
topics-empty-filtered = Nothing here fits all of these filters. Take one away, or be the first to say something.
topics-empty-mine = You follow nothing here and have voted for nothing yet. Vote for what you want too, and you will find it here.
topics-empty-unanswered-title = Nobody is waiting
topics-empty-unanswered-text = Everything here has its official answer.
topics-empty-answered = Nothing here has an official answer yet.
topics-empty-clear = Clear the filters
product-retired = No longer sold
products-title = Products
products-about = Choose one to read what is said about it.
product-every = All products
products-empty = No product is listed here yet.
tags-label = Tags:
tags-title = Tags of this conversation
tags-add = Add tags
tags-change = Change tags
tags-save = Save tags
tags-field-label = Tags
tags-field-hint = Up to five, with commas between them. Leave it empty to take them all away.
tags-known = In use so far: { $tags }
tags-many = That is more than { $most } tags. Take some away
tags-long = One of these tags is longer than { $most } characters. Shorten it
tags-form = A tag needs at least one letter from a to z or one digit. Write it another way
notice-tags-saved = The tags are saved.
pager-older = Older
