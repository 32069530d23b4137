//! The parts of the package that a workbook is: XML in a zip.

use crate::Unusable;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::{
    collections::BTreeMap,
    io::{BufReader, Cursor, Read},
};
use zip::{ZipArchive, read::ZipFile};

/// A zip in memory.
pub type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;
/// A part being read.
pub type Part<'a, 'b> = Reader<BufReader<ZipFile<'a, Cursor<&'b [u8]>>>>;

/// The path of each sheet's part, by the sheet's name.
pub fn sheets(archive: &mut Archive<'_>) -> Result<BTreeMap<String, String>, Unusable> {
    let top = relations(archive, "_rels/.rels")?;
    let book = top
        .into_iter()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .ok_or_else(|| Unusable::Broken("no workbook in the package".to_owned()))?;
    let book = resolved("", &book.target);
    let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
    let relations = relations(archive, &resolved(folder, &format!("_rels/{name}.rels")))?;
    let mut paths = BTreeMap::new();
    let mut part = open(archive, &book)?;
    each(&mut part, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            let own = attribute(tag, "id")?.unwrap_or_default();
            let target = relations.iter().find(|relation| relation.id == own);
            if let (Some(name), Some(relation)) = (attribute(tag, "name")?, target) {
                paths.insert(name, resolved(folder, &relation.target));
            }
        }
        Ok(())
    })?;
    Ok(paths)
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(archive: &mut Archive<'_>, path: &str) -> Result<Vec<Relation>, Unusable> {
    let mut found = Vec::new();
    let mut part = open(archive, path)?;
    each(&mut part, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            found.push(Relation {
                id: attribute(tag, "Id")?.unwrap_or_default(),
                kind: attribute(tag, "Type")?.unwrap_or_default(),
                target: attribute(tag, "Target")?.unwrap_or_default(),
            });
        }
        Ok(())
    })?;
    Ok(found)
}

fn resolved(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}

/// Opens a part.
pub fn open<'a, 'b>(archive: &'a mut Archive<'b>, path: &str) -> Result<Part<'a, 'b>, Unusable> {
    let file = archive.by_name(path)?;
    Ok(Reader::from_reader(BufReader::new(file)))
}

/// Calls for each tag of a part that opens.
pub fn each<R: Read>(
    part: &mut Reader<BufReader<R>>,
    mut take: impl FnMut(&BytesStart<'_>) -> Result<(), Unusable>,
) -> Result<(), Unusable> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match part.read_event_into(&mut buffer)? {
            Event::Start(tag) | Event::Empty(tag) => take(&tag)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its name without a namespace.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unusable> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)?
                    .into_owned(),
            ));
        }
    }
    Ok(None)
}
