//! What a call allocates. The program `allocations` looks at it: an allocator that counts would slow down the contests.

use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::contest::{Contest, Contestant};
use crate::contests::{Bench, batch_write, get, page, page_of_one, put};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The most bytes that are allocated at once.
    Peak,
    /// How many times something is allocated, or allocated again as something larger.
    Allocations,
}

/// A contest whose memory is looked at.
#[derive(Debug)]
pub struct HeapPlan {
    /// What is done.
    pub name: &'static str,
    /// How much of what they take dynaschema may take.
    pub ceilings: &'static [(Resource, Contestant, f64)],
    contest: fn(&Bench) -> Result<Contest, Failure>,
}

/// All of them.
#[rustfmt::skip] // a table
pub const ALL: &[HeapPlan] = &[
    HeapPlan {
        name: "Query, 1 MB",
        ceilings: &[(Resource::Peak, Contestant::SerdeDynamo, 0.55), (Resource::Allocations, Contestant::SerdeDynamo, 0.45)],
        contest: page,
    },
    HeapPlan { name: "Query, 1 item", ceilings: &[], contest: page_of_one },
    HeapPlan { name: "GetItem", ceilings: &[], contest: get },
    HeapPlan { name: "PutItem", ceilings: &[], contest: put },
    HeapPlan { name: "BatchWriteItem, 25 items", ceilings: &[], contest: batch_write },
];

/// What one of them takes for one call, the answer's body included.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HeapUse {
    /// Of which plan.
    pub name: String,
    /// Who.
    pub contestant: Contestant,
    /// How many times something is allocated.
    pub allocations: u64,
    /// All bytes together.
    pub bytes: u64,
    /// The most bytes at once.
    pub peak: u64,
}

impl HeapUse {
    /// How much of it is used.
    #[must_use]
    pub fn of(&self, resource: Resource) -> u64 {
        match resource {
            Resource::Peak => self.peak,
            Resource::Allocations => self.allocations,
        }
    }
}

impl HeapPlan {
    /// Has each do it once, after `WARM_UP` calls that fill the SDK's caches. `count` tells what the call that it is given
    /// allocates.
    ///
    /// # Errors
    /// The first failure of one of them.
    pub fn looked_at(
        &self,
        count: impl Fn(&mut dyn FnMut() -> Result<(), Failure>) -> Result<(u64, u64, u64), Failure>,
    ) -> Result<Vec<HeapUse>, Failure> {
        let contest = (self.contest)(&Bench::new()?.copying())?;
        let mut uses = Vec::new();
        for (contestant, mut work) in contest.works {
            work(WARM_UP)?;
            let (allocations, bytes, peak) = count(&mut || work(1).map(drop))?;
            uses.push(HeapUse {
                name: self.name.to_owned(),
                contestant,
                allocations,
                bytes,
                peak,
            });
        }
        Ok(uses)
    }
}

const WARM_UP: usize = 5;
