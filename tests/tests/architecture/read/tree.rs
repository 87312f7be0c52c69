//! A checkout as a map from paths to texts. Every check is a function over a [`Tree`], so a fault can be planted in one held in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};

/// Paths from the checkout's root, with `/`, and what the files hold.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

/// What is read: the kinds of text that the checks look at.
const KINDS: [&str; 8] = ["rs", "toml", "sql", "ts", "svelte", "css", "md", "json"];

/// Folders that hold what was built or fetched, not what was written.
const NOT_OURS: [&str; 6] = [
    "target",
    "node_modules",
    "dist",
    ".git",
    "gen",
    ".svelte-kit",
];

impl Tree {
    /// A small tree for a planted fault.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self {
            files: files.iter().map(owned).collect(),
        }
    }

    /// The same tree with one file put in or replaced.
    #[must_use]
    pub fn with(&self, path: &str, text: &str) -> Self {
        let mut tree = self.clone();
        tree.files.insert(path.to_owned(), text.to_owned());
        tree
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Paths and texts of the files below `folder` whose names end in `.kind`.
    pub fn below<'t>(
        &'t self,
        folder: &'t str,
        kind: &'t str,
    ) -> impl Iterator<Item = (&'t str, &'t str)> {
        let inside = move |path: &str| {
            let rest = path.strip_prefix(folder);
            rest.is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
                && path.rsplit_once('.').is_some_and(|(_, end)| end == kind)
        };
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .filter(move |(path, _)| inside(path))
    }

    /// Names of what lies directly in `folder`: subfolders, and files without their ending.
    pub fn names_in(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for path in self.files.keys() {
            let Some(rest) = path.strip_prefix(folder).and_then(|r| r.strip_prefix('/')) else {
                continue;
            };
            let first = rest.split('/').next().unwrap_or_default();
            let name = if rest.contains('/') {
                first
            } else {
                first.split('.').next().unwrap_or_default()
            };
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    fn add_folder(&mut self, root: &Path, folder: &Path) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = path.extension().map(|e| e.to_string_lossy().into_owned());
            if path.is_dir() {
                if !NOT_OURS.contains(&name.as_str()) {
                    self.add_folder(root, &path);
                }
            } else if kind.is_some_and(|kind| KINDS.contains(&kind.as_str())) {
                let inside = path.strip_prefix(root).unwrap();
                let shown = inside.to_string_lossy().replace('\\', "/");
                // A file of another encoding is data, not source.
                if let Ok(text) = fs::read_to_string(&path) {
                    self.files.insert(shown, text);
                }
            }
        }
    }
}

/// The checkout that the tests stand in, or the one that `NUONG_ARCHITECTURE_ROOT` names. Read once.
pub fn real_tree() -> &'static Tree {
    static REAL: OnceLock<Tree> = OnceLock::new();
    REAL.get_or_init(|| {
        let named = env::var_os("NUONG_ARCHITECTURE_ROOT").map(PathBuf::from);
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let root = named.unwrap_or_else(|| own.to_path_buf());
        let mut tree = Tree::default();
        for part in [
            "crates",
            "src-tauri",
            "tests",
            "ui/src",
            "ui/tests",
            "assets/locales",
        ] {
            tree.add_folder(&root, &root.join(part));
        }
        let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        tree.files.insert("Cargo.toml".to_owned(), manifest);
        tree
    })
}
