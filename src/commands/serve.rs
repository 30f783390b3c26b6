//! `parvis serve`

use super::mail::MailSettings;
use super::{Place, base_url, open, settings, told};
use crate::web::{metrics, network::Proxies, serve as server};
use clap::Args;
use community::{Installation, brands};
use std::sync::Arc;

/// `parvis serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, env = "PARVIS_LISTEN", default_value = "127.0.0.1:3000")]
    listen: String,
    #[command(flatten)]
    mail: MailSettings,
    /// Seconds in which what was done can be undone before anybody is told of it by mail or notification
    #[arg(long, env = "PARVIS_UNDO_SECONDS", default_value_t = community::notices::GRACE, value_parser = clap::value_parser!(i64).range(0..=3_600))]
    undo_seconds: i64,
    /// How many proxies in front of this server are believed about the client's address
    #[arg(long, env = "PARVIS_TRUSTED_PROXIES", default_value_t = 0)]
    trusted_proxies: usize,
    /// Address and port for Prometheus (GET /metrics): not for the world. Without it there are no metrics
    #[arg(long, env = "PARVIS_METRICS_LISTEN")]
    metrics_listen: Option<String>,
    /// Fill an empty database with the demo first
    #[arg(long)]
    demo: bool,
    /// Serve a static answer of N bytes at /bench/N
    #[arg(long, hide = true)]
    bench_static: bool,
}

/// `parvis serve`
pub async fn serve(place: Place, serve: Serve) -> Result<(), String> {
    let base_url = base_url(&place, &serve.listen)?;
    community::notices::set_grace(serve.undo_seconds);
    let db = open(&place).await?;
    let mailer = serve.mail.mailer(&place)?;
    let installation = Installation {
        db: db.clone(),
        mailer,
        settings: Arc::new(settings(&place, &serve.listen)?),
        hosts: brands::Hosts::default(),
        counts: community::topics::Counts::default(),
        kept: community::kept::Kept::default(),
        pulse: community::jobs::Pulse::default(),
    };
    if let Some(home) = &place.home_brand {
        let found = brands::by_slug(&db, home).await;
        if !serve.demo && found.is_err() {
            return Err(format!("PARVIS_HOME_BRAND: no brand is called {home}"));
        }
    }
    if brands::none_yet(&db).await.map_err(told)? {
        if serve.demo {
            super::demo::seed(&db, &installation.settings).await?;
        } else {
            advise();
        }
    }
    if !installation.settings.is_loopback() {
        super::demo::end_privileges(&db).await?;
    }
    let listener = tokio::net::TcpListener::bind(&serve.listen)
        .await
        .map_err(|e| format!("PARVIS_LISTEN: nothing can listen on {}: {e}", serve.listen))?;
    if let Some(address) = &serve.metrics_listen {
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .map_err(|e| format!("PARVIS_METRICS_LISTEN: nothing can listen on {address}: {e}"))?;
        tokio::spawn(metrics::serve(listener, installation.clone()));
    }
    if let Some(folder) = installation.mailer.as_folder() {
        tracing::warn!("no mail server is set (PARVIS_SMTP_URL): mail is laid down in {}", folder.display());
    }
    let address = listener.local_addr().map_err(|e| format!("PARVIS_LISTEN: {e}"))?;
    tracing::info!(
        engine = db.engine(),
        "Parvis listens on {address}, and people reach it at {base_url}"
    );
    let bench = serve.bench_static;
    server::serve(
        listener,
        installation,
        Proxies(serve.trusted_proxies),
        bench,
        server::told_to_stop(),
    )
    .await
    .map_err(|e| e.to_string())
}

fn advise() {
    tracing::info!("the database is empty. Look around with `parvis demo`, or begin:");
    tracing::info!("  parvis brand create SLUG --name NAME --admin ADDRESS");
    tracing::info!("  parvis account create ADDRESS --operator");
}
