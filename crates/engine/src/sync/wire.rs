//! One HTTP exchange, bounded in size and time. It follows no redirect and sends the token to the registry's own origin only, and
//! tells apart what certainly never arrived from what may have.

use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Method, Url};

use crate::sync::address;
use crate::{AppError, Code, Result};

/// Largest answer read, in bytes.
const LARGEST_ANSWER: u64 = 4 << 20;

/// A bearer token. It shows itself to the wire alone: never in an error, a log or a debug print.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// From where it is kept.
    pub fn new(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// How long an exchange may take.
#[derive(Debug, Clone, Copy)]
pub struct Deadlines {
    /// To open the connection.
    pub connect: Duration,
    /// From the first byte sent to the last byte read.
    pub whole: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(60),
        }
    }
}

/// The client and the one origin it may show the token to.
pub struct Wire {
    client: Client,
    home: Url,
    token: Option<Token>,
    deadlines: Deadlines,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, at most 4 MiB.
    pub body: Vec<u8>,
    /// Address that answered.
    pub url: Url,
}

/// Why nothing came back.
#[derive(Debug)]
pub struct Fault {
    /// True when the request may have been read by the other side: its outcome is unknown.
    pub perhaps_received: bool,
    /// `dns` · `refused` · `tls` · `timeout` · `cut`.
    pub cause: &'static str,
    /// What the machine said; holds no header and no body.
    pub detail: String,
}

impl Wire {
    /// A client for the registry at `home`. The proxy of the environment is used for the internet, never for the local network.
    ///
    /// # Errors
    /// `network_unavailable` when the machine offers no TLS.
    pub fn new(home: Url, token: Option<Token>, deadlines: Deadlines) -> Result<Self> {
        let builder = Client::builder()
            .user_agent(concat!("nuong/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(deadlines.connect)
            .timeout(deadlines.whole);
        let builder = if address::is_near(&home) {
            builder.no_proxy()
        } else {
            builder
        };
        let client = builder
            .build()
            .map_err(|e| AppError::of(Code::NetworkUnavailable, e))?;
        Ok(Self {
            client,
            home,
            token,
            deadlines,
        })
    }

    /// The address this client belongs to.
    pub fn home(&self) -> &Url {
        &self.home
    }

    /// `GET` or `OPTIONS`: asking changes nothing on the other side.
    ///
    /// # Errors
    /// [`Fault`] when no whole answer came.
    pub fn ask(&self, method: Method, url: &Url) -> std::result::Result<Reply, Fault> {
        self.exchange(self.client.request(method, url.clone()), url)
    }

    /// `POST` of a JSON body.
    ///
    /// # Errors
    /// [`Fault`] when no whole answer came.
    pub fn post(
        &self,
        url: &Url,
        headers: &[(&'static str, &str)],
        body: Vec<u8>,
    ) -> std::result::Result<Reply, Fault> {
        let mut request = self
            .client
            .post(url.clone())
            .header("Content-Type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.exchange(request.body(body), url)
    }

    fn exchange(&self, request: RequestBuilder, url: &Url) -> std::result::Result<Reply, Fault> {
        let request = request.header("Accept", "application/json, application/problem+json");
        let request = match self.bearer(url) {
            Some(bearer) => request.header(AUTHORIZATION, bearer),
            None => request,
        };
        let started = Instant::now();
        let response = request.send().map_err(|e| Fault::of(&e))?;
        self.read(response, url, started)
    }

    fn bearer(&self, url: &Url) -> Option<HeaderValue> {
        let token = self
            .token
            .as_ref()
            .filter(|_| address::same_origin(url, &self.home))?;
        // A kept token that no header can carry is no token: the registry says 401, and the person enrols again.
        let mut value = HeaderValue::from_str(&format!("Bearer {}", token.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    fn read(
        &self,
        mut response: Response,
        url: &Url,
        started: Instant,
    ) -> std::result::Result<Reply, Fault> {
        let (status, headers) = (
            response.status().as_u16(),
            std::mem::take(response.headers_mut()),
        );
        let mut body = Vec::new();
        let mut part = [0_u8; 16 << 10];
        loop {
            let n = response.read(&mut part).map_err(Fault::cut)?;
            body.extend_from_slice(part.get(..n).unwrap_or(&part));
            if n == 0 {
                return Ok(Reply {
                    status,
                    headers,
                    body,
                    url: url.clone(),
                });
            }
            if body.len() as u64 > LARGEST_ANSWER || started.elapsed() > self.deadlines.whole {
                return Err(Fault::cut("the answer is too long"));
            }
        }
    }
}

impl Fault {
    fn cut(detail: impl ToString) -> Self {
        Self {
            perhaps_received: true,
            cause: "cut",
            detail: detail.to_string(),
        }
    }

    fn of(error: &reqwest::Error) -> Self {
        let detail = chain(error);
        let low = detail.to_lowercase();
        let cause = match () {
            () if low.contains("certificate")
                || low.contains("tls")
                || low.contains("handshake") =>
            {
                "tls"
            }
            () if error.is_dns() || low.contains("dns") => "dns",
            () if error.is_timeout() => "timeout",
            () if error.is_connect() => "refused",
            () => "cut",
        };
        Self {
            perhaps_received: !error.is_connect(),
            cause,
            detail,
        }
    }
}

/// The error and its causes in one line; reqwest's own text names the address, never a header.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text.chars().take(400).collect()
}

impl Reply {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        // One that is no plain text says nothing that we could use.
        self.headers.get(name)?.to_str().ok()
    }

    /// A header as a whole number.
    pub fn number(&self, name: &str) -> Option<u64> {
        // `Retry-After` may be a date as well; then our own back-off counts, as without it.
        self.header(name)?.trim().parse().ok()
    }

    /// The body as JSON, if it is.
    pub fn json(&self) -> Option<serde_json::Value> {
        // Who asks judges what is no JSON: a portal's page, a sentence, nothing at all.
        serde_json::from_slice(&self.body).ok()
    }

    /// True for 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// A page for people where a machine's answer belongs, or a detour to another host: a captive portal, not the registry.
    pub fn is_portal(&self) -> bool {
        match self.status {
            200..300 => self.is_page(),
            300..400 => self.leads_away(),
            511 => true,
            _ => false,
        }
    }

    fn is_page(&self) -> bool {
        let kind = self
            .header("content-type")
            .unwrap_or("")
            .to_ascii_lowercase();
        let start = self.body.iter().copied().find(|b| !b.is_ascii_whitespace());
        kind.contains("html") || (start == Some(b'<') && !kind.contains("xml"))
    }

    fn leads_away(&self) -> bool {
        match self.header("location").map(|to| self.url.join(to)) {
            Some(Ok(to)) => to.host_str() != self.url.host_str(),
            _ => false,
        }
    }
}
