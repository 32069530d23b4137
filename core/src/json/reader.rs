//! Reads a text that has been [checked](super::check) into a type.
//!
//! A struct is read from an object alone, never from a list of its fields, and each
//! type from what it is written as alone. That is what documents want, and half of the
//! code that each type would otherwise need.

use super::{fault::Fault, pointer::Step, raw, scan::Scanner, told};
use core::fmt;
use serde::{
    de::{
        self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess,
        SeqAccess, Unexpected, VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use std::borrow::Cow;

/// Reads the whole of a checked text.
#[inline(never)]
pub(super) fn typed<'de, T: Deserialize<'de>>(text: &'de str) -> crate::Result<T> {
    T::deserialize(&mut Scanner::new(text, usize::MAX)).map_err(Fault::told)
}

/// What follows is of the grammar, since it was checked: nothing is refused here.
impl<'de> Scanner<'de> {
    #[inline(never)]
    fn first(&mut self) -> u8 {
        self.space();
        self.peek().unwrap_or(b' ')
    }

    #[inline(never)]
    fn skip(&mut self) {
        let _checked = self.value();
    }

    #[inline(never)]
    fn words(&mut self) -> Cow<'de, str> {
        self.space();
        self.string().unwrap_or_default()
    }

    #[inline(never)]
    fn integer(&mut self) -> i64 {
        self.space();
        let start = self.at;
        self.skip();
        let digits = self.text.get(start..self.at);
        digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
    }

    /// Whether another item follows in a list or an object; else its end is read.
    #[inline(never)]
    fn goes_on(&mut self, end: u8) -> bool {
        self.space();
        let _between = self.eat(b',');
        self.space();
        !self.eat(end)
    }

    /// A key and its colon.
    #[inline(never)]
    fn key(&mut self) -> Cow<'de, str> {
        let key = self.words();
        self.space();
        let _colon = self.eat(b':');
        key
    }

    /// The place of a name among those that are known, read here.
    fn named(&mut self, known: &[&str]) -> Option<u64> {
        let name = self.words();
        let at = known.iter().position(|known| *known == name)?;
        u64::try_from(at).ok()
    }

    /// A key as one of those that are known, and its colon.
    #[inline(never)]
    fn field(&mut self, known: &[&str]) -> u64 {
        let number = self.named(known);
        self.space();
        let _colon = self.eat(b':');
        number.unwrap_or(u64::MAX)
    }

    /// Places a fault below the key that stands somewhere.
    #[inline(never)]
    fn below(&mut self, key: usize, fault: Fault) -> Fault {
        self.at = key;
        fault.below(Step::Key(self.words()))
    }

    /// Reads the bracket that a value begins with.
    #[inline(never)]
    fn open(&mut self, bracket: u8, expected: &dyn Expected) -> Result<(), Fault> {
        if self.first() != bracket {
            return Err(self.other(expected));
        }
        self.at += 1;
        Ok(())
    }

    /// The fault that something else stands here.
    #[inline(never)]
    fn other(&mut self, expected: &dyn Expected) -> Fault {
        let words;
        let found = match self.first() {
            b'{' => Unexpected::Map,
            b'[' => Unexpected::Seq,
            b'"' => {
                words = self.words();
                Unexpected::Str(&words)
            }
            b't' => Unexpected::Bool(true),
            b'f' => Unexpected::Bool(false),
            b'n' => Unexpected::Unit,
            _ => match self.integer() {
                number @ 0.. => Unexpected::Unsigned(number.unsigned_abs()),
                number => Unexpected::Signed(number),
            },
        };
        de::Error::invalid_type(found, expected)
    }
}

impl<'de> Deserializer<'de> for &mut Scanner<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.first() {
            b'{' => self.deserialize_map(visitor),
            b'[' => self.deserialize_seq(visitor),
            b'"' => self.deserialize_str(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => self.deserialize_unit(visitor),
            _ => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.first() {
            first @ (b't' | b'f') => {
                self.skip();
                visitor.visit_bool(first == b't')
            }
            _ => Err(self.other(&visitor)),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.first() {
            b'-' | b'0'..=b'9' => match self.integer() {
                number @ 0.. => visitor.visit_u64(number.unsigned_abs()),
                number => visitor.visit_i64(number),
            },
            _ => Err(self.other(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.first() {
            b'"' => match self.words() {
                Cow::Borrowed(words) => visitor.visit_borrowed_str(words),
                Cow::Owned(words) => visitor.visit_string(words),
            },
            _ => Err(self.other(&visitor)),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.first() {
            b'n' => {
                self.skip();
                visitor.visit_unit()
            }
            _ => Err(self.other(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.first() {
            b'n' => {
                self.skip();
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.open(b'[', &visitor)?;
        let mut items = Items(self, 0, false);
        let read = visitor.visit_seq(&mut items)?;
        items.end().map(|()| read)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.open(b'{', &visitor)?;
        visitor.visit_map(Entries(self, 0))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.open(b'{', &visitor)?;
        visitor.visit_map(Fields(self, known, 0))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name != raw::NAME {
            return visitor.visit_newtype_struct(self);
        }
        self.space();
        let start = self.at;
        self.skip();
        visitor.visit_borrowed_str(self.text.get(start..self.at).unwrap_or(""))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (number, held) = self.variant(known)?;
        visitor.visit_enum(Variant(number, Held(self, held)))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.skip();
        visitor.visit_unit()
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    forward_to_deserialize_any! { i128 u128 f32 f64 char bytes byte_buf unit_struct
    tuple_struct identifier }
}

/// The items of a list, how many have been read, and whether its end has been.
struct Items<'r, 'de>(&'r mut Scanner<'de>, usize, bool);

impl Items<'_, '_> {
    /// Whether there is another.
    #[inline(never)]
    fn next(&mut self) -> bool {
        self.2 = !self.0.goes_on(b']');
        self.1 += usize::from(!self.2);
        !self.2
    }

    /// Places a fault below the item read last.
    #[inline(never)]
    fn below(&self, fault: Fault) -> Fault {
        fault.below(Step::Item(self.1.saturating_sub(1)))
    }

    /// Reads the end, where a type of so many items has not come to it.
    #[inline(never)]
    fn end(&mut self) -> Result<(), Fault> {
        if self.2 || !self.0.goes_on(b']') {
            return Ok(());
        }
        let found = format!("more than {} items", self.1);
        Err(Fault::new(found).below(Step::Item(self.1)))
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        if !self.next() {
            return Ok(None);
        }
        match seed.deserialize(&mut *self.0) {
            Ok(item) => Ok(Some(item)),
            Err(fault) => Err(self.below(fault)),
        }
    }
}

/// The fields of a struct, those that it has, and where the key stands whose value is
/// being read.
struct Fields<'r, 'de>(&'r mut Scanner<'de>, &'static [&'static str], usize);

impl Fields<'_, '_> {
    /// The number of the next field, if there is another.
    #[inline(never)]
    fn next(&mut self) -> Option<u64> {
        if !self.0.goes_on(b'}') {
            return None;
        }
        self.2 = self.0.at;
        Some(self.0.field(self.1))
    }

    #[inline(never)]
    fn unknown(&mut self) -> Fault {
        self.0.at = self.2;
        let key = self.0.words();
        Fault::unknown_field(&key, self.1).below(Step::Key(key))
    }

    #[inline(never)]
    fn below(&mut self, fault: Fault) -> Fault {
        self.0.below(self.2, fault)
    }
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(number) = self.next() else {
            return Ok(None);
        };
        match seed.deserialize(Number(number)) {
            Ok(key) => Ok(Some(key)),
            Err(Unknown) => Err(self.unknown()),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match seed.deserialize(&mut *self.0) {
            Ok(own) => Ok(own),
            Err(fault) => Err(self.below(fault)),
        }
    }
}

/// The entries of a map, and where the key stands whose value is being read.
struct Entries<'r, 'de>(&'r mut Scanner<'de>, usize);

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        if !self.0.goes_on(b'}') {
            return Ok(None);
        }
        self.1 = self.0.at;
        let key = self.0.key();
        match seed.deserialize(Key(&key)) {
            Ok(key) => Ok(Some(key)),
            Err(fault) => Err(self.0.below(self.1, fault)),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match seed.deserialize(&mut *self.0) {
            Ok(own) => Ok(own),
            Err(fault) => Err(self.0.below(self.1, fault)),
        }
    }
}

/// The key of a map.
struct Key<'k>(&'k str);

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.0)
    }

    forward_to_deserialize_any! { bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char
    str string bytes byte_buf option unit unit_struct newtype_struct seq tuple tuple_struct
    map struct enum identifier ignored_any }
}

/// A field or variant by its place among those of its type: names are compared in one
/// place for all types.
struct Number(u64);

impl<'de> Deserializer<'de> for Number {
    type Error = Unknown;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unknown> {
        visitor.visit_u64(self.0)
    }

    forward_to_deserialize_any! { bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char
    str string bytes byte_buf option unit unit_struct newtype_struct seq tuple tuple_struct
    map struct enum identifier ignored_any }
}

/// A type has no such field, and refuses it.
#[derive(Debug)]
struct Unknown;

impl fmt::Display for Unknown {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl core::error::Error for Unknown {}

impl Error for Unknown {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }
}

impl<'de> Scanner<'de> {
    /// One of several variants: a text, or an object with one field. Its number, and
    /// where the field's key stands.
    #[inline(never)]
    fn variant(&mut self, known: &'static [&'static str]) -> Result<(u64, Option<usize>), Fault> {
        let none = || Fault::new(told::NO_VARIANT.to_owned());
        let held = match self.first() {
            b'"' => None,
            b'{' => {
                self.at += 1;
                if !self.goes_on(b'}') {
                    return Err(none());
                }
                Some(self.at)
            }
            _ => {
                self.skip();
                return Err(none());
            }
        };
        let start = self.at;
        let Some(number) = self.named(known) else {
            self.at = start;
            let fault = Fault::unknown_variant(&self.words(), known);
            return Err(match held {
                Some(key) => self.below(key, fault),
                None => fault,
            });
        };
        if held.is_some() {
            self.space();
            let _colon = self.eat(b':');
        }
        Ok((number, held))
    }
}

/// A variant's number, and what it holds.
struct Variant<'r, 'de>(u64, Held<'r, 'de>);

impl<'r, 'de> EnumAccess<'de> for Variant<'r, 'de> {
    type Error = Fault;
    type Variant = Held<'r, 'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), Fault> {
        match seed.deserialize(Number(self.0)) {
            Ok(variant) => Ok((variant, self.1)),
            Err(Unknown) => Err(Fault::new(told::NO_VARIANT.to_owned())),
        }
    }
}

/// What a variant holds: the field of its name, whose key stands there, if it is an
/// object.
struct Held<'r, 'de>(&'r mut Scanner<'de>, Option<usize>);

impl Held<'_, '_> {
    /// Whether there is a field, as is due.
    #[inline(never)]
    fn begin(&self, expected: &'static str) -> Result<(), Fault> {
        match self.1 {
            Some(_) => Ok(()),
            None => Err(Fault::invalid_type(Unexpected::UnitVariant, &expected)),
        }
    }

    /// Whether the object ends after its one field.
    #[inline(never)]
    fn end(self) -> Result<(), Fault> {
        if !self.0.goes_on(b'}') {
            return Ok(());
        }
        let key = self.0.key();
        Err(Fault::new(told::NO_VARIANT.to_owned()).below(Step::Key(key)))
    }

    #[inline(never)]
    fn below(self, fault: Fault) -> Fault {
        match self.1 {
            Some(key) => self.0.below(key, fault),
            None => fault,
        }
    }

    fn close<T>(self, read: Result<T, Fault>) -> Result<T, Fault> {
        match read {
            Ok(own) => self.end().map(|()| own),
            Err(fault) => Err(self.below(fault)),
        }
    }
}

impl<'de> VariantAccess<'de> for Held<'_, 'de> {
    type Error = Fault;

    #[inline(never)]
    fn unit_variant(self) -> Result<(), Fault> {
        if self.1.is_none() {
            return Ok(());
        }
        let read = <()>::deserialize(&mut *self.0);
        self.close(read)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        self.begin("newtype variant")?;
        let read = seed.deserialize(&mut *self.0);
        self.close(read)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.begin("tuple variant")?;
        let read = self.0.deserialize_seq(visitor);
        self.close(read)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.begin("struct variant")?;
        let read = self.0.deserialize_struct("", known, visitor);
        self.close(read)
    }
}
