//! As much HTTP/1.1 as a load generator needs: one kept-alive connection, one answer at a time.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than any honest answer takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection, with the last answer that came over it.
pub struct Connection {
    stream: BufReader<TcpStream>,
    head: Vec<u8>,
    /// The last answer's body, unchunked but still compressed.
    pub body: Vec<u8>,
}

/// The last answer's status and size.
pub struct Answer {
    pub status: u16,
    /// Bytes of head and body.
    pub size: usize,
}

impl Connection {
    /// Connects to this machine.
    pub fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream: BufReader::with_capacity(64 * 1024, stream),
            head: Vec::new(),
            body: Vec::new(),
        })
    }

    /// Sends a request made by `get` or `post` and reads the whole answer.
    pub fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.get_mut().write_all(request)?;
        self.read_head()?;
        let status = self.status()?;
        self.body.clear();
        if !matches!(status, 204 | 304) {
            self.read_body()?;
        }
        Ok(Answer {
            status,
            size: self.head.len() + self.body.len(),
        })
    }

    /// The last answer's header of this name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let head = std::str::from_utf8(&self.head).ok()?;
        head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn read_head(&mut self) -> Result<()> {
        self.head.clear();
        loop {
            let line = self.stream.read_until(b'\n', &mut self.head)?;
            match line {
                0 => bail!("the server closed the connection"),
                2 if self.head.ends_with(b"\r\n") => return Ok(()),
                _ => {}
            }
        }
    }

    fn status(&self) -> Result<u16> {
        let digits = self.head.get(9..12).context("an answer without a status")?;
        Ok(std::str::from_utf8(digits)?.parse()?)
    }

    fn read_body(&mut self) -> Result<()> {
        if let Some(length) = self.header("content-length") {
            let length = length.parse()?;
            return self.read_exactly(length);
        }
        loop {
            let length = self.chunk_length()?;
            self.read_exactly(length)?;
            self.stream.read_until(b'\n', &mut Vec::new())?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    fn chunk_length(&mut self) -> Result<usize> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        usize::from_str_radix(line.trim(), 16).with_context(|| format!("not the length of a chunk: {line:?}"))
    }

    fn read_exactly(&mut self, length: usize) -> Result<()> {
        let start = self.body.len();
        self.body.resize(start + length, 0);
        Ok(self.stream.read_exact(&mut self.body[start..])?)
    }
}

/// A GET as a browser sends it; the cookies of a visitor are `""`, the encoding `br` or `identity`.
pub fn get(path: &str, cookies: &str, encoding: &str) -> Vec<u8> {
    request(
        "GET",
        path,
        cookies,
        &format!("Accept: text/html\r\nAccept-Encoding: {encoding}\r\n"),
        "",
    )
}

/// A form of a page, sent from that same site.
pub fn post(path: &str, cookies: &str, form: &str) -> Vec<u8> {
    let headers = format!(
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
        form.len()
    );
    request("POST", path, cookies, &headers, form)
}

fn request(method: &str, path: &str, cookies: &str, headers: &str, body: &str) -> Vec<u8> {
    let cookie = if cookies.is_empty() {
        String::new()
    } else {
        format!("Cookie: {cookies}\r\n")
    };
    format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}{headers}\r\n{body}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    fn answered(answer: &'static str) -> Result<(u16, String)> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let server = std::thread::spawn(move || -> Result<()> {
            let mut stream = listener.accept()?.0;
            let mut asked = [0; 4];
            stream.read_exact(&mut asked)?;
            Ok(stream.write_all(answer.as_bytes())?)
        });
        let mut connection = Connection::open(port)?;
        let status = connection.ask(b"ask!")?.status;
        server.join().map_err(|_| anyhow::anyhow!("the server panicked"))??;
        Ok((status, String::from_utf8(connection.body)?))
    }

    #[test]
    fn a_body_of_known_length_is_read() -> Result<()> {
        let answer = answered("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nvote")?;
        assert_eq!(answer, (200, "vote".to_owned()));
        Ok(())
    }

    #[test]
    fn a_chunked_body_is_put_together() -> Result<()> {
        let answer = answered("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nvot\r\n1\r\ne\r\n0\r\n\r\n")?;
        assert_eq!(answer, (200, "vote".to_owned()));
        Ok(())
    }

    #[test]
    fn an_answer_may_have_no_body() -> Result<()> {
        assert_eq!(answered("HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n")?, (304, String::new()));
        assert_eq!(
            answered("HTTP/1.1 303 See Other\r\ncontent-length: 0\r\n\r\n")?,
            (303, String::new())
        );
        Ok(())
    }
}
