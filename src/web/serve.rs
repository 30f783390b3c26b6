//! Listening: from the bound socket to the last answer. Slow clients hold a connection for a bounded time only.

use super::crowd::Crowd;
use super::pace::Paced;
use super::{metrics, network::Proxies, routes};
use axum::extract::ConnectInfo;
use community::limits::{self, Limited};
use community::{Installation, jobs};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_io_timeout::TimeoutStream;

/// Most connections at a time; the next ones wait to be accepted.
const CONNECTIONS: usize = 4_096;
/// Most of them that one network holds.
const OF_ONE: usize = CONNECTIONS / 8;
/// Longest time that what is under way may take after the order to stop.
const DRAIN: Duration = Duration::from_secs(25);
/// What the worker has at least, and the database to close.
const LAST: Duration = Duration::from_secs(2);

/// How long a client may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// To send the head of a request, and between two requests of one connection.
    pub head: Duration,
    /// Without sending or taking a single byte, and how far one may fall behind who takes an answer more slowly than at a kilobyte a second.
    pub idle: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            idle: Duration::from_secs(60),
        }
    }
}

/// Serves until told to stop, then answers what is under way, ends the worker's job and closes the database.
pub async fn serve(
    listener: TcpListener,
    installation: Installation,
    proxies: Proxies,
    bench: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    serve_patiently(listener, installation, proxies, bench, Patience::default(), stop).await
}

/// The same with a patience of one's own.
pub async fn serve_patiently(
    listener: TcpListener,
    installation: Installation,
    proxies: Proxies,
    bench: bool,
    patience: Patience,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    metrics::start();
    let (say_stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(work(installation.clone(), stopped));
    let mut router = routes::router(&installation, proxies);
    if bench {
        router = router.route("/bench/{bytes}", axum::routing::get(bytes));
    }
    let (graceful, places, crowd) = (GracefulShutdown::new(), Arc::new(Semaphore::new(CONNECTIONS)), Crowd::default());
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = places.clone().acquire_owned();
        let accepted = async { (place.await, listener.accept().await) };
        let (place, accepted) = tokio::select! {
            both = accepted => both,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Some(held) = crowd.enter(peer.ip(), proxies, OF_ONE) else {
                    limits::refuse(Limited::ConnectionsNetwork, 0, types::Instant::now());
                    continue;
                };
                let connection = connection(stream, peer, router.clone(), patience);
                let watched = graceful.watch(connection);
                tokio::spawn(async move {
                    let _places = (place, held);
                    let _ = watched.await;
                });
            }
            // Out of file descriptors, most likely: others will be given back.
            Err(cause) => {
                tracing::warn!(%cause, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    tracing::info!("stopping: answering what is under way");
    drop(listener);
    let _ = say_stop.send(true);
    let end = tokio::time::Instant::now() + DRAIN;
    if tokio::time::timeout_at(end, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still under way after {} s", DRAIN.as_secs());
    }
    if tokio::time::timeout_at(end.max(tokio::time::Instant::now() + LAST), worker)
        .await
        .is_err()
    {
        tracing::warn!("a job was still under way: it is done again after the next start");
    }
    let _ = tokio::time::timeout(LAST, installation.db.close()).await;
    Ok(())
}

/// Works until told to stop. A worker that dies begins again, and that is said.
async fn work(installation: Installation, stopped: watch::Receiver<bool>) {
    while let Err(cause) = tokio::spawn(jobs::work(installation.clone(), stopped.clone())).await {
        tracing::error!(%cause, "the worker died, and begins again");
        metrics::worker_died();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

type Patient = TokioIo<Paced<std::pin::Pin<Box<TimeoutStream<TcpStream>>>>>;

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: axum::Router,
    patience: Patience,
) -> http1::Connection<Patient, TowerToHyperService<Located>> {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_read_timeout(Some(patience.idle));
    stream.set_write_timeout(Some(patience.idle));
    let service = TowerToHyperService::new(Located { router, peer });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .serve_connection(TokioIo::new(Paced::new(Box::pin(stream), patience.idle)), service)
}

/// The router, told where its requests come from.
#[derive(Clone)]
struct Located {
    router: axum::Router,
    peer: SocketAddr,
}

impl tower::Service<hyper::Request<hyper::body::Incoming>> for Located {
    type Response = axum::response::Response;
    type Error = std::convert::Infallible;
    type Future = axum::routing::future::RouteFuture<std::convert::Infallible>;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        tower::Service::<axum::extract::Request>::poll_ready(&mut self.router, cx)
    }

    fn call(&mut self, request: hyper::Request<hyper::body::Incoming>) -> Self::Future {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(ConnectInfo(self.peer));
        self.router.call(request)
    }
}

/// `GET /bench/{bytes}`: an answer of so many bytes out of memory, which the benchmark compares pages with.
async fn bytes(axum::extract::Path(count): axum::extract::Path<usize>) -> &'static [u8] {
    static BYTES: [u8; 200_000] = [b'.'; 200_000];
    &BYTES[..count.min(BYTES.len())]
}

/// SIGTERM or ctrl-C. The second one ends the process at once.
pub async fn told_to_stop() {
    signalled().await;
    tokio::spawn(async {
        signalled().await;
        tracing::warn!("told to stop twice: ending at once");
        std::process::exit(1);
    });
}

/// SIGTERM or ctrl-C.
pub async fn signalled() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
