//! Where something stands on a sheet.

use core::fmt;

/// A cell's place on a sheet, as Excel names it.
///
/// ```
/// use noidai_workbook::Spot;
/// assert_eq!(Spot { row: 14, column: 2 }.to_string(), "C14");
/// assert_eq!("AB7".parse(), Ok(Spot { row: 7, column: 27 }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Row, from 1, as Excel shows it.
    pub row: u32,
    /// Column, from 0: `A` is 0.
    pub column: u32,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its first cell, at the top left.
    pub first: Spot,
    /// Its last cell, at the bottom right.
    pub last: Spot,
}

/// A text is no place of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSpot;

/// A column's letters: `A`, `Z`, `AA`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        // 0 to 25: the sum is a letter.
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

impl core::str::FromStr for Spot {
    type Err = NoSpot;

    fn from_str(text: &str) -> Result<Self, NoSpot> {
        let digits = text.find(|c: char| c.is_ascii_digit()).ok_or(NoSpot)?;
        let (letters, row) = text.split_at(digits);
        let mut column: u32 = 0;
        for letter in letters.bytes() {
            if !letter.is_ascii_uppercase() || column > crate::MOST_COLUMNS {
                return Err(NoSpot);
            }
            column = column * 26 + u32::from(letter - b'A') + 1;
        }
        let row: u32 = row.parse().map_err(|_| NoSpot)?;
        let is_there =
            (1..=crate::MOST_COLUMNS).contains(&column) && (1..=crate::MOST_ROWS).contains(&row);
        match is_there {
            true => Ok(Self {
                row,
                column: column - 1,
            }),
            false => Err(NoSpot),
        }
    }
}

impl core::str::FromStr for Area {
    type Err = NoSpot;

    fn from_str(text: &str) -> Result<Self, NoSpot> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last): (Spot, Spot) = (first.parse()?, last.parse()?);
        match first.row <= last.row && first.column <= last.column {
            true => Ok(Self { first, last }),
            false => Err(NoSpot),
        }
    }
}
