//! [`App`]: one open data folder. It owns the connections, the one transaction door and the bell that rings after each commit;
//! what can be done through it stands in `cases/`, `import/` and `sync/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;
use nuong_domain::clean;
use nuong_labels::Lang;

use crate::base::day::offset;
use crate::base::patience::Patience;
use crate::base::topic::Topic;
use crate::store::door::{Door, Projection, lock};
use crate::store::reader::Reader;
use crate::store::settings::Settings;
use crate::store::tx::Tx;
use crate::{AppError, Code, Host, Result, Secrets};

type Subscriber = Box<dyn Fn(&[Topic]) + Send + Sync>;

/// One open data folder. Cheap methods on `&self`, safe to share between threads; several processes may open the same folder.
pub struct App {
    dir: PathBuf,
    pub(crate) host: Arc<dyn Host>,
    pub(crate) secrets: Arc<dyn Secrets>,
    door: Door,
    language: Option<String>,
    pub(crate) patience: Patience,
    subscribers: Mutex<Vec<Subscriber>>,
    #[cfg(test)]
    pub(crate) fail_after: std::sync::atomic::AtomicU32,
}

impl App {
    /// An open data folder, before anything is settled in it: what is left behind by a program that died, or by an earlier version.
    pub(crate) fn with_door(
        dir: &Path,
        host: Arc<dyn Host>,
        secrets: Arc<dyn Secrets>,
        projections: &'static [Projection],
    ) -> Result<Self> {
        Ok(Self {
            dir: dir.to_owned(),
            door: Door::open(dir, host.as_ref(), projections)?,
            host,
            secrets,
            language: None,
            patience: Patience::default(),
            subscribers: Mutex::default(),
            #[cfg(test)]
            fail_after: std::sync::atomic::AtomicU32::new(u32::MAX),
        })
    }

    /// Speaks `vi` or `en` in this program, whatever language the settings name.
    #[must_use]
    pub fn speaking(mut self, language: Option<String>) -> Self {
        self.language = language;
        self
    }

    /// The language that this program was told to speak.
    pub(crate) fn told_language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The machine's clock and randomness.
    pub fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    /// Where tokens live.
    pub fn secrets(&self) -> &dyn Secrets {
        self.secrets.as_ref()
    }

    /// Calls `f` after each commit of this program with what it made stale. It must return at once.
    pub fn subscribe(&self, f: impl Fn(&[Topic]) + Send + Sync + 'static) {
        lock(&self.subscribers).push(Box::new(f));
    }

    /// The one transaction door. Everything `f` does — rows, change log, trace events, outbox — is committed together when it returns
    /// `Ok`, and not at all when it returns `Err`. `actor` is the person who answers for it (empty: the person of the settings).
    ///
    /// # Errors
    /// What `f` returns; `disk_full`, `disk_error`, `busy` from the store.
    pub fn write<T>(&self, actor: &str, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let (out, topics) = self.transact(actor, true, f)?;
        self.ring(&topics);
        Ok(out)
    }

    /// Does `f` to the letter and then takes it all back: a preview that cannot differ from the real thing. Search index, lots' sums
    /// and trace events, which [`App::write`] brings up to date behind `f`, are left as they were.
    ///
    /// # Errors
    /// As [`App::write`].
    pub fn rehearse<T>(&self, actor: &str, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        self.transact(actor, false, f).map(|(out, _)| out)
    }

    /// As [`App::write`], or as [`App::rehearse`] where it is only to be tried.
    pub(crate) fn write_or_try<T>(
        &self,
        actor: &str,
        keep: bool,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        match keep {
            true => self.write(actor, f),
            false => self.rehearse(actor, f),
        }
    }

    fn transact<T>(
        &self,
        actor: &str,
        keep: bool,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<(T, BTreeSet<Topic>)> {
        self.door.write(self.host.as_ref(), actor, keep, |tx| {
            #[cfg(test)]
            tx.fail_after(self.fail_after.load(std::sync::atomic::Ordering::Relaxed));
            f(tx)
        })
    }

    /// Reads one consistent state of the data file, without waiting for writers.
    ///
    /// # Errors
    /// What `f` returns; `disk_error`, `file_damaged` from the store.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.door.read(f)
    }

    fn ring(&self, topics: &BTreeSet<Topic>) {
        if topics.is_empty() {
            return;
        }
        let topics: Vec<Topic> = topics.iter().copied().collect();
        for subscriber in lock(&self.subscribers).iter() {
            subscriber(&topics);
        }
    }
}

impl App {
    /// Today in Viet Nam, by the host's clock.
    pub fn today_date(&self) -> Date {
        offset().to_datetime(self.host().now()).date()
    }
}

impl App {
    /// The language of what is printed for the person at the printer.
    pub(crate) fn paper_language(&self) -> Result<Lang> {
        Ok(match self.language()?.as_str() {
            "en" => Lang::En,
            _ => Lang::Vi,
        })
    }
}

impl App {
    /// Language (`vi` or `en`) for messages: what this program was told to speak, else the settings'.
    ///
    /// # Errors
    /// The store's own.
    pub fn language(&self) -> Result<String> {
        match self.told_language() {
            Some(told) => Ok(told.to_owned()),
            None => self.read(|r| Ok(r.settings()?.language)),
        }
    }

    /// Stores this laptop's choices.
    ///
    /// # Errors
    /// `settings_invalid` for a language, theme or size that does not exist.
    pub fn set_settings(&self, settings: Settings) -> Result<()> {
        let known = matches!(settings.language.as_str(), "vi" | "en")
            && matches!(settings.theme.as_str(), "system" | "light" | "dark")
            && (75..=300).contains(&settings.text_percent);
        let settings = Settings {
            person: clean(&settings.person),
            ..settings
        };
        if !known || settings.person.chars().count() > 100 {
            return Err(AppError::new(
                Code::SettingsInvalid,
                format!("{settings:?}"),
            ));
        }
        self.write("", |tx| tx.save_settings(&settings))
    }
}
