//! Tricks to pass something hidden as clear: each is held all the same.
