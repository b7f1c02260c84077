mod random;
mod read;
mod refused;
