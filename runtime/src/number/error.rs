use std::error::Error;
use std::fmt;

/// Why something is no [`Number`](super::Number), or a number no value of another type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberError {
    /// The text is not of the form `-12.5` or `-1.25E+1`.
    Syntax,
    /// It has more than 38 significant digits.
    Digits,
    /// Its magnitude is 1E+126 or greater.
    TooLarge,
    /// Its magnitude is less than 1E-130, and not 0.
    TooSmall,
    /// It is an infinity, or NaN.
    NotFinite,
    /// The other type does not have exactly this value.
    Inexact,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "not the text of a decimal number",
            Self::Digits => "DynamoDB keeps 38 significant digits, and this number has more",
            Self::TooLarge => "DynamoDB has no number as large as 1E+126",
            Self::TooSmall => "DynamoDB has no number as close to zero, apart from zero itself, as less than 1E-130",
            Self::NotFinite => "DynamoDB has no infinity and no NaN",
            Self::Inexact => "the other type does not have exactly this value",
        })
    }
}

impl Error for NumberError {}
