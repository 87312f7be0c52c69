//! Printing: into files, to printers that listen, to queues, devices and windows, and after what breaks off.

mod broken_off;
#[cfg(unix)]
mod cups;
#[cfg(unix)]
mod device;
mod kit;
mod labels;
mod million;
mod sending;
mod window;
