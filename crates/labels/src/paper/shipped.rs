//! The papers that the program knows: files under `assets/sheets`, part of the program.

use super::sheet::Sheet;
use std::sync::LazyLock;

static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| {
    [
        include_str!("../../../../assets/sheets/roll-35x22x2.json"),
        include_str!("../../../../assets/sheets/roll-35x22x3.json"),
        include_str!("../../../../assets/sheets/roll-40x30.json"),
        include_str!("../../../../assets/sheets/roll-50x30.json"),
        include_str!("../../../../assets/sheets/roll-60x40.json"),
        include_str!("../../../../assets/sheets/roll-70x50.json"),
        include_str!("../../../../assets/sheets/roll-80x50.json"),
        include_str!("../../../../assets/sheets/roll-100x50.json"),
        include_str!("../../../../assets/sheets/roll-100x70.json"),
        include_str!("../../../../assets/sheets/roll-100x100.json"),
        include_str!("../../../../assets/sheets/roll-100x150.json"),
        include_str!("../../../../assets/sheets/continuous-50x30.json"),
        include_str!("../../../../assets/sheets/continuous-100x50.json"),
        include_str!("../../../../assets/sheets/continuous-100x150.json"),
        include_str!("../../../../assets/sheets/tomy-129.json"),
        include_str!("../../../../assets/sheets/tomy-130.json"),
        include_str!("../../../../assets/sheets/tomy-135.json"),
        include_str!("../../../../assets/sheets/tomy-138.json"),
        include_str!("../../../../assets/sheets/tomy-145.json"),
        include_str!("../../../../assets/sheets/avery-l7651.json"),
        include_str!("../../../../assets/sheets/avery-l7159.json"),
        include_str!("../../../../assets/sheets/avery-l7160.json"),
        include_str!("../../../../assets/sheets/avery-l7163.json"),
        include_str!("../../../../assets/sheets/avery-l7173.json"),
        include_str!("../../../../assets/sheets/avery-l7165.json"),
        include_str!("../../../../assets/sheets/avery-l7169.json"),
        include_str!("../../../../assets/sheets/avery-l7167.json"),
        include_str!("../../../../assets/sheets/a6.json"),
        include_str!("../../../../assets/sheets/a6-landscape.json"),
        include_str!("../../../../assets/sheets/a5.json"),
        include_str!("../../../../assets/sheets/a5-landscape.json"),
        include_str!("../../../../assets/sheets/a4.json"),
        include_str!("../../../../assets/sheets/a4-landscape.json"),
    ]
    .into_iter()
    // `the_shipped_sheets_fit_their_pages` proves that none is lost: only a build can spoil them.
    .filter_map(|json| Sheet::parse(json).ok())
    .collect()
});

/// The papers that the program knows.
pub fn sheets() -> &'static [Sheet] {
    &SHEETS
}

/// The paper of that id.
pub fn sheet(id: &str) -> Option<&'static Sheet> {
    sheets().iter().find(|sheet| sheet.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_sheets_fit_their_pages() {
        let ids: Vec<_> = sheets().iter().map(|s| s.id.as_str()).collect();
        let files = std::fs::read_dir("../../assets/sheets").unwrap().count();
        assert_eq!(ids.len(), files, "{ids:?}");
    }
}
