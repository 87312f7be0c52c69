//! A real CUPS with a queue of its own, as far as it is installed: what its spooler was handed is what labels are.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::kit::{LINK, laptop, request, zpl};
use crate::printer::{Printer, PrinterLanguage, Reach, SendTo};

const CHILD: &str = "NUONG_TEST_QUEUE";

struct Cups {
    dir: tempfile::TempDir,
    server: Child,
}

impl Drop for Cups {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Cups {
    /// None where CUPS is not installed, or not allowed to run.
    fn start() -> Option<Cups> {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name).display().to_string();
        let write = |name: &str, text: String| fs::write(dir.path().join(name), text).unwrap();
        for folder in ["spool/tmp", "cache", "state", "ppd", "logs"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        let places = [
            ("ServerRoot", ""),
            ("RequestRoot", "spool"),
            ("TempDir", "spool/tmp"),
            ("CacheDir", "cache"),
            ("StateDir", "state"),
            ("AccessLog", "logs/access"),
            ("ErrorLog", "logs/error"),
            ("PageLog", "logs/page"),
        ];
        let places = places.map(|(name, place)| format!("{name} {}\n", at(place)));
        write(
            "cups-files.conf",
            format!("FileDevice Yes\n{}", places.concat()),
        );
        let anybody = "<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n";
        write(
            "cupsd.conf",
            format!(
                "Listen {}\nBrowsing Off\nPreserveJobFiles Yes\n{anybody}",
                at("sock")
            ),
        );
        write(
            "printers.conf",
            format!(
                "<Printer tem>\nDeviceURI file://{}\nState Idle\nAccepting Yes\n</Printer>\n",
                at("printed")
            ),
        );
        let server = Command::new("/usr/sbin/cupsd")
            .args(["-f", "-c", &at("cupsd.conf"), "-s", &at("cups-files.conf")])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let cups = Cups { dir, server };
        until(|| cups.lists_its_queue()).then_some(cups)
    }

    fn socket(&self) -> PathBuf {
        self.dir.path().join("sock")
    }

    fn lists_its_queue(&self) -> bool {
        let listed = Command::new("lpstat")
            .arg("-e")
            .env("CUPS_SERVER", self.socket())
            .output();
        listed.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).contains("tem"))
    }

    /// The document of a job, as the queue was handed it.
    fn document(&self, job: u32) -> Vec<u8> {
        let file = self.dir.path().join(format!("spool/d{job:05}-001"));
        assert!(until(|| file.exists()), "{}", file.display());
        fs::read(file).unwrap()
    }

    /// How the job was asked for, as its control file says.
    fn wishes(&self, job: u32) -> String {
        let file: &Path = &self.dir.path().join(format!("spool/c{job:05}"));
        assert!(until(|| file.exists()));
        String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()
    }
}

fn until(so: impl Fn() -> bool) -> bool {
    let end = Instant::now() + Duration::from_secs(10);
    while Instant::now() < end {
        if so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

#[test]
fn the_system_s_spooler_is_handed_labels_as_they_are_and_pdfs_unscaled() {
    let Some(cups) = Cups::start() else {
        eprintln!("skipped: no CUPS here");
        return;
    };
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "print::tests::cups::child_that_prints_to_a_queue",
        ])
        .env(CHILD, "tem")
        .env("CUPS_SERVER", cups.socket())
        .output()
        .unwrap();
    assert!(
        child.status.success(),
        "{}",
        String::from_utf8_lossy(&child.stdout)
    );
    assert_eq!(zpl(&cups.document(1)), [(vec![LINK.to_owned()], 3)]);
    assert!(cups.document(2).starts_with(b"%PDF-"));
    let wishes = cups.wishes(2);
    for wish in ["print-scaling", "none", "one-sided", "A4"] {
        assert!(wishes.contains(wish), "{wish}: {wishes}");
    }
}

/// Not a test of its own: the body of the child process above, whose environment names the server.
#[test]
fn child_that_prints_to_a_queue() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let (_dir, app) = laptop();
    let listed = app.printers().unwrap();
    assert!(
        listed.iter().any(|k| !k.own && k.printer.name == "tem"),
        "{listed:?}"
    );
    let zebra = |queue: &str| Printer {
        name: "Zebra kho".into(),
        reach: Reach::System,
        address: queue.into(),
        language: PrinterLanguage::Zpl,
        dpi: 203,
        asks: true,
    };
    let send = |name: &str, sheet: &str| {
        let to = SendTo {
            printer: name.into(),
            language: None,
        };
        app.print_labels_to(request(sheet, 3), &to, &mut |_| ControlFlow::Continue(()))
    };
    app.save_printer(&zebra("tem")).unwrap();
    send("Zebra kho", "roll-50x30").unwrap();
    // A queue that nobody described is an office printer.
    send("tem", "tomy-135").unwrap();
    app.save_printer(&zebra("khong-co")).unwrap();
    let unknown = send("Zebra kho", "roll-50x30").unwrap_err();
    assert_eq!(unknown.code, "printer_queue_unknown");
}
