//! The functions marked `#[command]`, read from their sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, FnArg, Item, ItemFn, Lit, Meta, Pat, ReturnType, Token, Type, UseTree};

/// What Tauri itself hands to a command; the page does not send it.
const GIVEN: [&str; 4] = ["State", "AppHandle", "Window", "WebviewWindow"];

/// A command as it is declared.
pub struct Command {
    /// The file, without its extension.
    pub module: String,
    pub name: String,
    /// Lines of its documentation.
    pub docs: Vec<String>,
    /// What the page sends: name and type.
    pub args: Vec<(String, Type)>,
    /// What it answers; None for nothing.
    pub answer: Option<Type>,
    /// Names that its file takes from the engine.
    pub engine_names: BTreeSet<String>,
}

/// The commands of every file of the folder, file by file in the order of their names.
pub fn read_commands(folder: &Path) -> Result<Vec<Command>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut commands = Vec::new();
    for path in paths {
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        if module != "mod" {
            commands.extend(read_file(&path, &module)?);
        }
    }
    Ok(commands)
}

/// `module::command` of the list in `generate_handler!`.
pub fn read_handler(path: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let (_, after) = text
        .split_once("generate_handler![")
        .ok_or("no generate_handler!")?;
    let (list, _) = after
        .split_once(']')
        .ok_or("generate_handler! does not end")?;
    let paths =
        syn::parse::Parser::parse_str(Punctuated::<syn::Path, Token![,]>::parse_terminated, list);
    let joined = |path: syn::Path| {
        let parts: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        parts.join("::")
    };
    Ok(paths
        .map_err(|e| format!("generate_handler!: {e}"))?
        .into_iter()
        .map(joined)
        .collect())
}

fn read_file(path: &Path, module: &str) -> Result<Vec<Command>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let file = syn::parse_file(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let engine_names = engine_names(&file.items);
    let aliases = aliases(&file.items);
    let mut commands = Vec::new();
    for item in &file.items {
        let Item::Fn(function) = item else { continue };
        let named = |why: String| format!("{module}.rs: {}: {why}", function.sig.ident);
        if !is_command(&function.attrs).map_err(named)? {
            continue;
        }
        commands.push(Command {
            module: module.to_owned(),
            name: function.sig.ident.to_string(),
            docs: docs(&function.attrs),
            args: sent_args(function, &aliases).map_err(named)?,
            answer: answer(&function.sig.output),
            engine_names: engine_names.clone(),
        });
    }
    Ok(commands)
}

/// Options change names or types on the way; only `async` changes neither.
fn is_command(attrs: &[Attribute]) -> Result<bool, String> {
    let Some(attr) = attrs.iter().find(|attr| attr.path().is_ident("command")) else {
        return Ok(false);
    };
    match &attr.meta {
        Meta::List(list) if list.tokens.to_string() != "async" => {
            Err(format!("#[command({})] is not understood", list.tokens))
        }
        _ => Ok(true),
    }
}

fn docs(attrs: &[Attribute]) -> Vec<String> {
    let text = |attr: &Attribute| match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    attrs.iter().filter_map(text).collect()
}

fn sent_args(
    function: &ItemFn,
    aliases: &BTreeMap<String, Type>,
) -> Result<Vec<(String, Type)>, String> {
    let mut sent = Vec::new();
    for input in &function.sig.inputs {
        let FnArg::Typed(arg) = input else {
            return Err("self is no argument of a command".to_owned());
        };
        let Pat::Ident(name) = &*arg.pat else {
            return Err("an argument needs a name".to_owned());
        };
        if !is_given(&arg.ty, aliases) {
            sent.push((name.ident.to_string(), (*arg.ty).clone()));
        }
    }
    Ok(sent)
}

fn is_given(ty: &Type, aliases: &BTreeMap<String, Type>) -> bool {
    let Some(name) = last_name(ty) else {
        return false;
    };
    let meant = aliases.get(&name).and_then(last_name).unwrap_or(name);
    GIVEN.contains(&meant.as_str())
}

/// The last name of a type's path.
pub fn last_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    }
}

/// Without the `Result` around it: a refusal is the promise's rejection.
fn answer(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, ty) = output else {
        return None;
    };
    let inner = match last_name(ty).as_deref() {
        Some("Result") => super::typescript::type_arguments(ty).into_iter().next(),
        _ => Some((**ty).clone()),
    };
    inner.filter(|ty| !matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty()))
}

fn aliases(items: &[Item]) -> BTreeMap<String, Type> {
    let alias = |item: &Item| match item {
        Item::Type(alias) => Some((alias.ident.to_string(), (*alias.ty).clone())),
        _ => None,
    };
    items.iter().filter_map(alias).collect()
}

/// The names after `use nuong_engine::…`, whatever module of it they come from.
fn engine_names(items: &[Item]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in items {
        if let Item::Use(used) = item
            && let UseTree::Path(path) = &used.tree
            && path.ident == "nuong_engine"
        {
            collect_names(&path.tree, &mut names);
        }
    }
    names
}

fn collect_names(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => collect_names(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|one| collect_names(one, names)),
        UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}
