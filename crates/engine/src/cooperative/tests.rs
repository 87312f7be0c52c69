use super::Profile;
use crate::lot::NewLot;
use crate::testing::farm::{farm, open};
use crate::{App, Code};

/// The owner's identity number.
const OWNER: &str = "001099012345";

fn business(dir: &std::path::Path, organisation: &str) -> (App, Profile) {
    let app = open(dir);
    let profile = app
        .create_cooperative(Profile {
            name: "Hộ kinh doanh Chè Mẫu".into(),
            tax_code: OWNER.into(),
            organisation: organisation.into(),
            commune_code: "03405".into(),
            ..Profile::default()
        })
        .unwrap();
    (app, profile)
}

fn with_lot(app: &App) -> String {
    let farm = app.write("Lan", farm).unwrap();
    let new = NewLot {
        product: farm.rice.to_string(),
        date: "20/10/2026".into(),
        quantity: "5".into(),
        plot: "T001".into(),
        ..NewLot::default()
    };
    app.create_lot(&new).unwrap().to_string()
}

#[test]
fn the_identity_number_of_a_household_business_stands_in_nothing_that_leaves_the_computer() {
    let dir = tempfile::tempdir().unwrap();
    let (app, profile) = business(dir.path(), "");
    assert!(profile.organisation.len() == 10 && profile.organisation != OWNER);
    let lot = with_lot(&app);
    let detail = app.lot(&lot).unwrap();
    let sent = app.export_epcis().unwrap().to_string();
    assert!(sent.contains(&format!("urn:nuong:lot:{}:", profile.organisation)));
    for text in [&sent, &detail.link] {
        assert!(!text.contains(OWNER), "{text}");
    }
    assert!(detail.link.contains(&profile.organisation));
    assert_eq!(app.search(&detail.link).unwrap()[0].title, lot);
    let claimed = detail.link.replace(&profile.organisation, OWNER);
    assert!(
        app.search(&claimed)
            .unwrap()
            .iter()
            .all(|hit| hit.title != lot)
    );
}

#[test]
fn a_further_computer_of_a_household_business_is_given_the_code_of_the_first() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (app, profile) = business(first.path(), "");
    let (other, same) = business(second.path(), &profile.organisation);
    assert_eq!(same.organisation, profile.organisation);
    let id = |app: &App| app.lot(&with_lot(app)).unwrap().row.id;
    assert_eq!(id(&app), id(&other));
}

#[test]
fn an_organisation_code_that_is_none_is_refused_and_one_that_stands_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path());
    let wrong = Profile {
        name: "Hộ kinh doanh Chè Mẫu".into(),
        tax_code: OWNER.into(),
        organisation: OWNER.into(),
        ..Profile::default()
    };
    let error = app.create_cooperative(wrong).unwrap_err();
    assert_eq!(error.code, Code::OrganisationCodeMissing);
    let (app, profile) = business(dir.path(), "");
    let changed = Profile {
        phone: "0912".into(),
        organisation: String::new(),
        ..profile.clone()
    };
    let kept = app.update_profile(changed).unwrap();
    assert_eq!(kept.organisation, profile.organisation);
    let cooperative = Profile {
        tax_code: "6200012345".into(),
        ..profile
    };
    let named = app.update_profile(cooperative).unwrap();
    assert_eq!(named.organisation, "6200012345");
    // A form gives back the organisation that it was shown.
    let business = app
        .update_profile(Profile {
            tax_code: OWNER.into(),
            ..named
        })
        .unwrap();
    assert!(business.organisation.len() == 10 && business.organisation != "6200012345");
    assert!(
        business
            .organisation
            .bytes()
            .all(|b| b.is_ascii_uppercase())
    );
}
