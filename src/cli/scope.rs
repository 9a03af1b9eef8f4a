//! What a run checks, and with what: the arguments that `check`, `accept`, `decisions`
//! and `seal` share, and the run that they amount to.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use globset::{Glob, GlobSet, GlobSetBuilder};

use super::passwords::keys;
use super::progress::Progress;
use super::{Failure, HoldAt, roll};
use crate::config::Config;
use crate::date::Date;
use crate::decision::{DecisionError, Decisions, Key, NAME};
use crate::finding::Reveal;
use crate::read::{Keys, Limits};
use crate::release::{Options, Release, Source};
use crate::report::{Digests, Engine, Report, Settings, check_release};
use crate::rule::{Pack, RollBuilder, Rules, Severity, lists, prepare};

/// What to check, and with what.
#[derive(Args, Clone, Debug)]
pub(super) struct Scope {
    /// Read the paths from a file, one a line; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub(super) files_from: Option<PathBuf>,
    /// The name that standard input goes by.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    name: String,
    /// Leave out files and folders that match; as often as wanted.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// The most megabytes of a file that is read; a larger one is a gap. 2048 unless
    /// configured.
    #[arg(long, value_name = "MB")]
    max_size: Option<u64>,
    /// Apply only these rules: codes, names, or families such as HID.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// Do not apply these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The least severity that holds the release; warning unless configured.
    #[arg(long, value_enum)]
    hold_at: Option<HoldAt>,
    /// The configuration; by default foilint.toml in this folder or one above it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What people have decided; by default decisions.toml beside the configuration, or
    /// in this folder or one above it.
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// A pack of rules of your own; as often as wanted.
    #[arg(long, value_name = "FILE")]
    pack: Vec<PathBuf>,
    /// Passwords to try on what is encrypted, one a line; they are never shown.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// A roll of your own people, as `foilint roll build` writes it.
    #[arg(long, value_name = "FILE")]
    roll: Option<PathBuf>,
    /// The file with the secret that the roll was built with.
    #[arg(long, value_name = "FILE")]
    roll_secret: Option<PathBuf>,
    /// How many files to check at a time; by default one a core.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// A run: what is checked, with what, and where decisions are kept.
pub(super) struct Run {
    pub(super) engine: Engine,
    pub(super) release: Release,
    /// The paths that lead to it.
    pub(super) paths: Vec<PathBuf>,
    pub(super) options: Options,
    pub(super) settings: Settings,
    pub(super) decisions: Option<Decisions>,
    /// Where decisions are, or will be once there is one.
    pub(super) decisions_path: PathBuf,
    /// What the arguments and the configuration say together.
    scope: Scope,
    /// The people who are allowed.
    allowed: Vec<String>,
}

/// What a command adds to its scope.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    pub(super) digests: Digests,
    pub(super) leave: Option<Reveal>,
    pub(super) files: Files,
}

/// How the files of a run are found.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Files {
    /// All are listed before the first is checked.
    #[default]
    Listed,
    /// They are walked over, however many.
    Walked,
}

impl Run {
    /// The run over some paths.
    pub(super) fn of(paths: &[PathBuf], scope: &Scope, wanted: Wanted) -> Result<Run, Failure> {
        let mut scope = scope.clone();
        // The lists take as long to read as the rest of the start: do both at once.
        std::thread::spawn(prepare);
        let folder = std::env::current_dir().unwrap_or_default();
        let named = if scope.files_from.is_some() { &[] } else { paths };
        let config = Config::of(scope.config.as_deref(), &folder, named)?;
        scope.configure(&config);
        let decisions_path = scope.decisions_path(&config, &folder);
        let settings = scope.settings(wanted);
        let limits = scope.limits(&config);
        let excludes = excludes(&scope.exclude)?;
        if decisions_path.is_file() {
            refuse_inside(&decisions_path, named, &excludes)?;
        }
        let decisions =
            decisions_path.is_file().then(|| Decisions::read(&decisions_path)).transpose()?;
        let mut engine = scope.engine(&config, limits, &settings)?;
        if let Some(decisions) = &decisions {
            engine = engine.with_key(Some(decisions.key.clone()));
        }
        let options = Options { excludes, input_name: scope.name.clone(), largest: limits.file };
        let paths = match &scope.files_from {
            Some(list) => Release::listed(list)?,
            None => paths.to_vec(),
        };
        let release = match wanted.files {
            Files::Listed => Release::of(&paths, &options)?,
            Files::Walked => Release::unlisted(&options),
        };
        let allowed = config.allow.iter().map(|it| it.person.get_ref().clone()).collect();
        Ok(Run {
            engine,
            release,
            paths,
            options,
            settings,
            decisions,
            decisions_path,
            scope,
            allowed,
        })
    }

    /// The same with another key of fingerprints, or none.
    pub(super) fn with_key(self, key: Option<Key>) -> Run {
        Run { engine: self.engine.with_key(key), ..self }
    }

    /// Checks the release and applies what people have decided.
    pub(super) fn report(&self) -> Result<Report, Failure> {
        let progress = Progress::of(self.release.sources());
        let done = |source: &Source| progress.add(source);
        let report =
            self.in_pool(|| check_release(&self.release, &self.engine, &self.settings, &done))?;
        progress.end();
        Ok(match &self.decisions {
            Some(decisions) => {
                report.decided(decisions, &self.engine, &self.settings, Date::today())
            }
            None => report,
        })
    }

    /// What tells what this run finds from what another may find: its rules, settings and
    /// the key of its fingerprints. Passwords are no part of it.
    pub(super) fn digest(&self) -> Result<[u8; 32], Failure> {
        let mut hasher = blake3::Hasher::new();
        let mut add = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        add(env!("CARGO_PKG_VERSION").as_bytes());
        add(self.engine.rules().digest().as_bytes());
        add(format!("{:?}", self.engine.limits()).as_bytes());
        for list in [&self.settings.only, &self.settings.ignore, &self.allowed] {
            add(&list.len().to_le_bytes());
            list.iter().for_each(|it| add(it.as_bytes()));
        }
        for path in [&self.scope.roll, &self.scope.roll_secret].into_iter().flatten() {
            add(&roll::bytes(path)?);
        }
        if let Some(decisions) = &self.decisions {
            add(&decisions.key.bytes());
        }
        Ok(hasher.finalize().into())
    }

    /// Whether passwords are tried.
    pub(super) fn tries_passwords(&self) -> bool {
        self.scope.password_file.is_some()
    }

    /// Works with as many workers as were asked for.
    pub(super) fn in_pool<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        let jobs = self.scope.jobs.unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK);
        let pool = pool.build().map_err(|_| Failure::Workers(jobs))?;
        Ok(pool.install(work))
    }
}

/// Bytes of stack for each worker: files lie in files, up to the limit.
const STACK: usize = 16 << 20;

impl Scope {
    /// What the command line does not say is as it is configured.
    fn configure(&mut self, config: &Config) {
        self.hold_at = self.hold_at.or(config.hold_at.map(HoldAt::from));
        self.exclude.extend_from_slice(&config.exclude);
        self.pack.extend_from_slice(&config.packs);
        self.roll = self.roll.take().or_else(|| config.roll.clone());
    }

    /// Refuses decisions that are named and that there are not.
    pub(super) fn refuse_absent(&self) -> Result<(), Failure> {
        match self.decisions.as_ref().filter(|it| !it.is_file()) {
            Some(path) => Err(Failure::NoDecisions(path.display().to_string())),
            None => Ok(()),
        }
    }

    /// Where the decisions of a run over no release are.
    pub(super) fn decisions_file(&self) -> Result<PathBuf, Failure> {
        let folder = std::env::current_dir().unwrap_or_default();
        let config = Config::of(self.config.as_deref(), &folder, &[])?;
        Ok(self.decisions_path(&config, &folder))
    }

    /// The file that is named, the nearest one, or the one that there may be.
    fn decisions_path(&self, config: &Config, folder: &Path) -> PathBuf {
        if let Some(path) = self.decisions.as_ref().or(config.decisions.as_ref()) {
            return path.clone();
        }
        if let Some(folder) = &config.folder {
            return folder.join(NAME);
        }
        let nearest = folder.ancestors().map(|it| it.join(NAME)).find(|it| it.is_file());
        nearest.unwrap_or_else(|| PathBuf::from(NAME))
    }

    /// The passwords to try on what is encrypted.
    pub(super) fn keys(&self) -> Result<Keys, Failure> {
        keys(self.password_file.as_deref())
    }

    /// The limits as they are configured, and as the command line says.
    fn limits(&self, config: &Config) -> Limits {
        let limits = config.budget.unwrap_or_default();
        let file = self.max_size.map_or(limits.file, |it| it.saturating_mul(1 << 20));
        Limits { file, ..limits }
    }

    fn settings(&self, wanted: Wanted) -> Settings {
        Settings {
            hold_at: self.hold_at.map_or(Severity::Warning, Severity::from),
            only: self.only.clone(),
            ignore: self.ignore.clone(),
            digests: wanted.digests,
            leave: wanted.leave,
        }
    }

    /// The rules, the roll and the people who are allowed.
    fn engine(
        &self,
        config: &Config,
        limits: Limits,
        settings: &Settings,
    ) -> Result<Engine, Failure> {
        let keys = self.keys()?;
        let mut engine = Engine::new(rules(&self.pack)?, limits, settings)?.with_keys(keys);
        if let Some(path) = &self.roll {
            engine = engine.with_roll(roll::open(path, self.roll_secret.as_deref())?);
        }
        if !config.allow.is_empty() {
            let mut allowed = RollBuilder::new([0; 16], &[]);
            config.allow.iter().for_each(|it| allowed.add_as_written(it.person.get_ref()));
            engine = engine.with_allowed(allowed.finished().0);
        }
        Ok(engine)
    }
}

/// Refuses a file of one's own that would go out with the release.
pub(super) fn refuse_inside(
    path: &Path,
    release: &[PathBuf],
    excludes: &GlobSet,
) -> Result<(), DecisionError> {
    let is_excluded =
        excludes.is_match(path) || path.file_name().is_some_and(|name| excludes.is_match(name));
    if !is_excluded && is_inside(path, release) {
        return Err(DecisionError::Inside(path.display().to_string()));
    }
    Ok(())
}

/// Whether a file, or one that will be made, lies in one of the paths.
pub(super) fn is_inside(path: &Path, release: &[PathBuf]) -> bool {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(_) => {
            whole(folder.unwrap_or(Path::new("."))).join(path.file_name().unwrap_or_default())
        }
    };
    release.iter().any(|it| real.starts_with(whole(it)))
}

/// The built-in rules and those of the user's packs.
pub(super) fn rules(packs: &[PathBuf]) -> Result<Rules, Failure> {
    let packs = packs.iter().map(|path| pack(path)).collect::<Result<Vec<_>, _>>()?;
    Ok(Rules::with_packs(packs)?)
}

/// A pack, with the lists of words that it names and that lie beside it.
pub(super) fn pack(path: &Path) -> Result<Pack, Failure> {
    let text = text(path)?;
    let beside = |list: String| {
        let path = path.with_file_name(&list);
        path.is_file().then(|| Ok((list, self::text(&path)?)))
    };
    let lists = lists(&text).into_iter().filter_map(beside).collect::<Result<_, Failure>>()?;
    Ok(Pack { name: path.display().to_string(), text, lists })
}

fn text(path: &Path) -> Result<String, Failure> {
    let failed = |error: std::io::Error| Failure::File {
        name: path.display().to_string(),
        kind: error.kind(),
    };
    fs::read_to_string(path).map_err(failed)
}

fn excludes(globs: &[String]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(Glob::new(glob).map_err(|_| Failure::Glob(glob.clone()))?);
    }
    set.build().map_err(|_| Failure::Glob(globs.join(", ")))
}
