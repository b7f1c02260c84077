//! How tables and indexes are paid for.

use super::{Context, missing};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Billing, Throughput};
use crate::source::Span;
use crate::syntax::{self, Short, Units};
use crate::yaml::{Field, Spanned};

/// The one mode that is a word of its own.
const ON_DEMAND: &str = "on_demand";

/// What to do about a global index that is paid for in another way than its table.
const EITHER: &str = "leave `billing` of the index out, or change that of the table";

/// The largest number that DynamoDB's requests can hold.
const MOST_UNITS: i128 = i64::MAX as i128;

/// What an index has to know of its table.
pub(super) struct TableBilling {
    /// None if it was said wrongly.
    pub(super) billing: Option<Billing>,
    /// Where it was said, if it was.
    pub(super) place: Option<Span>,
}

pub(super) fn of_table(billing: &Field<syntax::Billing>, cx: &mut Context<'_>) -> TableBilling {
    let place = billing.given().map(|billing| billing.span);
    let billing = match billing {
        Field::Absent => Some(Billing::OnDemand),
        Field::Broken => None,
        Field::Given(Spanned { value: Short::Text(mode), .. }) if mode == ON_DEMAND => Some(Billing::OnDemand),
        Field::Given(Spanned { value: Short::Text(mode), span }) => {
            unknown_mode(mode, *span, cx);
            None
        }
        Field::Given(Spanned { value: Short::Full(units), span }) => {
            throughput(units, *span, cx).map(Billing::Provisioned)
        }
    };
    TableBilling { billing, place }
}

/// A global index is paid for in the same way as its table, and may have other numbers.
pub(super) fn of_global(
    billing: &Field<syntax::Billing>,
    table: &TableBilling,
    cx: &mut Context<'_>,
) -> Option<Throughput> {
    match (billing, &table.billing) {
        (Field::Absent, Some(Billing::Provisioned(units))) => Some(*units),
        (Field::Absent, _) | (Field::Broken, _) => None,
        (Field::Given(billing), Some(Billing::OnDemand)) => {
            cx.sink.report(of_its_own(billing.span, "its table is on demand, and so is the index", table).help(EITHER));
            None
        }
        (Field::Given(Spanned { value: Short::Text(mode), span }), _) => {
            if mode == ON_DEMAND {
                cx.sink.report(of_its_own(*span, "its table is not on demand", table).help(EITHER));
            } else {
                unknown_mode(mode, *span, cx);
            }
            None
        }
        (Field::Given(Spanned { value: Short::Full(units), span }), _) => throughput(units, *span, cx),
    }
}

/// A local index has no throughput of its own.
pub(super) fn of_local(billing: &Field<syntax::Billing>, table: &TableBilling, cx: &mut Context<'_>) {
    if let Some(billing) = billing.given() {
        let diagnostic = of_its_own(billing.span, "a local index uses the throughput of its table", table);
        cx.sink.report(diagnostic.help("leave `billing` of the index out"));
    }
}

fn of_its_own(place: Span, why: &str, table: &TableBilling) -> Diagnostic {
    let diagnostic = Diagnostic::new(codes::INDEX_BILLING, "an index cannot be paid for in another way than its table")
        .at(place, why);
    match table.place {
        Some(place) => diagnostic.also(place, "the table's"),
        None => diagnostic,
    }
}

fn unknown_mode(mode: &str, place: Span, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::BILLING_MODE, format!("unknown billing mode {}", shown(mode)))
            .at(place, "")
            .help(format!("write `{ON_DEMAND}`, or the throughput to provision: `{{ read: 5, write: 5 }}`")),
    );
}

fn throughput(units: &syntax::Throughput, place: Span, cx: &mut Context<'_>) -> Option<Throughput> {
    let read = capacity(&units.read, "read", place, cx);
    let write = capacity(&units.write, "write", place, cx);
    Some(Throughput { read: read?, write: write? })
}

fn capacity(units: &Field<Units>, key: &str, place: Span, cx: &mut Context<'_>) -> Option<u64> {
    match units {
        Field::Absent => {
            missing("this throughput", place, &format!("{key}: 5"), cx);
            None
        }
        Field::Broken => None,
        Field::Given(Spanned { value: Units(units), .. }) if (1..=MOST_UNITS).contains(units) => {
            u64::try_from(*units).ok()
        }
        Field::Given(Spanned { value: Units(units), span }) => {
            let limit = if *units < 1 { "at least 1".to_owned() } else { format!("at most {MOST_UNITS}") };
            cx.sink.report(
                Diagnostic::new(codes::THROUGHPUT, format!("DynamoDB cannot provision {units} capacity units"))
                    .at(*span, limit),
            );
            None
        }
    }
}
