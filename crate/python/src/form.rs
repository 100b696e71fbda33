//! What a program says about itself in comments: its parameters (`NAME = literal  # @param {...}`, Colab's form syntax), the
//! run settings it wants (`# @run cores=4 gil=on`), its opening moment (`# @start 2.5`), and its docstring.
//!
//! Read from the text, so that a program that does not compile yet still has its sliders.

use core::fmt;

/// A parameter's value, as its literal says it.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `True` or `False`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A number with a point or an exponent.
    Float(f64),
    /// A string.
    Text(String),
}

impl fmt::Display for Literal {
    /// As Python source.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(true) => f.write_str("True"),
            Self::Bool(false) => f.write_str("False"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Text(text) => {
                f.write_str("\"")?;
                for c in text.chars() {
                    match c {
                        '"' | '\\' => write!(f, "\\{c}")?,
                        '\n' => f.write_str("\\n")?,
                        _ => write!(f, "{c}")?,
                    }
                }
                f.write_str("\"")
            }
        }
    }
}

/// How a parameter is set.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// A number from `min` to `max`.
    Slider {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// Distance between values.
        step: f64,
    },
    /// On or off.
    Switch,
    /// One of a few values.
    Menu(Vec<Literal>),
    /// Any number.
    Number,
    /// Any text.
    Text,
}

/// A line `NAME = literal  # @param ...`.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The variable.
    pub name: String,
    /// How it is set.
    pub control: Control,
    /// What the line says now.
    pub value: Literal,
    /// Line of the source, from 1.
    pub line: u32,
}

/// A value that a parameter cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// The program has no such parameter.
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The parameter cannot have the value.
    Unfit {
        /// Which parameter.
        name: String,
        /// The value as given.
        given: String,
        /// What it can have.
        wanted: String,
    },
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, known } if known.is_empty() => write!(f, "no parameter {name}: the program has none"),
            Self::Unknown { name, known } => write!(f, "no parameter {name}: the program has {}", known.join(", ")),
            Self::Unfit { name, given, wanted } => write!(f, "{name} cannot be {given}: {wanted}"),
        }
    }
}

impl Parameter {
    /// The value that `given`, which came as text, stands for; an error where the parameter cannot have it.
    pub fn read(&self, given: &str) -> Result<Literal, ValueError> {
        let unfit = |wanted: String| ValueError::Unfit { name: self.name.clone(), given: given.to_owned(), wanted };
        match &self.control {
            Control::Switch => match given.to_ascii_lowercase().as_str() {
                "true" | "on" | "1" => Ok(Literal::Bool(true)),
                "false" | "off" | "0" => Ok(Literal::Bool(false)),
                _ => Err(unfit("True or False".to_owned())),
            },
            Control::Menu(options) => {
                let is_it = |option: &&Literal| matches!(option, Literal::Text(text) if text == given) || option.to_string() == given;
                options.iter().find(is_it).cloned().ok_or_else(|| {
                    let options: Vec<String> = options.iter().map(Literal::to_string).collect();
                    unfit(format!("one of {}", options.join(", ")))
                })
            }
            Control::Text => Ok(Literal::Text(given.to_owned())),
            Control::Number => number(given).ok_or_else(|| unfit("a number".to_owned())),
            Control::Slider { min, max, .. } => number(given)
                .filter(|value| (*min..=*max).contains(&as_f64(value)))
                .map(|value| self.like_written(value))
                .ok_or_else(|| unfit(format!("a number from {min} to {max}"))),
        }
    }

    /// A whole number given for a parameter that is written with a point stays a float.
    fn like_written(&self, value: Literal) -> Literal {
        match (&self.value, value) {
            (Literal::Float(_), Literal::Int(value)) => Literal::Float(value as f64),
            (_, value) => value,
        }
    }
}

/// The parameters of a program, in the order of their lines.
pub fn parameters(source: &str) -> Vec<Parameter> {
    source.lines().enumerate().filter_map(|(row, text)| parameter(text, row as u32 + 1)).collect()
}

/// The source with its parameters' lines showing other values; lines stay where they are.
pub fn with_values<'a>(source: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<String, ValueError> {
    let known = parameters(source);
    let mut lines: Vec<String> = source.split('\n').map(str::to_owned).collect();
    for (name, given) in values {
        let Some(parameter) = known.iter().find(|parameter| parameter.name == name) else {
            let known = known.iter().map(|parameter| parameter.name.clone()).collect();
            return Err(ValueError::Unknown { name: name.to_owned(), known });
        };
        let value = parameter.read(given)?;
        let line = &mut lines[parameter.line as usize - 1];
        if let Some((head, comment)) = head_and_comment(line) {
            let comment = comment.to_owned();
            let head = &line[..line.len() - comment.len()][..head];
            *line = format!("{head} {value}  {comment}");
        }
    }
    Ok(lines.join("\n"))
}

/// The settings that the program's `# @run` line asks for, as written: name and value. With the line's number; 0 if there is none.
pub fn run_line(source: &str) -> (u32, Vec<(&str, &str)>) {
    let found = source.lines().zip(1..).find_map(|(line, number)| Some((number, line.strip_prefix("# @run")?)));
    let (number, line) = found.unwrap_or_default();
    (number, line.split_whitespace().filter_map(|word| word.split_once('=')).collect())
}

/// The opening moment, in seconds, that the program's `# @start` line asks for.
pub fn start_line(source: &str) -> Option<f64> {
    source
        .lines()
        .find_map(|line| line.strip_prefix("# @start"))?
        .trim()
        .parse()
        .ok()
        .filter(|start: &f64| start.is_finite() && *start >= 0.0)
}

/// The module docstring, without its indentation; "" where there is none.
pub fn docstring(source: &str) -> String {
    let mut rest = source;
    loop {
        rest = rest.trim_start();
        if !rest.starts_with('#') {
            break;
        }
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let body = ["\"\"\"", "'''", "\"", "'"].into_iter().find_map(|quote| rest.strip_prefix(quote)?.split_once(quote));
    let Some((text, _)) = body else { return String::new() };
    let indentation = text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len()).min();
    let dedented = |(row, line): (usize, &str)| match (row, indentation) {
        (1.., Some(width)) => line.get(width..).unwrap_or("").trim_end().to_owned(),
        _ => line.trim().to_owned(),
    };
    text.lines().enumerate().map(dedented).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn parameter(text: &str, line: u32) -> Option<Parameter> {
    let (head, comment) = head_and_comment(text)?;
    let name = text[..head - 1].split(':').next()?.trim();
    let value = literal(text[head..text.len() - comment.len()].trim())?;
    let form = comment.trim_start_matches('#').trim_start().strip_prefix("@param")?.trim();
    Some(Parameter { name: name.to_owned(), control: control(form, &value)?, value, line })
}

/// Where `NAME =` ends, and the comment that begins the form; `None` where the line is no parameter's.
fn head_and_comment(text: &str) -> Option<(usize, &str)> {
    let marker = text.rfind("@param")?;
    let comment = text[..marker].rfind('#')?;
    if !text[comment + 1..marker].trim().is_empty() {
        return None;
    }
    let equals = text[..comment].find('=')?;
    let name = text[..equals].split(':').next()?.trim_end();
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then(|| (equals + 1, &text[comment..]))
}

fn control(form: &str, value: &Literal) -> Option<Control> {
    if let Some(options) = form.strip_prefix('[') {
        let options = split_options(&options[..options.rfind(']')?]);
        return Some(Control::Menu(options.iter().filter_map(|option| literal(option)).collect()));
    }
    let form = form.strip_prefix('{').and_then(|form| form.split('}').next());
    let Some(form) = form else { return form_of(value) };
    let field = |name: &str| {
        let fields = form.split(',').filter_map(|field| field.split_once(':'));
        fields
            .map(|(key, value)| (key.trim(), value.trim().trim_matches(['"', '\''])))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    };
    let real = |name: &str| field(name).and_then(|text| text.parse::<f64>().ok());
    match field("type")? {
        "slider" => {
            let (min, max, step) = (real("min").unwrap_or(0.0), real("max").unwrap_or(100.0), real("step").unwrap_or(1.0));
            (min <= max && step > 0.0).then_some(Control::Slider { min, max, step })
        }
        "boolean" => Some(Control::Switch),
        "number" | "integer" => Some(Control::Number),
        "string" | "raw" => Some(Control::Text),
        _ => form_of(value),
    }
}

fn form_of(value: &Literal) -> Option<Control> {
    Some(match value {
        Literal::Bool(_) => Control::Switch,
        Literal::Int(_) | Literal::Float(_) => Control::Number,
        Literal::Text(_) => Control::Text,
    })
}

/// Splits at commas outside of quotes.
fn split_options(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut quote = None;
    let mut begin = 0;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, ',') => {
                parts.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    parts
}

fn literal(text: &str) -> Option<Literal> {
    let text = text.trim();
    match text {
        "True" => return Some(Literal::Bool(true)),
        "False" => return Some(Literal::Bool(false)),
        _ => {}
    }
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)) {
            return Some(Literal::Text(unescaped(inner)));
        }
    }
    number(text)
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('n')) => plain.push('\n'),
            (_, Some(escaped)) => plain.push(escaped),
            (c, None) => plain.push(c),
        }
    }
    plain
}

fn number(text: &str) -> Option<Literal> {
    let plain = text.trim().replace('_', "");
    if let Ok(value) = plain.parse::<i64>() {
        return Some(Literal::Int(value));
    }
    let is_numeric = plain.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    plain.parse::<f64>().ok().filter(|value| is_numeric && value.is_finite()).map(Literal::Float)
}

fn as_f64(value: &Literal) -> f64 {
    match value {
        Literal::Int(value) => *value as f64,
        Literal::Float(value) => *value,
        Literal::Bool(_) | Literal::Text(_) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\"\"\"Look at\n    the pot.\n\n    看锅。\n    \"\"\"\n# @run cores=2 gil=off axis=steps\n# @start 2.5\nROUNDS = 2  # @param {type:\"slider\", min:1, max:5, step:1}\nPACE = 0.5  # @param {type:\"slider\", min:0.1, max:1.0, step:0.1}\nON = True  # @param {type:\"boolean\"}\nSTEP = \"x = c; c = x + 1\"  # @param [\"c += 1\", \"x = c; c = x + 1\"]\nx = 3  # no form\n";

    #[test]
    fn parameters_are_read_with_their_controls() {
        let read = parameters(SOURCE);
        let names: Vec<&str> = read.iter().map(|parameter| parameter.name.as_str()).collect();
        assert_eq!(names, ["ROUNDS", "PACE", "ON", "STEP"]);
        assert_eq!(read[0].control, Control::Slider { min: 1.0, max: 5.0, step: 1.0 });
        assert_eq!((read[1].value.clone(), read[1].line), (Literal::Float(0.5), 9));
        assert_eq!(read[2].control, Control::Switch);
        assert_eq!(read[3].control, Control::Menu(vec![Literal::Text("c += 1".into()), Literal::Text("x = c; c = x + 1".into())]));
    }

    #[test]
    fn values_are_written_where_the_literals_stand() {
        let text = with_values(SOURCE, [("ROUNDS", "4"), ("PACE", "1"), ("ON", "off"), ("STEP", "c += 1")]).expect("all fit");
        assert!(text.contains("\nROUNDS = 4  # @param {type:\"slider\", min:1"));
        assert!(text.contains("\nPACE = 1.0  # @param"));
        assert!(text.contains("\nON = False  # @param"));
        assert!(text.contains("\nSTEP = \"c += 1\"  # @param ["));
        assert_eq!(text.lines().count(), SOURCE.lines().count());
    }

    #[test]
    fn values_that_do_not_fit_are_refused_with_what_fits() {
        let error = with_values(SOURCE, [("ROUNDS", "9")]).expect_err("too great");
        assert_eq!(error.to_string(), "ROUNDS cannot be 9: a number from 1 to 5");
        let error = with_values(SOURCE, [("SPEED", "9")]).expect_err("unknown");
        assert_eq!(error.to_string(), "no parameter SPEED: the program has ROUNDS, PACE, ON, STEP");
    }

    #[test]
    fn run_line_start_line_and_docstring_are_read() {
        assert_eq!(run_line(SOURCE), (6, vec![("cores", "2"), ("gil", "off"), ("axis", "steps")]));
        assert_eq!(run_line("x = 1"), (0, Vec::new()));
        assert_eq!(start_line(SOURCE), Some(2.5));
        assert_eq!(docstring(SOURCE), "Look at\nthe pot.\n\n看锅。");
    }
}
