//! How fast, how small, how light: the release binary on an empty data folder, asked over HTTP by
//! this process on the same machine. Figures are for comparing the rows of one run.

mod growth;
mod http;
mod load;
mod mixed;
mod server;
mod table;
mod visit;

use crate::serve;
use anyhow::{Context, Result, bail};
use http::{Connection, get, post};
use load::Until;
use server::{Installation, Server};
use std::time::Duration;
use table::{HEADINGS, Row, print, say};

const CONNECTIONS: usize = 16;
/// Topics to vote on: 16 members can cast 48,000 different votes.
const TOPICS: usize = 3000;
const LIST: &str = "/b/drumlin/topics";
const GROUPS: [&str; 6] = ["start", "visit", "pages", "votes", "mixed", "memory"];
/// Topics up to which `growth` measures, unless it is told.
const GROWN: usize = 100_000;

/// `cargo xtask bench [--seconds N] [start | visit | pages | votes | mixed | memory]…` or `cargo xtask bench growth [TOPICS]`
pub fn command(arguments: &[String]) -> Result<()> {
    if let Some((first, rest)) = arguments.split_first()
        && first == "growth"
    {
        let most = rest.first().map_or(Ok(GROWN), |n| n.parse()).context("growth needs a number")?;
        serve::client_and_site()?;
        serve::server("release")?;
        return growth::table(most);
    }
    let (each, groups) = understood(arguments)?;
    serve::client_and_site()?;
    serve::server("release")?;
    let installation = Installation::new()?;
    let accounts = installation.fill(TOPICS, CONNECTIONS)?;
    if accounts.len() < CONNECTIONS {
        bail!(
            "`parvis bench-accounts` made {} members of drumlin instead of {CONNECTIONS}",
            accounts.len()
        );
    }
    let (server, started) = installation.serve()?;
    let bench = Bench {
        server,
        started,
        accounts,
        each,
    };
    groups.iter().try_for_each(|group| bench.group(group))
}

fn understood(arguments: &[String]) -> Result<(Duration, Vec<&str>)> {
    let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut seconds = 5;
    if let Some(at) = words.iter().position(|word| *word == "--seconds") {
        let value = words.get(at + 1).context("--seconds needs a number")?;
        seconds = value.parse().context("--seconds needs a number")?;
        words.drain(at..at + 2);
    }
    if let Some(unknown) = words.iter().find(|word| !GROUPS.contains(word)) {
        bail!("there is no group `{unknown}`; the groups are {}", GROUPS.join(", "));
    }
    let groups = if words.is_empty() { GROUPS.to_vec() } else { words };
    Ok((Duration::from_secs(seconds), groups))
}

/// A running server, who may ask it, and for how long each row asks.
struct Bench {
    server: Server,
    started: Duration,
    accounts: Vec<String>,
    each: Duration,
}

impl Bench {
    fn group(&self, group: &str) -> Result<()> {
        match group {
            "start" => say(format_args!("start to first answer: {} ms", self.started.as_millis())),
            "visit" => self.visits(),
            "pages" => self.pages(),
            "votes" => self.votes(),
            "mixed" => self.mixed(),
            _ => self.memory(),
        }
    }

    /// A page and everything that it loads, as it comes over the wire.
    fn visits(&self) -> Result<()> {
        for (who, cookies) in self.people() {
            let files = visit::first_visit(self.server.port, LIST, cookies)?;
            let total: usize = files.iter().map(|(_, size)| size).sum();
            say(format_args!("\nfirst visit, {who}: {total} bytes"))?;
            for (address, size) in files {
                say(format_args!("  {size:>8}  {address}"))?;
            }
        }
        Ok(())
    }

    /// Lists and topics, each beside a file of as many bytes from the same server.
    fn pages(&self) -> Result<()> {
        say(format_args!("{HEADINGS}"))?;
        let topic = self.first_topic()?;
        for (who, cookies) in self.people() {
            for (what, path) in [("list", LIST), ("topic", &topic)] {
                let (page, bytes) = self.page(path, cookies)?;
                print(&format!("{what}, {who}"), &page)?;
                let (file, _) = self.page(&format!("/bench/{bytes}"), "")?;
                print(&format!("  a file of {bytes} bytes"), &file)?;
                say(format_args!("  page / file: {:.2}", page.load.rate() / file.load.rate()))?;
            }
        }
        Ok(())
    }

    fn people(&self) -> [(&str, &str); 2] {
        [("visitor", ""), ("member", &self.accounts[0])]
    }

    /// Asks for one page as fast as it comes; also says how many bytes its body has.
    fn page(&self, path: &str, cookies: &str) -> Result<(Row, usize)> {
        let request = get(path, cookies, "br");
        let mut connection = Connection::open(self.server.port)?;
        let status = connection.ask(&request)?.status;
        if status != 200 {
            bail!("{path} answered {status}");
        }
        let load = self.measured(200, |_, _| Some(request.clone()))?;
        Ok((load, connection.body.len()))
    }

    /// The demo's first topic: an official answer, a timeline and eleven replies.
    fn first_topic(&self) -> Result<String> {
        let mut connection = Connection::open(self.server.port)?;
        connection.ask(&get("/b/drumlin/t/1", "", "identity"))?;
        Ok(connection.header("location").context("the first topic leads nowhere")?.to_owned())
    }

    /// Each connection is a member of its own, who votes once for each topic, each starting elsewhere.
    fn votes(&self) -> Result<()> {
        say(format_args!("{HEADINGS}"))?;
        let votes = self.measured(303, |member, step| {
            let number = (step + member * TOPICS / CONNECTIONS) % TOPICS + 1;
            let path = format!("/b/drumlin/t/{number}/vote");
            let form = format!("verb=cast&back={LIST}");
            (step < TOPICS).then(|| post(&path, &self.accounts[member], &form))
        })?;
        print("votes", &votes)
    }

    fn memory(&self) -> Result<()> {
        const REQUESTS: usize = 100_000;
        let requests = [get(LIST, "", "br"), get(LIST, &self.accounts[0], "br")];
        let each = Until::Asked(REQUESTS / CONNECTIONS);
        let load = load::run(self.server.port, CONNECTIONS, each, 200, |_, step| Some(requests[step % 2].clone()))?;
        let (now, most) = (self.server.memory("VmRSS")?, self.server.memory("VmHWM")?);
        let answers = load.answers();
        say(format_args!(
            "\nmemory after {answers} more answers: {now:.0} MB, at most {most:.0} MB"
        ))
    }

    fn measured<F>(&self, expected: u16, request: F) -> Result<Row>
    where
        F: Fn(usize, usize) -> Option<Vec<u8>> + Sync,
    {
        let before = self.server.cpu_time()?;
        let load = load::run(self.server.port, CONNECTIONS, Until::Over(self.each), expected, request)?;
        let cpu = self.server.cpu_time()? - before;
        Ok(Row { load, cpu })
    }
}
