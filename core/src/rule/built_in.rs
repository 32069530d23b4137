//! The rules that the library knows from the start, each with its source.

use super::Rule;

/// Id of the ministry's rule, the default.
pub const MINISTRY: &str = "ministry-household";

const DOCUMENTS: [&str; 8] = [
    include_str!("built_in/ministry-household.json"),
    include_str!("built_in/household-together.json"),
    include_str!("built_in/resident-fluent.json"),
    include_str!("built_in/household-app.json"),
    include_str!("built_in/household-online-payment.json"),
    include_str!("built_in/household-advocate.json"),
    include_str!("built_in/team-complete.json"),
    include_str!("built_in/commune-organised.json"),
];

/// Every built-in rule. The documents stand beside this file.
///
/// ```
/// use noidai::rule::{MINISTRY, built_in};
/// assert_eq!(built_in()[0].id, MINISTRY);
/// ```
pub fn built_in() -> Vec<Rule> {
    // A test reads each document, so none is left out here.
    DOCUMENTS
        .iter()
        .filter_map(|text| Rule::read(text).ok())
        .collect()
}

/// The built-in rule of an id.
///
/// ```
/// use noidai::rule::{MINISTRY, built_in_of};
/// assert!(built_in_of(MINISTRY).is_some());
/// assert!(built_in_of("none-such").is_none());
/// ```
pub fn built_in_of(id: &str) -> Option<Rule> {
    // Only the document that names the id is read as a rule.
    let named = format!("\"id\": \"{id}\"");
    let found = DOCUMENTS.iter().find(|text| text.contains(&named))?;
    Rule::read(found).ok().filter(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_reads() {
        for text in DOCUMENTS {
            if let Err(error) = Rule::read(text) {
                assert_eq!(error.to_string(), "", "{text}");
            }
        }
        assert_eq!(built_in().len(), DOCUMENTS.len());
        for rule in built_in() {
            assert_eq!(built_in_of(&rule.id), Some(rule));
        }
    }
}
