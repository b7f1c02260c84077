use std::fmt;
use std::marker::PhantomData;

use crate::codec::{Decoded, Encoded, Encoding, Mismatch, Source, Target};
use crate::error::Refused;

/// How a type of one's own is stored. To be implemented for what the schema names with `rust`.
///
/// `Stored` is the Rust type of what `as` says: [`Number`](crate::Number) for `as: number`, `String` for `as: string`.
/// Converting there and back must give an equal value.
///
/// ```
/// use dynaschema::{ConversionError, Convert, Number};
///
/// /// Cents.
/// #[derive(Debug, Clone, Copy, PartialEq)]
/// struct Money(u64);
///
/// impl Convert<Number> for Money {
///     fn to_stored(&self) -> Result<Number, ConversionError> {
///         Ok(Number::from(self.0))
///     }
///
///     fn from_stored(stored: Number) -> Result<Self, ConversionError> {
///         Ok(Self(stored.try_into()?))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the schema stores `{Self}` as `{Stored}`, and nothing says how",
    label = "`dynaschema::Convert<{Stored}>` is not implemented for `{Self}`",
    note = "implement `dynaschema::Convert<{Stored}>` for a type of your own",
    note = "for types of rust_decimal, bigdecimal, chrono and time, enable the feature of that name of the crate `dynaschema`, and let the schema store them `as: number`, `as: timestamp` or `as: date`"
)]
pub trait Convert<Stored>: Sized + Send + 'static {
    /// The value as it is stored.
    ///
    /// # Errors
    /// The value cannot be stored. Nothing is sent then.
    fn to_stored(&self) -> Result<Stored, ConversionError>;

    /// The value of what is stored.
    ///
    /// # Errors
    /// What is stored is none of this type. The item is not read then.
    fn from_stored(stored: Stored) -> Result<Self, ConversionError>;
}

/// Why a [conversion](Convert) failed: made of any error by `?`, or of a text.
#[derive(Debug)]
pub struct ConversionError(Box<dyn std::error::Error + Send + Sync>);

impl ConversionError {
    /// An error of this text.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into().into())
    }
}

impl<E: Into<Box<dyn std::error::Error + Send + Sync>>> From<E> for ConversionError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A type of one's own `T`, held as `E`.
#[derive(Debug)]
pub struct Own<T, E>(PhantomData<fn() -> (T, E)>);

impl<E: Encoding, T: Convert<E::Value>> Encoding for Own<T, E> {
    type Value = T;
    type Alike = Self;

    const EXPECTED: &'static str = E::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<T> {
        T::from_stored(E::read(source)?).map_err(|error| {
            // The value has gone into the conversion; what is wrong with it is for the error to say.
            let kind = E::EXPECTED.split(' ').next().unwrap_or_default();
            Mismatch::new(E::EXPECTED, format!("{kind} that is no `{}`: {error}", std::any::type_name::<T>()))
        })
    }

    fn write<W: Target>(value: &T, target: W) -> Encoded<W::Done> {
        let stored = value.to_stored().map_err(|error| Refused::new("", error.to_string()))?;
        E::write(&stored, target)
    }

    fn absent() -> Option<T> {
        T::from_stored(E::absent()?).ok()
    }

    fn is_absent(value: &T) -> bool {
        value.to_stored().is_ok_and(|stored| E::is_absent(&stored))
    }

    fn is_rounded(value: &T) -> bool {
        value.to_stored().is_ok_and(|stored| E::is_rounded(&stored))
    }
}
