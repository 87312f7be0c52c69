//! `init` and `profile`: the cooperative whose data the folder holds.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Subcommand};
use nuong_engine::views::Profile;
use nuong_engine::{AppError, Code};

use crate::context::Context;
use crate::outcome::{Done, Outcome};
use crate::{output, text_file};

/// Changing the profile.
#[derive(Debug, Subcommand)]
pub enum ProfileVerb {
    /// Set the logo that labels print
    #[command(group(ArgGroup::new("which").required(true).args(["file", "none"])))]
    Logo {
        /// A PNG or JPEG picture, at most 8 MB
        file: Option<PathBuf>,
        /// No logo
        #[arg(long)]
        none: bool,
    },
}

/// Records the cooperative's profile: the sample's, or the one in a JSON file.
pub fn begin_cooperative(context: &Context, sample: bool, file: Option<&Path>) -> Outcome {
    let profile = match (sample, file) {
        (false, Some(file)) => context.app.create_cooperative(read_profile(file)?)?,
        _ => context.app.create_sample_profile()?,
    };
    if context.json {
        output::print_json(&profile)?;
    } else {
        let name = [("name", profile.name)];
        output::print_sentence(&context.language, "cli.init_done", &name)?;
    }
    Ok(Done::Yes)
}

fn read_profile(file: &Path) -> nuong_engine::Result<Profile> {
    let json = text_file::read_text(file, Code::ProfileUnreadable)?;
    let mut reader = serde_json::Deserializer::from_str(&json);
    // The path names the field that is at fault.
    serde_path_to_error::deserialize(&mut reader)
        .map_err(|e| AppError::of(Code::ProfileUnreadable, e).with("file", file.display()))
}

/// Shows the profile, or sets its logo.
pub fn run_profile(context: &Context, what: Option<ProfileVerb>) -> Outcome {
    let Some(ProfileVerb::Logo { file, .. }) = what else {
        let missing = || AppError::new(Code::ProfileMissing, "no cooperative yet");
        return show_profile(context, &context.app.profile()?.ok_or_else(missing)?);
    };
    let profile = context.app.set_logo(file.as_deref())?;
    let language = &context.language;
    if context.json {
        output::print_json(&profile)?;
    } else if let Some(file) = file {
        let args = [("file", file.display().to_string())];
        output::print_sentence(language, "cli.logo_set", &args)?;
    } else {
        output::print_sentence(language, "cli.logo_removed", &[])?;
    }
    Ok(Done::Yes)
}

fn show_profile(context: &Context, profile: &Profile) -> Outcome {
    if context.json {
        output::print_json(profile)?;
    } else {
        output::print_line(&format!("{}  {}", profile.tax_code, profile.name))?;
        if profile.organisation != profile.tax_code {
            let args = [("code", profile.organisation.clone())];
            output::print_sentence(&context.language, "cli.profile_organisation", &args)?;
        }
    }
    Ok(Done::Yes)
}
