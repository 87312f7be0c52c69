//! From EPCIS query parameters (EPCIS 2.0 section 8.2.7) to conditions. The table is the list of
//! what is supported; any other parameter is refused, never ignored.

use crate::http::{
    Parameters, bad_token, instant_value, invalid_parameter, split_values, too_many_values,
};
use crate::limits;
use crate::problem::Problem;
use crate::store::{Condition, Order, Role, Search};
use crate::thing;
use crate::wire::bare_word;

enum Rule {
    /// List of values of a column, taken as they are.
    Column(&'static str),
    /// List of the standard's three actions.
    Action,
    /// List of CBV words, bare or as URIs.
    Word(&'static str),
    /// List of identifiers of a column, brought into canonical form.
    Place(&'static str),
    From(&'static str),
    Before(&'static str),
    Mentions(&'static [Role], bool),
    Declared,
    CorrectedBy,
    /// Read elsewhere.
    Paging,
}

const ANY: &[Role] = &[Role::Epc, Role::Parent, Role::Input, Role::Output];
const DIRECT: &[Role] = &[Role::Epc];

const RULES: [(&str, Rule); 32] = [
    ("eventType", Rule::Column("event_type")),
    ("GE_eventTime", Rule::From("event_time")),
    ("LT_eventTime", Rule::Before("event_time")),
    ("GE_recordTime", Rule::From("record_time")),
    ("LT_recordTime", Rule::Before("record_time")),
    ("EQ_action", Rule::Action),
    ("EQ_bizStep", Rule::Word("biz_step")),
    ("EQ_disposition", Rule::Word("disposition")),
    ("EQ_readPoint", Rule::Place("read_point")),
    ("EQ_bizLocation", Rule::Place("biz_location")),
    ("EQ_transformationID", Rule::Column("transformation_id")),
    ("EQ_eventID", Rule::Column("event_id")),
    ("MATCH_epc", Rule::Mentions(DIRECT, false)),
    ("MATCH_parentID", Rule::Mentions(&[Role::Parent], false)),
    ("MATCH_inputEPC", Rule::Mentions(&[Role::Input], false)),
    ("MATCH_outputEPC", Rule::Mentions(&[Role::Output], false)),
    ("MATCH_anyEPC", Rule::Mentions(ANY, false)),
    ("MATCH_epcClass", Rule::Mentions(DIRECT, true)),
    ("MATCH_inputEPCClass", Rule::Mentions(&[Role::Input], true)),
    (
        "MATCH_outputEPCClass",
        Rule::Mentions(&[Role::Output], true),
    ),
    ("MATCH_anyEPCClass", Rule::Mentions(ANY, true)),
    ("EXISTS_errorDeclaration", Rule::Declared),
    ("GE_errorDeclarationTime", Rule::From("declared_at")),
    ("LT_errorDeclarationTime", Rule::Before("declared_at")),
    // Callers write it both ways.
    ("GE_errorDeclaration_Time", Rule::From("declared_at")),
    ("LT_errorDeclaration_Time", Rule::Before("declared_at")),
    ("EQ_errorReason", Rule::Word("error_reason")),
    ("EQ_correctiveEventID", Rule::CorrectedBy),
    ("orderBy", Rule::Paging),
    ("orderDirection", Rule::Paging),
    ("perPage", Rule::Paging),
    ("nextPageToken", Rule::Paging),
];

/// The search a caller asked for.
pub(crate) fn read_search(parameters: &Parameters, organisation: i64) -> Result<Search, Problem> {
    let mut conditions = Vec::new();
    for (name, value) in parameters.iter() {
        conditions.extend(read_condition(name, value)?);
    }
    // All lists together: each value is bound, and SQLite takes a limited number.
    let values: usize = conditions.iter().map(value_count).sum();
    if values > limits::QUERY_VALUES {
        return Err(too_many_values());
    }
    let order = read_order(parameters)?;
    Ok(Search {
        organisation,
        conditions,
        order,
        after: read_token(parameters)?,
        limit: parameters.page_size()?,
    })
}

fn read_condition(name: &str, value: &str) -> Result<Vec<Condition>, Problem> {
    let rule = RULES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, rule)| rule);
    let one = match rule {
        None => {
            return Err(invalid_parameter(
                name,
                "is not a parameter this registry knows",
            ));
        }
        Some(Rule::Paging) => return Ok(Vec::new()),
        Some(Rule::Column(column)) => {
            Condition::AnyOf(column, read_list(name, value, str::to_owned)?)
        }
        Some(Rule::Action) => Condition::AnyOf("action", read_actions(name, value)?),
        Some(Rule::Word(column)) => Condition::AnyOf(column, read_list(name, value, bare_word)?),
        Some(Rule::Place(column)) => {
            Condition::AnyOf(column, read_list(name, value, thing::canonical_id)?)
        }
        Some(Rule::From(column)) => Condition::From(column, instant_value(name, value)?),
        Some(Rule::Before("declared_at")) => {
            // What was never declared has the least of all times, so "before" alone would find it.
            let before = Condition::Before("declared_at", instant_value(name, value)?);
            return Ok(vec![Condition::Declared, before]);
        }
        Some(Rule::Before(column)) => Condition::Before(column, instant_value(name, value)?),
        Some(Rule::Mentions(roles, class)) => {
            let ids = read_list(name, value, thing::canonical_id)?;
            Condition::Mentions {
                roles,
                class: *class,
                ids,
            }
        }
        Some(Rule::Declared) => return read_declared(name, value),
        Some(Rule::CorrectedBy) => Condition::CorrectedBy(read_list(name, value, str::to_owned)?),
    };
    Ok(vec![one])
}

fn read_declared(name: &str, value: &str) -> Result<Vec<Condition>, Problem> {
    match value {
        "true" | "1" => Ok(vec![Condition::Declared]),
        "false" | "0" => Ok(Vec::new()),
        _ => Err(invalid_parameter(name, "is true or false")),
    }
}

fn read_list(
    name: &str,
    value: &str,
    form: impl Fn(&str) -> String,
) -> Result<Vec<String>, Problem> {
    let values = split_values(name, value)?;
    Ok(values.iter().map(|value| form(value)).collect())
}

/// Of anything else the standard wants a refusal: an empty answer would say that there is no such event.
fn read_actions(name: &str, value: &str) -> Result<Vec<String>, Problem> {
    let actions = split_values(name, value)?;
    let known = |action: &String| ["ADD", "OBSERVE", "DELETE"].contains(&action.as_str());
    match actions.iter().all(known) {
        true => Ok(actions),
        false => Err(invalid_parameter(name, "is ADD, OBSERVE or DELETE")),
    }
}

fn read_order(parameters: &Parameters) -> Result<Order, Problem> {
    let descending = match parameters.get("orderDirection") {
        None | Some("DESC") => true,
        Some("ASC") => false,
        Some(_) => return Err(invalid_parameter("orderDirection", "is ASC or DESC")),
    };
    match (parameters.get("orderBy"), descending) {
        (None, _) => Ok(Order::Recorded),
        (Some("recordTime"), false) => Ok(Order::Recorded),
        (Some("recordTime"), true) => Ok(Order::RecordedLast),
        (Some("eventTime"), false) => Ok(Order::Happened),
        (Some("eventTime"), true) => Ok(Order::HappenedLast),
        (Some(_), _) => Err(invalid_parameter("orderBy", "is eventTime or recordTime")),
    }
}

fn read_token(parameters: &Parameters) -> Result<Option<(i64, i64)>, Problem> {
    let Some(token) = parameters.page_token() else {
        return Ok(None);
    };
    let (time, row) = token.split_once('.').ok_or_else(bad_token)?;
    match (time.parse(), row.parse()) {
        (Ok(time), Ok(row)) => Ok(Some((time, row))),
        _ => Err(bad_token()),
    }
}

fn value_count(condition: &Condition) -> usize {
    match condition {
        Condition::AnyOf(_, values) | Condition::CorrectedBy(values) => values.len(),
        Condition::Mentions { ids, .. } => ids.len(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str) -> Result<Search, Problem> {
        read_search(&Parameters::parse(query).unwrap(), 1)
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for query in [
            "EQ_nothing=1",
            "WD_readPoint=urn:x",
            "orderBy=quantity",
            "GE_eventTime=today",
            "eventType=",
            "EQ_bizStep=a||b",
            "nextPageToken=zz",
            "EXISTS_errorDeclaration=maybe",
            "EQ_action=add",
        ] {
            assert!(check(query).is_err(), "{query}");
        }
    }

    #[test]
    fn a_plus_sign_in_an_offset_may_come_unencoded() {
        let search = check("GE_eventTime=2026-07-15T00:00:00+07:00").unwrap();
        let expected = "2026-07-14T17:00:00Z".parse().unwrap();
        assert_eq!(search.conditions, [Condition::From("event_time", expected)]);
    }

    #[test]
    fn words_are_compared_bare() {
        let search = check("EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping|receiving").unwrap();
        let words = vec!["shipping".to_owned(), "receiving".to_owned()];
        assert_eq!(search.conditions, [Condition::AnyOf("biz_step", words)]);
    }

    proptest::proptest! {
        #[test]
        fn any_query_is_answered_or_refused(query in "\\PC{0,80}", name in 0..RULES.len(), value in "\\PC{0,30}") {
            if let Ok(parameters) = Parameters::parse(&query) {
                drop(read_search(&parameters, 1));
            }
            let known = format!("{}={value}", RULES[name].0);
            if let Ok(parameters) = Parameters::parse(&known) {
                drop(read_search(&parameters, 1));
            }
        }
    }
}
