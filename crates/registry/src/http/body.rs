//! Reading a request's body up to a limit.

use axum::body::Body;
use http_body_util::BodyExt;

use crate::limits;
use crate::problem::{Kind, Problem};

/// All of the body, if it has at most `limit` octets.
///
/// A larger one is read on and thrown away (up to a bound) before it is refused: a client still
/// sending would otherwise meet a closed connection instead of the refusal.
pub(crate) async fn read_body(mut body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut kept = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let broken = |_| Problem::new(Kind::Validation, "The request broke off.");
        // Trailers come as frames as well.
        let Ok(data) = frame.map_err(broken)?.into_data() else {
            continue;
        };
        seen = seen.saturating_add(data.len());
        if seen <= limit {
            kept.extend_from_slice(&data);
        } else if seen > limits::DRAINED_BYTES {
            break;
        }
    }
    if seen > limit {
        return Err(too_large(limit));
    }
    Ok(kept)
}

fn too_large(limit: usize) -> Problem {
    Problem::new(
        Kind::CaptureLimit,
        format!("At most {limit} octets are taken at a time."),
    )
}
