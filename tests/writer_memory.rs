//! The batch writer's memory does not grow with what goes through it. By itself, as it looks at the whole process.

use dynaschema_examples::schema::{HackerNews, Link};
use dynaschema_scripted::{Answer, Scripted};
use serde_json::json;

/// The most memory that this process has had, in KB; none where the system does not tell.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[tokio::test]
async fn a_writer_holds_as_little_of_20_000_items_as_of_1_000() {
    use std::io::Write;
    let scripted = Scripted::new(std::iter::repeat_with(|| Answer::json(200, json!({ "UnprocessedItems": {} }))));
    let news = HackerNews::table(&scripted.client());
    let mut writer = news.writer();
    let title = "x".repeat(10_000);
    let mut most = Vec::new();
    for number in 0..20_000 {
        writer.put(&Link::new(format!("http://{number}"), &title)).await.unwrap();
        // What the script keeps of requests is not the writer's.
        drop(scripted.sent());
        if number == 1_000 {
            most.push(most_memory());
        }
    }
    assert_eq!(writer.finish().await.unwrap().items, 20_000);
    most.push(most_memory());
    let [Some(early), Some(late)] = most[..] else {
        let _ = writeln!(std::io::stderr(), "skipped: this system does not tell how much memory a process has had");
        return;
    };
    // All items together have 200 MB.
    assert!(late < early + 20_000, "{early} KB, and then {late} KB");
}
