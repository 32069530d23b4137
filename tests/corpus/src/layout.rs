//! JSON laid out anew: token by token, so the order of fields and the spelling of
//! values stay what they were.

/// The widest line, where a value can be broken.
const WIDTH: usize = 140;

enum Node<'a> {
    Scalar(&'a str),
    Array(Vec<Node<'a>>),
    Object(Vec<(&'a str, Node<'a>)>),
}

/// Without white space between tokens: what the library writes. The text must be
/// JSON.
pub fn compact(text: &str) -> String {
    let mut out = String::new();
    write_line(&parse(text), ("", ""), &mut out);
    out
}

/// In lines of bearable width, as the files of the corpus are.
pub fn pretty(text: &str) -> String {
    let mut out = String::new();
    write_lines(&parse(text), 0, 0, &mut out);
    out.push('\n');
    out
}

fn parse(text: &str) -> Node<'_> {
    let mut rest = text;
    node(&mut rest)
}

fn node<'a>(rest: &mut &'a str) -> Node<'a> {
    *rest = rest.trim_start();
    match rest.as_bytes()[0] {
        b'[' => Node::Array(items(rest, ']', node)),
        b'{' => Node::Object(items(rest, '}', |rest| {
            *rest = rest.trim_start();
            let key = scalar(rest);
            *rest = rest.trim_start().strip_prefix(':').expect("a colon");
            (key, node(rest))
        })),
        _ => Node::Scalar(scalar(rest)),
    }
}

fn items<'a, T>(
    rest: &mut &'a str,
    close: char,
    mut item: impl FnMut(&mut &'a str) -> T,
) -> Vec<T> {
    *rest = rest[1..].trim_start();
    let mut found = Vec::new();
    while !rest.starts_with(close) {
        found.push(item(rest));
        *rest = rest.trim_start();
        *rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    *rest = &rest[1..];
    found
}

fn scalar<'a>(rest: &mut &'a str) -> &'a str {
    let length = if rest.starts_with('"') {
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|(_, letter)| {
            let ends = *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            ends
        });
        end.expect("a closing quote").0 + 1
    } else {
        rest.find([',', ']', '}', ' ', '\n', '\r', '\t'])
            .unwrap_or(rest.len())
    };
    let (found, after) = rest.split_at(length);
    *rest = after;
    found
}

/// On one line, with so much space after colons and commas.
fn write_line(node: &Node, (colon, comma): (&str, &str), out: &mut String) {
    match node {
        Node::Scalar(text) => out.push_str(text),
        Node::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                    out.push_str(comma);
                }
                write_line(item, (colon, comma), out);
            }
            out.push(']');
        }
        Node::Object(fields) => {
            out.push('{');
            for (at, (key, value)) in fields.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                    out.push_str(comma);
                }
                out.push_str(key);
                out.push(':');
                out.push_str(colon);
                write_line(value, (colon, comma), out);
            }
            out.push('}');
        }
    }
}

fn write_lines(node: &Node, indent: usize, before: usize, out: &mut String) {
    let mut line = String::new();
    write_line(node, (" ", " "), &mut line);
    if indent + before + line.chars().count() <= WIDTH {
        out.push_str(&line);
        return;
    }
    let inner = indent + 2;
    let mut broken = |open: char, close: char, lines: Vec<(String, &Node)>| {
        out.push(open);
        let last = lines.len().saturating_sub(1);
        for (at, (key, value)) in lines.into_iter().enumerate() {
            out.push('\n');
            out.push_str(&" ".repeat(inner));
            out.push_str(&key);
            write_lines(value, inner, key.chars().count(), out);
            if at < last {
                out.push(',');
            }
        }
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push(close);
    };
    match node {
        Node::Scalar(text) => out.push_str(text),
        Node::Array(items) => broken(
            '[',
            ']',
            items.iter().map(|item| (String::new(), item)).collect(),
        ),
        Node::Object(fields) => {
            let named = fields
                .iter()
                .map(|(key, value)| (format!("{key}: "), value));
            broken('{', '}', named.collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_are_spelled() {
        let text = "{ \"b\" : [ 1 , \"\\\\\" , \"a\\\"}, b\" ] ,\n \"a\" : { } , \"c\":[]}";
        let compacted = "{\"b\":[1,\"\\\\\",\"a\\\"}, b\"],\"a\":{},\"c\":[]}";
        assert_eq!(compact(text), compacted);
        let long = format!("[{compacted},{compacted},{compacted},{compacted}]");
        assert!(pretty(&long).lines().count() > 4);
        assert_eq!(compact(&pretty(&long)), long);
    }
}
