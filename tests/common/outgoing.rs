//! An outgoing folder, and the program run on it as a user would.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// An outgoing folder, removed when it goes out of scope.
pub struct Outgoing {
    folder: PathBuf,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Outgoing {
    /// An empty folder; the name tells the test.
    pub fn new(name: &str) -> Self {
        let process = std::process::id();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{process}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder can be made");
        Outgoing { folder }
    }

    /// The folder with one more file.
    pub fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .expect("it can be made");
        fs::write(path, bytes).expect("the file can be written");
        self
    }

    /// The path of something in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// `foilint` with arguments, in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    /// `foilint` with arguments and something on its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        use std::io::Write;
        let mut child = Command::new(env!("CARGO_BIN_EXE_foilint"))
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("foilint starts");
        let mut stdin = child.stdin.take().expect("it has an input");
        let _ = stdin.write_all(input);
        drop(stdin);
        let output = child.wait_with_output().expect("foilint ends");
        Run {
            code: output.status.code().expect("it was not killed"),
            stdout: String::from_utf8(output.stdout).expect("it prints UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("it prints UTF-8"),
        }
    }

    /// The JSON report of the whole folder, and the exit code.
    pub fn json(&self) -> (serde_json::Value, i32) {
        let run = self.run(&["check", "--format", "json", "."]);
        let report = serde_json::from_str(&run.stdout);
        (report.unwrap_or_else(|error| panic!("{error}: {run:?}")), run.code)
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
