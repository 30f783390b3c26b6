settings = Settings
settings-brand = Name and languages
settings-brand-about = What your space is called, what it says of itself, and in which languages.
settings-look = Look
settings-look-about = Your colours, light and dark, and your logo.
settings-documents = Rules and legal pages
settings-documents-about = What people accept when they join, and what the law asks you to publish.
settings-access = Who may come in
settings-access-about = Who may read, and who may join.
settings-boards = Boards
settings-boards-about = Where conversations belong, and who may see them and take part.
settings-products = Products
settings-products-about = What you sell, so that people can say what they are talking about.
settings-people = People
settings-people-about = Who works here, who is invited, and what each may do.
settings-log = Log
settings-log-about = What your staff has changed, newest first.
settings-end = Export and closing
settings-end-about = Take everything with you, hand the space to somebody else, or close it.
settings-saved = Saved.
settings-save = Save
settings-remove = Remove
settings-move-up = Move { $name } up
settings-move-down = Move { $name } down
settings-language-en = English
settings-language-fr = Français
settings-in-en = English
settings-in-fr = French
translations-about = What you leave empty in another language is read in your first: { $language }.
translations-first = Write this in your first language too: it is read wherever a translation is missing

brand-name-label = Name
brand-name-missing = Enter a name
brand-name-long = That is { $shown } characters. A name has { $most } at most
tagline-label = One line
tagline-hint = The large sentence on your front page: what you ask of people.
tagline-long = That is { $shown } characters. { $most } at most, so that it fits on a phone
lede-label = Welcome
lede-hint = Two or three sentences below it: who reads what people write, and what becomes of it.
lede-long = That is { $shown } characters. Please keep it to { $most }
place-label = At the foot of every page
place-hint = Who runs this, and where.
place-long = That is { $shown } characters. Please keep it to { $most }
languages-label = Languages
languages-hint = The languages that your pages and emails are offered in. What people write stays in the language they wrote it in. Once a language is saved, each text of yours has a field for it.
languages-missing = Choose at least one language
first-language-label = First language
first-language-hint = For whoever has chosen none of the others.
brand-time-zone-label = Time zone
brand-time-zone-hint = For dates and times, until a person has set their own.
show-affiliation-label = Beside people’s names
show-affiliation-text = Say whether somebody is a partner, works here, or is not a customer yet
host-title = Your own address
host-now = Your space is at { $link }.
host-ask = Whoever runs the installation can put it under a name of your own, such as community.example.com.
host-will-lead = The space then begins at the first page of that name. Links and bookmarks to the old address lead there.
host-will-sign-in = Everybody signs in once more there.
host-will-dns = Point the name to this server first: until it does, nobody can reach the space. Whoever holds the name could also set up a page of their own there, so give only a name that belongs to the brand.
host-label = Host name
host-hint = Such as community.example.com. Leave it empty for the address of the installation.
host-form = Type the bare name, such as community.example.com: without https://, a port or a path.
host-ours = That is the installation’s own name. Choose one that is the brand’s.
host-taken = Another space here has that name already.
host-sure-text = The name points to this server already
host-sure-missing = Point the name to this server first, then tick this.
host-save = Change the address

look-light = Light
look-dark = Dark
look-colours = Colours
look-colours-about = Pick each colour, or type it as #rrggbb. What people could not read is not saved; you are offered the nearest colour that they can.
look-night = Create the dark colours from the light ones
look-save = Save the look
look-preview = Preview
look-mend = Take every proposal
look-letters = Heading font
look-corners = Corners
look-sample-title = A side pocket that a bottle fits in
look-sample-text = This is how a text looks,
look-sample-link = and a link in it.
look-sample-soft = 3 days ago · 12 replies
look-sample-button = Say something
token-paper = Paper
token-ink = Text
token-brand = Buttons
token-on-brand = Button text
token-accent = Links
token-mast = Header
token-on-mast = Header text
token-mast-action = Header button
token-on-mast-action = Text of the header button
colour-form = Type a colour as # and six digits from 0 to f, such as #1f44ad.
contrast-signs = { $count ->
        [0] In light, warnings and states could not be read on this paper: it has to be lighter.
       *[other] In dark, warnings and states could not be read on this paper: it has to be darker.
    }
contrast-ink = { $count ->
        [0] In light, the text is too faint on the paper.
       *[other] In dark, the text is too faint on the paper.
    }
contrast-soft = { $count ->
        [0] In light, small text, which is a little softer than the rest, is too faint on the paper.
       *[other] In dark, small text, which is a little softer than the rest, is too faint on the paper.
    }
contrast-lines = { $count ->
        [0] In light, the borders of fields, drawn in a softer ink, are too faint on the paper.
       *[other] In dark, the borders of fields, drawn in a softer ink, are too faint on the paper.
    }
contrast-accent = { $count ->
        [0] In light, links are too faint on the paper.
       *[other] In dark, links are too faint on the paper.
    }
contrast-on-brand = { $count ->
        [0] In light, the text on buttons is too faint.
       *[other] In dark, the text on buttons is too faint.
    }
contrast-on-mast = { $count ->
        [0] In light, the text in the header is too faint.
       *[other] In dark, the text in the header is too faint.
    }
contrast-mast-action = { $count ->
        [0] In light, the button in the header is too faint.
       *[other] In dark, the button in the header is too faint.
    }
contrast-on-mast-action = { $count ->
        [0] In light, the text on the header’s button is too faint.
       *[other] In dark, the text on the header’s button is too faint.
    }
contrast-numbers = The contrast is { $is } to 1; it takes { $least } to 1. The nearest that does:
contrast-take = Take { $colour }
font-plain = Plain
font-plain-hint = The same letters as the text.
font-book = Book
font-book-hint = With serifs, as in a printed book.
font-narrow = Narrow
font-narrow-hint = Tall and close, as on a sign.
corner-square = Square
corner-slight = Slightly round
corner-soft = Soft
corner-round = Round
logo-title = Logo
logo-about = An SVG file, a picture made of lines. It is shown in the header, in light and dark.
logo-now = The logo of { $brand }
logo-file-label = File
logo-label = Or the text of the file
logo-hint = Up to 100 kB.
logo-save = Show this logo
logo-remove = Show the name instead
logo-missing = Choose a file, or paste its text.
logo-form = That is not an SVG file, or not a whole one. Export the logo as “SVG” or “plain SVG” and try again.
logo-element = The file holds more than a drawing, or leftovers of the program it was made with. Export it as “plain SVG” or “optimised SVG”, without pictures inside.
logo-script = The file holds a script. A logo may only be a drawing: ask whoever made it for a plain one.
logo-link = The file fetches something from elsewhere. A logo has to hold all that it shows: turn letters into paths and export it again.
logo-long = The file is larger than 100 kB. Simplify the drawing and export it again.

access-reading = Who may read
access-is-open = Everybody may read.
access-is-narrow = Only members may read.
access-open-will = Once it is open, everybody can find and read your boards without an account, and search engines too. Boards kept for some people stay theirs.
access-open = Open to everybody
access-narrow-will = If you keep it to members, visitors are asked to sign in. Members and all that was written stay.
access-narrow = Keep it to members
access-joining = Who may join
registration-open-label = Everybody
registration-open-hint = Whoever confirms an email address.
registration-invitation-label = By invitation
registration-invitation-hint = Only whoever your staff has invited.
registration-domain-label = By email domain
registration-domain-hint = Whoever confirms an address at a domain below that may join, and whoever is invited.
registration-missing = Choose one of the three.
domains-title = Email domains
domains-about = Anyone who confirms an address at one of these domains is marked this way when they join. Existing members don’t change.
domains-customer = Customers
domains-partner = Partners
domains-employee = Work here
domains-prospect = Not customers yet
domains-joins = may join
domains-may-join = May join where joining is by email domain
domains-add = Add the domain
domain-label = Domain
domain-hint = The part after the @, such as example.com.
domain-missing = Type a domain.
domain-form = Type the part after the @, such as example.com.
domain-public = Anybody can have an address there, so it says nothing of whom they work for. Choose a domain that belongs to one house.
affiliation-label = Its people are
affiliation-missing = Choose what its people are to you.

boards-new = Add a board
boards-all = All boards
boards-create = Create the board
board-name-label = Name
board-name-missing = The board needs a name.
board-name-long = That is { $shown } characters. A name has { $most } at most.
description-label = Description
description-hint = One or two sentences: what belongs here.
description-long = That is { $shown } characters. Please keep it to { $most }.
department-label = Who answers
department-hint = A department, such as R&D or Service. Optional.
department-long = That is { $shown } characters. Please keep it to { $most }.
board-kinds-label = What may be started here
kinds-missing = Choose at least one.
board-view-label = Who may see it
board-submit-label = Who may start something
board-reply-label = Who may reply
board-vote-label = Who may vote
board-levels-about = Each group includes those who are closer to you: a board for partners is open to employees and to your team, too. Whoever cannot see a board cannot take part in it.
board-hold-new = What new members write here waits for a moderator
board-level-anyone = Everybody
board-level-members = Members
board-level-partners = Partners, employees, team
board-level-employees = Employees, team
board-level-team = Team
board-seen-anyone = Everybody sees it
board-seen-members = Members see it
board-seen-partners = Partners see it
board-seen-employees = Employees see it
board-seen-team = The team sees it
board-topics = { $count ->
        [one] { $shown } conversation
       *[other] { $shown } conversations
    }
narrower-members = { $count ->
        [one] Only members will see the conversation in it. Save once more if that is what you want.
       *[other] Only members will see the { $shown } conversations in it. Save once more if that is what you want.
    }
narrower-partners = { $count ->
        [one] Only partners, employees and your team will see the conversation in it, whoever began it. Save once more if that is what you want.
       *[other] Only partners, employees and your team will see the { $shown } conversations in it, whoever began them. Save once more if that is what you want.
    }
narrower-employees = { $count ->
        [one] Only employees and your team will see the conversation in it, whoever began it. Save once more if that is what you want.
       *[other] Only employees and your team will see the { $shown } conversations in it, whoever began them. Save once more if that is what you want.
    }
narrower-team = { $count ->
        [one] Only your team will see the conversation in it, whoever began it. Save once more if that is what you want.
       *[other] Only your team will see the { $shown } conversations in it, whoever began them. Save once more if that is what you want.
    }
board-narrow = Save, and let only them see it
level-looser = This group is larger than the one that can see the board. Choose the same or a smaller one.
level-members = Only members can take part. Choose members or a smaller group.
board-remove-title = Remove the board
board-remove-will = It is empty. Its address will lead nowhere.
board-remove = Remove the board
board-not-empty = { $count ->
        [one] A board can be removed while it is empty, and this one holds a conversation. You can change who may see it.
       *[other] A board can be removed while it is empty, and this one holds { $shown } conversations. You can change who may see it.
    }
board-last = This is your last board. Create another before you remove it.

products-none = No product yet. Add what you sell, so that people can say what they are talking about.
products-new = Add a product
products-add = Add the product
products-all = All products
product-name-label = Name
product-name-missing = The product needs a name.
product-name-long = That is { $shown } characters. A name has { $most } at most.
product-model-label = Model
product-model-hint = Model, size or reference. Optional.
product-model-long = That is { $shown } characters. Please keep it to { $most }.
product-retired-since = no longer sold since { $when }
product-retire-will = A product that you no longer sell can be retired: nobody can choose it any more, and what people said about it stays.
product-retire = Retire it
product-bring-back-will = It is retired. Once you bring it back, people can choose it again.
product-bring-back = Bring it back
