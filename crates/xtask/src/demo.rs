//! The main job without a window: ledger → lots → label PDF → registry → receipts → public page, in a temporary folder, by the same
//! programs that people run.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::build;
use crate::outcome::Outcome;
use crate::shell::{command, root_folder, run_command, say};

/// Builds the two programs and walks the whole way once.
pub fn run_demo() -> Outcome {
    build::cargo(&["nuong-cli", "nuong-registry"], true, &[])?;
    let folder = std::env::temp_dir().join(format!("nuong-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let walk = Walk {
        laptop: folder.join("laptop"),
        registry: folder.join("registry"),
        pdf: folder.join("labels.pdf"),
    };
    let mut server = walk.start_registry()?;
    let outcome = walk.walk_through(&mut server);
    // A registry that ended by itself is no failure of the walk, which has said how it went.
    let _ = server.child.kill();
    let _ = server.child.wait();
    outcome
}

struct Walk {
    laptop: PathBuf,
    registry: PathBuf,
    pdf: PathBuf,
}

struct Server {
    child: Child,
    address: String,
}

impl Walk {
    fn walk_through(&self, server: &mut Server) -> Outcome {
        say("a sample cooperative and its ledger");
        self.run_nuong(&["init", "--sample"])?;
        let ledger = root_folder()
            .join("assets")
            .join("sample")
            .join("so-htx-mau.xlsx");
        self.run_nuong(&["import", &path_text(&ledger)])?;
        say("the registry's one-time code, and this laptop's enrolment");
        let code = self.enrolment_code()?;
        self.run_nuong(&["connect", &server.address, &code])?;
        say("a lot and its labels");
        let lot = self.first_lot()?;
        self.run_nuong(&[
            "label",
            "--lot",
            &lot,
            "--template",
            "trace",
            "--sheet",
            "tomy-135",
            "--count",
            "21",
            "-o",
            &path_text(&self.pdf),
        ])?;
        say("sync");
        self.run_nuong(&["sync"])?;
        self.show_receipts(&lot)?;
        self.check_page(server, &lot)
    }

    fn nuong_command(&self, args: &[&str]) -> Command {
        let mut cli = command(
            &path_text(&build::built("nuong", true)),
            &["--data", &path_text(&self.laptop)],
        );
        cli.args(args).env("NUONG_SECRETS", "file");
        cli
    }

    fn run_nuong(&self, args: &[&str]) -> Outcome {
        run_command(&mut self.nuong_command(args))
    }

    fn nuong_output(&self, args: &[&str]) -> Result<String, String> {
        let out = self
            .nuong_command(args)
            .output()
            .map_err(|e| e.to_string())?;
        if !out.status.success() {
            return Err(format!(
                "nuong {args:?}: {}",
                String::from_utf8_lossy(&out.stderr)
            ));
        }
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    }

    fn start_registry(&self) -> Result<Server, String> {
        let program = path_text(&build::built("nuong-registry", true));
        let mut serve = command(
            &program,
            &[
                "--data",
                &path_text(&self.registry),
                "serve",
                "--listen",
                "127.0.0.1:0",
            ],
        );
        let mut child = serve
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| e.to_string())?;
        let stdout = child.stdout.take().ok_or("the registry has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        let line = match lines.next() {
            Some(line) => line.map_err(|e| format!("the registry cannot be read: {e}"))?,
            None => String::new(),
        };
        // Drained for as long as it runs, so that the registry never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        match line.split_whitespace().find(|w| w.starts_with("http://")) {
            Some(address) => Ok(Server {
                child,
                address: address.to_owned(),
            }),
            None => Err(format!(
                "the registry did not say where it listens: {line:?}"
            )),
        }
    }

    fn enrolment_code(&self) -> Result<String, String> {
        let program = path_text(&build::built("nuong-registry", true));
        let args = [
            "--data",
            &path_text(&self.registry),
            "enroll",
            "--name",
            "HTX mẫu",
            "--tax-code",
            "0000000952",
        ];
        let out = command(&program, &args)
            .output()
            .map_err(|e| e.to_string())?;
        let printed = String::from_utf8_lossy(&out.stdout).into_owned();
        let code = printed.lines().last().unwrap_or("").trim().to_owned();
        if out.status.success() && !code.is_empty() {
            Ok(code)
        } else {
            Err(String::from_utf8_lossy(&out.stderr).into_owned())
        }
    }

    /// A lot that no pre-harvest interval stands against.
    fn first_lot(&self) -> Result<String, String> {
        let json = self.nuong_output(&["--json", "lots", "--search", "gao seng cu"])?;
        let clear = json.split('}').find(|o| {
            o.contains("\"phi_conflict\":false") || o.contains("\"phi_conflict\": false")
        });
        let lot = clear.and_then(|o| field_text(o, "lot"));
        lot.ok_or_else(|| "the sample ledger has no lot that may be printed".to_owned())
    }

    fn show_receipts(&self, lot: &str) -> Outcome {
        say("receipts of this lot's records");
        self.run_nuong(&["outbox", "--lot", lot])
    }

    fn check_page(&self, server: &mut Server, lot: &str) -> Outcome {
        let json = self.nuong_output(&["--json", "lot", lot])?;
        let link = field_text(&json, "link").ok_or("the lot has no link")?;
        let page = fetch_page(&link)?;
        if !page.contains(lot) {
            return Err(format!("the public page does not show the lot: {link}"));
        }
        say("done");
        println!("labels       {}", self.pdf.display());
        println!("public page  {link}   (answered, shows lot {lot})");
        wait_for_enter(server)
    }
}

/// Keeps the registry up while somebody looks at the page; scripts go on at once.
fn wait_for_enter(server: &mut Server) -> Outcome {
    if !std::io::stdin().is_terminal() {
        return Ok(());
    }
    println!(
        "\nThe registry runs at {} until you press Enter.",
        server.address
    );
    let shown = std::io::stdout().flush();
    let pressed = std::io::stdin().read(&mut [0u8; 1]);
    shown
        .and(pressed.map(|_| ()))
        .map_err(|e| format!("the terminal went away: {e}"))
}

fn path_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The first `"name": "value"` of a JSON text; enough for our own output, without a dependency.
fn field_text(json: &str, name: &str) -> Option<String> {
    let after = json.split_once(&format!("\"{name}\""))?.1;
    let value = after.split_once('"')?.1;
    value.split_once('"').map(|(text, _)| text.to_owned())
}

fn fetch_page(url: &str) -> Result<String, String> {
    let rest = url
        .strip_prefix("http://")
        .ok_or_else(|| format!("not a local address: {url}"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).map_err(|e| format!("{url}: {e}"))?;
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .map_err(|e| e.to_string())?;
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .map_err(|e| e.to_string())?;
    if answer.starts_with("HTTP/1.1 200") {
        Ok(answer)
    } else {
        Err(format!("{url}: {}", answer.lines().next().unwrap_or("")))
    }
}
