//! SIGTERM: what is under way is answered, nothing new is begun, and the process ends.
#![cfg(unix)]

use crate::program::{Running, free_port, furnished, parvis, serve, serve_as, sign_in};
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

fn terminate(running: &Running) {
    let id = running.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
}

async fn ended(running: &mut Running, within: Duration) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < within {
        if let Some(status) = running.0.try_wait().unwrap() {
            return status.code();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it still runs after {within:?}");
}

async fn refused_from_now_on(port: u16) {
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("new connections are still taken");
}

/// A picture on its way up: the head and the first half of the body are sent.
async fn half_sent(port: u16, cookie: &str) -> (TcpStream, Vec<u8>) {
    let picture = include_bytes!("people.png");
    let mut body =
        b"--x\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n".to_vec();
    body.extend_from_slice(picture);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let head = format!(
        "POST /b/drumlin/account/profile/picture HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncookie: {cookie}\r\nsec-fetch-site: same-origin\r\n\
         content-type: multipart/form-data; boundary=x\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let rest = body.split_off(body.len() / 2);
    stream.write_all(&body).await.unwrap();
    (stream, rest)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_under_way_is_answered_and_nothing_new_is_begun() {
    let folder = furnished();
    let port = free_port();
    let mut running = serve(folder.path(), port).await;
    let cookie = sign_in(port, "drumlin", "isla@drumlin.example").await;
    let (mut stream, rest) = half_sent(port, &cookie).await;
    tokio::time::sleep(Duration::from_millis(200)).await; // its head is read, or the request would be new
    terminate(&running);
    refused_from_now_on(port).await;
    stream.write_all(&rest).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(ended(&mut running, Duration::from_secs(10)).await, Some(0));
}

/// A mail server that takes its time over each mail; gives what it was sent, after telling that the mail has begun.
async fn slow_mail(listener: TcpListener, begun: tokio::sync::oneshot::Sender<()>) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 slow\r\n").await.unwrap();
    while let Some(line) = lines.next_line().await.unwrap() {
        let answer: &[u8] = match line.split(' ').next().unwrap_or_default() {
            "EHLO" => b"250 slow\r\n",
            "DATA" => break,
            _ => b"250 OK\r\n",
        };
        write.write_all(answer).await.unwrap();
    }
    begun.send(()).unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    write.write_all(b"354 go on\r\n").await.unwrap();
    let mut mail = String::new();
    while let Some(line) = lines.next_line().await.unwrap().filter(|line| line != ".") {
        mail.push_str(&line);
        mail.push('\n');
    }
    write.write_all(b"250 OK\r\n").await.unwrap();
    mail
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_under_way_is_done_before_the_end() {
    let folder = furnished();
    let (port, listener) = (free_port(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let smtp = format!("smtp://{}", listener.local_addr().unwrap());
    let (begin, begun) = tokio::sync::oneshot::channel();
    let mail = tokio::spawn(slow_mail(listener, begin));
    let mut running = serve_as(parvis(folder.path()).env("PARVIS_SMTP_URL", smtp), port).await;
    let asked = crate::support::client().post(format!("http://127.0.0.1:{port}/b/drumlin/password"));
    let asked = asked
        .header("sec-fetch-site", "same-origin")
        .form(&[("address", "isla@drumlin.example")]);
    assert!(asked.send().await.unwrap().status().as_u16() < 400);
    begun.await.unwrap();
    terminate(&running);
    assert_eq!(ended(&mut running, Duration::from_secs(20)).await, Some(0));
    assert!(mail.await.unwrap().contains("To: isla@drumlin.example"));
    let url = format!("sqlite:{}", folder.path().join("parvis.db").display());
    let db = community::Db::open(&community::db::Options::new(url)).await.unwrap();
    let left = community::fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM jobs WHERE kind = 'mail'").unwrap();
    assert_eq!(left.0, 0, "the mail that left is not sent again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_signal_ends_it_at_once() {
    let folder = furnished();
    let port = free_port();
    let mut running = serve(folder.path(), port).await;
    let cookie = sign_in(port, "drumlin", "isla@drumlin.example").await;
    let (_stream, _rest) = half_sent(port, &cookie).await;
    tokio::time::sleep(Duration::from_millis(200)).await; // as above
    terminate(&running);
    refused_from_now_on(port).await;
    terminate(&running);
    assert_eq!(ended(&mut running, Duration::from_secs(3)).await, Some(1));
}
