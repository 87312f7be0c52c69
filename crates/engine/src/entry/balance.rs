//! Whether what came out of a step was there: the class's own arithmetic.

use std::collections::BTreeMap;

use nuong_domain::balance::{BalanceError, Measured, check_exact, check_packing, check_up_to};
use nuong_domain::id::LotId;
use nuong_domain::moisture::{DryMatter, check_dry_matter};
use nuong_domain::ratio::Permille;
use nuong_domain::stock::check_moves;
use nuong_domain::{Dimension, Quantity, QuantityError};
use serde_json::{Map, Value};

use super::line::ResolvedLine;
use super::refusal::{invalid, missing};
use super::resolve::Head;
use super::view::StepFinding;
use crate::stage::{Balance, Class, Stages};
use crate::step::identity::LineRole;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// A step's lines with what stands above them.
pub(super) struct Judged<'j, 's> {
    pub stages: &'s Stages,
    pub head: &'j Head<'s>,
    pub lines: &'j [ResolvedLine],
    pub language: &'j str,
}

impl Judged<'_, '_> {
    /// Refuses what its class cannot be: sides that are missing, sums that do not fit. What a named person accepted beforehand is a finding.
    ///
    /// # Errors
    /// `stage_field_missing`, `balance_exceeded`, `dry_matter_exceeded`, `unit_mismatch`, `turn_same_lot`, `lineage_cycle`, `quantity_too_large`.
    pub fn check(&self, r: &Reader<'_>) -> Result<Vec<StepFinding>> {
        self.check_sides()?;
        self.check_sums()?;
        let mut findings = Vec::new();
        match self.head.class {
            Class::Move => self.check_move()?,
            Class::Turn => {
                super::lot_state::check_lineage(r, self.lines)?;
                for check in [Self::check_turn, Self::check_dryness] {
                    match check(self, r) {
                        Err(error) if self.is_excepted(r, error.code)? => {
                            findings.push(StepFinding::warning(
                                error.code.as_str(),
                                &[],
                                self.language,
                            ));
                        }
                        checked => checked?,
                    }
                }
            }
            _ => {}
        }
        Ok(findings)
    }

    fn has(&self, role: LineRole) -> bool {
        self.lines.iter().any(|line| line.role == role)
    }

    fn check_sides(&self) -> Result<()> {
        let (ins, outs) = (self.has(LineRole::In), self.has(LineRole::Out));
        let has_sides = match self.head.class {
            Class::Begin | Class::Back => outs,
            Class::Turn | Class::Move => ins && outs,
            Class::Leave => ins,
            Class::Count => ins || outs,
            Class::Tend => true,
            // A look without a lot is at a place; but an event is of lots.
            Class::Look => !self.lines.is_empty() || self.head.stage.events.is_empty(),
        };
        if has_sides {
            Ok(())
        } else {
            Err(missing("lines"))
        }
    }

    /// No sum of the step is beyond what a quantity holds.
    fn check_sums(&self) -> Result<()> {
        let mut sums = BTreeMap::<(LineRole, LotId), i128>::new();
        for line in self.lines {
            let sum = sums.entry((line.role, line.lot.id)).or_default();
            *sum += i128::from(line.amount.base());
            if *sum >= i128::from(Quantity::MAX) {
                return Err(AppError::new(Code::QuantityTooLarge, "").with("field", "quantity"));
            }
        }
        Ok(())
    }

    fn check_move(&self) -> Result<()> {
        let lines = self.lines.iter();
        check_moves(lines.map(ResolvedLine::as_counted)).map_err(|_| exceeded())
    }

    /// The goods of a side: packaging is none.
    fn goods(&self, role: LineRole) -> impl Iterator<Item = &ResolvedLine> {
        let lines = self.lines.iter();
        lines.filter(move |line| line.role == role && !line.is_packaging)
    }

    fn measured(&self, role: LineRole, told_net: Option<Quantity>) -> Vec<Measured> {
        let measured = self.goods(role).map(|line| Measured {
            amount: line.amount,
            net: line.lot.net.or(told_net),
        });
        measured.collect()
    }

    fn check_turn(&self, _: &Reader<'_>) -> Result<()> {
        let told_net = told_net(&self.head.told)?;
        let losses = losses(&self.head.rest)?;
        let tolerance = Permille::clamp_parts(i64::from(self.stages.tolerance_permille()));
        let (ins, outs) = (
            self.measured(LineRole::In, None),
            self.measured(LineRole::Out, told_net),
        );
        let checked = match self.head.stage.balance {
            Some(Balance::UpTo) => check_up_to(&ins, &outs, &losses, tolerance).map(drop),
            Some(Balance::Exact) => check_exact(&ins, &outs),
            Some(Balance::NeverShort) => {
                self.check_net(told_net)?;
                check_packing(&ins, &outs, &losses).map(drop)
            }
            // Live lots grow; their heads are stock, of which no more can be taken than there is.
            Some(Balance::Live) | None => Ok(()),
        };
        checked.map_err(|error| match error {
            BalanceError::NoMeasure => AppError::new(Code::UnitMismatch, "").with("field", "unit"),
            BalanceError::Quantity(_) => {
                AppError::new(Code::QuantityTooLarge, "").with("field", "quantity")
            }
            _ => exceeded(),
        })
    }

    /// The net that is told is that of the packs which come out.
    fn check_net(&self, told_net: Option<Quantity>) -> Result<()> {
        let differs = |net: Quantity| {
            let mut nets = self.goods(LineRole::Out).filter_map(|line| line.lot.net);
            nets.any(|own| own.dimension() == net.dimension() && own != net)
        };
        match told_net.filter(|net| differs(*net)) {
            Some(_) => Err(invalid("net", "net_of_product")),
            None => Ok(()),
        }
    }

    /// Drying takes water and nothing else: by the moisture of the lines, else by what was measured as the lots came in. Where nobody
    /// measured, nothing can be said.
    fn check_dryness(&self, r: &Reader<'_>) -> Result<()> {
        let after = self.head.rest.get("moisture_after").and_then(Value::as_i64);
        let Some(after) = after.and_then(Permille::from_parts) else {
            return Ok(());
        };
        let mut ins = Vec::new();
        for line in self.goods(LineRole::In) {
            match dry_matter_in(r, line)? {
                Some(dry) => ins.push(dry),
                None => return Ok(()),
            }
        }
        let outs = self.goods(LineRole::Out).filter(|line| is_mass(line));
        let outs =
            outs.map(|line| DryMatter::of_mass(line.amount, moisture_of(line).unwrap_or(after)));
        let outs = outs.collect::<std::result::Result<Vec<_>, _>>();
        let (Ok(came_in), Ok(went_out)) =
            (DryMatter::of_mixed(ins), outs.and_then(DryMatter::of_mixed))
        else {
            return Ok(());
        };
        let tolerance = Permille::clamp_parts(i64::from(self.stages.tolerance_permille()));
        check_dry_matter(came_in, went_out, tolerance)
            .map_err(|_| AppError::new(Code::DryMatterExceeded, "").with("field", "moisture_after"))
    }

    fn is_excepted(&self, r: &Reader<'_>, code: Code) -> Result<bool> {
        if !matches!(code, Code::BalanceExceeded | Code::DryMatterExceeded) {
            return Ok(false);
        }
        let lots: Vec<LotId> = self.lines.iter().map(|line| line.lot.id).collect();
        r.is_excepted(&lots, code.as_str())
    }
}

fn is_mass(line: &ResolvedLine) -> bool {
    line.amount.dimension() == Dimension::Mass
}

fn moisture_of(line: &ResolvedLine) -> Option<Permille> {
    let moisture = line.rest.get("moisture").and_then(Value::as_i64);
    moisture.and_then(Permille::from_parts)
}

fn dry_matter_in(r: &Reader<'_>, line: &ResolvedLine) -> Result<Option<DryMatter>> {
    if !is_mass(line) {
        return Ok(None);
    }
    let of_mass = |mass, moisture| {
        DryMatter::of_mass(mass, moisture)
            .map_err(|e: QuantityError| AppError::of(Code::Internal, e))
    };
    if let Some(moisture) = moisture_of(line) {
        return of_mass(line.amount, moisture).map(Some);
    }
    let mut parts = Vec::new();
    for (mass, moisture) in r.measured_moisture(line.lot.id)? {
        parts.push(of_mass(mass, Permille::clamp_parts(moisture))?);
    }
    let mixed = DryMatter::of_mixed(parts).and_then(|mixed| mixed.within(line.amount));
    Ok(mixed.ok())
}

/// What one pack is told to hold.
fn told_net(told: &Map<String, Value>) -> Result<Option<Quantity>> {
    let of = |field: &str, dimension| {
        let base = told.get(field).and_then(Value::as_i64);
        let net = base.map(|base| Quantity::from_base(base, dimension));
        net.transpose().map_err(|_| invalid(field, "amount"))
    };
    let by_volume = of("net_volume", Dimension::Volume)?;
    Ok(of("net", Dimension::Mass)?.or(by_volume))
}

/// The amounts of losses, by mass.
fn losses(rest: &Map<String, Value>) -> Result<Vec<Quantity>> {
    let losses = rest.get("losses").and_then(Value::as_array);
    let amounts = losses.into_iter().flatten();
    let amounts = amounts.filter_map(|loss| loss.get("amount").and_then(Value::as_i64));
    let losses = amounts.map(|base| Quantity::from_base(base, Dimension::Mass));
    losses
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| invalid("losses", "amount"))
}

fn exceeded() -> AppError {
    AppError::new(Code::BalanceExceeded, "").with("field", "quantity")
}
