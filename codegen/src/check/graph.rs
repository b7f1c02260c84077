//! Which things need each other.

use std::collections::VecDeque;
use std::collections::btree_map::{BTreeMap, Entry};
use std::iter;

/// The strongly connected components of a graph, each in order, those that others lead to first. `edges[n]` are the nodes that `n`
/// leads to.
///
/// This is Tarjan's algorithm with a stack of its own: a schema may be longer than Rust's is deep.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        index: vec![None; edges.len()],
        low: vec![0; edges.len()],
        open: vec![false; edges.len()],
        stack: Vec::new(),
        visited: 0,
        components: Vec::new(),
    };
    for node in 0..edges.len() {
        if search.index[node].is_none() {
            search.from(node, edges);
        }
    }
    search.components
}

/// Whether a component is more than one node that does not lead to itself.
pub(super) fn is_cyclic(component: &[usize], edges: &[Vec<usize>]) -> bool {
    match component {
        [node] => edges[*node].contains(node),
        _ => true,
    }
}

/// The shortest way from the first node of a cyclic component back to it, which stands at both ends.
pub(super) fn cycle(component: &[usize], edges: &[Vec<usize>]) -> Vec<usize> {
    let Some(&start) = component.first() else { return Vec::new() };
    let mut before = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for &next in edges[node].iter().filter(|next| component.binary_search(next).is_ok()) {
            if next == start {
                let back = iter::successors(Some(node), |node| before.get(node).copied());
                let mut way: Vec<usize> = iter::once(start).chain(back).collect();
                way.reverse();
                return way;
            }
            if let Entry::Vacant(vacant) = before.entry(next) {
                vacant.insert(node);
                queue.push_back(next);
            }
        }
    }
    Vec::new()
}

struct Search {
    /// When each node was first visited.
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    open: Vec<bool>,
    stack: Vec<usize>,
    visited: usize,
    components: Vec<Vec<usize>>,
}

impl Search {
    fn from(&mut self, start: usize, edges: &[Vec<usize>]) {
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, position)) = path.pop() {
            match edges[node].get(position) {
                Some(&next) => {
                    path.push((node, position + 1));
                    match self.index[next] {
                        None => {
                            self.enter(next);
                            path.push((next, 0));
                        }
                        Some(index) if self.open[next] => self.low[node] = self.low[node].min(index),
                        Some(_) => {}
                    }
                }
                None => {
                    self.leave(node);
                    if let Some((parent, _)) = path.last() {
                        self.low[*parent] = self.low[*parent].min(self.low[node]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.index[node] = Some(self.visited);
        self.low[node] = self.visited;
        self.open[node] = true;
        self.stack.push(node);
        self.visited += 1;
    }

    fn leave(&mut self, node: usize) {
        if self.index[node] != Some(self.low[node]) {
            return;
        }
        let first = self.stack.iter().rposition(|open| *open == node).unwrap_or_default();
        let mut component = self.stack.split_off(first);
        for node in &component {
            self.open[*node] = false;
        }
        component.sort_unstable();
        self.components.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_that_lead_to_each_other_are_one_component() {
        let edges = [vec![1], vec![2, 3], vec![0], vec![4], vec![4], vec![]];
        let components = components(&edges);
        assert_eq!(components, [vec![4], vec![3], vec![0, 1, 2], vec![5]]);
        let cyclic: Vec<_> = components.iter().map(|component| is_cyclic(component, &edges)).collect();
        assert_eq!(cyclic, [true, false, true, false]);
        assert_eq!(cycle(&[0, 1, 2], &edges), [0, 1, 2, 0]);
        assert_eq!(cycle(&[4], &edges), [4, 4]);
    }

    #[test]
    fn a_long_way_is_no_deep_recursion() {
        let edges: Vec<_> = (0..100_000).map(|node| vec![(node + 1) % 100_000]).collect();
        assert_eq!(components(&edges).len(), 1);
    }
}
