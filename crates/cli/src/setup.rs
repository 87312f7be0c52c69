//! `init` and `connect`.

use std::path::Path;

use nuong_engine::AppError;
use nuong_engine::views::Profile;

use crate::context::Context;
use crate::{Done, Outcome, print};

/// A profile is a page of text; anything longer is another file.
const LONGEST_PROFILE: u64 = 256 * 1024;

/// Records the cooperative's profile: the sample's, or the one in a JSON file.
pub fn init(context: &Context, sample: bool, file: Option<&Path>) -> Outcome {
    let profile = match (sample, file) {
        (false, Some(file)) => context.app.create_cooperative(read_profile(file)?)?,
        _ => context.app.create_sample_profile()?,
    };
    if context.json {
        print::json(&profile)?;
    } else {
        print::line(&print::sentence(
            &context.language,
            "cli.init_done",
            &[("name", profile.name)],
        ))?;
    }
    Ok(Done::Yes)
}

fn read_profile(file: &Path) -> nuong_engine::Result<Profile> {
    let unreadable = |e: &dyn std::fmt::Display| {
        AppError::new("profile_unreadable", e).with("file", file.display())
    };
    let missing = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => {
            AppError::new("file_not_found", e).with("path", file.display())
        }
        _ => unreadable(&e),
    };
    let size = std::fs::metadata(file).map_err(missing)?.len();
    if size > LONGEST_PROFILE {
        return Err(unreadable(&"too large"));
    }
    let text = std::fs::read_to_string(file).map_err(missing)?;
    let json = text.trim_start_matches('\u{feff}');
    let mut reader = serde_json::Deserializer::from_str(json);
    // The path names the field that is at fault.
    serde_path_to_error::deserialize(&mut reader).map_err(|e| unreadable(&e))
}

/// Enrols this laptop with a registry.
pub fn connect(context: &Context, url: &str, code: &str) -> Outcome {
    let connection = context.app.connect(url, code)?;
    if context.json {
        print::json(&connection)?;
    } else {
        let args = [
            ("url", connection.url),
            ("organisation", connection.organisation),
        ];
        print::line(&print::sentence(&context.language, "cli.connected", &args))?;
    }
    Ok(Done::Yes)
}
