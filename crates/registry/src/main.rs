//! `nuong-registry`: runs the registry and issues enrolment codes.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use nuong_registry::{Registry, SystemMachine, router_with_log, serve};

type Failure = Box<dyn std::error::Error>;

/// A provincial traceability registry: EPCIS 2.0 capture and query, and a public page for every lot.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Folder of the registry's database; created when missing
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until interrupted
    Serve {
        /// Address and port to listen on; port 0 takes any free one
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// Address the public and the laptops use, e.g. https://truyxuat.example.vn
        #[arg(long, value_name = "URL", value_parser = base_url)]
        public_base: Option<String>,
    },
    /// Issue a one-time code (valid 24 hours) that connects one laptop of a cooperative
    Enroll {
        /// Name of the cooperative
        #[arg(long)]
        name: String,
        /// Its tax code of 10 or 13 digits; of a household business (12 digits) the organisation code of ten letters
        /// that `nuong profile` shows
        #[arg(long = "tax-code", value_name = "CODE")]
        organisation_code: String,
    },
    /// Withdraw the access of a cooperative's laptops, e.g. of a stolen one
    Revoke {
        /// The cooperative's tax code, or its organisation code of ten letters
        #[arg(long = "tax-code", value_name = "CODE")]
        organisation_code: String,
        /// Only the laptop that was enrolled under this name
        #[arg(long, value_name = "NAME")]
        device: Option<String>,
    },
}

fn main() -> ExitCode {
    match run_command(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nuong-registry: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run_command(arguments: Arguments) -> Result<(), Failure> {
    match arguments.command {
        Command::Serve {
            listen,
            public_base,
        } => {
            let registry = Registry::open(&arguments.data, SystemMachine, public_base.as_deref())?;
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(listen_and_serve(registry, listen))
        }
        Command::Enroll {
            name,
            organisation_code,
        } => {
            let registry = Registry::open(&arguments.data, SystemMachine, None)?;
            let code = registry.issue_code(&name, &organisation_code)?;
            println!("One-time code for {name}, valid for 24 hours:\n{code}");
            Ok(())
        }
        Command::Revoke {
            organisation_code,
            device,
        } => {
            let registry = Registry::open(&arguments.data, SystemMachine, None)?;
            let count = registry.revoke_devices(&organisation_code, device.as_deref())?;
            println!("devices withdrawn: {count}");
            Ok(())
        }
    }
}

async fn listen_and_serve(registry: Registry, listen: SocketAddr) -> Result<(), Failure> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .map_err(|error| {
            format!(
                "cannot listen on {listen}: {error}. {}",
                listen_advice(&error)
            )
        })?;
    println!("listening on http://{}", listener.local_addr()?);
    serve(listener, router_with_log(registry), interrupted()).await?;
    Ok(())
}

fn listen_advice(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            "Another program uses this port: stop it, or choose another port with --listen."
        }
        std::io::ErrorKind::PermissionDenied => {
            "Ports below 1024 belong to the administrator: choose another with --listen."
        }
        _ => "Choose an address of this computer with --listen.",
    }
}

/// Completes at Ctrl+C, or when the service manager asks the process to end.
async fn interrupted() {
    let ctrl_c = async {
        // Where the signal cannot be heard, it must not seem to have come: the registry would end at once.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = ctrl_c => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

fn base_url(text: &str) -> Result<String, String> {
    let url: axum::http::Uri = text.parse().map_err(|_| "not a URL".to_owned())?;
    let web = matches!(url.scheme_str(), Some("http" | "https"));
    if !web || url.host().is_none() || url.query().is_some() {
        return Err("give an http or https address without a query".to_owned());
    }
    Ok(text.to_owned())
}
