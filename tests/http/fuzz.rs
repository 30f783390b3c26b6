//! Bad requests of every kind, made from the one list of routes and from the fields of the forms that pages show: never a fault of ours.
//! `PARVIS_FUZZ=10000` sends more of them; what was slowest is said at the end (`--no-capture`).

use crate::support::{self, Server};
use parvis::web::routes;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Values that nobody should send.
const EVIL: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "1",
    "99999999999999999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "1e309",
    "NaN",
    "true",
    "null",
    "../../../etc/passwd",
    "..%2f..%2f",
    "%00",
    "%ff%fe",
    "%c3%28",
    "%0d%0aX-Evil:%201",
    "%",
    "%zz",
    "'%20OR%201=1--",
    "%22%3E%3Cimg%20onerror=alert(1)%20src=x%3E",
    "{{7*7}}",
    "%F0%9F%A6%86%F0%9F%A6%86",
    "%E2%80%AE%E2%80%8B",
    "admin",
    "operator",
    "idea",
    "drumlin",
    "en",
    "fr,en;q=0.1,,,;q=",
    "Europe/Paris",
    "%23ffffff",
    "oklch(0.9%200%200)",
    "javascript:alert(1)",
    "//evil.example",
    "/b/drumlin/../../x",
    "a@b",
    "a%40b.example",
    "2026-02-30",
    "[]",
    "%5B%7B%7D%5D",
    "on",
    "team",
    "employee",
    "open",
    "cast",
    "tents",
    "isla@drumlin.example",
    "a%20kettle%20sings%20at%20dawn",
    "Something%20that%20is%20long%20enough%20to%20be%20taken.",
];

const METHODS: &[&str] = &[
    "GET", "GET", "GET", "GET", "POST", "POST", "POST", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE",
];
const KINDS: &[&str] = &[
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain",
    "",
];

/// Chance that can be repeated: xorshift64* (Vigna, 2016).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % most.max(1)
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    fn value(&mut self) -> String {
        match self.below(12) {
            0 => "x".repeat(self.below(3_000)),
            1 => "%20".repeat(self.below(300)),
            2 => "%0A".repeat(self.below(300)),
            _ => self.of(EVIL).to_owned(),
        }
    }
}

/// What requests are made of.
struct Ingredients {
    paths: Vec<&'static str>,
    fields: Vec<String>,
    cookies: Vec<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_requests_are_never_a_fault_of_ours_on_sqlite() {
    bad_requests_are_never_a_fault_of_ours(support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_requests_are_never_a_fault_of_ours_on_postgresql() {
    bad_requests_are_never_a_fault_of_ours(support::postgres().await).await;
}

async fn bad_requests_are_never_a_fault_of_ours(server: Server) {
    let server = Arc::new(server);
    let ingredients = Arc::new(ingredients(&server).await);
    let count: usize = std::env::var("PARVIS_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(1_500);
    let seed: u64 = std::env::var("PARVIS_FUZZ_SEED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20_261_122);
    let mut workers = tokio::task::JoinSet::new();
    for worker in 0..8_u64 {
        let (server, ingredients) = (server.clone(), ingredients.clone());
        workers.spawn(async move {
            let mut chance = Chance(seed.wrapping_add((worker + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
            let (mut slowest, mut faults) = ((Duration::ZERO, String::new()), Vec::new());
            let mut answers = std::collections::BTreeMap::<u16, usize>::new();
            for _ in 0..count / 8 {
                let request = request(&mut chance, &ingredients);
                let start = Instant::now();
                let status = send(&server, &request).await;
                let took = start.elapsed();
                let line = String::from_utf8_lossy(&request).chars().take(300).collect::<String>();
                if took > slowest.0 {
                    slowest = (took, line.clone());
                }
                *answers.entry(status.unwrap_or(0)).or_default() += 1;
                if status.is_some_and(|s| s >= 500 && s != 501 && s != 505) {
                    faults.push(format!("{status:?}: {line}"));
                }
            }
            (slowest, faults, answers)
        });
    }
    let mut answers = std::collections::BTreeMap::<u16, usize>::new();
    let mut slowest = (Duration::ZERO, String::new());
    let mut all_faults = Vec::new();
    for (slow, faults, some) in workers.join_all().await {
        if slow.0 > slowest.0 {
            slowest = slow;
        }
        all_faults.extend(faults);
        for (status, n) in some {
            *answers.entry(status).or_default() += n;
        }
    }
    let sum = format!(
        "{count} bad requests on {}, answers {answers:?}; the slowest took {:?}: {}",
        server.db.engine(),
        slowest.0,
        slowest.1
    );
    #[expect(clippy::print_stdout, reason = "the figures of a run, where output is shown")]
    {
        println!("{sum}");
    }
    assert!(
        all_faults.is_empty(),
        "{} faults: {:#?}; {sum}",
        all_faults.len(),
        &all_faults[..all_faults.len().min(10)]
    );
    // An admin among them may have left the space to its members.
    assert_eq!(server.get("/", None).await.status(), 200);
    let (counters, rows) = support::counted(&server.db).await;
    assert_eq!(counters, rows);
}

/// Paths of the list, fields of every form, cookies of all sorts of people.
async fn ingredients(server: &Server) -> Ingredients {
    let mut cookies = vec![
        String::new(),
        "parvis=AAAAAAAAAAAAAAAAAAAAAA".into(),
        "parvis=%00; language=xx".into(),
    ];
    for address in [
        "isla@drumlin.example",
        "ewan@drumlin.example",
        "nell@drumlin.example",
        "obi@drumlin.example",
        "operator@parvis.example",
        "maud@orsel.example",
    ] {
        cookies.push(server.cookie_of(address).await);
    }
    let paths: Vec<&'static str> = routes::list()
        .iter()
        .map(|r| r.path)
        .filter(|p| !p.ends_with("sign-out") && !p.contains("sign-out-everywhere"))
        .collect();
    let mut fields = BTreeSet::new();
    for path in &paths {
        for cookie in ["", cookies[6].as_str(), cookies[7].as_str()] {
            let path = path.replace("{brand}", "drumlin").replace("{number}", "1");
            if path.contains('{') {
                continue;
            }
            let html = server.get(&path, Some(cookie)).await.text().await.unwrap_or_default();
            for rest in html.split(" name=\"").skip(1) {
                fields.insert(rest.split('"').next().unwrap_or_default().to_owned());
            }
        }
    }
    fields.insert("after".into());
    let fields: Vec<String> = fields.into_iter().filter(|f| f.len() < 60).collect();
    assert!(fields.len() > 15, "{fields:?}");
    Ingredients { paths, fields, cookies }
}

fn request(chance: &mut Chance, with: &Ingredients) -> Vec<u8> {
    let mut path = with.paths[chance.below(with.paths.len())].to_owned();
    while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
        let value = match &path[from..=to] {
            "{brand}" if chance.below(8) > 0 => "drumlin".to_owned(),
            "{number}" if chance.below(3) > 0 => "1".to_owned(),
            _ => chance.value().replace(['/', '?', '#', ' ', '{', '}'], "-"),
        };
        path.replace_range(from..=to, &value);
    }
    if chance.below(3) == 0 {
        path = format!("{path}?{}", pairs(chance, with).replace(' ', "+"));
    }
    let method = chance.of(METHODS);
    let kind = chance.of(KINDS);
    let body = match (method, kind) {
        ("GET" | "HEAD" | "OPTIONS", _) => String::new(),
        (_, "application/json") => format!("{{\"a\":{}}}", chance.value()),
        (_, "text/plain") => chance.value(),
        (_, kind) if kind.starts_with("multipart") => multipart(chance, with),
        _ => pairs(chance, with),
    };
    let mut site = vec!["same-origin"; 12];
    site.extend(["cross-site", "none", "\u{1}"]);
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nsec-fetch-site: {}\r\n",
        chance.of(&site)
    );
    let cookie = &with.cookies[chance.below(with.cookies.len())];
    if !cookie.is_empty() {
        head.push_str(&format!("cookie: {cookie}\r\n"));
    }
    if chance.below(4) == 0 {
        let language = chance.value();
        head.push_str(&format!(
            "accept-language: {language}\r\nx-forwarded-for: {language}\r\nif-none-match: {language}\r\n"
        ));
    }
    if !kind.is_empty() {
        head.push_str(&format!("content-type: {kind}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    head.into_bytes()
}

fn pairs(chance: &mut Chance, with: &Ingredients) -> String {
    let count = chance.below(8);
    let pair = |_| format!("{}={}", with.fields[chance.below(with.fields.len())], chance.value());
    (0..count).map(pair).collect::<Vec<_>>().join("&")
}

fn multipart(chance: &mut Chance, with: &Ingredients) -> String {
    let field = &with.fields[chance.below(with.fields.len())];
    let value = chance.value();
    match chance.below(3) {
        0 => format!(
            "--x\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n{value}\r\n--x--\r\n"
        ),
        1 => format!("--x\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n--x--\r\n"),
        _ => format!("--x\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}"),
    }
}

/// The status of the answer; nothing where the server closed without one.
async fn send(server: &Server, request: &[u8]) -> Option<u16> {
    let address = server.base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.ok()?;
    let _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    assert!(
        tokio::time::timeout(Duration::from_secs(30), read).await.is_ok(),
        "no answer within 30 s: {}",
        String::from_utf8_lossy(request).chars().take(300).collect::<String>()
    );
    String::from_utf8_lossy(answer.get(..12)?).get(9..12)?.parse().ok()
}
