//! A running registry and a cooperative's client.

use std::path::PathBuf;
use std::process::Command;

use nuong_registry::{Running, spawn};
use reqwest::blocking::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const CONTEXT: &str = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
pub const GTIN: &str = "09520123456788";

/// A registry with its own data folder.
pub struct World {
    pub dir: TempDir,
    pub running: Running,
}

/// An enrolled client.
pub struct Coop {
    pub base: String,
    pub token: String,
    pub client: Client,
}

pub fn client() -> Client {
    Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

impl World {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let running = spawn(dir.path(), "127.0.0.1:0".parse().unwrap()).unwrap();
        Self { dir, running }
    }

    /// Stops the registry and starts another on the same data.
    pub fn restarted(self) -> Self {
        self.running.stop();
        let running = spawn(self.dir.path(), "127.0.0.1:0".parse().unwrap()).unwrap();
        Self {
            dir: self.dir,
            running,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.url())
    }

    pub fn get(&self, path: &str) -> Response {
        client().get(self.url(path)).send().unwrap()
    }

    pub fn enroll(&self, code: &str) -> Response {
        let ask = json!({"code": code, "device": "máy văn phòng"});
        client()
            .post(self.url("/enroll"))
            .json(&ask)
            .send()
            .unwrap()
    }

    pub fn coop(&self, name: &str, tax_code: &str) -> Coop {
        let code = self.running.registry().issue_code(name, tax_code).unwrap();
        let answer: Value = self.enroll(&code).json().unwrap();
        Coop {
            base: self.running.url(),
            token: answer["token"].as_str().unwrap().to_owned(),
            client: client(),
        }
    }

    pub fn sample_coop(&self) -> Coop {
        self.coop("HTX Nông nghiệp Mẫu", "6200012345")
    }
}

impl Coop {
    /// The same token at a restarted registry.
    pub fn at(&self, world: &World) -> Self {
        Self {
            base: world.running.url(),
            token: self.token.clone(),
            client: client(),
        }
    }

    pub fn with_token(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.token)
    }

    pub fn get(&self, path: &str) -> Response {
        self.with_token(self.client.get(format!("{}{path}", self.base)))
            .send()
            .unwrap()
    }

    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().unwrap()
    }

    pub fn post(&self, path: &str, body: &Value) -> Response {
        self.posting(path, body).send().unwrap()
    }

    pub fn posting(&self, path: &str, body: &Value) -> RequestBuilder {
        let request = self.client.post(format!("{}{path}", self.base));
        self.with_token(request)
            .header("content-type", "application/ld+json")
            .body(body.to_string())
    }

    /// Captures a document and gives its finished job.
    pub fn capture(&self, document: &Value) -> Value {
        self.capture_as(document, "rollback")
    }

    pub fn capture_as(&self, document: &Value, behaviour: &str) -> Value {
        self.capture_text(document.to_string(), behaviour)
    }

    /// Captures a document in these very letters.
    pub fn capture_text(&self, document: String, behaviour: &str) -> Value {
        let request = self.posting("/capture", &Value::Null).body(document);
        let answer = request
            .header("GS1-Capture-Error-Behaviour", behaviour)
            .send()
            .unwrap();
        let status = answer.status();
        let location = answer
            .headers()
            .get("location")
            .map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(status, 202, "{}", answer.text().unwrap());
        self.json(&location.unwrap())
    }

    pub fn events(&self, query: &str) -> Vec<Value> {
        list(&self.json(&format!("/events?{query}")))
    }

    pub fn stored(&self) -> usize {
        self.events("perPage=500").len()
    }
}

pub fn list(document: &Value) -> Vec<Value> {
    let events = document
        .pointer("/epcisBody/queryResults/resultsBody/eventList")
        .unwrap();
    events.as_array().unwrap().clone()
}

pub fn id(number: u32) -> String {
    format!("urn:uuid:0190f3c2-7c00-7000-8000-{number:012}")
}

/// A harvest of lot L26A07, as the desktop program sends it.
pub fn harvest(number: u32) -> Value {
    json!({
        "type": "ObjectEvent",
        "eventID": id(number),
        "eventTime": format!("2026-07-{:02}T00:00:00.000+07:00", 11 + number),
        "eventTimeZoneOffset": "+07:00",
        "action": "ADD",
        "bizStep": if number == 1 { "commissioning" } else { "creating_class_instance" },
        "disposition": "active",
        "readPoint": {"id": "https://id.gs1.org/414/9520123456788/254/LO-05"},
        "bizLocation": {"id": "https://id.gs1.org/414/9520123456788/254/LO-05"},
        "quantityList": [{
            "epcClass": format!("https://id.gs1.org/01/{GTIN}/10/L26A07"), "quantity": 1250.5, "uom": "KGM",
        }],
        "ilmd": {
            "cbvmda:lotNumber": "L26A07",
            "cbvmda:harvestStartDate": format!("2026-07-{:02}", 11 + number),
            "cbvmda:harvestEndDate": format!("2026-07-{:02}", 11 + number),
            "cbvmda:bestBeforeDate": "2028-07-12",
            "cbvmda:countryOfOrigin": "VN",
        },
        "nuong:product": format!("https://id.gs1.org/01/{GTIN}"),
        "nuong:owner": "https://id.gs1.org/417/9520123456788",
    })
}

pub fn document(events: &[Value]) -> Value {
    json!({
        "@context": [CONTEXT, {"cbvmda": "urn:epcglobal:cbv:mda:", "nuong": "urn:nuong:voc:"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-07-17T08:05:00.000+07:00",
        "epcisBody": {"eventList": events},
    })
}

/// The event with a declaration that it is wrong.
pub fn declared(event: &Value, time: &str, reason: &str, corrective: &[String]) -> Value {
    let mut event = event.clone();
    event["errorDeclaration"] = json!({"declarationTime": time, "reason": reason});
    if !corrective.is_empty() {
        event["errorDeclaration"]["correctiveEventIDs"] = json!(corrective);
    }
    event
}

/// A single event as `POST /events` takes it.
pub fn alone(event: &Value) -> Value {
    let mut event = event.clone();
    event["@context"] = document(&[])["@context"].clone();
    event
}

/// With the master data of a cooperative, its plot and a product of this name.
pub fn described(mut document: Value, product: &str) -> Value {
    let element = |id: &str, attributes: &[(&str, &str)]| {
        let list: Vec<Value> = attributes
            .iter()
            .map(|(name, value)| json!({"id": name, "attribute": value}))
            .collect();
        json!({"id": id, "attributes": list})
    };
    document["epcisHeader"] = json!({"epcisMasterData": {"vocabularyList": [
        {"type": "urn:epcglobal:epcis:vtype:EPCClass", "vocabularyElementList": [element(
            &format!("https://id.gs1.org/01/{GTIN}"),
            &[("cbvmda:descriptionShort", product), ("nuong:sku", "CHE-SHAN-200"),
              ("nuong:netQuantity", "200 g"), ("nuong:ingredients", "100% búp chè Shan tuyết"),
              ("nuong:storage", "Nơi khô ráo, thoáng mát, tránh ánh nắng"),
              ("nuong:owner", "https://id.gs1.org/417/9520123456788")],
        )]},
        {"type": "urn:epcglobal:epcis:vtype:BusinessLocation", "vocabularyElementList": [element(
            "https://id.gs1.org/414/9520123456788/254/LO-05",
            &[("cbvmda:name", "Nương nhà ông Vàng A Páo"), ("nuong:crop", "Chè Shan tuyết"),
              ("cbvmda:streetAddressOne", "Bản Tả Lèng, xã Tả Lèng, tỉnh Lai Châu")],
        ), element(
            "https://id.gs1.org/414/9520123456788",
            &[("cbvmda:streetAddressOne", "Bản Thống Nhất, xã Bình Lư, tỉnh Lai Châu")],
        )]},
        {"type": "urn:epcglobal:epcis:vtype:Party", "vocabularyElementList": [element(
            "https://id.gs1.org/417/9520123456788",
            &[("cbvmda:name", "Hợp tác xã Nông nghiệp Mẫu Tam Đường"), ("nuong:taxCode", "6200012345"),
              ("cbvmda:streetAddressOne", "Bản Thống Nhất, xã Bình Lư"), ("cbvmda:state", "tỉnh Lai Châu"),
              ("cbvmda:countryCode", "VN")],
        )]},
    ]}});
    document
}

/// The folder of conformance vectors, or `None` after saying so.
pub fn vectors(part: &str) -> Option<PathBuf> {
    there_or_said(shared_folder("NUONG_VECTORS", "vectors").join(part))
}

/// The folder of what other people's clients met, or `None` after saying so.
pub fn field_cases() -> Option<PathBuf> {
    there_or_said(shared_folder("NUONG_FIELD_EPCIS", "field-epcis"))
}

/// A folder beside the project, or where the variable says.
fn shared_folder(variable: &str, name: &str) -> PathBuf {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os(variable).map_or(default.join(name), PathBuf::from)
}

fn there_or_said(folder: PathBuf) -> Option<PathBuf> {
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// The program itself.
pub fn program(dir: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nuong-registry"));
    command.arg("--data").arg(dir.path());
    command
}

/// The problem details of a refused request.
pub fn problem(answer: Response, status: u16, kind: &str) -> Value {
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let body: Value = answer.json().unwrap();
    assert_eq!(body["type"], format!("epcisException:{kind}"), "{body}");
    assert_eq!(body["status"], status);
    body
}
