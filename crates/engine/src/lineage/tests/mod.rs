mod naive;
mod random;
mod share;
mod story;
