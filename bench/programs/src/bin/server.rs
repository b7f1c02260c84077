//! The server: a DynamoDB in memory, over HTTP on loopback. It says where on its first line, and ends when its input does.

use std::error::Error;

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let database = dynoxide::Database::memory()?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let input_ends = async {
        // Whatever goes wrong with the input, nobody is there to serve any more.
        let _ = tokio::io::stdin().read_to_end(&mut Vec::new()).await;
    };
    Ok(dynoxide::server::serve_with_shutdown(listener, database, input_ends).await?)
}
