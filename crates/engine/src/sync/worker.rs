//! The sync thread of a window: tries when something waits and its time has come, and rests while the laptop is offline. What it does is
//! told to subscribers by the store's own bell, like any other write.

use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;

use super::pace::Cancel;
use super::run::Occasion;
use crate::base::progress::Progress;
use crate::base::topic::Topic;
use crate::store::door::lock;
use crate::{App, AppError, Code, Result};

/// Longest sleep between two looks at the clock: a laptop that was closed for a night must notice.
const LONGEST_NAP: Duration = Duration::from_secs(60);

/// Longer than any wait that a run ever writes down.
const NEVER_THAT_LONG: Duration = Duration::from_secs(3 * 60 * 60);

/// After a change, so that a person's next click goes into the same document.
const AFTER_CHANGE: Duration = Duration::from_secs(2);

#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    ring: Condvar,
}

impl Bell {
    fn ring(&self) {
        *lock(&self.rung) = true;
        self.ring.notify_all();
    }

    fn wait(&self, longest: Duration) {
        let rung = lock(&self.rung);
        let waited = self.ring.wait_timeout_while(rung, longest, |rung| !*rung);
        *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
    }
}

/// The sync thread; it ends when this is stopped or dropped.
pub struct Worker {
    cancel: Arc<Cancel>,
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread. `progress` hears of each record delivered.
    ///
    /// # Errors
    /// `internal` when the system gives no thread.
    pub fn start(app: Arc<App>, progress: impl Fn(Progress) + Send + 'static) -> Result<Self> {
        let (cancel, bell) = (Arc::new(Cancel::default()), Arc::new(Bell::default()));
        let heard: Weak<Bell> = Arc::downgrade(&bell);
        app.subscribe(move |topics| {
            if let Some(bell) = heard.upgrade().filter(|_| topics.contains(&Topic::Sync)) {
                bell.ring();
            }
        });
        let (off, rung) = (cancel.clone(), bell.clone());
        let work = move || work(&app, &off, &rung, &mut |p| progress(p));
        let thread = std::thread::Builder::new()
            .name("sync".to_owned())
            .spawn(work);
        let thread = thread.map_err(|e| AppError::of(Code::Internal, e))?;
        Ok(Self {
            cancel,
            bell,
            thread: Some(thread),
        })
    }

    /// Looks at once whether something is due.
    pub fn wake(&self) {
        self.bell.ring();
    }

    /// Ends the thread before its next request and waits for it.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.cancel.call_off();
        self.bell.ring();
        if let Some(thread) = self.thread.take() {
            // A panic there has been printed; the store is whole either way.
            let _ended = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

fn work(app: &App, cancel: &Cancel, bell: &Bell, progress: &mut dyn FnMut(Progress)) {
    use super::pace::Pace;
    while !cancel.called_off() {
        if let Some(occasion) = occasion(app) {
            // Its troubles are in the outbox: the next try's time and the reason of each record.
            let _told = app.sync_with(occasion, cancel, progress);
        }
        bell.wait(LONGEST_NAP.min(until_next(app)));
        cancel.pause(AFTER_CHANGE);
    }
}

/// Due when something waits whose time has come and the registry takes us. A time further off than any back-off was written by a clock
/// that was wrong: it counts as come.
fn occasion(app: &App) -> Option<Occasion> {
    if until_next(app) > NEVER_THAT_LONG {
        return Some(Occasion::Asked);
    }
    let now = app.host().now();
    let due = app.read(|r| match r.destination()? {
        Some(d) if !d.needs_enrolment => Ok(!r.deliveries_waiting(d.id, Some(now))?.is_empty()
            || !r.deliveries_sent(d.id, Some(now))?.is_empty()),
        _ => Ok(false),
    });
    due.unwrap_or(false).then_some(Occasion::Due)
}

fn until_next(app: &App) -> Duration {
    let next = app.read(|r| match r.destination()? {
        Some(d) => r.next_try(d.id),
        None => Ok(None),
    });
    // What cannot be read now may be readable after a nap; the run that follows says what is wrong with it.
    let Ok(Some(next)) = next else {
        return LONGEST_NAP;
    };
    match next.parse::<Timestamp>() {
        // A time that has passed leaves nothing.
        Ok(next) => {
            Duration::try_from(next.duration_since(app.host().now())).unwrap_or(Duration::ZERO)
        }
        Err(_) => LONGEST_NAP,
    }
}
