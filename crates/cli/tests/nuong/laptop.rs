//! Running the real `nuong` on a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A data folder that goes away with the test.
pub struct Laptop {
    dir: tempfile::TempDir,
}

impl Laptop {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with the sample cooperative and its ledger.
    pub fn with_sample() -> Self {
        let laptop = Self::new();
        laptop.done(&["init", "--sample"]);
        laptop.done(&["import", &sample().to_string_lossy()]);
        laptop
    }

    /// A path inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// `nuong` with this folder, for more arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nuong"));
        command
            .arg("--data")
            .arg(self.path("data"))
            .env("NUONG_SECRETS", "file")
            .env_remove("NUONG_LANG")
            .stdin(Stdio::null());
        command
    }

    /// Runs `nuong` with this folder.
    pub fn run(&self, args: &[&str]) -> Output {
        self.command().args(args).output().unwrap()
    }

    /// Runs and asserts that it was done; gives standard output.
    pub fn done(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert_eq!(
            out.status.code(),
            Some(0),
            "{args:?}\n{}{}",
            shown(&out.stdout),
            shown(&out.stderr)
        );
        shown(&out.stdout)
    }

    /// Runs with `--json`, asserts the exit status, gives the document.
    pub fn json(&self, status: i32, args: &[&str]) -> Value {
        let out = self.run(&[&["--json"], args].concat());
        assert_eq!(
            out.status.code(),
            Some(status),
            "{args:?}\n{}{}",
            shown(&out.stdout),
            shown(&out.stderr)
        );
        serde_json::from_slice(&out.stdout).unwrap()
    }

    /// Runs, asserts exit status 1, gives the sentence on standard error.
    pub fn error(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert_eq!(
            out.status.code(),
            Some(1),
            "{args:?}\n{}{}",
            shown(&out.stdout),
            shown(&out.stderr)
        );
        assert!(out.stdout.is_empty(), "an error prints no record");
        shown(&out.stderr)
    }
}

/// Bytes as text.
pub fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The sample ledger that the program carries.
pub fn sample() -> PathBuf {
    root().join("assets").join("sample").join("so-htx-mau.xlsx")
}

/// What an importer must find in the sample, where the shared folder lies beside the checkout.
pub fn expected() -> Option<Value> {
    let data = std::env::var_os("NUONG_SHARED_DATA").map_or_else(
        || root().join("..").join("shared").join("data"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(data.join("so-htx-mau.expected.json")).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_path_buf()
}
