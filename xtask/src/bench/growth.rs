//! How pages slow down as a brand grows: the same ones at a thousand topics and at a million.

use super::http::{Connection, get};
use super::load::{self, Until};
use super::server::Installation;
use super::table::say;
use anyhow::{Context, Result, bail};
use std::time::Duration;

/// Topics of each row of the table, as many as were asked for.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// How long each page is asked for.
const EACH: Duration = Duration::from_secs(2);

/// Pages of a member, which are never kept: `{topic}` is the address of one in the middle.
const PAGES: [(&str, &str); 9] = [
    ("home", "/b/drumlin/"),
    ("list", "/b/drumlin/topics"),
    ("newest", "/b/drumlin/topics?sort=newest"),
    ("most voted", "/b/drumlin/topics?sort=most_voted"),
    ("unanswered", "/b/drumlin/topics?sort=unanswered"),
    ("one board", "/b/drumlin/topics?board=tents"),
    ("one status", "/b/drumlin/topics?status=planned"),
    ("my own", "/b/drumlin/me"),
    ("topic", "{topic}"),
];

/// Prints the middle latency of each page at each size up to `most`, in milliseconds, and how much it grew.
pub fn table(most: usize) -> Result<()> {
    let installation = Installation::new()?;
    let cookies = installation.fill(0, 4)?;
    let cookie = cookies.first().context("nobody is signed in")?;
    let mut columns = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size <= most) {
        installation.grow(size)?;
        let (server, _) = installation.serve()?;
        let topic = address(server.port, cookie, size / 2)?;
        let mut column = Vec::new();
        for (name, path) in PAGES {
            let request = get(&path.replace("{topic}", &topic), cookie, "br");
            let asked = load::run(server.port, 2, Until::Over(EACH), 200, |_, _| Some(request.clone()))?;
            if asked.answers() == 0 {
                bail!("{name} answers {:?} at {size} topics", asked.example);
            }
            column.push(asked.milliseconds(0.5));
        }
        columns.push((size, column));
    }
    print(&columns)
}

fn print(columns: &[(usize, Vec<f64>)]) -> Result<()> {
    let heads = columns.iter().map(|(size, _)| format!("{size:>11}")).collect::<String>();
    say(format_args!("\np50 in ms at so many topics{heads}      grew by"))?;
    for (row, (name, _)) in PAGES.iter().enumerate() {
        let cells: Vec<f64> = columns.iter().map(|(_, column)| column[row]).collect();
        let shown = cells.iter().map(|p50| format!("{p50:>11.2}")).collect::<String>();
        let grew = cells.last().zip(cells.first()).map_or(1.0, |(last, first)| last / first);
        say(format_args!("{name:<27}{shown} {grew:>12.2}"))?;
    }
    Ok(())
}

/// Where a topic of this number stands.
fn address(port: u16, cookie: &str, number: usize) -> Result<String> {
    let mut connection = Connection::open(port)?;
    connection.ask(&get(&format!("/b/drumlin/t/{number}"), cookie, "identity"))?;
    Ok(connection.header("location").context("the topic leads nowhere")?.to_owned())
}
