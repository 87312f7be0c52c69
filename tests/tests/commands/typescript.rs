//! Commands as the window's TypeScript: an interface, and the calls behind it.

use std::collections::BTreeSet;
use std::fmt::Write;

use syn::{GenericArgument, PathArguments, Type};

use super::declared::{Command, last_name};

const HEAD: &str = "\
// Written by `cargo xtask types` from src-tauri/src/commands. Do not edit.
";

/// Between the imports and the interface.
const INTERFACE: &str = "
/** Carries a command to the program. */
export type Invoke = <T>(command: string, args?: Record<string, unknown>) => Promise<T>

/** What the window may ask. Every promise rejects with an AppError (`{code, args, detail}`). */
export interface Commands {
";

const CALLS: &str = "}

export function commandsOver(invoke: Invoke): Commands {
  return {
";

/// The whole module; `known` are the types that have a file beside it.
pub fn write_module(commands: &[Command], known: &BTreeSet<String>) -> Result<String, String> {
    let (mut interface, mut calls) = (String::new(), String::new());
    let mut imports = BTreeSet::new();
    for command in commands {
        let named = |why: String| format!("{}.rs: {}: {why}", command.module, command.name);
        let mut mapping = Mapping {
            known,
            command,
            imports: &mut imports,
        };
        write_docs(&mut interface, &command.docs);
        interface += &declare_command(&mut mapping).map_err(named)?;
        calls += &call_command(command);
    }
    let imports: String = imports
        .iter()
        .map(|name| format!("import type {{ {name} }} from './{name}'\n"))
        .collect();
    Ok(format!(
        "{HEAD}{imports}{INTERFACE}{interface}{CALLS}{calls}  }}\n}}\n"
    ))
}

fn write_docs(text: &mut String, docs: &[String]) {
    match docs {
        [] => {}
        [line] => {
            let _ok = writeln!(text, "  /** {line} */");
        }
        lines => {
            let body: String = lines.iter().map(|line| format!("   * {line}\n")).collect();
            *text += &format!("  /**\n{body}   */\n").replace("* \n", "*\n");
        }
    }
}

fn declare_command(mapping: &mut Mapping<'_>) -> Result<String, String> {
    let command = mapping.command;
    let mut args = Vec::new();
    for (name, ty) in &command.args {
        args.push(format!("{name}: {}", mapping.name_of(ty)?));
    }
    let answer = match &command.answer {
        Some(ty) => mapping.name_of(ty)?,
        None => "void".to_owned(),
    };
    Ok(format!(
        "  {}({}): Promise<{answer}>\n",
        command.name,
        args.join(", ")
    ))
}

fn call_command(command: &Command) -> String {
    let names: Vec<&str> = command.args.iter().map(|(name, _)| name.as_str()).collect();
    let sent: Vec<String> = names.iter().map(|name| sent_as(name)).collect();
    let payload = match sent.as_slice() {
        [] => String::new(),
        sent => format!(", {{ {} }}", sent.join(", ")),
    };
    let name = &command.name;
    let args = names.join(", ");
    format!("    {name}: ({args}) => invoke('{name}'{payload}),\n")
}

/// Tauri looks for `print_path` under `printPath`.
fn sent_as(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        camel += &word[..1].to_uppercase();
        camel += &word[1..];
    }
    if camel == name {
        camel
    } else {
        format!("{camel}: {name}")
    }
}

/// What is between `<` and `>` of a type.
pub fn type_arguments(ty: &Type) -> Vec<Type> {
    let Type::Path(path) = ty else {
        return Vec::new();
    };
    let Some(PathArguments::AngleBracketed(list)) = path.path.segments.last().map(|s| &s.arguments)
    else {
        return Vec::new();
    };
    let inner = |arg: &GenericArgument| match arg {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    };
    list.args.iter().filter_map(inner).collect()
}

/// From Rust's types to TypeScript's, for one command.
struct Mapping<'a> {
    known: &'a BTreeSet<String>,
    command: &'a Command,
    imports: &'a mut BTreeSet<String>,
}

impl Mapping<'_> {
    fn name_of(&mut self, ty: &Type) -> Result<String, String> {
        if let Type::Tuple(tuple) = ty {
            let parts: Result<Vec<String>, String> =
                tuple.elems.iter().map(|part| self.name_of(part)).collect();
            return Ok(format!("[{}]", parts?.join(", ")));
        }
        let name = last_name(ty).ok_or("a reference or another type that JSON does not have")?;
        match (name.as_str(), type_arguments(ty).as_slice()) {
            ("String" | "PathBuf", []) => Ok("string".to_owned()),
            ("bool", []) => Ok("boolean".to_owned()),
            (number, []) if is_number(number) => Ok("number".to_owned()),
            ("Option", [inner]) => Ok(format!("{} | null", self.name_of(inner)?)),
            ("Vec", [inner]) => match self.name_of(inner)? {
                union if union.contains(" | ") => Ok(format!("({union})[]")),
                one => Ok(format!("{one}[]")),
            },
            (own, []) if self.is_exported(own) => {
                self.imports.insert(own.to_owned());
                Ok(own.to_owned())
            }
            _ => Err(format!(
                "{name} has no TypeScript: it is neither plain nor a record in ui/src/generated"
            )),
        }
    }

    /// A record of the engine, taken from the engine: another type of the same name is none.
    fn is_exported(&self, name: &str) -> bool {
        self.known.contains(name) && self.command.engine_names.contains(name)
    }
}

fn is_number(name: &str) -> bool {
    let rest = name.strip_prefix(['u', 'i', 'f']);
    matches!(rest, Some("8" | "16" | "32" | "64" | "size"))
}
