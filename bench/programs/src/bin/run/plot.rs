//! `results.svg`: a panel for each phase and one for all, a bar for each program. Bars start at the raw SDK's 1; to the left
//! is less, to the right is more. The scale is logarithmic: three times as much and a third are equally far away.

use std::fmt::Write as _;

use crate::programs::{OURS, Program, REFERENCE};
use crate::results::{Results, WORK};

const COLUMNS: usize = 2;
/// What a panel takes, the space around it included.
const PANEL: (f64, f64) = (400.0, 190.0);
const NAMES: f64 = 160.0;
const HEADING: f64 = 34.0;
const ROW: f64 = 20.0;
/// A factor of two, in pixels.
const DOUBLE: f64 = 26.0;
/// Where 1 is, from the left of the bars.
const ONE: f64 = 84.0;

const CAPTION: &str = "Client CPU time of whole programs. The line is the raw SDK's, and a bar to its left is less; the scale is logarithmic.";
const CAPTION_HEIGHT: f64 = 26.0;

/// Colours that can be read on white and on black.
const STYLE: &str = "text { font: 12px system-ui, sans-serif; fill: #7d8590 } \
    .title { font-weight: 600; font-size: 13px } .value { font-size: 11px } .one { stroke: #7d8590; stroke-width: 1 } \
    .other { fill: #7d8590; opacity: .55 } .ours { fill: #e8590c } text.ours { font-weight: 600 }";

pub(crate) fn bars(results: &Results, programs: &[Program]) -> String {
    let panels = WORK.len() + 1;
    let (width, bottom) = (PANEL.0 * COLUMNS as f64, PANEL.1 * panels.div_ceil(COLUMNS) as f64);
    let height = bottom + CAPTION_HEIGHT;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{CAPTION}\">\n<style>{STYLE}</style>\n"
    );
    for number in 0..panels {
        let (x, y) = ((number % COLUMNS) as f64 * PANEL.0, (number / COLUMNS) as f64 * PANEL.1);
        let (title, phases) = match WORK.get(number) {
            Some(phase) => (phase.name(), std::slice::from_ref(phase)),
            None => ("all", WORK.as_slice()),
        };
        let ratio = |id: &str| results.ratio(id, phases).1;
        panel(&mut svg, (x, y), title, programs, ratio);
    }
    let base = bottom + 12.0;
    svg + &format!("<text x=\"{}\" y=\"{base}\" text-anchor=\"middle\">{CAPTION}</text>\n</svg>\n", width / 2.0)
}

fn panel(svg: &mut String, (x, y): (f64, f64), title: &str, programs: &[Program], ratio: impl Fn(&str) -> f64) {
    let one = x + NAMES + ONE;
    let others = programs.iter().filter(|program| program.id != REFERENCE);
    let bottom = y + HEADING + ROW * others.clone().count() as f64;
    // Writing to a string does not fail.
    let _ = writeln!(svg, "<text class=\"title\" x=\"{one}\" y=\"{}\" text-anchor=\"middle\">{title}</text>", y + 18.0);
    for (row, program) in others.enumerate() {
        let ratio = ratio(program.id);
        let class = if program.id == OURS { "ours" } else { "other" };
        let top = y + HEADING + ROW * row as f64;
        let base = top + 13.0;
        let length = ratio.max(0.125).log2() * DOUBLE;
        let left = one + length.min(0.0);
        let name = one - ONE - 8.0;
        let (value, anchor) = if length < 0.0 { (left - 4.0, "end") } else { (left + length + 4.0, "start") };
        let name_class = if program.id == OURS { " class=\"ours\"" } else { "" };
        let _ = writeln!(
            svg,
            "<text{name_class} x=\"{name}\" y=\"{base}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"{left:.1}\" y=\"{}\" width=\"{:.1}\" height=\"{}\"/>\
             <text class=\"value\" x=\"{value:.1}\" y=\"{base}\" text-anchor=\"{anchor}\">{ratio:.2}</text>",
            program.name,
            top + 3.0,
            length.abs(),
            ROW - 6.0,
        );
    }
    let _ = writeln!(svg, "<path class=\"one\" d=\"M{one} {}V{bottom}\"/>", y + HEADING - 4.0);
}
