//! The main job without a window: ledger → lots → label PDF → registry → receipts → public page, in a temporary folder, by the same
//! programs that people run.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::shell::{command, root, run as start, say};
use crate::{Outcome, build};

/// Builds the two programs and walks the whole way once.
pub fn run() -> Outcome {
    build::cargo(&["nuong-cli", "nuong-registry"], true, &[])?;
    let folder = std::env::temp_dir().join(format!("nuong-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let walk = Walk {
        laptop: folder.join("laptop"),
        registry: folder.join("registry"),
        pdf: folder.join("labels.pdf"),
    };
    let mut server = walk.serve()?;
    let outcome = walk.whole(&mut server);
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
    fn whole(&self, server: &mut Server) -> Outcome {
        say("a sample cooperative and its ledger");
        self.nuong(&["init", "--sample"])?;
        let ledger = root().join("assets").join("sample").join("so-htx-mau.xlsx");
        self.nuong(&["import", &text(&ledger)])?;
        say("the registry's one-time code, and this laptop's enrolment");
        let code = self.enroll()?;
        self.nuong(&["connect", &server.address, &code])?;
        say("a lot and its labels");
        let lot = self.first_lot()?;
        self.nuong(&[
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
            &text(&self.pdf),
        ])?;
        say("sync");
        self.nuong(&["sync"])?;
        self.receipts(&lot)?;
        self.page(server, &lot)
    }

    fn cli(&self, args: &[&str]) -> Command {
        let mut cli = command(
            &text(&build::built("nuong", true)),
            &["--data", &text(&self.laptop)],
        );
        cli.args(args).env("NUONG_SECRETS", "file");
        cli
    }

    fn nuong(&self, args: &[&str]) -> Outcome {
        start(&mut self.cli(args))
    }

    fn capture(&self, args: &[&str]) -> Result<String, String> {
        let out = self.cli(args).output().map_err(|e| e.to_string())?;
        if !out.status.success() {
            return Err(format!(
                "nuong {args:?}: {}",
                String::from_utf8_lossy(&out.stderr)
            ));
        }
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    }

    fn serve(&self) -> Result<Server, String> {
        let program = text(&build::built("nuong-registry", true));
        let mut serve = command(
            &program,
            &[
                "--data",
                &text(&self.registry),
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
        let line = lines.next().and_then(Result::ok).unwrap_or_default();
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

    fn enroll(&self) -> Result<String, String> {
        let program = text(&build::built("nuong-registry", true));
        let args = [
            "--data",
            &text(&self.registry),
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
        let code = printed.lines().last().unwrap_or_default().trim().to_owned();
        if out.status.success() && !code.is_empty() {
            Ok(code)
        } else {
            Err(String::from_utf8_lossy(&out.stderr).into_owned())
        }
    }

    /// A lot that no pre-harvest interval stands against.
    fn first_lot(&self) -> Result<String, String> {
        let json = self.capture(&["--json", "lots", "--search", "gao seng cu"])?;
        let clear = json.split('}').find(|o| {
            o.contains("\"phi_conflict\":false") || o.contains("\"phi_conflict\": false")
        });
        let lot = clear.and_then(|o| field(o, "lot"));
        lot.ok_or_else(|| "the sample ledger has no lot that may be printed".to_owned())
    }

    fn receipts(&self, lot: &str) -> Outcome {
        say("receipts of this lot's records");
        self.nuong(&["outbox", "--lot", lot])
    }

    fn page(&self, server: &mut Server, lot: &str) -> Outcome {
        let json = self.capture(&["--json", "lot", lot])?;
        let link = field(&json, "link").ok_or("the lot has no link")?;
        let page = get(&link)?;
        if !page.contains(lot) {
            return Err(format!("the public page does not show the lot: {link}"));
        }
        say("done");
        println!("labels       {}", self.pdf.display());
        println!("public page  {link}   (answered, shows lot {lot})");
        hold(server)
    }
}

/// Keeps the registry up while somebody looks at the page; scripts go on at once.
fn hold(server: &mut Server) -> Outcome {
    if !std::io::stdin().is_terminal() {
        return Ok(());
    }
    println!(
        "\nThe registry runs at {} until you press Enter.",
        server.address
    );
    let _ = std::io::stdout().flush();
    let _ = std::io::stdin().read(&mut [0u8; 1]);
    Ok(())
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The first `"name": "value"` of a JSON text; enough for our own output, without a dependency.
fn field(json: &str, name: &str) -> Option<String> {
    let after = json.split_once(&format!("\"{name}\""))?.1;
    let value = after.split_once('"')?.1;
    value.split_once('"').map(|(text, _)| text.to_owned())
}

fn get(url: &str) -> Result<String, String> {
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
        Err(format!(
            "{url}: {}",
            answer.lines().next().unwrap_or_default()
        ))
    }
}
