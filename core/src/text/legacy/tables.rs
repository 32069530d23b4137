//! The bytes 0x80 to 0xFF of the encodings in which one byte is one character.
//! `�` stands where a byte means nothing.

/// TCVN3 (ABC): a font's encoding. Toned capitals are not there: they came from a
/// capitals-only font over the same bytes.
pub(super) const TCVN3: &str = concat!(
    "��������������������������������",
    "\u{a0}ĂÂÊÔƠƯĐăâêôơưđ������àảãáạ�ằẳẵắ�",
    "������ặầẩẫấậè�ẻẽéẹềểễếệìỉ���ĩíịò",
    "�ỏõóọồổỗốộờởỡớợù�ủũúụừửữứựỳỷỹýỵ�",
);

/// VISCII (RFC 1456): every letter of Vietnamese in one byte.
pub(super) const VISCII: &str = concat!(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
);

/// Six letters of VISCII that stand below 0x20.
pub(super) const VISCII_LOW: [(u8, char); 6] = [
    (0x02, 'Ẳ'),
    (0x05, 'Ẵ'),
    (0x06, 'Ẫ'),
    (0x14, 'Ỷ'),
    (0x19, 'Ỹ'),
    (0x1e, 'Ỵ'),
];

/// windows-1258: letters, and tones as marks of their own behind them.
pub(super) const WINDOWS_1258: &str = concat!(
    "€�‚ƒ„…†‡ˆ‰�‹Œ����‘’“”•–—˜™�›œ��Ÿ",
    "\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿",
    "ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ß",
    "àáâăäåæçèéêë\u{301}íîïđñ\u{323}óôơö÷øùúûüư₫ÿ",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::Order;

    #[test]
    fn each_table_has_128_places_and_no_letter_twice() {
        for table in [TCVN3, VISCII, WINDOWS_1258] {
            let letters: Vec<char> = table.chars().collect();
            assert_eq!(letters.len(), 128);
            let mut sorted: Vec<char> = letters
                .iter()
                .copied()
                .filter(|letter| *letter != '\u{fffd}')
                .collect();
            let all = sorted.len();
            sorted.order();
            sorted.dedup();
            assert_eq!(sorted.len(), all);
        }
    }
}
