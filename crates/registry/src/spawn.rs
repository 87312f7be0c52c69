//! A whole registry inside another process: for tests, and for `cargo xtask run`'s loopback one.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::machine::SystemMachine;
use crate::registry::Registry;
use crate::{serve, store};

/// Why a registry did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not this machine's.
    #[error("the address cannot be listened on: {0}")]
    Listen(#[from] io::Error),
    /// The database did not open.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}

/// A registry that runs on its own thread until it is stopped or dropped.
pub struct Running {
    registry: Registry,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a registry on `address` (port 0: any free one) with its data in `dir`.
/// When this returns, it already listens.
///
/// # Errors
/// When the data folder or the address cannot be used.
pub fn spawn(dir: &Path, address: SocketAddr) -> Result<Running, StartError> {
    let registry = Registry::open(dir, SystemMachine, None)?;
    // Bound here and not on the thread, so that whoever holds `Running` can connect at once.
    let listener = TcpListener::bind(address)?;
    // Tokio takes sockets over only in this state.
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let app = serve::router(registry.clone());
    let thread = std::thread::spawn(move || {
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            // A sender that was dropped, as in `end`, says stop just as a message would.
            let stop = async { drop(stopped.await) };
            serve::serve(listener, app, stop).await
        });
        if let Err(error) = served {
            eprintln!("nuong-registry: {error}");
        }
    });
    Ok(Running {
        registry,
        address,
        stop: Some(stop),
        thread: Some(thread),
    })
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Its base URL, e.g. `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The registry, for issuing enrolment codes.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Stops it: running requests finish, then the port is free.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic there was already printed; there is nothing to add.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}
