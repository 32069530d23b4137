//! Latin letters and their marks, as Unicode composes them.

/// Each mark with its pairs of a letter and that letter under the mark.
///
/// Strings are a third of the size of tuples, which counts in a browser. What
/// Vietnamese uses stands first, in the rows and in each row, so a search that
/// walks is short.
const COMPOSED: [(char, &str); 25] = [
    (
        '\u{302}',
        "aâAÂeêEÊiîIÎoôOÔuûUÛyŷYŶạậẠẬẹệẸỆọộỌỘCĈGĜHĤJĴSŜWŴZẐcĉgĝhĥjĵsŝwŵzẑ",
    ),
    ('\u{306}', "aăAĂeĕEĔiĭIĬoŏOŎuŭUŬạặẠẶGĞgğȨḜȩḝ"),
    ('\u{31b}', "oơOƠuưUƯ"),
    (
        '\u{300}',
        "aàAÀăằĂẰâầÂẦeèEÈêềÊỀiìIÌoòOÒôồÔỒơờƠỜuùUÙưừƯỪyỳYỲNǸWẀnǹwẁÜǛüǜĒḔēḕŌṐōṑ",
    ),
    (
        '\u{309}',
        "aảAẢăẳĂẲâẩÂẨeẻEẺêểÊỂiỉIỈoỏOỎôổÔỔơởƠỞuủUỦưửƯỬyỷYỶ",
    ),
    (
        '\u{303}',
        "aãAÃăẵĂẴâẫÂẪeẽEẼêễÊỄiĩIĨoõOÕôỗÔỖơỡƠỠuũUŨưữƯỮyỹYỸNÑVṼnñvṽ",
    ),
    (
        '\u{301}',
        "aáAÁăắĂẮâấÂẤeéEÉêếÊẾiíIÍoóOÓôốÔỐơớƠỚuúUÚưứƯỨyýYÝCĆGǴKḰLĹMḾNŃPṔRŔSŚWẂZŹcćgǵkḱlĺmḿnńpṕrŕsśwẃzźÅǺÆǼÇḈÏḮÕṌØǾÜǗåǻæǽçḉïḯõṍøǿüǘĒḖēḗŌṒōṓŨṸũṹ",
    ),
    (
        '\u{323}',
        "aạAẠeẹEẸiịIỊoọOỌơợƠỢuụUỤưựƯỰyỵYỴBḄDḌHḤKḲLḶMṂNṆRṚSṢTṬVṾWẈZẒbḅdḍhḥkḳlḷmṃnṇrṛsṣtṭvṿwẉzẓ",
    ),
    (
        '\u{304}',
        "aāAĀeēEĒiīIĪoōOŌuūUŪyȳYȲGḠgḡÄǞÆǢÕȬÖȪÜǕäǟæǣõȭöȫüǖǪǬǫǭȦǠȧǡȮȰȯȱḶḸḷḹṚṜṛṝ",
    ),
    (
        '\u{307}',
        "aȧAȦeėEĖIİoȯOȮyẏYẎBḂCĊDḊFḞGĠHḢMṀNṄPṖRṘSṠTṪWẆXẊZŻbḃcċdḋfḟgġhḣmṁnṅpṗrṙsṡtṫwẇxẋzżŚṤśṥŠṦšṧſẛṢṨṣṩ",
    ),
    ('\u{308}', "aäAÄeëEËiïIÏoöOÖuüUÜyÿYŸHḦWẄXẌhḧtẗwẅxẍÕṎõṏŪṺūṻ"),
    ('\u{30a}', "aåAÅuůUŮyẙwẘ"),
    ('\u{30b}', "oőOŐuűUŰ"),
    (
        '\u{30c}',
        "aǎAǍeěEĚiǐIǏoǒOǑuǔUǓCČDĎGǦHȞKǨLĽNŇRŘSŠTŤZŽcčdďgǧhȟjǰkǩlľnňrřsštťzžÜǙüǚƷǮʒǯ",
    ),
    ('\u{30f}', "aȁAȀeȅEȄiȉIȈoȍOȌuȕUȔRȐrȑ"),
    ('\u{311}', "aȃAȂeȇEȆiȋIȊoȏOȎuȗUȖRȒrȓ"),
    ('\u{324}', "uṳUṲ"),
    ('\u{325}', "aḁAḀ"),
    ('\u{326}', "SȘTȚsștț"),
    ('\u{327}', "eȩEȨCÇDḐGĢHḨKĶLĻNŅRŖSŞTŢcçdḑgģhḩkķlļnņrŗsştţ"),
    ('\u{328}', "aąAĄeęEĘiįIĮoǫOǪuųUŲ"),
    ('\u{32d}', "eḙEḘuṷUṶDḒLḼNṊTṰdḓlḽnṋtṱ"),
    ('\u{32e}', "HḪhḫ"),
    ('\u{330}', "eḛEḚiḭIḬuṵUṴ"),
    ('\u{331}', "BḆDḎKḴLḺNṈRṞTṮZẔbḇdḏhẖkḵlḻnṉrṟtṯzẕ"),
];

/// The letter that a letter and a mark compose to.
pub(super) fn compose(letter: char, mark: char) -> Option<char> {
    let (_, row) = COMPOSED.iter().find(|(under, _)| *under == mark)?;
    let (_, composed) = pairs(row).find(|(plain, _)| *plain == letter)?;
    Some(composed)
}

/// The letter and the mark that a composed letter falls into. The letter may
/// fall into two again.
pub(super) fn decompose(composed: char) -> Option<(char, char)> {
    if !matches!(composed, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
        return None;
    }
    COMPOSED.iter().find_map(|(mark, row)| {
        let (letter, _) = pairs(row).find(|(_, whole)| *whole == composed)?;
        Some((letter, *mark))
    })
}

/// Whether a character is a combining mark of the Latin block of marks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The canonical combining class: marks of different classes may change
/// places, and are put in the order of their classes. Zero for all else.
pub(super) fn class(c: char) -> u8 {
    match c {
        '\u{34f}' => 0,
        '\u{334}'..='\u{338}' => 1,
        '\u{321}' | '\u{322}' | '\u{327}' | '\u{328}' => 202,
        '\u{31b}' => 216,
        '\u{316}'..='\u{319}'
        | '\u{31c}'..='\u{320}'
        | '\u{323}'..='\u{326}'
        | '\u{329}'..='\u{333}'
        | '\u{339}'..='\u{33c}'
        | '\u{347}'..='\u{349}'
        | '\u{34d}'
        | '\u{34e}'
        | '\u{353}'..='\u{356}'
        | '\u{359}'
        | '\u{35a}' => 220,
        '\u{315}' | '\u{31a}' | '\u{358}' => 232,
        '\u{35c}' | '\u{35f}' | '\u{362}' => 233,
        '\u{35d}' | '\u{35e}' | '\u{360}' | '\u{361}' => 234,
        '\u{345}' => 240,
        _ if is_mark(c) => 230,
        _ => 0,
    }
}

fn pairs(row: &str) -> impl Iterator<Item = (char, char)> {
    let mut letters = row.chars();
    core::iter::from_fn(move || letters.next().zip(letters.next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_falls_apart_and_comes_together() {
        for (mark, row) in COMPOSED {
            assert_eq!(row.chars().count() % 2, 0);
            for (letter, composed) in pairs(row) {
                assert_eq!(compose(letter, mark), Some(composed));
                assert_eq!(decompose(composed), Some((letter, mark)));
            }
        }
    }

    #[test]
    fn classes_of_the_vietnamese_marks() {
        assert_eq!(class('\u{31b}'), 216);
        assert_eq!(class('\u{323}'), 220);
        for mark in [
            '\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{306}', '\u{309}',
        ] {
            assert_eq!(class(mark), 230);
        }
        assert_eq!(class('a'), 0);
    }
}
