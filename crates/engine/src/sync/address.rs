//! Which addresses a registry may have. It refuses plain `http` anywhere but on this machine or the local network, because the
//! token and the cooperative's trade would travel readable.

use std::net::{Ipv4Addr, Ipv6Addr};

use reqwest::Url;

use crate::{AppError, Code, Result};

/// Longest address accepted, in bytes.
const LONGEST: usize = 500;

/// Reads an address as a person types it (`registry.tinh.gov.vn`, `http://127.0.0.1:8080`), with a path that ends in `/`.
///
/// # Errors
/// `registry_address_invalid` when it is no web address, `registry_address_insecure` when it is plain `http` on the open internet.
pub fn parse(text: &str) -> Result<Url> {
    let url = Url::parse(&with_scheme(text.trim())).map_err(|e| invalid(text, e))?;
    let plain = url.username().is_empty() && url.password().is_none();
    if text.len() > LONGEST
        || !plain
        || !matches!(url.scheme(), "http" | "https")
        || !url.has_host()
    {
        return Err(invalid(text, "not a plain web address"));
    }
    if url.scheme() == "http" && !is_near(&url) {
        return Err(AppError::new(
            Code::RegistryAddressInsecure,
            "http outside the local network",
        )
        .with("url", url.host_str().unwrap_or("")));
    }
    Ok(as_folder(url))
}

fn with_scheme(text: &str) -> String {
    if text.contains("://") {
        return text.to_owned();
    }
    let plain = format!("http://{text}");
    match Url::parse(&plain) {
        Ok(url) if is_near(&url) => plain,
        _ => format!("https://{text}"),
    }
}

fn invalid(text: &str, why: impl ToString) -> AppError {
    AppError::new(Code::RegistryAddressInvalid, why)
        .with("url", text.chars().take(100).collect::<String>())
}

fn as_folder(mut url: Url) -> Url {
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    url
}

/// True for this machine and the local network: loopback, private and link-local addresses, `localhost`, `*.local`, names without a dot.
pub fn is_near(url: &Url) -> bool {
    let host = url
        .host_str()
        .unwrap_or("")
        .trim_start_matches('[')
        .trim_end_matches(']');
    if let Ok(v4) = host.parse::<Ipv4Addr>() {
        return v4.is_loopback() || v4.is_private() || v4.is_link_local();
    }
    if let Ok(v6) = host.parse::<Ipv6Addr>() {
        return v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local();
    }
    let host = host.to_ascii_lowercase();
    !host.contains('.') || host.ends_with(".local") || host.ends_with(".localhost")
}

/// True when both speak to the same scheme, host and port: the only place a token may go.
pub fn same_origin(a: &Url, b: &Url) -> bool {
    a.scheme() == b.scheme()
        && a.host_str() == b.host_str()
        && a.port_or_known_default() == b.port_or_known_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        parse(text).map_or_else(|e| e.code.to_string(), |u| u.to_string())
    }

    #[test]
    fn an_address_is_read_as_people_type_it() {
        assert_eq!(
            parsed("registry.laichau.gov.vn"),
            "https://registry.laichau.gov.vn/"
        );
        assert_eq!(parsed(" https://x.vn/epcis?a=1#b "), "https://x.vn/epcis/");
        assert_eq!(parsed("127.0.0.1:8080"), "http://127.0.0.1:8080/");
        assert_eq!(parsed("http://192.168.1.7"), "http://192.168.1.7/");
        assert_eq!(parsed("http://[::1]:81/a/"), "http://[::1]:81/a/");
        assert_eq!(parsed("localhost:8080"), "http://localhost:8080/");
    }

    #[test]
    fn plain_http_on_the_internet_is_refused_with_its_own_code() {
        for open in [
            "http://registry.laichau.gov.vn",
            "http://8.8.8.8/",
            "http://[2001:db8::1]/",
            "http://127.0.0.1.evil.vn/",
        ] {
            assert_eq!(parsed(open), "registry_address_insecure", "{open}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for bad in [
            "",
            "ftp://x.vn",
            "https://",
            "https://user:pass@x.vn",
            "file:///etc/passwd",
            "khong phai dia chi",
        ] {
            assert_eq!(parsed(bad), "registry_address_invalid", "{bad}");
        }
    }
}
