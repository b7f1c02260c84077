//! The results as a plot: bars of CPU time, the shorter the better.

use std::fmt::Write as _;

use crate::contest::{Contestant, Outcome};

/// Who the others are compared with.
const ONE: Contestant = Contestant::SerdeDynamo;

const WIDTH: f64 = 860.0;
const LABELS: f64 = 330.0;
/// What a bar of the length 1 takes.
const UNIT: f64 = 360.0;
const BAR: f64 = 11.0;
const GAP: f64 = 18.0;
const TOP: f64 = 66.0;
/// Readable on white and on black.
const TEXT: &str = "#7d8590";

fn colour(of: Contestant) -> &'static str {
    match of {
        Contestant::RawSdk => "#9aa4ae",
        Contestant::SerdeDynamo => "#c98a2b",
        Contestant::ByHand => "#8a6fc2",
        Contestant::Dynaschema => "#2f81f7",
    }
}

/// An SVG of what there is a floor for.
#[must_use]
pub fn svg(outcomes: &[Outcome]) -> String {
    let mut bars = String::new();
    let mut y = TOP;
    for outcome in outcomes.iter().filter(|outcome| !outcome.floors.is_empty()) {
        let Some(one) = outcome.time(ONE) else { continue };
        let middle = y + BAR * outcome.times.len() as f64 / 2.0;
        text(&mut bars, LABELS - 10.0, middle + 4.0, "end", TEXT, outcome.name);
        for (who, time) in &outcome.times {
            let share = time.median / one.median;
            let length = (share * UNIT).min(WIDTH - LABELS - 60.0);
            let colour = colour(*who);
            let _ = writeln!(
                bars,
                r#"<rect x="{LABELS}" y="{y:.1}" width="{length:.1}" height="{:.1}" fill="{colour}"/>"#,
                BAR - 1.0
            );
            let value = format!("{share:.2}");
            text(&mut bars, LABELS + length + 5.0, y + BAR - 2.0, "start", colour, &value);
            y += BAR;
        }
        y += GAP;
    }
    let height = y;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"{WIDTH}\" \
         height=\"{height:.0}\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n"
    );
    text(&mut svg, 10.0, 20.0, "start", TEXT, &format!("CPU time of a call, {ONE} = 1; shorter is better"));
    let mut x = 10.0;
    for who in Contestant::ALL {
        let _ = writeln!(svg, r#"<rect x="{x}" y="34" width="12" height="12" fill="{}"/>"#, colour(who));
        text(&mut svg, x + 18.0, 44.0, "start", TEXT, &who.to_string());
        x += 160.0;
    }
    let line = LABELS + UNIT;
    let _ = writeln!(
        svg,
        r#"<line x1="{line}" x2="{line}" y1="{:.0}" y2="{height:.0}" stroke="{TEXT}" stroke-dasharray="2 4"/>"#,
        TOP - 6.0
    );
    svg.push_str(&bars);
    svg.push_str("</svg>\n");
    svg
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, colour: &str, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(svg, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{colour}">{text}</text>"#);
}
