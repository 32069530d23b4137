//! One strict pass over a document, before it is given a type.

use super::{
    line_at,
    pointer::{Step, pointer},
    told,
};
use crate::{Error, ErrorKind, Result, order::Set};
use std::borrow::Cow;

/// Deeper than this nothing is read: a reader calls itself for each level.
const DEEPEST: usize = 127;
/// So many keys of an object are compared one by one.
const FEW_KEYS: usize = 16;
/// JavaScript's largest safe integer, 2^53 − 1.
const LARGEST: u64 = (1 << 53) - 1;

/// A reader of the grammar that keeps the way to where it stands.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    way: Vec<Step<'a>>,
    deepest: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, deepest: usize) -> Self {
        Self {
            text,
            at: 0,
            way: Vec::new(),
            deepest: deepest.min(DEEPEST),
        }
    }

    /// Reads the whole text.
    pub(super) fn document(&mut self) -> Result<()> {
        self.value()?;
        self.space();
        match self.peek() {
            None => Ok(()),
            Some(_) => {
                Err(Error::new(ErrorKind::TrailingBytes).at(line_at(self.text.as_bytes(), self.at)))
            }
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.at += 1;
        }
        there
    }

    pub(super) fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// The text is not JSON here.
    fn broken<T>(&self, expected: &str) -> Result<T> {
        let rest = self.text.get(self.at..);
        let found = rest.and_then(|rest| rest.chars().next());
        Err(told::broken(found, expected).at(line_at(self.text.as_bytes(), self.at)))
    }

    /// The text is JSON, and this is not allowed in a document.
    fn refused<T>(&self, kind: ErrorKind, found: &str) -> Result<T> {
        Err(Error::new(kind).found(found).path(pointer(&self.way)))
    }

    pub(super) fn value(&mut self) -> Result<()> {
        self.space();
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                let rest = self.text.get(self.at..).unwrap_or("");
                let word = ["true", "false", "null"]
                    .into_iter()
                    .find(|word| rest.starts_with(word));
                match word {
                    Some(word) => self.at += word.len(),
                    None => return self.broken("a value"),
                }
                Ok(())
            }
        }
    }

    fn check_depth(&self) -> Result<()> {
        // The way holds a step for each array and object around this one.
        if self.way.len() < self.deepest {
            return Ok(());
        }
        Err(Error::new(ErrorKind::TooDeep)
            .expected(self.deepest.to_string())
            .path(pointer(&self.way)))
    }

    fn object(&mut self) -> Result<()> {
        self.check_depth()?;
        self.at += 1;
        let (mut few, mut many) = (Vec::new(), Set::new());
        self.space();
        if self.eat(b'}') {
            return Ok(());
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return self.broken("a key in quotes");
            }
            let key = self.string()?;
            self.way.push(Step::Key(key.clone()));
            if few.contains(&key) || many.contains(&key) {
                return self.refused(ErrorKind::DuplicateKey, &key);
            }
            match few.len() < FEW_KEYS {
                true => few.push(key),
                false => _ = many.insert(key),
            }
            self.space();
            if !self.eat(b':') {
                return self.broken("':'");
            }
            self.value()?;
            self.space();
            self.way.pop();
            if self.eat(b'}') {
                return Ok(());
            }
            if !self.eat(b',') {
                return self.broken("',' or '}'");
            }
        }
    }

    fn array(&mut self) -> Result<()> {
        self.check_depth()?;
        self.at += 1;
        self.space();
        if self.eat(b']') {
            return Ok(());
        }
        for item in 0.. {
            self.way.push(Step::Item(item));
            self.value()?;
            self.space();
            self.way.pop();
            if self.eat(b']') {
                break;
            }
            if !self.eat(b',') {
                return self.broken("',' or ']'");
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<()> {
        let start = self.at;
        let negative = self.eat(b'-');
        let digits = self.at;
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            self.at = digits + 1;
            return self.broken("no further digit");
        }
        let mut fraction = false;
        if self.eat(b'.') {
            fraction = true;
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            fraction = true;
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        let size = whole.parse::<u64>().ok().filter(|size| *size <= LARGEST);
        // A zero with a sign would be read as a fraction.
        if fraction || size.is_none() || (negative && size == Some(0)) {
            let token = self.text.get(start..self.at).unwrap_or("");
            return self.refused(ErrorKind::NumberTooLarge, token);
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<&'a str> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if start == self.at {
            return self.broken("a digit");
        }
        Ok(self.text.get(start..self.at).unwrap_or(""))
    }

    /// Reads a string, its quotes included, and gives what it says.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>> {
        self.at += 1;
        let mut said = Cow::Borrowed("");
        loop {
            let start = self.at;
            while self
                .peek()
                .is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')
            {
                self.at += 1;
            }
            said += self.text.get(start..self.at).unwrap_or("");
            if self.eat(b'"') {
                return Ok(said);
            }
            if !self.eat(b'\\') {
                return self.broken("the end of the string");
            }
            said.to_mut().push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char> {
        let letter = match self.peek() {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.escaped_unicode(),
            _ => return self.broken("an escape"),
        };
        self.at += 1;
        Ok(letter)
    }

    fn escaped_unicode(&mut self) -> Result<char> {
        let first = self.unit()?;
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first)
            && self
                .text
                .get(self.at..)
                .is_some_and(|rest| rest.starts_with("\\u"))
        {
            self.at += 1;
            units.push(self.unit()?);
        }
        match char::decode_utf16(units).next() {
            Some(Ok(letter)) => Ok(letter),
            _ => self.refused(ErrorKind::BadText, &format!("\\u{first:04x}")),
        }
    }

    /// Reads `u` and four digits of base 16.
    fn unit(&mut self) -> Result<u16> {
        let digits = self
            .text
            .get(self.at + 1..self.at + 5)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 5;
                Ok(unit)
            }
            None => self.broken("u and four digits of base 16"),
        }
    }
}
