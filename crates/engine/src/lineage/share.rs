//! How much of what went into a turn went into each lot that came out of it. A turn says that of all together only: each gets its part by
//! mass, and where there is none to go by, by what is counted.

use nuong_domain::Dimension;

use super::turn_rows::TurnLot;

/// Parts of `amount` for each of what came out, which add up to it; the whole for each where they cannot be compared.
pub(super) fn share_amount(amount: i64, outs: &[TurnLot]) -> Vec<i64> {
    let Some(weights) = comparable_weights(outs) else {
        return vec![amount; outs.len()];
    };
    let total: i128 = weights.iter().sum();
    if total <= 0 {
        return vec![amount; outs.len()];
    }
    let (mut before, mut given) = (0_i128, 0_i64);
    let part = |weight: i128| {
        before += weight;
        // At most `amount`: of a whole never more than the whole.
        let upto = i64::try_from(i128::from(amount) * before / total).unwrap_or(amount);
        let part = upto - given;
        given = upto;
        part
    };
    weights.into_iter().map(part).collect()
}

fn comparable_weights(outs: &[TurnLot]) -> Option<Vec<i128>> {
    let masses: Option<Vec<i128>> = outs.iter().map(|out| out.mass).collect();
    // Masses of packs are products of two amounts: kept far from where a third one would not fit.
    let masses = masses.filter(|masses| masses.iter().all(|mass| *mass < 1 << 62));
    masses.or_else(|| {
        let first: Dimension = outs.first()?.dimension;
        let alike = outs.iter().all(|out| out.dimension == first);
        alike.then(|| outs.iter().map(|out| i128::from(out.amount)).collect())
    })
}
