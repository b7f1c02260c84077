//! Prints what each contestant allocates, a JSON object a line; the program `dynaschema-bench` asks for it.

use dhat::{HeapStats, Profiler};
use dynaschema_bench::{Failure, heap};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

fn main() -> Result<(), Failure> {
    for plan in heap::ALL {
        let uses = plan.looked_at(|call| {
            let _counting = Profiler::builder().testing().build();
            call()?;
            let HeapStats { total_blocks, total_bytes, max_bytes, .. } = HeapStats::get();
            Ok((total_blocks, total_bytes, max_bytes as u64))
        })?;
        for heap_use in uses {
            println!("{}", serde_json::to_string(&heap_use)?);
        }
    }
    Ok(())
}
