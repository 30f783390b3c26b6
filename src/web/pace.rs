//! An answer has to be taken at a pace: who takes next to nothing of it would hold its connection for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A stream whose reader is waited for as long as its credit lasts.
#[derive(Debug)]
pub struct Paced<S> {
    stream: S,
    credit: Credit,
}

impl<S> Paced<S> {
    /// `most` is how long a reader may fall behind.
    pub const fn new(stream: S, most: Duration) -> Self {
        Self {
            stream,
            credit: Credit::new(most),
        }
    }
}

/// The time for which a reader is still waited for: spent by waiting, earned by what it takes.
#[derive(Debug)]
struct Credit {
    most: Duration,
    left: Duration,
    waiting: Option<Instant>,
}

impl Credit {
    const fn new(most: Duration) -> Self {
        Self {
            most,
            left: most,
            waiting: None,
        }
    }

    /// What became of a write.
    fn after(&mut self, written: Poll<io::Result<usize>>, now: Instant) -> Poll<io::Result<usize>> {
        match &written {
            Poll::Pending => {
                self.waiting.get_or_insert(now);
                written
            }
            Poll::Ready(Ok(bytes)) if !self.took(*bytes, now) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Ready(_) => written,
        }
    }

    /// Whether the credit was enough. A byte earns a millisecond: a kilobyte a second is far below what any telephone takes.
    fn took(&mut self, bytes: usize, now: Instant) -> bool {
        let waited = self.waiting.take().map_or(Duration::ZERO, |since| now.duration_since(since));
        let earned = Duration::from_millis(u64::try_from(bytes).unwrap_or(u64::MAX));
        let Some(left) = self.left.checked_sub(waited) else {
            return false;
        };
        self.left = left.saturating_add(earned).min(self.most);
        true
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.credit.after(written, Instant::now())
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, parts: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.credit.after(written, Instant::now())
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how many seconds a reader is let go who takes so many bytes each `every` seconds; none within an hour.
    fn let_go(bytes: usize, every: u64) -> Option<u64> {
        let (mut credit, begin) = (Credit::new(Duration::from_secs(60)), Instant::now());
        (1..=3_600 / every).map(|turn| turn * every).find(|second| {
            let before = begin + Duration::from_secs(second - every);
            assert!(credit.after(Poll::Pending, before).is_pending());
            let now = begin + Duration::from_secs(*second);
            matches!(credit.after(Poll::Ready(Ok(bytes)), now), Poll::Ready(Err(_)))
        })
    }

    #[test]
    fn a_reader_of_a_byte_now_and_then_is_let_go_and_a_slow_telephone_is_not() {
        assert_eq!(let_go(1, 50), Some(100));
        assert_eq!(let_go(100, 1), Some(67));
        assert_eq!(let_go(2_000, 1), None);
        assert_eq!(let_go(60_000, 50), None);
    }

    #[test]
    fn time_in_which_nothing_waits_to_be_taken_costs_nothing() {
        let (mut credit, begin) = (Credit::new(Duration::from_secs(60)), Instant::now());
        for hour in 0..10 {
            let now = begin + Duration::from_secs(hour * 3_600);
            assert!(matches!(credit.after(Poll::Ready(Ok(1)), now), Poll::Ready(Ok(1))));
        }
    }
}
