//! Writes a type as a text, compact.

use super::fault::Fault;
use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// Writes the whole of a value.
pub(super) fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, Fault> {
    let mut writer = Writer(String::new());
    value.serialize(&mut writer)?;
    Ok(writer.0)
}

/// What is written so far.
struct Writer(String);

impl Writer {
    #[inline(never)]
    fn put(&mut self, text: &str) {
        self.0.push_str(text);
    }

    #[inline(never)]
    fn number(&mut self, sign: &str, size: u64) {
        self.put(sign);
        let first = self.0.len();
        let mut rest = size;
        loop {
            let digit = (rest % 10) as u8;
            self.0.push(char::from(b'0' + digit));
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        let digits: String = self.0.drain(first..).rev().collect();
        self.put(&digits);
    }

    #[inline(never)]
    fn string(&mut self, text: &str) {
        self.0.push('"');
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escape = match byte {
                b'"' => '"',
                b'\\' => '\\',
                8 => 'b',
                b'\t' => 't',
                b'\n' => 'n',
                12 => 'f',
                b'\r' => 'r',
                0..b' ' => 'u',
                _ => continue,
            };
            self.0.push_str(text.get(start..at).unwrap_or(""));
            self.0.extend(['\\', escape]);
            if escape == 'u' {
                let digit = |of: u8| char::from_digit(of.into(), 16).unwrap_or('0');
                self.0
                    .extend(['0', '0', digit(byte >> 4), digit(byte & 15)]);
            }
            start = at + 1;
        }
        self.0.push_str(text.get(start..).unwrap_or(""));
        self.0.push('"');
    }

    /// A comma, unless this is the first item of its list or object: no value ends as
    /// one begins.
    #[inline(never)]
    fn next(&mut self) {
        if !self.0.ends_with(['[', '{']) {
            self.0.push(',');
        }
    }

    #[inline(never)]
    fn key(&mut self, name: &str) {
        self.next();
        self.string(name);
        self.0.push(':');
    }

    /// What is written since a place is a key: it stands in quotes.
    #[inline(never)]
    fn quote(&mut self, start: usize) {
        if !self.0.ends_with('"') {
            self.0.insert(start, '"');
            self.0.push('"');
        }
        self.0.push(':');
    }

    #[inline(never)]
    fn variant(&mut self, name: &str, open: &str) {
        self.put("{");
        self.key(name);
        self.put(open);
    }
}

impl Serializer for &mut Writer {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    fn serialize_bool(self, value: bool) -> Result<(), Fault> {
        self.put(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Fault> {
        self.number(if value < 0 { "-" } else { "" }, value.unsigned_abs());
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Fault> {
        self.number("", value);
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Fault> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Fault> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Fault> {
        self.serialize_i64(value.into())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Fault> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Fault> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Fault> {
        self.serialize_u64(value.into())
    }

    /// Documents hold whole numbers alone.
    fn serialize_f32(self, value: f32) -> Result<(), Fault> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, _: f64) -> Result<(), Fault> {
        Err(Fault::custom("a fraction"))
    }

    fn serialize_char(self, value: char) -> Result<(), Fault> {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Fault> {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Fault> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Fault> {
        self.put("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Fault> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        self.variant(variant, "");
        value.serialize(&mut *self)?;
        self.put("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Fault> {
        self.put("[");
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Fault> {
        self.variant(variant, "[");
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Fault> {
        self.put("{");
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Fault> {
        self.variant(variant, "{");
        Ok(self)
    }
}

/// Items of a list.
macro_rules! list {
    ($kind:ident, $item:ident, $end:literal) => {
        impl $kind for &mut Writer {
            type Ok = ();
            type Error = Fault;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
                self.next();
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Fault> {
                self.put($end);
                Ok(())
            }
        }
    };
}

list!(SerializeSeq, serialize_element, "]");
list!(SerializeTuple, serialize_element, "]");
list!(SerializeTupleStruct, serialize_field, "]");
list!(SerializeTupleVariant, serialize_field, "]}");

/// Fields of an object.
macro_rules! object {
    ($kind:ident, $end:literal) => {
        impl $kind for &mut Writer {
            type Ok = ();
            type Error = Fault;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Fault> {
                self.key(key);
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Fault> {
                self.put($end);
                Ok(())
            }
        }
    };
}

object!(SerializeStruct, "}");
object!(SerializeStructVariant, "}}");

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        self.next();
        let start = self.0.len();
        key.serialize(&mut **self)?;
        self.quote(start);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Fault> {
        self.put("}");
        Ok(())
    }
}
