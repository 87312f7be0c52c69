//! A laptop: a data folder of its own, on which nothing but the real `nuong` works.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use nuong_tests::judge::root;
use serde_json::Value;

/// The program, built from this checkout; or the one that `NUONG_BIN` names.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| match std::env::var_os("NUONG_BIN") {
    Some(program) => program.into(),
    None => built_program(),
});

fn built_program() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = [
        "build",
        "--package",
        "nuong-cli",
        "--message-format=json-render-diagnostics",
    ];
    let built = Command::new(cargo)
        .args(build)
        .current_dir(root())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(built.status.success(), "nuong cannot be built");
    let told = String::from_utf8(built.stdout).unwrap();
    let messages = told
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut programs = messages.filter(|told| told["target"]["name"] == "nuong");
    let program = programs.find_map(|told| told["executable"].as_str().map(PathBuf::from));
    program.expect("cargo names the program it built")
}

/// A refusal: code, and the steps that it names.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: String,
    pub steps: Vec<String>,
}

/// One computer of the cooperative.
pub struct Laptop {
    dir: tempfile::TempDir,
}

impl Laptop {
    /// A computer with the cooperative's profile and nothing else.
    pub fn new(profile: &Value) -> Self {
        // What went wrong is looked at with the program itself.
        let keeps = std::env::var_os("NUONG_SEASON_KEEP").is_some();
        let laptop = Self {
            dir: tempfile::Builder::new()
                .disable_cleanup(keeps)
                .tempdir()
                .unwrap(),
        };
        if keeps {
            println!("a laptop in {}", laptop.path("data").display());
        }
        let file = laptop.path("profile.json");
        std::fs::write(&file, profile.to_string()).unwrap();
        laptop.done(&["init", "--profile", file.to_str().unwrap()]);
        laptop
    }

    /// A path beside its data folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&*PROGRAM);
        command
            .arg("--data")
            .arg(self.path("data"))
            .arg("--json")
            .args(args)
            .env("NUONG_SECRETS", "file")
            .env_remove("NUONG_LANG")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str], input: Option<&Value>) -> Output {
        let mut command = self.command(args);
        let Some(input) = input else {
            return command.output().unwrap();
        };
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.to_string().as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// Runs a command; it is done, and answers JSON.
    pub fn done(&self, args: &[&str]) -> Value {
        answered(args, &self.run(args, None))
    }

    /// As [`Laptop::done`], with a document on standard input.
    pub fn done_with(&self, args: &[&str], input: &Value) -> Value {
        answered(args, &self.run(args, Some(input)))
    }

    /// Runs a command that is refused, and writes nothing.
    pub fn refused(&self, args: &[&str], input: &Value) -> Refusal {
        let out = self.run(args, Some(input));
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?} {input}\n{said}");
        let said: Value = serde_json::from_str(&said).unwrap();
        let steps = said["steps"].as_array().into_iter().flatten();
        Refusal {
            code: said["code"].as_str().unwrap().to_owned(),
            steps: steps.map(|id| id.as_str().unwrap().to_owned()).collect(),
        }
    }

    /// Whether the program has a verb.
    pub fn has(verb: &str) -> bool {
        let help = Command::new(&*PROGRAM).arg("--help").output().unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        help.lines()
            .any(|line| line.split_whitespace().next() == Some(verb))
    }

    /// The folder of its secrets.
    pub fn secrets(&self) -> PathBuf {
        Path::new(&self.path("data")).join("secrets")
    }
}

fn answered(args: &[&str], out: &Output) -> Value {
    let (told, said) = (
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr),
    );
    assert_eq!(out.status.code(), Some(0), "{args:?}\n{told}\n{said}");
    serde_json::from_str(&told).unwrap()
}
