//! Clients that hang up: a train in a tunnel, a thousand times.

use crate::support::{self, Server};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

async fn a_thousand_cut_requests(server: Server) {
    let cookie = server.cookie_of("ewan@drumlin.example").await;
    let (number, id) = server.open_idea("drumlin").await;
    let host = server.base.trim_start_matches("http://").to_owned();
    let mut tasks = tokio::task::JoinSet::new();
    for lane in 0..8 {
        let (cookie, host) = (cookie.clone(), host.clone());
        tasks.spawn(async move {
            for round in 0..125 {
                let verb = if (lane + round) % 2 == 0 { "cast" } else { "withdraw" };
                let (path, body) = if round % 3 == 0 {
                    ("/fn/vote".to_owned(), format!("topic={id}&verb={verb}"))
                } else {
                    (format!("/b/drumlin/t/{number}/vote"), format!("verb={verb}&back="))
                };
                let request = format!(
                    "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
                     Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                );
                let Ok(mut line) = TcpStream::connect(&host).await else { continue };
                let whole = rand::random_ratio(9, 10);
                let sent = if whole {
                    request.len()
                } else {
                    rand::random_range(1..request.len())
                };
                let _ = line.write_all(&request.as_bytes()[..sent]).await;
                tokio::time::sleep(Duration::from_micros(rand::random_range(0..3_000))).await;
                drop(line);
            }
        });
    }
    tasks.join_all().await;
    for verb in ["withdraw", "cast"] {
        let answer = server
            .post("/fn/vote", Some(&cookie), &[("topic", &id.to_string()), ("verb", verb)])
            .await;
        assert_eq!(answer.status(), 200);
    }
    let (counters, rows) = support::counted(&server.db).await;
    assert_eq!(counters, rows);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_thousand_cut_requests_the_next_vote_succeeds_on_sqlite() {
    a_thousand_cut_requests(support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_thousand_cut_requests_the_next_vote_succeeds_on_postgresql() {
    a_thousand_cut_requests(support::postgres().await).await;
}
