//! Reads a text that has been [checked](super::check) into a type.
//!
//! A struct is read from an object alone, never from a list of its fields, and each
//! type from what it is written as alone. That is what documents want, and half of the
//! code that each type would otherwise need.

use super::{fault::Fault, pointer::Step, raw, scan::Scanner, told};
use serde::{
    de::{
        self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess,
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
        if self.first() != b'[' {
            return Err(self.other(&visitor));
        }
        self.at += 1;
        let mut items = Items(self, 0, false);
        let read = visitor.visit_seq(&mut items)?;
        items.end().map(|()| read)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.first() != b'{' {
            return Err(self.other(&visitor));
        }
        self.at += 1;
        visitor.visit_map(Fields(self, Cow::Borrowed("")))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
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
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.first() {
            b'"' => visitor.visit_enum(Variant(self, false)),
            b'{' => {
                self.at += 1;
                visitor.visit_enum(Variant(self, true))
            }
            _ => {
                self.skip();
                Err(Fault::new(told::NO_VARIANT.to_owned()))
            }
        }
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
        if !self.0.goes_on(b']') {
            self.2 = true;
            return Ok(None);
        }
        let at = self.1;
        self.1 += 1;
        match seed.deserialize(&mut *self.0) {
            Ok(item) => Ok(Some(item)),
            Err(fault) => Err(fault.below(Step::Item(at))),
        }
    }
}

/// The fields of an object, and the key of the one that is being read.
struct Fields<'r, 'de>(&'r mut Scanner<'de>, Cow<'de, str>);

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        if !self.0.goes_on(b'}') {
            return Ok(None);
        }
        self.1 = self.0.key();
        match seed.deserialize(Key(&self.1)) {
            Ok(key) => Ok(Some(key)),
            Err(fault) => Err(fault.below(Step::Key(Cow::Borrowed(&self.1)))),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let read = seed.deserialize(&mut *self.0);
        read.map_err(|fault| fault.below(Step::Key(Cow::Borrowed(&self.1))))
    }
}

/// A key, or the name of a variant.
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

/// One of several variants: a text, or an object with one field.
struct Variant<'r, 'de>(&'r mut Scanner<'de>, bool);

impl<'r, 'de> EnumAccess<'de> for Variant<'r, 'de> {
    type Error = Fault;
    type Variant = Held<'r, 'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), Fault> {
        let name = match self.1 {
            false => self.0.words(),
            true if !self.0.goes_on(b'}') => {
                return Err(Fault::new(told::NO_VARIANT.to_owned()));
            }
            true => self.0.key(),
        };
        match seed.deserialize(Key(&name)) {
            Ok(variant) => Ok((variant, Held(self.0, self.1.then_some(name)))),
            Err(fault) if self.1 => Err(fault.below(Step::Key(name))),
            Err(fault) => Err(fault),
        }
    }
}

/// What a variant holds: the field of its name, if it is an object.
struct Held<'r, 'de>(&'r mut Scanner<'de>, Option<Cow<'de, str>>);

impl<'de> Held<'_, 'de> {
    /// Whether the object ends after its one field.
    #[inline(never)]
    fn end(scanner: &mut Scanner<'de>) -> Result<(), Fault> {
        if !scanner.goes_on(b'}') {
            return Ok(());
        }
        let key = scanner.key();
        Err(Fault::new(told::NO_VARIANT.to_owned()).below(Step::Key(key)))
    }

    fn hold<T>(
        self,
        expected: &'static str,
        read: impl FnOnce(&mut Scanner<'de>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let Some(key) = self.1 else {
            return Err(de::Error::invalid_type(Unexpected::UnitVariant, &expected));
        };
        match read(&mut *self.0) {
            Ok(own) => Self::end(self.0).map(|()| own),
            Err(fault) => Err(fault.below(Step::Key(key))),
        }
    }
}

impl<'de> VariantAccess<'de> for Held<'_, 'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.1 {
            None => Ok(()),
            Some(_) => self.hold("unit variant", |scanner| <()>::deserialize(scanner)),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        self.hold("newtype variant", |scanner| seed.deserialize(scanner))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.hold("tuple variant", |scanner| scanner.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.hold("struct variant", |scanner| scanner.deserialize_map(visitor))
    }
}
