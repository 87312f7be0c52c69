//! The QR code's link: customers' phones must be able to open it.

use super::warning_on;
use crate::data::{Field, LabelData};
use crate::finding::Finding;
use std::net::IpAddr;

pub(super) fn link_finding(shown: &[Field], data: &LabelData) -> Option<Finding> {
    let link = data
        .get(Field::Link)
        .filter(|_| shown.contains(&Field::Link))?;
    let host = host_of(link)?;
    is_local(host).then(|| warning_on("local_link", Some(Field::Link)).with_arg("host", host))
}

/// `[::1]:8080` and `name:8080` without port and brackets.
fn host_of(link: &str) -> Option<&str> {
    let (_, rest) = link.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    match host.strip_prefix('[') {
        Some(ip) => ip.split(']').next(),
        None => host.split(':').next(),
    }
}

/// Addresses and names that mean something in one house only (RFC 1918, 4193, 6761, 6762, 8375).
fn is_local(host: &str) -> bool {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    match name.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => {
            ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()
        }
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
        Err(_) => match name.rsplit_once('.') {
            None => true, // "localhost", "may-chu"
            Some((_, top)) => {
                ["local", "localhost", "internal", "lan"].contains(&top)
                    || name.ends_with(".home.arpa")
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(link: &str) -> Option<String> {
        let data = LabelData::default().with(Field::Link, link);
        link_finding(&[Field::Link], &data).map(|f| f.args["host"].clone())
    }

    #[test]
    fn links_that_only_this_house_can_open_are_told() {
        for (link, host) in [
            ("http://127.0.0.1:18080/01/095201/10/L1", "127.0.0.1"),
            ("http://192.168.1.5/01/1", "192.168.1.5"),
            ("http://[::1]:8080/x", "::1"),
            ("http://localhost/x", "localhost"),
            ("https://may-chu:8443/x", "may-chu"),
            ("https://kho.local./x", "kho.local."),
        ] {
            assert_eq!(found(link).as_deref(), Some(host), "{link}");
        }
    }

    #[test]
    fn public_links_are_good() {
        for link in [
            "https://truyxuat.laichau.gov.vn/01/09520123456788/10/L1",
            "https://id.gs1.org/01/1",
            "https://8.8.8.8/x",
            "not a link",
        ] {
            assert_eq!(found(link), None, "{link}");
        }
    }

    #[test]
    fn a_label_without_the_code_says_nothing() {
        let data = LabelData::default().with(Field::Link, "http://localhost/x");
        assert_eq!(link_finding(&[Field::Lot], &data), None);
    }
}
