//! `init`, `profile` and `connect`.

use std::path::Path;

use nuong_engine::AppError;
use nuong_engine::views::Profile;

use crate::context::Context;
use crate::record_args::ProfileVerb;
use crate::{Done, Outcome, files, print};

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
    let json = files::text(file, "profile_unreadable")?;
    let mut reader = serde_json::Deserializer::from_str(&json);
    // The path names the field that is at fault.
    serde_path_to_error::deserialize(&mut reader)
        .map_err(|e| AppError::of(Code::ProfileUnreadable, e).with("file", file.display()))
}

/// Shows the profile, or sets its logo.
pub fn profile(context: &Context, what: Option<ProfileVerb>) -> Outcome {
    let Some(ProfileVerb::Logo { file, .. }) = what else {
        let missing = || AppError::new(Code::ProfileMissing, "no cooperative yet");
        return show(context, &context.app.profile()?.ok_or_else(missing)?);
    };
    let profile = context.app.set_logo(file.as_deref())?;
    if context.json {
        print::json(&profile)?;
        return Ok(Done::Yes);
    }
    let said = match file {
        Some(file) => {
            let args = [("file", file.display().to_string())];
            print::sentence(&context.language, "cli.logo_set", &args)
        }
        None => print::sentence(&context.language, "cli.logo_removed", &[]),
    };
    print::line(&said)?;
    Ok(Done::Yes)
}

fn show(context: &Context, profile: &Profile) -> Outcome {
    if context.json {
        print::json(profile)?;
    } else {
        print::line(&format!("{}  {}", profile.tax_code, profile.name))?;
    }
    Ok(Done::Yes)
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
