use std::marker::PhantomData;

use crate::codec::{DecodeItem, Decoded, EncodeItem, Encoded, Encoding, HasFields, Source, Target};

/// A struct of the schema (`fields`), as an `M`.
#[derive(Debug)]
pub struct Structure<T>(PhantomData<fn() -> T>);

impl<T: DecodeItem + EncodeItem + Send + 'static> Encoding for Structure<T> {
    type Value = T;
    type Alike = Self;

    const EXPECTED: &'static str = "M";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<T> {
        T::decode(&mut source.map()?)
    }

    fn write<W: Target>(value: &T, target: W) -> Encoded<W::Done> {
        target.map(|members| value.encode(members))
    }
}

impl<T: DecodeItem + EncodeItem + Send + 'static> HasFields<T> for Structure<T> {}
