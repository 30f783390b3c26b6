//! How many connections one network holds at a time. Behind a trusted proxy every peer is the proxy, whose own limits hold.

use super::network::{Proxies, network};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// The connections of each network.
#[derive(Clone, Debug, Default)]
pub struct Crowd(Arc<Mutex<HashMap<String, usize>>>);

/// A connection's place, free again when this goes.
#[derive(Debug)]
pub struct Place {
    crowd: Crowd,
    /// Nothing where nobody counts.
    network: Option<String>,
}

impl Crowd {
    /// A place for a connection of this peer; none where its network holds `most` already.
    pub fn enter(&self, peer: IpAddr, proxies: Proxies, most: usize) -> Option<Place> {
        let network = (proxies.0 == 0 && !is_near(peer.to_canonical())).then(|| network(peer));
        if let Some(network) = &network {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let count = held.entry(network.clone()).or_default();
            if *count >= most {
                return None;
            }
            *count += 1;
        }
        let crowd = self.clone();
        Some(Place { crowd, network })
    }
}

/// Whether it is of this machine or of a private network: most likely a proxy that nobody told of, and never a stranger.
fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(network) = &self.network else { return };
        let mut held = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(network) {
            *count -= 1;
            if *count == 0 {
                held.remove(network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_holds_so_many_connections_and_others_are_let_in() {
        let crowd = Crowd::default();
        let enter = |peer: &str| crowd.enter(peer.parse().unwrap(), Proxies(0), 2);
        let (_one, two) = (enter("2001:db8:1:2::1").unwrap(), enter("2001:db8:1:2:ffff::9").unwrap());
        assert!(enter("2001:db8:1:2::1").is_none(), "a household of IPv6 is one");
        assert!(enter("198.51.100.1").is_some());
        drop(two);
        assert!(enter("2001:db8:1:2::1").is_some());
        assert_eq!(crowd.0.lock().unwrap().len(), 1, "who has gone is forgotten");
    }

    #[test]
    fn a_trusted_proxy_and_what_is_near_hold_as_many_as_they_like() {
        let crowd = Crowd::default();
        for (peer, proxies) in [
            ("198.51.100.1", 1),
            ("127.0.0.1", 0),
            ("::ffff:127.0.0.1", 0),
            ("172.17.0.1", 0),
            ("fd00::1", 0),
        ] {
            let places: Vec<_> = (0..9).map(|_| crowd.enter(peer.parse().unwrap(), Proxies(proxies), 2)).collect();
            assert!(places.iter().all(Option::is_some), "{peer} behind {proxies}");
        }
    }
}
