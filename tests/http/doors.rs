//! Around a board that is for some only, and whatever else not everybody may read: it is at no address, in no list, feed, picture or export
//! of those who may not, and it moves no number that they are shown.

use crate::support::{self, Server};
use axum::http::Method;
use community::attachments;
use community::boards::{self, NewBoard};
use community::brands::{self, Brand};
use community::members::{self, NewMember};
use community::who::Viewer;
use community::{accounts, moderation, promises, replies, topics, votes, who};
use parvis::web::routes;
use types::attachments::Attached;
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::replies::NewReply;
use types::topics::{Kind, NewTopic};
use types::votes::NewReason;
use types::{Instant, Lang, TopicId};

const PNG: &[u8] = include_bytes!("people.png");

/// Drumlin, with a board for its employees.
async fn drumlin(server: &Server) -> Brand {
    let brand = brands::by_slug(&server.db, "drumlin").await.unwrap();
    let board = NewBoard {
        slug: "zq-board".into(),
        name: "zq-board".into(),
        description: "zq-board".into(),
        kinds: Kind::ALL.to_vec(),
        view: Level::Employees,
        ..NewBoard::default()
    };
    boards::create(&server.db, brand.id, board).await.unwrap();
    brand
}

async fn somebody(server: &Server, brand: &Brand, name: &str, role: Role, affiliation: Affiliation) -> Viewer {
    let (db, address) = (&server.db, format!("{name}@example.org"));
    let account = accounts::insert(db, &address, "no password signs in", Lang::En, Instant::now())
        .await
        .unwrap();
    let new = NewMember {
        role,
        affiliation,
        ..NewMember::customer(name, Instant::now().minus_days(90))
    };
    members::create(db, brand.id, Some(account), new).await.unwrap();
    server.viewer_of(brand, &address).await
}

fn topic(kind: &str, board: &str, title: &str) -> NewTopic {
    NewTopic {
        kind: kind.into(),
        board: board.into(),
        title: title.into(),
        body: "zq-body of what only the house may read, with a link to nobody.".into(),
        ..NewTopic::default()
    }
}

async fn reply(server: &Server, by: &Viewer, topic: TopicId, text: &str) -> i64 {
    let said = NewReply {
        reply: text.into(),
        ..NewReply::default()
    };
    let id = replies::reply(&server.db, by.member().unwrap(), topic, said, Lang::En, Instant::now()).await;
    id.unwrap().0
}

/// A topic of the employees' board, with all that a topic can have.
struct Inside {
    person: i64,
    number: i64,
    slug: String,
    reply: i64,
    picture: i64,
}

/// It began where everybody could read it, and a customer took part; then it went behind the door.
async fn inside(server: &Server, brand: &Brand, author: &Viewer, customer: &Viewer) -> Inside {
    let (db, now) = (&server.db, Instant::now());
    let (me, them) = (author.member().unwrap(), customer.member().unwrap());
    let picture = attachments::add(db, me, PNG.to_vec(), now).await.unwrap().0;
    let alt = "zq-alt".into();
    let new = NewTopic {
        pictures: vec![Attached { id: picture, alt }],
        ..topic("idea", "tents", "zq-title of what only the house may read")
    };
    let number = topics::propose(db, me, new, Lang::En, now).await.unwrap();
    let found = topics::read(db, author, number).await.unwrap();
    let obi = server.viewer_of(brand, "obi@drumlin.example").await;
    let tags = types::tags::NewTags { tags: "zq-tag".into() };
    community::tags::set(db, &obi, found.id, &tags, now).await.unwrap();
    votes::cast(db, me, found.id, now).await.unwrap();
    let reason = NewReason {
        reason: "zq-reason".into(),
    };
    votes::give_reason(db, me, found.id, &reason, now).await.unwrap();
    votes::cast(db, them, found.id, now).await.unwrap();
    reply(server, customer, found.id, "I would like to have one too.").await;
    moderation::move_to(db, &obi.moderator().unwrap(), found.id, "zq-board", now)
        .await
        .unwrap();
    let reply = reply(server, author, found.id, "zq-reply of somebody of the house.").await;
    Inside {
        person: me.number,
        number,
        slug: found.slug,
        reply,
        picture,
    }
}

impl Inside {
    /// The address of a route, with what there is inside of each kind.
    fn address(&self, route: &str) -> String {
        let number = if route.contains("/people/") { self.person } else { self.number };
        let id = if route.contains("/moderation/pictures/") {
            self.picture
        } else {
            self.reply
        };
        let slug = if route.contains("/boards/") {
            "zq-board"
        } else {
            self.slug.as_str()
        };
        let file = if route.contains("/pictures/") {
            format!("{}.jpg", self.picture)
        } else {
            "none".to_owned()
        };
        let filled = route
            .replace("{brand}", "drumlin")
            .replace("{number}", &number.to_string())
            .replace("{slug}", slug)
            .replace("{id}", &id.to_string())
            .replace("{file}", &file)
            .replace("{deed}", "hide")
            .replace("{kind}", "rules")
            .replace("{token}", "none")
            .replace("{account}", "1")
            .replace("{job}", "1");
        assert!(!filled.contains('{'), "{filled} has a part that is not filled");
        filled
    }

    /// Every address that is read, and every way to narrow a list.
    fn addresses(&self) -> Vec<String> {
        let mut all = Vec::new();
        for route in routes::list().iter().filter(|r| r.method == Method::GET) {
            let path = self.address(route.path);
            if route.path.ends_with("/topics") {
                let narrowed = [
                    "?sort=newest",
                    "?sort=most_voted",
                    "?sort=answered",
                    "?sort=unanswered",
                    "?board=zq-board",
                    "?kind=idea&sort=newest",
                    "?mine=1",
                    "?tag=zq-tag",
                    "?status=new",
                ];
                all.extend(narrowed.map(|query| format!("{path}{query}")));
            }
            all.push(path);
        }
        all
    }
}

/// Whether an answer tells of what is inside. What was asked for may stand in the answer, in the way back to it; nothing else may.
async fn tells(server: &Server, path: &str, cookie: Option<&str>) -> bool {
    let answer = server.get(path, cookie).await;
    let led = answer
        .headers()
        .get("location")
        .is_some_and(|l| l.to_str().unwrap().contains("zq-"));
    let picture = path.starts_with("/b/drumlin/pictures/") && answer.status() == 200;
    let bytes = answer.bytes().await.unwrap();
    led || picture || String::from_utf8_lossy(&bytes).replace(path, "").contains("zq-")
}

async fn is_nowhere_for_anybody_farther_away(server: Server) {
    let brand = drumlin(&server).await;
    let mut people = vec![("a visitor", None, false)];
    let mut viewers = Vec::new();
    for (name, affiliation, near) in [
        ("customer", Affiliation::Customer, false),
        ("prospect", Affiliation::Prospect, false),
        ("partner", Affiliation::Partner, false),
        ("employee", Affiliation::Employee, true),
    ] {
        viewers.push(somebody(&server, &brand, name, Role::Member, affiliation).await);
        people.push((name, Some(server.cookie_of(&format!("{name}@example.org")).await), near));
    }
    let inside = inside(&server, &brand, &viewers[3], &viewers[0]).await;
    for (name, cookie, near) in &people {
        let mut seen = 0;
        for path in inside.addresses() {
            let told = tells(&server, &path, cookie.as_deref()).await;
            seen += usize::from(told);
            assert!(*near || !told, "{path} tells {name}");
        }
        assert!(!near || seen >= 6, "{name} sees it {seen} times");
    }
    // The export of whoever took part has what they said, and not what it was about.
    let path = "/b/drumlin/account/export.json";
    let export = server.get(path, people[1].1.as_deref()).await.text().await.unwrap();
    assert!(export.contains("I would like to have one too."), "{export}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_of_a_board_for_employees_is_nowhere_for_anybody_farther_away_on_sqlite() {
    is_nowhere_for_anybody_farther_away(support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_of_a_board_for_employees_is_nowhere_for_anybody_farther_away_on_postgresql() {
    is_nowhere_for_anybody_farther_away(support::postgres().await).await;
}

/// What stands between the first of two marks and the next of the other; nothing where the first is not there.
fn part(html: &str, from: &str, to: &str) -> String {
    let rest = html.split_once(from).map_or("", |(_, rest)| rest);
    rest.split(to).next().unwrap_or_default().to_owned()
}

/// Every number and face that a visitor is shown of Drumlin: on its home page, among the brands, beside lists, in feeds and maps.
async fn shown(server: &Server) -> Vec<String> {
    let page = async |path: &str| server.get(path, None).await.text().await.unwrap();
    let home = page("/b/drumlin/").await;
    let mut shown = vec![
        part(&home, "<section class=\"section promise\">", "</section>"),
        part(&home, "<p class=\"doors\">", "</p>"),
        part(&home, "class=\"answerers\"", "</ul>"),
        part(&page("/").await, "class=\"brands\"", "</ul>"),
    ];
    for query in ["", "?kind=idea", "?kind=problem", "?board=tents", "?status=new", "?sort=unanswered"] {
        let list = page(&format!("/b/drumlin/topics{query}")).await;
        shown.push(part(&list, "class=\"kinds\"", "</nav>"));
        shown.push(part(&list, "class=\"pager\"", "</span>"));
    }
    assert!(
        shown.iter().all(|part| part.contains(|c: char| c.is_ascii_alphanumeric())),
        "{shown:#?}"
    );
    let entries = page("/b/drumlin/feed.atom").await.matches("<entry ").count();
    let places = page("/b/drumlin/sitemap.xml").await.matches("<url>").count();
    shown.push(format!("{entries} entries, {places} places"));
    shown
}

/// The figures anew, as if a quarter of an hour had gone by.
async fn measured(server: &Server, now: Instant) {
    server.run("UPDATE answer_figures SET computed = 0").await;
    promises::measure(&server.db, who::system(), now).await.unwrap();
}

/// What customers wrote and nobody answered in time, behind doors of every sort; and somebody of the team who spoke only there.
async fn behind_doors(server: &Server) {
    let (db, now) = (&server.db, Instant::now());
    let brand = drumlin(server).await;
    let employee = somebody(server, &brand, "zq-employee", Role::Member, Affiliation::Employee).await;
    let customer = somebody(server, &brand, "zq-customer", Role::Member, Affiliation::Customer).await;
    let face = somebody(server, &brand, "zq-face", Role::Team, Affiliation::Employee).await;
    let private = NewTopic {
        private: true,
        ..topic("problem", "tents", "zq-private of one customer")
    };
    let mut numbers = Vec::new();
    for (days, by, new) in [
        (9, &employee, topic("idea", "zq-board", "zq-title of the house")),
        (8, &customer, private),
        (7, &customer, topic("idea", "tents", "zq-held until somebody looks")),
        (6, &customer, topic("idea", "tents", "zq-hidden by a moderator")),
    ] {
        let number = topics::propose(db, by.member().unwrap(), new, Lang::En, now.minus_days(days)).await;
        numbers.push(number.unwrap());
    }
    server
        .run("UPDATE topics SET visibility = 'held' WHERE title LIKE 'zq-held%'")
        .await;
    server
        .run("UPDATE topics SET visibility = 'hidden' WHERE title LIKE 'zq-hidden%'")
        .await;
    let inside = topics::read(db, &employee, numbers[0]).await.unwrap().id;
    reply(server, &face, inside, "zq-reply of somebody of the team.").await;
}

async fn moves_no_number(server: Server, without: Server) {
    behind_doors(&server).await;
    let now = Instant::now();
    measured(&server, now).await;
    measured(&without, now).await;
    // Two servers, because numbers beside lists are remembered for some seconds.
    let told = shown(&server).await;
    assert_eq!(told, shown(&without).await);
    server
        .run("UPDATE topics SET visibility = 'public', board_id = (SELECT id FROM boards WHERE slug = 'tents') WHERE title LIKE 'zq-%'")
        .await;
    measured(&server, now).await;
    let open = shown(&server).await;
    assert!(open[0] != told[0] && open[2] != told[2] && open[3] != told[3], "{open:#?}");
    assert!(open[2].contains("zq-face"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_not_everybody_may_read_moves_no_number_of_a_visitor_on_sqlite() {
    moves_no_number(support::sqlite().await, support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_not_everybody_may_read_moves_no_number_of_a_visitor_on_postgresql() {
    moves_no_number(support::postgres().await, support::postgres().await).await;
}
