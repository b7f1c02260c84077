//! The formats that a schema can have: what is written is read back, rounded down to what the format shows.

use dynaschema::codec::{Formatted, TimeFormat};
use dynaschema::jiff::{Timestamp, civil::Date};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::arbitrary::{dates, timestamps};
use crate::holder::{round_trip, write};

macro_rules! formats {
    ($test:ident($value:ty, $values:expr): $($name:ident $format:literal $unit:literal)*) => {
        #[test]
        fn $test() {
            $(
                #[derive(Debug)]
                enum $name {}
                impl TimeFormat for $name {
                    const FORMAT: &'static str = $format;
                }
                let check = |value: $value| {
                    let read = round_trip::<Formatted<$value, $name>>(value);
                    prop_assert!(read <= value, "{read} is later than {value}");
                    let lost = value.duration_since(read).as_nanos();
                    prop_assert!(lost < $unit, "{value} has become {read} in {}", $format);
                    let write = write::<Formatted<$value, $name>>;
                    prop_assert_eq!(write(read).unwrap(), write(value).unwrap());
                    Ok(())
                };
                TestRunner::default().run(&$values, check).unwrap();
            )*
        }
    };
}

formats!(of_times(Timestamp, timestamps(1)):
    Second "%Y-%m-%dT%H:%M:%S" 1_000_000_000
    SecondWithZone "%Y-%m-%d %H:%M:%S%z" 1_000_000_000
    SecondWithColon "%FT%T%:z" 1_000_000_000
    Minute "%F %R" 60_000_000_000
    Hour "%Y/%m/%d/%H" 3_600_000_000_000
    Day "%Y%m%d" 86_400_000_000_000
    DayOfYear "%Y-%j" 86_400_000_000_000
    Any "%F %T%.f" 1
    Dot3 "%F %T%.3f" 1_000_000
    Dot6 "%F %T%.6f" 1_000
    Dot9 "%F %T%.9f" 1
    Fraction "%F %T:%f" 1
    Fraction3 "%F %T,%3f" 1_000_000
    Fraction6 "%F %T,%6f" 1_000
    Fraction9 "%F %T,%9f" 1
    Named "%e %b %Y %I:%M %p" 60_000_000_000
    LongNamed "%d %B %Y, %I:%M:%S %p, 100%%" 1_000_000_000
    Epoch "%s" 1_000_000_000
    EpochAndFraction "%s%.3f" 1_000_000
    EpochAndMore "%s.%f" 1
    Literal "am é %Y-%m-%d" 86_400_000_000_000
);

formats!(of_dates(Date, dates()):
    Iso "%F" 1
    Slashes "%d/%m/%Y" 1
    Named2 "%e. %B %Y" 1
    Short "%b %d %Y" 1
    OfYear "%Y%j" 1
    ToTheMonth "%Y-%m" 2_678_400_000_000_000
    ToTheYear "%Y" 31_622_400_000_000_000
);

#[test]
fn an_offset_other_than_that_of_utc_is_not_what_would_be_written() {
    #[derive(Debug)]
    enum WithZone {}
    impl TimeFormat for WithZone {
        const FORMAT: &'static str = "%Y-%m-%dT%H:%M:%S%z";
    }
    let read = |text: &str| {
        let value = aws_sdk_dynamodb::types::AttributeValue::S(text.to_owned());
        crate::holder::read::<Formatted<Timestamp, WithZone>>(value)
    };
    assert!(read("2026-11-25T03:22:24+0000").is_ok());
    assert!(read("2026-11-25T05:22:24+0200").is_err());
}
