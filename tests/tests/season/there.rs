//! The registry, and what it says that it holds.

use std::net::SocketAddr;
use std::path::Path;

use nuong_registry::Running;
use reqwest::blocking::Client;
use serde_json::Value;

use crate::farm::ORGANISATION;
use crate::laptop::Laptop;

/// A registry on loopback.
pub struct There {
    running: Running,
    client: Client,
    _dir: tempfile::TempDir,
}

impl There {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        Self {
            running: nuong_registry::spawn(dir.path(), address).unwrap(),
            client: Client::builder().no_proxy().build().unwrap(),
            _dir: dir,
        }
    }

    /// Enrols a laptop.
    pub fn connect(&self, laptop: &Laptop) {
        let registry = self.running.registry();
        let code = registry
            .issue_code("Hợp tác xã Mùa Vụ", ORGANISATION)
            .unwrap();
        laptop.done(&["connect", &self.running.url(), &code]);
    }

    /// Every event and declaration that it holds.
    pub fn events(&self, token: &str) -> Vec<Value> {
        let pages = self.pages("/events?perPage=500", token);
        let events = pages.into_iter().flat_map(|page| {
            let list = &page["epcisBody"]["queryResults"]["resultsBody"]["eventList"];
            list.as_array().unwrap().clone()
        });
        events.collect()
    }

    /// Its list of the organisation's records.
    pub fn records(&self, token: &str) -> Vec<Value> {
        let pages = self.pages("/organisation/records?perPage=5000", token);
        let members = pages
            .into_iter()
            .flat_map(|page| page["member"].as_array().unwrap().clone());
        members.collect()
    }

    /// The public page of a lot.
    pub fn page(&self, product: &str, lot: &str) -> String {
        let url = format!("{}/{ORGANISATION}/{product}/{lot}", self.running.url());
        let answer = self.client.get(url).send().unwrap();
        assert_eq!(answer.status(), 200, "{lot}");
        answer.text().unwrap()
    }

    fn pages(&self, path: &str, token: &str) -> Vec<Value> {
        let base = self.running.url();
        let (mut pages, mut next) = (Vec::new(), Some(path.to_owned()));
        while let Some(path) = next {
            let url = format!("{base}{path}");
            let answer = self.client.get(url).bearer_auth(token).send().unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            let link = answer.headers().get("link");
            let link = link.map(|link| link.to_str().unwrap().to_owned());
            next = link.map(|link| {
                let target = link.trim_start_matches('<').split('>').next().unwrap();
                target.trim_start_matches(&base).to_owned()
            });
            pages.push(serde_json::from_str(&answer.text().unwrap()).unwrap());
        }
        pages
    }
}

/// The token of a laptop that is enrolled.
pub fn token_of(secrets: &Path) -> String {
    let mut files = std::fs::read_dir(secrets).unwrap();
    std::fs::read_to_string(files.next().unwrap().unwrap().path()).unwrap()
}
