//! The real window, driven as a person drives it: through WebDriver, on the display that Xvfb gives. Pictures are taken of the
//! whole screen by ImageMagick, because WebKitGTK's own screenshot call hangs there.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::NewSessionError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// How long a person would wait before they ask for help.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long one driver may take to answer. It dies, and never answers, when another process took its port first.
const DRIVER_PATIENCE: Duration = Duration::from_secs(20);

/// How many drivers are tried, each on ports of its own.
const DRIVERS: usize = 4;

/// Counts the ports that this process has tried.
static NEXT_PORT: AtomicU16 = AtomicU16::new(0);

/// One started program with its window.
pub struct Window {
    client: Client,
    driver: Child,
    pictures: PathBuf,
    shot: u32,
}

impl Window {
    /// Starts the program on a data folder; `open` and `save` are what the file dialogs answer. The print dialog prints to `printed.pdf` in
    /// the data folder.
    pub async fn open(data: &Path, open: &Path, save: &Path) -> Self {
        let program =
            std::env::var("NUONG_DESKTOP_BIN").expect("NUONG_DESKTOP_BIN; run `cargo xtask test`");
        let (client, driver) = start(&program, data, open, save).await;
        let pictures = std::env::temp_dir().join("nuong-window");
        std::fs::create_dir_all(&pictures).unwrap();
        Self {
            client,
            driver,
            pictures,
            shot: 0,
        }
    }

    /// Closes the window and everything it started.
    pub async fn close(self) {
        let _ = self.client.clone().close().await;
    }

    /// Waits for an element by its test id.
    pub async fn find(&self, id: &str) -> Element {
        self.find_css(&format!("[data-testid=\"{id}\"]")).await
    }

    /// Waits for an element by CSS.
    pub async fn find_css(&self, css: &str) -> Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await;
        match found {
            Ok(element) => element,
            Err(e) => panic!(
                "{css} did not appear ({e}); the window reads:\n{}",
                self.text().await
            ),
        }
    }

    /// Clicks by test id.
    pub async fn click(&self, id: &str) {
        self.find(id).await.click().await.unwrap();
    }

    /// Clicks by CSS.
    pub async fn click_css(&self, css: &str) {
        self.find_css(css).await.click().await.unwrap();
    }

    /// Chooses from a list by test id.
    pub async fn choose(&self, id: &str, value: &str) {
        let list = self.find(id).await;
        list.select_by_value(value).await.unwrap();
    }

    /// Types into a field by test id, in place of what stands there.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.find(id).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses from a list by test id, by what a person reads there.
    pub async fn choose_named(&self, id: &str, name: &str) {
        let list = self.find(id).await;
        list.select_by_label(name).await.unwrap();
    }

    /// Presses a key in the element that has the focus.
    pub async fn press(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }

    /// Ctrl and a letter, as on a keyboard.
    pub async fn control(&self, letter: char) {
        // The WebDriver's code points for Control and for "let go of all".
        let chord = format!("\u{e009}{letter}\u{e000}");
        self.find_css("body").await.send_keys(&chord).await.unwrap();
    }

    /// What a person reads in the whole window.
    pub async fn text(&self) -> String {
        let read = self
            .client
            .execute("return document.body.innerText", vec![])
            .await;
        read.ok()
            .and_then(|v| v.as_str().map(ToOwned::to_owned))
            .unwrap_or_default()
    }

    /// Waits until the window reads `wanted`.
    pub async fn reads(&self, wanted: &str) {
        self.until(&format!("the words “{wanted}”"), |text| {
            text.contains(wanted)
        })
        .await;
    }

    /// Waits until what the window reads fulfils a condition.
    pub async fn until(&self, what: &str, fulfilled: impl Fn(&str) -> bool) {
        let start = Instant::now();
        loop {
            let text = self.text().await;
            if fulfilled(&text) {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain for {what}; the window reads:\n{text}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until the element of a test id reads `wanted`.
    pub async fn element_reads(&self, id: &str, wanted: &str) {
        let start = Instant::now();
        loop {
            let read = self.find(id).await.text().await.unwrap_or_default();
            if read.contains(wanted) {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{id} reads “{read}”, not “{wanted}”"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until the field of a test id holds `wanted`.
    pub async fn holds(&self, id: &str, wanted: &str) {
        self.find(id).await;
        let value = format!("return document.querySelector('[data-testid=\"{id}\"]')?.value");
        let start = Instant::now();
        while self.script(&value).await != wanted {
            assert!(start.elapsed() < PATIENCE, "{id} does not hold “{wanted}”");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// What a person reads in each element of a test id.
    pub async fn texts(&self, id: &str) -> Vec<String> {
        let all = format!("[...document.querySelectorAll('[data-testid=\"{id}\"]')]");
        let read = self
            .script(&format!("return {all}.map(e => e.innerText)"))
            .await;
        serde_json::from_value(read).unwrap()
    }

    /// Runs a script in the page; gives what it returns.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Sets the window's size.
    pub async fn size(&self, width: u32, height: u32) {
        let _ = self.client.set_window_rect(0, 0, width, height).await;
    }

    /// Takes a picture of the screen, for people to look at afterwards.
    pub async fn picture(&mut self, name: &str) {
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.shot += 1;
        let file = self.pictures.join(format!("{:02}-{name}.png", self.shot));
        let status = Command::new("import")
            .args(["-window", "root"])
            .arg(&file)
            .status();
        assert!(
            status.is_ok_and(|s| s.success()),
            "ImageMagick's import took no picture"
        );
        println!("picture {}", file.display());
    }
}

/// A test that failed leaves no driver behind, which would hold its terminal open.
impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Starts a driver and a window; with another driver where the first got no port.
async fn start(program: &str, data: &Path, open: &Path, save: &Path) -> (Client, Child) {
    let mut failure = None;
    for _ in 0..DRIVERS {
        let (port, native) = (free_port(), free_port());
        let mut driver = Command::new("tauri-driver")
            .args(["--port", &port.to_string()])
            .args(["--native-port", &native.to_string()])
            .env("NUONG_DATA", data)
            .env("NUONG_TEST_OPEN", open)
            .env("NUONG_TEST_SAVE", save)
            .env("NUONG_TEST_PRINT", data.join("printed.pdf"))
            .stdout(Stdio::null())
            .spawn()
            .expect("tauri-driver; `cargo xtask test` installs it");
        match connect(port, program).await {
            Ok(client) => return (client, driver),
            Err(e) => failure = Some(e),
        }
        let _ = driver.kill();
        let _ = driver.wait();
    }
    panic!("no window came up: {failure:?}");
}

async fn connect(port: u16, program: &str) -> Result<Client, NewSessionError> {
    let options = json!({ "browserName": "wry", "tauri:options": { "application": program } });
    let Value::Object(capabilities) = options else {
        unreachable!()
    };
    let start = Instant::now();
    loop {
        let address = format!("http://127.0.0.1:{port}");
        let session = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&address)
            .await;
        if session.is_ok() || start.elapsed() > DRIVER_PATIENCE {
            return session;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// A port that nobody listens on. It lies below the range that systems hand out by themselves: a port of that range can be
/// taken by any connection between now and the driver's start.
pub fn free_port() -> u16 {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let tries = std::iter::repeat_with(|| NEXT_PORT.fetch_add(1, Ordering::Relaxed));
    let spread = u16::try_from(std::process::id() % 9_000).unwrap();
    tries
        .take(1_000)
        .map(|n| 20_000 + spread + n)
        .find(free)
        .expect("a free port")
}
