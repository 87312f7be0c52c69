//! Other people's programs as judges: poppler for PDFs, zxing-cpp for codes, GS1's reference for event hashes. Where one is not
//! installed the caller says *skipped*; `cargo xtask test` installs them all.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The workspace's root folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder of conformance vectors, if it is here.
pub fn vectors() -> Option<PathBuf> {
    let default = || root().join("..").join("shared").join("vectors");
    let folder = std::env::var_os("NUONG_VECTORS").map_or_else(default, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// Runs one of `tests/judges/*.py`; None where Python or its packages are missing.
pub fn python(script: &str, args: &[&str]) -> Option<Value> {
    let python = std::env::var_os("NUONG_PYTHON")?;
    let file = root().join("tests").join("judges").join(script);
    let out = Command::new(python).arg(file).args(args).output().ok()?;
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{script}: {said}");
    Some(serde_json::from_slice(&out.stdout).unwrap_or(Value::Null))
}

/// What a poppler program prints; None where poppler is missing.
pub fn poppler(program: &str, args: &[&str]) -> Option<String> {
    let out = Command::new(program).args(args).output().ok()?;
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{program}: {said}");
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}
