//! Serves connections: HTTP/1.1, with limits on headers, on time to send them and on their number,
//! and an orderly end.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::limits;

/// Rest after a failed accept (no file handles left, say) before the next one.
const BREATH: Duration = Duration::from_millis(100);

/// Serves `app` on `listener` until `stop` completes, then lets running requests finish (ten seconds at most).
///
/// # Errors
/// None at present: a failing accept is tried again.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let (farewell, _) = watch::channel(());
    let slots = Arc::new(Semaphore::new(limits::CONNECTIONS));
    let mut running = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer, slot) = tokio::select! {
            () = &mut stop => break,
            // Forgets connections that have ended; the set would grow for ever.
            Some(_) = running.join_next() => continue,
            accepted = accept_connection(&listener, &slots) => accepted,
        };
        running.spawn(serve_connection(
            stream,
            peer,
            app.clone(),
            farewell.subscribe(),
            slot,
        ));
    }
    // The port is free at once; each connection hears that the sender is gone, ends its request and closes.
    drop(listener);
    drop(farewell);
    let finished = async { while running.join_next().await.is_some() {} };
    // Whoever is not done by then is cut off: an end that was asked for must come.
    let _ = tokio::time::timeout(limits::FAREWELL, finished).await;
    Ok(())
}

async fn accept_connection(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed, so this is always a slot.
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, slot),
            // Most often no file handles are left; they come back as connections end.
            Err(_) => tokio::time::sleep(BREATH).await,
        }
    }
}

async fn serve_connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    mut farewell: watch::Receiver<()>,
    _slot: Option<OwnedSemaphorePermit>,
) {
    // Without it small answers come later, but they come.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request.map(Body::new))
    });
    let mut connection = pin!(http1_builder().serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // A connection that fails is the peer's affair; there is nobody to tell.
        _ = &mut connection => {}
        _ = farewell.changed() => {
            connection.as_mut().graceful_shutdown();
            // As above: nobody to tell.
            let _ = connection.await;
        }
    }
}

fn http1_builder() -> Builder {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits::HEADER_TIME)
        .max_buf_size(limits::HEADER_BYTES)
        .max_headers(limits::HEADER_FIELDS)
        // A client may close its sending half after the request and still read the answer.
        .half_close(true);
    builder
}
