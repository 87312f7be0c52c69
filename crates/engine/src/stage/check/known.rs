//! What a file's parts may name: its own stages, fields and lists, and for a cooperative's file the shipped ones too.

use std::collections::{BTreeMap, BTreeSet};

use crate::stage::catalogue::Stages;
use crate::stage::field::{CodeList, Field, Kept};
use crate::stage::file::{Stage, StageFile};

pub(super) struct Known<'a> {
    pub(super) stages: BTreeMap<&'a str, &'a Stage>,
    pub(super) fields: BTreeMap<&'a str, &'a Field>,
    pub(super) lists: BTreeMap<&'a str, &'a CodeList>,
    pub(super) sources: BTreeSet<&'a str>,
    /// Fields beside the told ones that every step has.
    pub(super) every_rest: &'a [String],
}

impl<'a> Known<'a> {
    pub(super) fn of(file: &'a StageFile, shipped: Option<&'a Stages>) -> Self {
        let others = shipped.into_iter().flat_map(Stages::files);
        let mut known = Self {
            stages: BTreeMap::new(),
            fields: BTreeMap::new(),
            lists: BTreeMap::new(),
            sources: BTreeSet::new(),
            every_rest: match shipped {
                Some(shipped) => shipped.every_rest(),
                None => &file.every_step.rest,
            },
        };
        for file in others.chain([file]) {
            let stages = file.stages.iter();
            known
                .stages
                .extend(stages.map(|stage| (stage.code.as_str(), stage)));
            let fields = file.fields.iter();
            known
                .fields
                .extend(fields.map(|field| (field.code.as_str(), field)));
            let lists = file.lists.iter();
            known
                .lists
                .extend(lists.map(|list| (list.code.as_str(), list)));
            let sources = file.sources.iter();
            known
                .sources
                .extend(sources.map(|source| source.code.as_str()));
        }
        known
    }

    /// Whether a stage has the field, as a column, told, beside or on its lines.
    pub(super) fn stage_has(&self, stage: &Stage, code: &str) -> bool {
        let lists = [&stage.told, &stage.rest, &stage.line];
        let own = lists.into_iter().flatten().chain(self.every_rest);
        let is_step_s_own = |field: &&Field| field.kept == Some(Kept::Step);
        own.into_iter().any(|own| own == code) || self.fields.get(code).is_some_and(is_step_s_own)
    }
}
