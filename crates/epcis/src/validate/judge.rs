//! Walks a value along the tables and notes every fault.

use super::content;
use super::events;
use super::format::is_time;
use super::shape::{Kind, Others, Shape};
use super::{MAX_VIOLATIONS, Violation};
use crate::cbv::is_term;
use crate::uri::is_uri;
use serde_json::{Map, Value};

/// Notes faults; stops noting, not judging, when there are very many.
#[derive(Debug, Default)]
pub(super) struct Judge {
    pub found: Vec<Violation>,
    /// Leaves the elements of event lists to others.
    pub envelope_only: bool,
}

impl Judge {
    /// Notes a fault at `pointer`.
    pub(super) fn note(&mut self, pointer: &str, code: &'static str, message: impl Into<String>) {
        if self.found.len() < MAX_VIOLATIONS {
            self.found.push(Violation {
                pointer: pointer.to_owned(),
                code,
                message: message.into(),
            });
        }
    }

    /// Judges a value by what it must be.
    pub(super) fn judge_value(&mut self, value: &Value, kind: Kind, pointer: &str) {
        match kind {
            Kind::Any => {}
            Kind::Number if value.is_number() => {}
            Kind::Boolean if value.is_boolean() => {}
            Kind::Number => self.note(pointer, "type.number", "must be a number"),
            Kind::Boolean => self.note(pointer, "type.boolean", "must be true or false"),
            Kind::Attribute => self.judge_attribute(value, pointer),
            Kind::Context => self.judge_context(value, pointer),
            Kind::Object(shape) => self.judge_object(value, shape, pointer),
            Kind::Event => self.listed_event(value, pointer),
            Kind::OneOrMany(item) if value.is_array() => {
                self.judge_list(value, *item, pointer, 0, false)
            }
            Kind::OneOrMany(item) => self.judge_value(value, *item, pointer),
            Kind::List(item) => self.judge_list(value, *item, pointer, 0, false),
            Kind::Filled(item) => self.judge_list(value, *item, pointer, 1, false),
            Kind::Set(item) => self.judge_list(value, *item, pointer, 0, true),
            Kind::FilledSet(item) => self.judge_list(value, *item, pointer, 1, true),
            text => self.judge_text(value, text, pointer),
        }
    }

    fn judge_text(&mut self, value: &Value, kind: Kind, pointer: &str) {
        let Some(text) = value.as_str() else {
            return self.note(pointer, "type.text", "must be a text");
        };
        match kind {
            Kind::Uri if !is_uri(text) => {
                self.note(pointer, "format.uri", "must be an absolute URI")
            }
            Kind::Time if !is_time(text) => {
                self.note(
                    pointer,
                    "format.time",
                    "must be a date and time with offset (RFC 3339)",
                );
            }
            Kind::Form(name, fits) if !fits(text) => {
                self.note(
                    pointer,
                    "format.pattern",
                    format!("must have the form of a {name}"),
                );
            }
            Kind::Word(words) if !words.contains(&text) => {
                self.note(
                    pointer,
                    "word.unknown",
                    format!("must be one of {}", words.join(", ")),
                );
            }
            Kind::CbvTerm(words) if !is_term(text, words) => {
                self.note(
                    pointer,
                    "word.unknown",
                    "must be a word of CBV 2.0 or a URI of another vocabulary",
                );
            }
            Kind::WebTerm(words) if !words.contains(text) && !is_other_uri(text) => {
                self.note(
                    pointer,
                    "word.unknown",
                    "must be a word of CBV 2.0 or a URI of another vocabulary",
                );
            }
            _ => {}
        }
    }

    fn judge_attribute(&mut self, value: &Value, pointer: &str) {
        if !(value.is_number() || value.is_string() || value.is_object()) {
            self.note(
                pointer,
                "type.attribute",
                "must be a number, a text or an object",
            );
        }
    }

    fn judge_context(&mut self, value: &Value, pointer: &str) {
        let items = match value {
            Value::Array(items) => {
                self.no_doubles(items, pointer);
                items.as_slice()
            }
            single => std::slice::from_ref(single),
        };
        let fits = |item: &Value| item.is_object() || item.as_str().is_some_and(is_uri);
        if !items.iter().all(fits) {
            self.note(
                pointer,
                "context.malformed",
                "must be a URI, an object, or a list of these",
            );
        }
    }

    fn judge_list(&mut self, value: &Value, item: Kind, pointer: &str, least: usize, unique: bool) {
        let Some(items) = value.as_array() else {
            return self.note(pointer, "type.list", "must be a list");
        };
        if items.len() < least {
            self.note(pointer, "list.empty", "must have at least one element");
        }
        if unique {
            self.no_doubles(items, pointer);
        }
        for (at, element) in items.iter().enumerate() {
            self.judge_value(element, item, &format!("{pointer}/{at}"));
        }
    }

    fn no_doubles(&mut self, items: &[Value], pointer: &str) {
        let mut seen = std::collections::HashSet::new();
        // As text, because JSON values have no hash.
        if !items.iter().all(|item| seen.insert(item.to_string())) {
            self.note(
                pointer,
                "list.doubles",
                "must not name the same thing twice",
            );
        }
    }

    /// Judges an object by its table.
    pub(super) fn judge_object(&mut self, value: &Value, shape: &Shape, pointer: &str) {
        let Some(fields) = value.as_object() else {
            return self.note(pointer, "type.object", "must be an object");
        };
        for name in shape
            .all_required()
            .filter(|name| !fields.contains_key(*name))
        {
            self.note(pointer, "required", format!("{name} is missing"));
        }
        if !shape.one_of.is_empty() && !shape.one_of.iter().any(|name| fields.contains_key(*name)) {
            self.note(
                pointer,
                "required",
                format!("one of {} is missing", shape.one_of.join(", ")),
            );
        }
        for (name, value) in fields {
            let pointer = format!("{pointer}/{}", escape_pointer(name));
            match shape.kind(name) {
                Some(kind) => self.judge_value(value, kind, &pointer),
                None => self.other_name(name, shape.others, &pointer),
            }
        }
    }

    fn other_name(&mut self, name: &str, others: Others, pointer: &str) {
        let fits = match others {
            Others::None => false,
            Others::Own => is_uri(name),
            Others::Any => true,
        };
        if !fits && name == "ilmd" {
            self.note(
                pointer,
                "ilmd.misplaced",
                "only ADD and TransformationEvent take ilmd",
            );
        } else if !fits {
            self.note(
                pointer,
                "name.unknown",
                "is no field here, and no own field of the form prefix:name",
            );
        }
    }

    fn listed_event(&mut self, value: &Value, pointer: &str) {
        if !self.envelope_only {
            self.judge_event(value, pointer);
        }
    }

    /// Judges an event's structure.
    pub(super) fn judge_event(&mut self, value: &Value, pointer: &str) {
        // Without a type it is judged as an event of no known kind, whose table requires one.
        let kind = value.get("type").and_then(Value::as_str).unwrap_or("");
        self.judge_object(value, events::event_shape(kind), pointer);
        if let Some(event) = value.as_object() {
            self.judge_completeness(event, kind, pointer);
        }
    }

    fn judge_completeness(&mut self, event: &Map<String, Value>, kind: &str, pointer: &str) {
        if let Some(missing) = content::missing_content(event, kind) {
            self.note(pointer, "content.missing", missing);
        }
        // A wrong action has been named; only those that cannot bring anything into being count.
        let brings_nothing = event
            .get("action")
            .is_some_and(|action| action == "OBSERVE" || action == "DELETE");
        if kind == "ObjectEvent" && event.contains_key("ilmd") && brings_nothing {
            self.note(
                &format!("{pointer}/ilmd"),
                "ilmd.misplaced",
                "only ADD and TransformationEvent take ilmd",
            );
        }
    }
}

/// A URI outside the GS1 Web Vocabulary, whose words JSON writes bare.
fn is_other_uri(text: &str) -> bool {
    let own = [
        "http://gs1.org/voc/",
        "https://gs1.org/voc/",
        "http://www.gs1.org/voc/",
        "https://www.gs1.org/voc/",
    ];
    is_uri(text) && !own.iter().any(|start| text.starts_with(start))
}

/// A name as part of a JSON pointer.
pub(super) fn escape_pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
