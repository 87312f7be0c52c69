//! The window's commands are declared once, in `src-tauri/src/commands`: `ui/src/generated/commands.ts` is what the Rust signatures
//! say. `NUONG_UPDATE_TYPES=1 cargo test -p nuong-tests --test commands` writes it anew (`cargo xtask types` does).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "commands/declared.rs"]
mod declared;
#[path = "commands/typescript.rs"]
mod typescript;

use declared::{read_commands, read_handler};
use typescript::write_module;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

fn folder() -> PathBuf {
    root().join("src-tauri/src/commands")
}

fn generated() -> PathBuf {
    root().join("ui/src/generated")
}

/// The records that the engine exports to the window, by their files.
fn exported_types() -> BTreeSet<String> {
    let files = fs::read_dir(generated()).unwrap();
    files
        .map(|file| file.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "commands")
        .collect()
}

fn written() -> Result<String, String> {
    write_module(&read_commands(&folder())?, &exported_types())
}

#[test]
fn the_window_s_commands_are_up_to_date() {
    let text = written().unwrap();
    let path = generated().join("commands.ts");
    if std::env::var_os("NUONG_UPDATE_TYPES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    // A checkout on Windows may have turned the line ends.
    assert_eq!(
        kept.replace("\r\n", "\n"),
        text,
        "commands.ts drifted: run `cargo xtask types` and commit"
    );
}

#[test]
fn the_handler_knows_every_command_and_no_other() {
    let commands = read_commands(&folder()).unwrap();
    let declared: BTreeSet<String> = commands
        .iter()
        .map(|c| format!("{}::{}", c.module, c.name))
        .collect();
    let handled = read_handler(&folder().join("mod.rs")).unwrap();
    assert_eq!(
        handled.iter().cloned().collect::<BTreeSet<_>>(),
        declared,
        "the list in commands/mod.rs and the functions marked #[command] differ"
    );
    assert_eq!(handled.len(), declared.len(), "a command is listed twice");
}

/// One file of commands in a folder of its own.
fn module_of(source: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lot.rs"), source).unwrap();
    let known = BTreeSet::from(["Lot".to_owned()]);
    write_module(&read_commands(folder.path())?, &known)
}

#[test]
fn signatures_become_typescript() {
    let text = module_of(
        "use std::path::PathBuf; use nuong_engine::views::{Lot, Seen}; type D<'a> = State<'a, Desk>;
         /// All of them.
         #[command(async)] pub fn lots(desk: D<'_>, since: Option<u32>) -> Result<Vec<Lot>> { todo() }
         #[command] pub async fn save_lot(handle: AppHandle, lot: Lot, print_path: PathBuf) -> Result<()> { todo() }
         #[command] pub fn sizes(window: WebviewWindow) -> Option<Vec<(i64, bool)>> { todo() }
         pub fn helper(seen: Seen) {}",
    )
    .unwrap();
    for line in [
        "  /** All of them. */\n  lots(since: number | null): Promise<Lot[]>\n",
        "  save_lot(lot: Lot, print_path: string): Promise<void>\n",
        "  sizes(): Promise<[number, boolean][] | null>\n",
        "    lots: (since) => invoke('lots', { since }),\n",
        "    save_lot: (lot, print_path) => invoke('save_lot', { lot, printPath: print_path }),\n",
        "    sizes: () => invoke('sizes'),\n",
        "import type { Lot } from './Lot'\n",
    ] {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
    assert!(!text.contains("Seen") && !text.contains("helper"));
}

#[test]
fn what_has_no_typescript_is_refused() {
    let refused = |signature: &str, why: &str| {
        let source = format!("use nuong_engine::views::{{Lot, Secret}}; {signature}");
        let error = module_of(&source).unwrap_err();
        assert!(error.contains(why), "{error}");
    };
    let command = |rest: &str| format!("#[command] pub fn look{rest} {{}}");
    refused(&command("(map: HashMap<String, u8>)"), "HashMap");
    refused(&command("(secret: Secret)"), "Secret");
    refused(&command("(at: Instant)"), "Instant");
    refused(&command("() -> Result<Box<Lot>>"), "Box");
    refused(&command("(lot: &Lot)"), "lot.rs: look");
    refused(&command("((a, b): (u8, u8))"), "lot.rs: look");
    refused(
        "#[command(rename_all = \"snake_case\")] pub fn look() {}",
        "rename_all",
    );
}
