//! What generation costs: texts in, texts out, in this process.

use std::io;
use std::time::Duration;

use dynaschema_codegen::Builder;

use crate::cpu;
use crate::schema::{self, Shape};

const SHAPES: [Shape; 3] = [Shape::Own, Shape::Shared(10), Shape::Shared(usize::MAX)];
/// How many entities, and how often that is generated in each round.
const COUNTS: [(usize, usize); 3] = [(1, 100), (100, 3), (1000, 1)];
const ROUNDS: usize = 5;

pub(crate) struct Row {
    pub(crate) shape: Shape,
    pub(crate) entities: usize,
    pub(crate) time: Duration,
    /// How much is generated, in bytes.
    pub(crate) size: usize,
}

impl Row {
    pub(crate) fn micros_each(&self) -> f64 {
        self.time.as_secs_f64() * 1e6 / self.entities as f64
    }
}

/// All of them, one after the other, and that some times over.
pub(crate) fn measure() -> io::Result<Vec<Row>> {
    let all = SHAPES.into_iter().flat_map(|shape| COUNTS.into_iter().map(move |count| (shape, count)));
    let mut all: Vec<_> = all
        .map(|(shape, (entities, times))| (shape, entities, times, schema::text(shape, entities), Vec::new(), 0))
        .collect();
    for _ in 0..ROUNDS {
        for (_, _, times, text, measured, size) in &mut all {
            let before = cpu::of_thread()?;
            for _ in 0..*times {
                let generated = Builder::new().text("schema.yaml", text.as_str()).generate();
                let generated = generated.map_err(|diagnostics| io::Error::other(diagnostics.to_string()))?;
                *size = generated.files.values().map(String::len).sum();
            }
            measured.push((cpu::of_thread()? - before) / u32::try_from(*times).unwrap_or(u32::MAX));
        }
    }
    let row = |(shape, entities, _, _, measured, size)| Row { shape, entities, time: cpu::median(measured), size };
    Ok(all.into_iter().map(row).collect())
}
