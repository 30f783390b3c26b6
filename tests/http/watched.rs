//! What an operator watches: names of requests, log lines, figures, health.

use crate::program::{free_port, furnished, parvis, serve_as};
use crate::support;
use serde_json::Value;
use std::process::Stdio;
use std::time::Duration;

async fn figures(port: u16) -> String {
    let answer = support::client()
        .get(format!("http://127.0.0.1:{port}/metrics"))
        .send()
        .await
        .unwrap();
    answer.text().await.unwrap()
}

fn figure(of: &str, name: &str) -> f64 {
    let line = of
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .unwrap_or_else(|| panic!("no {name} in\n{of}"));
    line.trim().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_is_found_in_the_log_by_what_its_page_says() {
    let server = support::sqlite().await;
    let name = |answer: &reqwest::Response| answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let (one, two) = (
        server.get("/b/drumlin/topics", None).await,
        server.get("/b/drumlin/topics", None).await,
    );
    assert_ne!(name(&one), name(&two));
    let breaking = server.db.write((), |tx, ()| {
        Box::pin(async move { Ok(community::execute!(tx, "ALTER TABLE topics RENAME TO gone")?) })
    });
    breaking.await.unwrap();
    let broken = server.get("/b/drumlin/topics", None).await;
    let (status, name) = (broken.status(), name(&broken));
    let page = broken.text().await.unwrap();
    assert!(
        status == 500 && page.contains(&format!("<code>{name}</code>")),
        "{status} {name}\n{page}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_line_has_its_requests_name_and_nothing_of_its_address() {
    let folder = furnished();
    let (port, log) = (free_port(), folder.path().join("log"));
    let mut command = parvis(folder.path());
    command.env("PARVIS_LOG", "info,parvis=debug").env("PARVIS_LOG_FORMAT", "json");
    command.env("PARVIS_TRUSTED_PROXIES", "1");
    let _running = serve_as(command.stderr(std::fs::File::create(&log).unwrap()), port).await;
    let http = support::client();
    for path in [
        "/b/drumlin/topics?q=zq-looked-for",
        "/b/drumlin/password/zq-token",
        "/zq-nowhere",
        "/b/drumlin/people/1",
    ] {
        let request = http
            .get(format!("http://127.0.0.1:{port}{path}"))
            .header("x-request-id", "from-the-proxy-1");
        assert_eq!(request.send().await.unwrap().headers()["x-request-id"], "from-the-proxy-1");
    }
    let form = [("address", "zq-somebody@example.org"), ("password", "zq-password")];
    let request = http
        .post(format!("http://127.0.0.1:{port}/b/drumlin/sign-in"))
        .header("sec-fetch-site", "same-origin");
    assert_eq!(request.form(&form).send().await.unwrap().status(), 422);
    let text = std::fs::read_to_string(&log).unwrap();
    assert!(!text.contains("zq-"), "{text}");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered: Vec<&Value> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let named = answered.iter().filter(|line| line["span"]["id"] == "from-the-proxy-1");
    assert_eq!(named.count(), 4, "{text}");
    assert!(
        answered
            .iter()
            .any(|line| line["route"] == "/b/{brand}/topics" && line["status"] == 200),
        "{text}"
    );
    assert!(
        answered
            .iter()
            .all(|line| line["span"]["id"].as_str().is_some_and(|id| id.len() >= 12)),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_are_told_on_a_port_of_their_own() {
    let folder = furnished();
    let (port, other) = (free_port(), free_port());
    let mut command = parvis(folder.path());
    let _running = serve_as(command.env("PARVIS_METRICS_LISTEN", format!("127.0.0.1:{other}")), port).await;
    let http = support::client();
    for path in [
        "/b/drumlin/topics",
        "/b/drumlin/topics?sort=newest",
        "/b/orsel/topics",
        "/b/nobody/topics",
        "/a",
        "/b/c",
    ] {
        let _ = http.get(format!("http://127.0.0.1:{port}{path}")).send().await.unwrap();
    }
    let told = figures(other).await;
    for (name, value) in [
        (
            "parvis_requests_total{route=\"/b/{brand}/topics\",method=\"GET\",status=\"2xx\"}",
            3.0,
        ),
        (
            "parvis_requests_total{route=\"/b/{brand}/topics\",method=\"GET\",status=\"4xx\"}",
            1.0,
        ),
        ("parvis_requests_under_way", 0.0),
        (
            "parvis_request_duration_seconds_bucket{kind=\"page\",le=\"+Inf\"}",
            figure(&told, "parvis_request_duration_seconds_count{kind=\"page\"}"),
        ),
        ("parvis_database_up", 1.0),
        ("parvis_jobs_dead", 0.0),
        ("parvis_jobs_oldest_due_seconds", 0.0),
        ("parvis_worker_deaths_total", 0.0),
        ("parvis_database_connections{pool=\"write\",state=\"in_use\"}", 0.0),
    ] {
        assert_eq!(figure(&told, name), value, "{name}\n{told}");
    }
    assert!(figure(&told, "parvis_page_cache_misses_total") >= 3.0);
    assert!(figure(&told, "parvis_worker_silent_seconds") < 60.0);
    assert!(figure(&told, "process_start_time_seconds") > 1.7e9);
    #[cfg(target_os = "linux")]
    assert!(figure(&told, "process_resident_memory_bytes") > 1e6);
    let series = |text: &str| text.lines().filter(|line| !line.starts_with('#')).count();
    for n in 0..50 {
        let _ = http.get(format!("http://127.0.0.1:{port}/nowhere/{n}")).send().await.unwrap();
    }
    assert_eq!(
        series(&figures(other).await),
        series(&told),
        "what nobody has made a route of makes no row"
    );
    assert_eq!(
        http.get(format!("http://127.0.0.1:{port}/metrics")).send().await.unwrap().status(),
        404
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tries_that_are_too_many_are_answered_429_counted_and_logged_once() {
    let folder = furnished();
    let (port, other, log) = (free_port(), free_port(), folder.path().join("log"));
    let mut command = parvis(folder.path());
    command.env("PARVIS_METRICS_LISTEN", format!("127.0.0.1:{other}"));
    let _running = serve_as(command.stderr(std::fs::File::create(&log).unwrap()), port).await;
    let form = [("address", "zq-isla@drumlin.example"), ("password", "zq-not this one")];
    let mut answers = Vec::new();
    for _ in 0..7 {
        let request = support::client()
            .post(format!("http://127.0.0.1:{port}/b/drumlin/sign-in"))
            .header("sec-fetch-site", "same-origin");
        answers.push(request.form(&form).send().await.unwrap());
    }
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status().as_u16()).collect();
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
    let last = answers.pop().unwrap();
    let wait: u32 = last.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=300).contains(&wait), "{wait}");
    let page = last.text().await.unwrap();
    assert!(page.contains("value=\"zq-isla@drumlin.example\""), "what was typed stays: {page}");
    let told = figures(other).await;
    assert_eq!(figure(&told, "parvis_limited_total{limit=\"sign-in\"}"), 2.0);
    assert_eq!(figure(&told, "parvis_limited_total{limit=\"sign-in-network\"}"), 0.0);
    let text = std::fs::read_to_string(&log).unwrap();
    assert!(text.matches("too many tries").count() == 1 && !text.contains("zq-"), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_database_is_away_says_so_soon_and_is_alive() {
    let server = support::postgres().await;
    let url = server.base.clone();
    assert_eq!(server.get("/health/ready", None).await.text().await.unwrap(), "ready\n");
    server.db.close().await;
    let start = std::time::Instant::now();
    let ready = server.http.get(format!("{url}/health/ready")).send().await.unwrap();
    assert_eq!(ready.status(), 503);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert_eq!(server.get("/health/live", None).await.status(), 200);
}

#[test]
fn a_port_for_figures_that_is_taken_stops_the_start_in_words() {
    let folder = furnished();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = parvis(folder.path());
    command.args(["serve", "--listen", "127.0.0.1:0", "--metrics-listen", &address]);
    let done = command.stdout(Stdio::null()).stderr(Stdio::piped()).output().unwrap();
    assert!(!done.status.success());
    assert!(String::from_utf8(done.stderr).unwrap().contains("PARVIS_METRICS_LISTEN"));
}
