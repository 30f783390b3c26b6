//! Where a request comes from, for the limits: the peer's address, or what trusted proxies say of it.

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use pages::accounts::Network;
use std::net::{IpAddr, SocketAddr};

/// How many proxies in front of us add to `X-Forwarded-For`; 0 believes nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proxies(pub usize);

/// Tells the handlers the network: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one household holds.
pub fn locate(proxies: Proxies, request: &mut Request) {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let network = client(peer, request.headers(), proxies).map_or_else(|| "unknown".to_owned(), network);
    request.extensions_mut().insert(Network(network));
}

/// Counted from the right: the last entry is what the nearest proxy saw; what stands left of the trusted ones may be forged.
fn client(peer: Option<IpAddr>, headers: &HeaderMap, proxies: Proxies) -> Option<IpAddr> {
    if proxies.0 == 0 {
        return peer;
    }
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|h| h.to_str().ok())
        .flat_map(|h| h.split(','))
        .map(str::trim)
        .collect();
    let index = entries.len().checked_sub(proxies.0)?;
    entries
        .get(index)
        .and_then(|e| e.parse().ok().or_else(|| e.parse::<SocketAddr>().ok().map(|s| s.ip())))
        .or(peer)
}

/// What counts as one: an IPv4 address, or the first 64 bits of an IPv6 one.
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(forwarded: &str, proxies: usize) -> String {
        let headers = [("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())]
            .into_iter()
            .collect();
        client("192.0.2.9".parse().ok(), &headers, Proxies(proxies)).map_or_else(|| "unknown".into(), network)
    }

    #[test]
    fn a_forwarded_address_counts_only_from_as_many_proxies_as_are_trusted() {
        assert_eq!(seen("198.51.100.1", 0), "192.0.2.9");
        assert_eq!(seen("203.0.113.66, 198.51.100.1", 1), "198.51.100.1");
        assert_eq!(seen("203.0.113.66, 198.51.100.1", 2), "203.0.113.66");
        assert_eq!(seen("nonsense", 1), "192.0.2.9");
    }

    #[test]
    fn a_household_of_ipv6_is_one_network() {
        assert_eq!(seen("2001:db8:1:2:3:4:5:6", 1), seen("2001:db8:1:2:ffff::1", 1));
        assert_eq!(seen("::ffff:198.51.100.1", 1), "198.51.100.1");
    }
}
