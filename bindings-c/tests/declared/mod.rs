//! What `noidai.h` declares, taken apart.

/// A parameter or a member.
pub struct Declared {
    /// Its type, such as `const struct noidai_file *`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// How many there are: more than one of an array.
    pub count: usize,
}

impl Declared {
    fn of(text: &str) -> Self {
        let text = text.trim();
        let (text, count) = match text.strip_suffix(']').and_then(|text| text.split_once('[')) {
            Some((text, count)) => (text, count.parse().unwrap_or(0)),
            None => (text, 1),
        };
        let begins = text.rfind([' ', '*']).map_or(0, |at| at + 1);
        let (kind, name) = text.split_at(begins);
        Self {
            kind: kind.trim().to_owned(),
            name: name.to_owned(),
            count,
        }
    }

    /// As it is declared.
    pub fn text(&self) -> String {
        let space = if self.kind.ends_with('*') { "" } else { " " };
        let count = match self.count {
            1 => String::new(),
            many => format!("[{many}]"),
        };
        format!("{}{space}{}{count}", self.kind, self.name)
    }
}

/// A function, its parameters as they stand; a struct, its members; else neither.
pub struct Declaration {
    /// Name, and what it is or gives.
    pub own: Declared,
    /// Parameters or members.
    pub parts: Vec<Declared>,
}

/// All that a header declares.
pub struct Header {
    /// Names and values of constants.
    pub constants: Vec<(String, String)>,
    /// Names that stand for another type.
    pub names: Vec<Declared>,
    /// Types whose members are hidden.
    pub opaque: Vec<String>,
    /// Structs whose members stand there.
    pub structs: Vec<Declaration>,
    /// Functions.
    pub functions: Vec<Declaration>,
}

impl Header {
    /// Takes a header apart.
    pub fn of(text: &str) -> Self {
        let mut header = Self {
            constants: Vec::new(),
            names: Vec::new(),
            opaque: Vec::new(),
            structs: Vec::new(),
            functions: Vec::new(),
        };
        // What follows is C for the compiler alone.
        let text = text.split("#if !defined(NOIDAI_NO_HELPERS)").next();
        let mut code = String::new();
        for line in without_comments(text.unwrap_or("")).lines() {
            let line = line.trim();
            if let Some(constant) = line.strip_prefix("#define ") {
                if let Some((name, value)) = constant.split_once(' ') {
                    header.constants.push((name.to_owned(), value.to_owned()));
                }
            } else if !line.starts_with('#') && !line.starts_with("extern \"C\"") && line != "}" {
                code.push_str(line);
                code.push(' ');
            }
        }
        let mut rest = code.as_str();
        while let Some((declared, after)) = next(rest) {
            header.add(declared.trim());
            rest = after;
        }
        header
    }

    fn add(&mut self, text: &str) {
        let parts = |text: &str, between| {
            let parts = text.split(between).map(str::trim);
            let parts = parts.filter(|part| !part.is_empty() && *part != "void");
            parts.map(Declared::of).collect()
        };
        if let Some(own) = text.strip_prefix("typedef ") {
            match own.split_once('{') {
                Some((_, members)) => {
                    let (members, name) = members.rsplit_once('}').unwrap_or((members, ""));
                    self.structs.push(Declaration {
                        own: Declared::of(name),
                        parts: parts(members, ';'),
                    });
                }
                None if own.starts_with("struct ") => self.opaque.push(Declared::of(own).name),
                None => self.names.push(Declared::of(own)),
            }
        } else if let Some((own, parameters)) = text.split_once('(') {
            self.functions.push(Declaration {
                own: Declared::of(own),
                parts: parts(parameters.trim_end_matches(')'), ','),
            });
        }
    }
}

/// The next declaration, up to the `;` that ends it.
fn next(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return Some((text.get(..at)?, text.get(at + 1..)?)),
            _ => {}
        }
    }
    None
}

fn without_comments(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let uncommented = |line: &str| line.split("//").next().unwrap_or("").to_owned() + "\n";
    plain.lines().map(uncommented).collect()
}
