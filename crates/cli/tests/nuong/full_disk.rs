//! A full disk while labels are drawn: a real one of a few hundred kilobytes, which only the programs in a namespace of their own see.

use std::io::Read;
use std::net::TcpListener;
use std::process::{Command, Output};

use serde_json::Value;

use crate::laptop::{Laptop, shown};

/// Runs a shell script in which `$disk SIZE FOLDER` mounts a disk and `$nuong` is the program; none where that is not allowed.
fn on_small_disk(laptop: &Laptop, script: &str) -> Option<Vec<String>> {
    let allowed = Command::new("unshare").args(["-rm", "true"]).output();
    if !allowed.is_ok_and(|out| out.status.success()) {
        println!("skipped: no namespace for a disk of our own");
        return None;
    }
    let head = format!(
        "set -u; disk() {{ mount -t tmpfs -o size=$1 none \"$2\" || exit 9; }}; nuong() {{ \"{}\" --data \"{}\" \"$@\" 2>&1 || echo \"status $?\"; }}; cd \"{}\"\n",
        env!("CARGO_BIN_EXE_nuong"),
        laptop.path("data").display(),
        laptop.path("").display(),
    );
    let out: Output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &(head + script)])
        .env("NUONG_SECRETS", "file")
        .env_remove("NUONG_LANG")
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}{}",
        shown(&out.stdout),
        shown(&out.stderr)
    );
    Some(
        shown(&out.stdout)
            .split("----\n")
            .map(str::to_owned)
            .collect(),
    )
}

fn sound_lot(laptop: &Laptop) -> String {
    let lots = laptop.json(0, &["lots"]);
    let sound = |l: &&Value| l["phi_conflict"] == false && l["gtin"] != Value::Null;
    let lot = lots.as_array().unwrap().iter().find(sound).unwrap();
    lot["lot"].as_str().unwrap().to_owned()
}

fn refused(said: &str) {
    assert!(
        said.contains("Ổ đĩa đã đầy") && said.contains("xóa bớt tệp"),
        "{said}"
    );
    assert!(said.contains("status 1"), "{said}");
}

#[test]
fn a_disk_that_fills_up_while_the_pdf_is_drawn_leaves_nothing_and_the_same_command_works_later() {
    let laptop = Laptop::with_sample();
    let lot = sound_lot(&laptop);
    let label = format!("nuong label --lot {lot} --serials --count 800 -o stick/tem.pdf");
    let script = format!(
        "mkdir stick; disk 150k stick; {label}; echo ----; ls -A stick; echo ----; nuong --json ledger --lot {lot}; echo ----
         mount -o remount,size=50m stick; {label}; echo ----; ls -A stick; echo ----; nuong --json ledger --lot {lot}; head -c 5 stick/tem.pdf"
    );
    let Some(said) = on_small_disk(&laptop, &script) else {
        return;
    };
    let [full, left, ledger, done, stands, entered] = &said[..] else {
        panic!("{said:?}");
    };
    refused(full);
    assert_eq!(left, "", "no half file under any name");
    assert!(
        ledger.contains("\"prints\":[]") && ledger.contains("\"printed\":0"),
        "{ledger}"
    );
    assert!(done.contains("800 tem"), "{done}");
    assert_eq!(stands, "tem.pdf\n");
    assert!(
        entered.contains("\"printed\":800") && entered.ends_with("%PDF-"),
        "{entered}"
    );
}

#[test]
fn a_disk_that_fills_up_while_a_printer_s_labels_are_drawn_sends_nothing() {
    let laptop = Laptop::with_sample();
    let lot = sound_lot(&laptop);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let printer = std::thread::spawn(move || {
        let mut sent = Vec::new();
        listener.accept().unwrap().0.read_to_end(&mut sent).unwrap();
        String::from_utf8_lossy(&sent).into_owned()
    });
    let add = format!("nuong printers add Zebra --network {at} --language zpl --dpi 203 --no-ask");
    let label =
        format!("nuong label --lot {lot} --sheet roll-50x30 --serials --count 100 --to Zebra");
    let script = format!(
        "{add}; mkdir -p data/spool; disk 100k data/spool; echo ----; {label}; echo ----; ls -A data/spool; echo ----; nuong --json ledger --lot {lot}; echo ----
         mount -o remount,size=50m data/spool; {label}; echo ----; ls -A data/spool; nuong --json ledger --lot {lot}"
    );
    let Some(said) = on_small_disk(&laptop, &script) else {
        return;
    };
    let [_, full, left, ledger, done, entered] = &said[..] else {
        panic!("{said:?}");
    };
    refused(full);
    assert_eq!(left, "");
    assert!(ledger.contains("\"prints\":[]"), "{ledger}");
    assert!(done.contains("đã gửi tới máy in Zebra"), "{done}");
    assert!(entered.contains("\"printed\":100"), "{entered}");
    // The printer was called once: by the second.
    assert_eq!(printer.join().unwrap().matches("^XA").count(), 100);
}

#[test]
fn a_data_folder_on_a_full_disk_can_be_read_and_prints_again_when_there_is_room() {
    let laptop = Laptop::with_sample();
    let lot = sound_lot(&laptop);
    let label = format!("nuong label --lot {lot} --serials --count 40 -o tem.pdf");
    let script = format!(
        "mv data kept; mkdir data; disk 40m data; cp -r kept/. data; cat /dev/zero > data/films 2>/dev/null;
         {label}; ls tem.pdf .nuong* 2>/dev/null; echo ----; nuong --json ledger --lot {lot}; echo ----
         rm data/nuong.db-*; cat /dev/zero >> data/films 2>/dev/null; nuong lots; echo ----
         rm data/films; {label}; ls tem.pdf; nuong --json ledger --lot {lot}; ls -A data/spool"
    );
    let Some(said) = on_small_disk(&laptop, &script) else {
        return;
    };
    let [full, ledger, bare, done] = &said[..] else {
        panic!("{said:?}");
    };
    refused(full);
    refused(bare);
    assert!(
        !full.contains("tem.pdf\n") && !full.contains(".nuong-"),
        "{full}"
    );
    assert!(ledger.contains("\"prints\":[]"), "{ledger}");
    assert!(
        done.contains("tem.pdf\n") && done.contains("\"printed\":40"),
        "{done}"
    );
    assert!(done.ends_with("}\n"), "nothing is left to send: {done}");
}
