//! Printers from a shell: kept, tried, printed to, and a printer that is not there.

use std::io::Read;
use std::net::TcpListener;
use std::thread;

use crate::laptop::Laptop;

fn a_lot(laptop: &Laptop) -> String {
    let lots = laptop.json(0, &["lots"]);
    let lots = lots.as_array().unwrap();
    let lot = lots.iter().find(|l| l["phi_conflict"] == false).unwrap();
    lot["lot"].as_str().unwrap().to_owned()
}

#[test]
fn labels_go_to_a_printer_that_was_added_and_the_ledger_names_it() {
    let laptop = Laptop::with_sample();
    let lot = a_lot(&laptop);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap().to_string();
    let printer = thread::spawn(move || {
        let mut sent = Vec::new();
        let mut caller = listener.accept().unwrap().0;
        caller.read_to_end(&mut sent).unwrap();
        (listener, String::from_utf8_lossy(&sent).into_owned())
    });
    let add = [
        "printers",
        "add",
        "Zebra",
        "--network",
        &at,
        "--language",
        "zpl",
    ];
    laptop.done(&[&add[..], &["--dpi", "203", "--no-ask"]].concat());
    let known = laptop.json(0, &["printers"])["printers"].clone();
    let zebra = known.as_array().unwrap().iter().find(|k| k["own"] == true);
    assert_eq!(zebra.unwrap()["printer"]["address"], at.as_str());

    let label = [
        "label",
        "--lot",
        &lot,
        "--sheet",
        "roll-50x30",
        "--count",
        "3",
    ];
    let said = laptop.done(&[&label[..], &["--to", "Zebra"]].concat());
    assert!(said.contains("đã gửi tới máy in Zebra"), "{said}");
    assert!(said.contains("chưa được căn chỉnh"), "{said}");
    let (listener, sent) = printer.join().unwrap();
    assert!(
        sent.starts_with("^XA") && sent.contains("^PQ3"),
        "{sent:.80}"
    );
    let prints = laptop.json(0, &["ledger", "--lot", &lot])["prints"].clone();
    assert_eq!(
        (&prints[0]["file"], &prints[0]["labels"]),
        (&"Zebra".into(), &3.into())
    );

    let other = laptop.error(&[&label[..], &["--to", "Zebra", "--format", "pdf"]].concat());
    assert!(
        other.contains("“Zebra” hiểu ZPL, không hiểu PDF"),
        "{other}"
    );
    let odd = laptop.error(&[&add[..], &["--dpi", "250"]].concat());
    assert!(odd.contains("250 dpi") && odd.contains("203, 300"), "{odd}");
    drop(listener);
    let refused = laptop.error(&[&label[..], &["--to", "Zebra"]].concat());
    assert!(refused.contains("không nhận kết nối"), "{refused}");
    laptop.done(&["printers", "forget", "Zebra"]);
    let gone = laptop.error(&["printers", "forget", "Zebra"]);
    assert!(gone.contains("Không có máy in “Zebra”"), "{gone}");
}

#[test]
fn labels_are_drawn_only_for_a_printer_that_there_is() {
    let laptop = Laptop::with_sample();
    let lot = a_lot(&laptop);
    let teach = ["printers", "teach", "HP", "--left", "21.5", "--top", "19"];
    laptop.done(&[&teach[..], &["--width", "170.4", "--height", "257"]].concat());
    let out = laptop.path("tem.pdf").display().to_string();
    let label = ["label", "--lot", &lot, "--count", "1", "-o", &out];
    laptop.done(&[&label[..], &["--printer", "HP"]].concat());
    let misspelt = laptop.error(&[&label[..], &["--printer", "HB"]].concat());
    assert!(
        misspelt.contains("Không có máy in “HB”") && misspelt.contains("HP"),
        "{misspelt}"
    );
    let checked = laptop.error(&["check", "--lot", &lot, "--printer", "HB"]);
    assert!(checked.contains("“HB”"), "{checked}");
    assert_eq!(
        laptop.json(0, &["ledger", "--lot", &lot])["prints"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_printer_that_breaks_off_at_the_very_end_is_not_said_to_lack_anything() {
    let laptop = Laptop::with_sample();
    let lot = a_lot(&laptop);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap().to_string();
    // It takes the connection and goes away with what came unread: the sender had sent all by then.
    let printer = thread::spawn(move || {
        let caller = listener.accept().unwrap().0;
        thread::sleep(std::time::Duration::from_secs(1));
        drop(caller);
    });
    let add = ["printers", "add", "Zebra", "--network", &at, "--no-ask"];
    laptop.done(&[&add[..], &["--language", "zpl"]].concat());
    let label = [
        "label",
        "--lot",
        &lot,
        "--sheet",
        "roll-50x30",
        "--count",
        "2",
    ];
    let sent = laptop.run(&[&label[..], &["--to", "Zebra"]].concat());
    printer.join().unwrap();
    let said = String::from_utf8_lossy(&sent.stdout).into_owned();
    assert_eq!(sent.status.code(), Some(3), "{said}");
    assert!(said.contains("Đã gửi đủ 2 tem"), "{said}");
    assert!(
        said.contains("--from SỐ") && !said.contains("Chưa gửi hết"),
        "{said}"
    );
}

#[test]
fn what_a_file_says_it_is_and_what_it_would_be_must_agree() {
    let laptop = Laptop::with_sample();
    let lot = a_lot(&laptop);
    let out = laptop.path("tem.png").display().to_string();
    let label = ["label", "--lot", &lot, "--count", "1", "-o", &out];
    let said = laptop.error(&label);
    assert!(said.contains(".pdf"), "{said}");
    laptop.done(&[&label[..], &["--format", "png"]].concat());
    let coarse = laptop.error(&[&label[..], &["--format", "png", "--dpi", "72"]].concat());
    assert!(coarse.contains("72 dpi"), "{coarse}");
    let picture = laptop.run(&[
        "label", "--lot", &lot, "--count", "1", "--format", "png", "--to", "x",
    ]);
    assert_eq!(picture.status.code(), Some(1));
}
