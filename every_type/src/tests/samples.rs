//! Random values of every generated type. A field that is missing here does not compile.

use super::values::{Sample, Source};
use crate::schema::*;

/// Makes a struct of samples of its fields.
macro_rules! structs {
    ($($name:ident { $($field:ident)* })*) => {$(
        impl Sample for $name {
            fn sample(source: &mut Source) -> Self {
                let _ = &source;
                Self { $($field: source.take()),* }
            }
        }
    )*};
}

structs! {
    Scalars {
        id string_plain string_optional string_null string_sensitive string_default bytes_plain bytes_optional
        bytes_null bytes_sensitive bytes_default bool_plain bool_optional bool_null bool_sensitive bool_default
        i8_plain i8_optional i8_null i8_sensitive i8_default i16_plain i16_optional i16_null i16_sensitive i16_default
        i32_plain i32_optional i32_null i32_sensitive i32_default i64_plain i64_optional i64_null i64_sensitive
        i64_default i128_plain i128_optional i128_null i128_sensitive i128_default u8_plain u8_optional u8_null
        u8_sensitive u8_default u16_plain u16_optional u16_null u16_sensitive u16_default u32_plain u32_optional
        u32_null u32_sensitive u32_default u64_plain u64_optional u64_null u64_sensitive u64_default u128_plain
        u128_optional u128_null u128_sensitive u128_default f32_plain f32_optional f32_null f32_sensitive f32_default
        f64_plain f64_optional f64_null f64_sensitive f64_default number_plain number_optional number_null
        number_sensitive number_default uuid_plain uuid_optional uuid_null uuid_sensitive uuid_default timestamp_plain
        timestamp_optional timestamp_null timestamp_sensitive timestamp_default date_plain date_optional date_null
        date_sensitive date_default epoch_seconds_plain epoch_seconds_optional epoch_seconds_null
        epoch_seconds_sensitive epoch_seconds_default epoch_millis_plain epoch_millis_optional epoch_millis_null
        epoch_millis_sensitive epoch_millis_default json_plain json_optional json_sensitive version
    }
    Collections {
        id string_list string_list_of_optional string_map string_map_of_optional bytes_list bytes_list_of_optional
        bytes_map bytes_map_of_optional bool_list bool_list_of_optional bool_map bool_map_of_optional i8_list
        i8_list_of_optional i8_map i8_map_of_optional i16_list i16_list_of_optional i16_map i16_map_of_optional
        i32_list i32_list_of_optional i32_map i32_map_of_optional i64_list i64_list_of_optional i64_map
        i64_map_of_optional i128_list i128_list_of_optional i128_map i128_map_of_optional u8_list u8_list_of_optional
        u8_map u8_map_of_optional u16_list u16_list_of_optional u16_map u16_map_of_optional u32_list
        u32_list_of_optional u32_map u32_map_of_optional u64_list u64_list_of_optional u64_map u64_map_of_optional
        u128_list u128_list_of_optional u128_map u128_map_of_optional f32_list f32_list_of_optional f32_map
        f32_map_of_optional f64_list f64_list_of_optional f64_map f64_map_of_optional number_list
        number_list_of_optional number_map number_map_of_optional uuid_list uuid_list_of_optional uuid_map
        uuid_map_of_optional timestamp_list timestamp_list_of_optional timestamp_map timestamp_map_of_optional
        date_list date_list_of_optional date_map date_map_of_optional epoch_seconds_list
        epoch_seconds_list_of_optional epoch_seconds_map epoch_seconds_map_of_optional epoch_millis_list
        epoch_millis_list_of_optional epoch_millis_map epoch_millis_map_of_optional json_list json_map string_set
        bytes_set i8_set i16_set i32_set i64_set i128_set u8_set u16_set u32_set u64_set u128_set number_set uuid_set
        timestamp_set date_set epoch_seconds_set epoch_millis_set nested list_of_sets map_of_sets list_default
        list_values map_default map_values secrets secret_map
    }
    Texts {
        id version i8_text i8_text_optional i8_text_sensitive i8_text_default i16_text i16_text_optional
        i16_text_sensitive i16_text_default i32_text i32_text_optional i32_text_sensitive i32_text_default i64_text
        i64_text_optional i64_text_sensitive i64_text_default i128_text i128_text_optional i128_text_sensitive
        i128_text_default u8_text u8_text_optional u8_text_sensitive u8_text_default u16_text u16_text_optional
        u16_text_sensitive u16_text_default u32_text u32_text_optional u32_text_sensitive u32_text_default u64_text
        u64_text_optional u64_text_sensitive u64_text_default u128_text u128_text_optional u128_text_sensitive
        u128_text_default f32_text f32_text_optional f32_text_sensitive f32_text_default f64_text f64_text_optional
        f64_text_sensitive f64_text_default number_text number_text_optional number_text_sensitive number_text_default
        json_text json_text_optional json_text_sensitive
    }
    Named {
        id address address_optional addresses address_map level level_other levels statuses payment payments event
        tree trees money money_optional moneys ids count counts ratio stamp hash flag label key uids text_count
        text_counts day days birthday birthdays number local locals alias unknown
    }
    Times {
        id millis minute nanos micros zoned named ordinal american local created updated created_day touched
    }
    Counter {
        id number note
    }
    Address {
        city zip lines tags geo secret unknown
    }
    Geo {
        lat long
    }
    Card {
        number kind_of
    }
    Cash {
    }
    Node {
        value next children by_name
    }
}

/// Makes a newtype of a sample of what it holds.
macro_rules! newtypes {
    ($($name:ident)*) => {$(
        impl Sample for $name {
            fn sample(source: &mut Source) -> Self {
                Self(source.take())
            }
        }
    )*};
}

newtypes!(Birthday OrderId Count Ratio Stamp Hash Flag Label Uid TextCount);

impl Sample for Level {
    fn sample(source: &mut Source) -> Self {
        source.one_of(&[Self::High, Self::Low, Self::Medium])
    }
}

impl Sample for Status {
    fn sample(source: &mut Source) -> Self {
        // What is no other value reads as itself.
        let other = Self::Other(format!("other {}", String::sample(source)));
        source.one_of(&[Self::Open, Self::Shipped, other])
    }
}

impl Sample for Payment {
    fn sample(source: &mut Source) -> Self {
        match source.below(3) {
            0 => Self::Card(source.take()),
            1 => Self::Cash(source.take()),
            _ => Self::ShippingAddress(source.take()),
        }
    }
}

impl Sample for Event {
    fn sample(source: &mut Source) -> Self {
        match source.below(4) {
            0 => Self::At(source.take()),
            1 => Self::Names(source.take()),
            2 => Self::Node(source.take()),
            _ => Self::Count(source.take()),
        }
    }
}

/// A key is not empty.
impl Sample for Blob {
    fn sample(source: &mut Source) -> Self {
        let hash = std::iter::once(0).chain(source.take::<Vec<u8>>()).collect();
        Self {
            hash,
            at: source.take(),
            tag: source.take(),
            amount: source.take(),
        }
    }
}

impl Sample for Strict {
    fn sample(source: &mut Source) -> Self {
        if source.take() { Self::Whole(source.take()) } else { Self::Text(source.take()) }
    }
}

impl Sample for crate::Money {
    fn sample(source: &mut Source) -> Self {
        Self { cents: source.take() }
    }
}
