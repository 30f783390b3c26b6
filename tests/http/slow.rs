//! Clients that take their time: a connection is held for a bounded time, and others are served meanwhile.

use crate::support;
use parvis::web::serve::Patience;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_never_ends_is_ended_and_others_are_answered_meanwhile() {
    let patience = Patience {
        head: Duration::from_millis(400),
        idle: Duration::from_millis(800),
    };
    let server = support::patient(patience).await;
    let host = server.base.strip_prefix("http://").unwrap();
    let mut slow = Vec::new();
    for beginning in [
        "",
        "GET / HTTP/1.1\r\nhost: x\r\nx-slow: ",
        "POST /b/drumlin/sign-in HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\naddress=",
    ] {
        for _ in 0..20 {
            let mut stream = TcpStream::connect(host).await.unwrap();
            stream.write_all(beginning.as_bytes()).await.unwrap();
            slow.push(stream);
        }
    }
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 200);
    for mut stream in slow {
        let mut rest = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "a connection is held for ever");
    }
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 200);
}
