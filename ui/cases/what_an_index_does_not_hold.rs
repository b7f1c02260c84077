//! What an index does not hold is neither selected nor filtered on, and its items have no field for it.

use dynaschema::Table;
use dynaschema_ui::schema::{Match, Matches};

pub async fn case(matches: &Table<Matches>) {
    let _ = matches.query(Match::by_region("eu")).select(Match::TOURNAMENT); //~ `Tournament` cannot be selected in a query of `ByRegion`
    let _ = matches.query(Match::by_region("eu")).filter(Match::TOURNAMENT.eq("t")); //~ `Tournament` cannot be filtered on in a query of `ByRegion`
    let _ = matches.query(Match::by_region("eu")).filter(Match::REGION.eq("eu")); //~ `Region` cannot be filtered on in a query of `ByRegion`
    let _ = matches.query(Match::by_region("eu")).consistent(); //~ `ByRegion` asks a global secondary index
    let found = matches.query(Match::by_tournament("m")).first().await;
    let _ = found.map(|found| found.map(|found| found.round)); //~ no field `round` on type `MatchByTournament`
}
