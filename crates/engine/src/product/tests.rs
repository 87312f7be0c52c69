use super::view::Product;
use crate::cooperative::Profile;
use crate::store::settings::Settings;
use crate::testing::farm::{cooperative, farm, harvest};

fn honey() -> Product {
    Product {
        sku: " mat-ong ".into(),
        name: "Mật ong rừng".into(),
        goods_group: "food".into(),
        unit: "ml".into(),
        net_quantity: Some(500.0),
        ..Product::default()
    }
}

#[test]
fn a_product_is_checked_and_comes_back_as_saved() {
    let (_dir, app) = cooperative();
    let saved = app
        .save_product(Product {
            gtin: Some("9520120070055".into()),
            ..honey()
        })
        .unwrap();
    assert_eq!(saved.sku, "MAT-ONG");
    assert_eq!(saved.gtin.as_deref(), Some("09520120070055"));
    assert_eq!(saved.net_quantity, Some(500.0));
    assert_eq!(
        app.products("mat ong").unwrap(),
        std::slice::from_ref(&saved)
    );
    assert_eq!(app.products("mật ông").unwrap(), []);
    let renamed = app
        .save_product(Product {
            name: "Mật ong bạc hà".into(),
            ..saved.clone()
        })
        .unwrap();
    assert_eq!(renamed.id, saved.id);
}

#[test]
fn codes_are_unique_and_gtins_have_a_true_check_digit() {
    let (_dir, app) = cooperative();
    app.save_product(Product {
        gtin: Some("9520120070055".into()),
        ..honey()
    })
    .unwrap();
    let cases = [
        (honey(), "sku_taken"),
        (
            Product {
                sku: "M2".into(),
                gtin: Some("09520120070055".into()),
                ..honey()
            },
            "gtin_taken",
        ),
        (
            Product {
                sku: "M2".into(),
                gtin: Some("9520120070056".into()),
                ..honey()
            },
            "gtin_invalid",
        ),
        (
            Product {
                sku: "M 2".into(),
                ..honey()
            },
            "sku_invalid",
        ),
        (
            Product {
                sku: "M2".into(),
                name: " ".into(),
                ..honey()
            },
            "name_empty",
        ),
        (
            Product {
                sku: "M2".into(),
                goods_group: "xe".into(),
                ..honey()
            },
            "goods_group_unknown",
        ),
        (
            Product {
                sku: "M2".into(),
                unit: String::new(),
                ..honey()
            },
            "unit_unknown",
        ),
        (
            Product {
                sku: "M2".into(),
                net_quantity: Some(-1.0),
                ..honey()
            },
            "quantity_negative",
        ),
        (
            Product {
                sku: "M2".into(),
                net_quantity: Some(f64::NAN),
                ..honey()
            },
            "quantity_not_a_number",
        ),
        (
            Product {
                sku: "M2".into(),
                shelf_life_months: Some(0),
                ..honey()
            },
            "shelf_life_invalid",
        ),
        (
            Product {
                sku: "M2".into(),
                name: "x".repeat(201),
                ..honey()
            },
            "text_too_long",
        ),
        (
            Product {
                id: "x".into(),
                sku: "M2".into(),
                ..honey()
            },
            "product_not_found",
        ),
    ];
    for (product, code) in cases {
        assert_eq!(app.save_product(product).unwrap_err().code, code);
    }
    assert_eq!(app.products("").unwrap().len(), 1);
}

#[test]
fn a_deleted_product_can_come_back() {
    let (_dir, app) = cooperative();
    let honey = app.save_product(honey()).unwrap();
    app.delete_product(&honey.id).unwrap();
    assert_eq!(app.products("").unwrap(), []);
    assert!(app.search("mat ong").unwrap().is_empty());
    assert_eq!(app.restore_product(&honey.id).unwrap(), honey);
    assert_eq!(app.search("mat ong").unwrap()[0].title, "Mật ong rừng");
}

#[test]
fn a_product_with_lots_stays() {
    let (_dir, app) = cooperative();
    let farm = app.write("", farm).unwrap();
    app.write("", |tx| {
        tx.record_harvest(&harvest(farm.tea, None, "L1", "2026-10-20", 5), None)
    })
    .unwrap();
    let refused = app.delete_product(&farm.tea.to_string()).unwrap_err();
    assert_eq!(
        (refused.code.as_str(), refused.args["count"].as_str()),
        ("product_has_lots", "1")
    );
    assert_eq!(app.products("o long").unwrap()[0].lot_count, 1);
}

#[test]
fn an_import_fills_in_and_never_overwrites() {
    let (_dir, app) = cooperative();
    let farm1 = app.write("", farm).unwrap();
    let mut tea = app.product(&farm1.tea.to_string()).unwrap();
    tea.name = "Chè Ô long đặc biệt".into();
    tea.usage = "Pha nước sôi".into();
    app.save_product(tea.clone()).unwrap();
    app.write("", farm).unwrap();
    assert_eq!(app.product(&tea.id).unwrap(), tea);
}

#[test]
fn a_profile_is_checked_field_by_field() {
    let dir = tempfile::tempdir().unwrap();
    let app = crate::testing::farm::open(dir.path());
    let good = Profile {
        name: "HTX Chè".into(),
        tax_code: "6200012345".into(),
        commune_code: "03390".into(),
        ..Profile::default()
    };
    let cases = [
        (
            Profile {
                name: String::new(),
                ..good.clone()
            },
            "name_empty",
        ),
        (
            Profile {
                tax_code: "123".into(),
                ..good.clone()
            },
            "tax_code_invalid",
        ),
        (
            Profile {
                gln: Some("9520120070018".into()),
                ..good.clone()
            },
            "gln_invalid",
        ),
        (
            Profile {
                gcp: Some("893A".into()),
                ..good.clone()
            },
            "gcp_invalid",
        ),
        (
            Profile {
                commune_code: "99999".into(),
                ..good.clone()
            },
            "commune_unknown",
        ),
        (
            Profile {
                link_base: Some("truyxuat".into()),
                ..good.clone()
            },
            "link_base_invalid",
        ),
        (
            Profile {
                phone: "0".repeat(201),
                ..good.clone()
            },
            "text_too_long",
        ),
    ];
    for (profile, code) in cases {
        assert_eq!(app.create_cooperative(profile).unwrap_err().code, code);
    }
    assert!(app.start().unwrap().profile.is_none());
    app.create_cooperative(good.clone()).unwrap();
    assert_eq!(
        app.create_cooperative(good).unwrap_err().code,
        "profile_exists"
    );
}

#[test]
fn the_tax_code_stays_once_lots_carry_it() {
    let (_dir, app) = cooperative();
    let farm = app.write("", farm).unwrap();
    app.write("", |tx| {
        tx.record_harvest(&harvest(farm.tea, None, "L1", "2026-10-20", 5), None)
    })
    .unwrap();
    let profile = app.profile().unwrap().unwrap();
    let changed = Profile {
        tax_code: "6200012345".into(),
        ..profile.clone()
    };
    assert_eq!(
        app.update_profile(changed).unwrap_err().code,
        "tax_code_in_use"
    );
    app.update_profile(Profile {
        phone: "0213".into(),
        ..profile
    })
    .unwrap();
}

#[test]
fn settings_are_this_laptop_s_and_have_defaults() {
    let (_dir, app) = cooperative();
    let start = app.start().unwrap();
    assert!(start.first_run);
    assert_eq!(
        (
            start.settings.language.as_str(),
            start.settings.text_percent
        ),
        ("vi", 100)
    );
    assert!(start.profile.unwrap().sample);
    let chosen = Settings {
        language: "en".into(),
        theme: "dark".into(),
        text_percent: 125,
        person: " Lò  Lan ".into(),
    };
    app.set_settings(chosen.clone()).unwrap();
    assert_eq!(app.start().unwrap().settings.person, "Lò Lan");
    assert!(!app.start().unwrap().first_run);
    assert_eq!(
        app.set_settings(Settings {
            language: "fr".into(),
            ..chosen
        })
        .unwrap_err()
        .code,
        "settings_invalid"
    );
}

#[test]
fn a_code_or_gtin_that_lots_carry_is_never_given_to_another_product() {
    let (_dir, app) = cooperative();
    let tea = app
        .write("", |tx| {
            let tea = farm(tx)?.tea;
            tx.record_harvest(&harvest(tea, None, "L1", "2026-10-20", 5), None)?;
            Ok(tea)
        })
        .unwrap();
    let tea = app.product(&tea.to_string()).unwrap();
    let renamed = app
        .save_product(Product {
            sku: "CHE-2".into(),
            gtin: Some("9520120070055".into()),
            ..tea.clone()
        })
        .unwrap();
    let taken = |sku: &str, gtin: Option<String>| {
        let other = Product {
            sku: sku.into(),
            gtin,
            ..honey()
        };
        app.save_product(other).unwrap_err().code
    };
    assert_eq!(taken("CHE-OL", None), "sku_taken");
    assert_eq!(taken("MAT-ONG", tea.gtin.clone()), "gtin_taken");
    // The ledger still calls it by its old code: it is the same product, and no second one arises.
    let (id, _) = app
        .write("", |tx| {
            tx.upsert_product(&super::rows::ProductRecord {
                sku: "CHE-OL".into(),
                name: "Chè Ô long".into(),
                unit: "g".into(),
                ..Default::default()
            })
        })
        .unwrap();
    assert_eq!(id.to_string(), renamed.id);
    assert_eq!(app.product(&renamed.id).unwrap().sku, "CHE-2");
    // Its own old names it may take back.
    assert_eq!(app.save_product(tea.clone()).unwrap().sku, "CHE-OL");
}
