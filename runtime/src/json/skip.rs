//! Passing over what nobody asked for.

use super::{Broken, Reader};

impl Reader<'_> {
    /// One value, whatever it is. It is checked as if it were read.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<(), Broken> {
        let depth = self.depth();
        self.pass()?;
        self.finish(depth)
    }

    /// Goes on to where no more than `depth` objects and arrays are open. What is left of those that are deeper is checked
    /// as if it were read. May be called between any two calls, also where a value comes next.
    ///
    /// There is no recursion: which containers are open is known by the reader.
    pub(crate) fn finish(&mut self, depth: usize) -> Result<(), Broken> {
        while self.depth() > depth {
            let is_value = self.is_at_value() || if self.in_object() { self.pass_name()? } else { self.element()? };
            if is_value {
                self.pass()?;
            }
        }
        Ok(())
    }
}
