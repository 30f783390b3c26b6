//! Listening: from the bound socket to the last answer.

use super::{network::Proxies, routes};
use community::{Installation, jobs};
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Serves until told to stop, then answers what is under way, ends the worker's job and closes the database.
pub async fn serve(
    listener: TcpListener,
    installation: Installation,
    proxies: Proxies,
    bench: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (say_stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(jobs::work(installation.clone(), stopped.clone()));
    let mut router = routes::router(&installation, proxies);
    if bench {
        router = router.route("/bench/{bytes}", axum::routing::get(bytes));
    }
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut hear = stopped;
    let drained = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = hear.wait_for(|stop| *stop).await;
    });
    tokio::spawn(async move {
        stop.await;
        tracing::info!("stopping: answering what is under way");
        let _ = say_stop.send(true);
    });
    drained.await?;
    let _ = worker.await;
    installation.db.close().await;
    Ok(())
}

/// `GET /bench/{bytes}`: an answer of so many bytes out of memory, which the benchmark compares pages with.
async fn bytes(axum::extract::Path(count): axum::extract::Path<usize>) -> &'static [u8] {
    static BYTES: [u8; 200_000] = [b'.'; 200_000];
    &BYTES[..count.min(BYTES.len())]
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
