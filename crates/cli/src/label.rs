//! `label`.

use indicatif::ProgressBar;
use nuong_engine::views::{LabelRequest, LabelResult, Progress};

use crate::args::LabelArgs;
use crate::context::Context;
use crate::{Done, Outcome, print};

/// Writes the PDF, or says why no paper should be used yet.
pub fn label(context: &Context, args: &LabelArgs) -> Outcome {
    let request = LabelRequest {
        lot: args.lot.clone(),
        template: args.template.clone(),
        sheet: args.sheet.clone(),
        count: args.count,
        skip: args.skip,
    };
    let bar = ProgressBar::new(u64::from(args.count));
    let mut progress = |at: Progress| print::advance(&bar, &at);
    let result = context
        .app
        .print_labels(request, &args.output, &mut progress);
    bar.finish_and_clear();
    let result = result?;
    if context.json {
        print::json(&result)?
    } else {
        people(context, args, &result)?
    }
    let refused = result
        .findings
        .iter()
        .any(|finding| finding.severity == "error");
    Ok(if refused { Done::Refused } else { Done::Yes })
}

fn people(context: &Context, args: &LabelArgs, result: &LabelResult) -> nuong_engine::Result<()> {
    let language = &context.language;
    for finding in &result.findings {
        let severity =
            print::sentence(language, &format!("cli.severity_{}", finding.severity), &[]);
        print::line(&format!(
            "{severity}: {}",
            print::message(language, &finding.text)
        ))?;
    }
    let refused = result
        .findings
        .iter()
        .any(|finding| finding.severity == "error");
    if refused {
        return print::line(&print::sentence(language, "cli.label_refused", &[]));
    }
    let facts = [
        ("labels", result.labels.to_string()),
        ("pages", result.pages.to_string()),
        ("file", args.output.display().to_string()),
    ];
    print::line(&print::sentence(language, "cli.label_done", &facts))?;
    print::line(&result.payload)
}
