//! What the pages draw.
